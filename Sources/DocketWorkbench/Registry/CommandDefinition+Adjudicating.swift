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
        .takeProposal: .init(
            "take proposal", "Resolves as proposed; what the proposal leaves open you compose.",
            keys("p", in: [.adjudicate]), decides: true),
        .precedents: .init(
            "similar", "Shows resolved items like this one: how they were ruled, by whom and why.",
            keys("s", in: [.adjudicate])),
        .askQuestion: .init(
            "ask", "Asks what the guideline leaves open here; the item waits until a lead answers.",
            keys("g q", in: [.adjudicate]), decides: true),
        .questions: .init(
            "questions", "Shows what was asked about the guideline, and the answers.", keys("g Q", in: [.adjudicate])),
        .tryRules: .init(
            "by rules",
            "Shows what the queue's rules would resolve, to be looked through before any of it is recorded.",
            keys("P", in: [.adjudicate])),
        .applyRules: .init(
            "resolve all", "Resolves all that is chosen as the rules say; one undo takes all of it back.",
            keys("enter", in: [.rules]), decides: true),
        .leaveOut: .init(
            "leave out", "Leaves the selected conflict to a lead, or takes it in again.",
            keys("space", "x", in: [.rules])),
    ]
}
