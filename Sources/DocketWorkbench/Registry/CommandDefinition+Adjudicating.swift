/// Settling a conflict.
extension CommandDefinition {
    static let adjudicating: [Command: CommandDefinition] = [
        .mergeEdits: .init(
            "merge", "Merges the annotators' edits of a suggestion, hunk by hunk.",
            keys("M", in: [.adjudicate, .ruling]), decides: true),
        .nextHunk: .init(
            "next hunk", "Goes to the next place that people changed differently.", keys("n", "tab", in: [.merge])),
        .previousHunk: .init(
            "previous hunk", "Goes to the place before that people changed differently.",
            keys("N", "S-tab", in: [.merge])),
        .takeAllOf: .init(
            "all of one", "Takes everything as one person has it; asks whose.", keys("A", in: [.merge]), decides: true),
        .takeVotes: .init(
            "votes", "Settles open hunks by the most votes, a tie as the edit nearest to all has it.",
            keys("p", in: [.merge]), decides: true),
        .reason: .init(
            "reason", "Writes why you rule as you do; it goes with the next ruling.",
            keys("c", in: [.adjudicate, .ruling]), decides: true),
        .writeOwn: .init(
            "write own", "Makes a resolution of your own; while merging, a text of your own for this place.",
            keys("e", in: [.adjudicate, .merge]), decides: true),
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
