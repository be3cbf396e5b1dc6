/// Settling a conflict.
extension CommandDefinition {
    static let adjudicating: [Command: CommandDefinition] = [
        .reason: .init(
            "reason", "Writes why you rule as you do; it goes with the next ruling.",
            keys("c", in: [.adjudicate, .ruling]), decides: true),
        .writeOwn: .init(
            "write own", "Makes a resolution of your own.", keys("e", in: [.adjudicate]), decides: true),
        .sendBack: .init(
            "send back", "Asks the annotators to look again, with a note.", keys("B", in: [.adjudicate]),
            decides: true),
    ]
}
