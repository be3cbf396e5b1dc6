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
        .showNames: .init(
            "names",
            "Puts letters in place of the annotators' names, in an order of each item's own, or shows the names.",
            keys("A", in: [.adjudicate])),
        .personRecord: .init(
            "record", "Shows how the decisions of whoever has the focus compare with others' and with rulings.",
            keys("w", in: [.adjudicate])),
    ]
}
