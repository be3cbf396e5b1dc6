/// What can be said of an item, by an annotator or in a ruling.
extension CommandDefinition {
    private static let answers: [Scope] = [.review, .ruling]

    static let answering: [Command: CommandDefinition] = {
        var table: [Command: CommandDefinition] = [
            .accept: .init(
                "accept", "The focused suggestion is right as it is.", keys("a", in: answers), decides: true),
            .edit: .init("edit", "Corrects the focused suggestion in place.", keys("e", in: answers), decides: true),
            .reject: .init(
                "reject", "The focused suggestion is no good; asks for a reason where the queue wants one.",
                keys("x", in: answers), decides: true),
            .skip: .init(
                "skip", "Leaves this item to somebody else, with a reason.", keys("s", in: [.review]), decides: true),
            .tie: .init("tie", "Neither suggestion is better.", keys("0", in: answers), decides: true),
            .bothBad: .init("both bad", "No suggestion is good enough.", keys("b", in: answers), decides: true),
            .rate: .init(
                "rate", "Rates on the queue's scales, one digit a scale.", keys("r", in: answers), decides: true),
            .flag: .init("flag", "Raises or clears a flag.", keys("f", in: answers), decides: true),
            .comment: .init(
                "comment", "Writes a comment for whoever reads this later.", keys("c", in: [.review]), decides: true),
            .submit: .init(
                "submit", "Records the decision and goes on to the next item.", keys("enter", in: answers + [.merge]),
                decides: true),
            .undo: .init(
                "undo", "Takes back the last thing you did, as often as you like, also tomorrow.",
                keys("u", in: [.review, .adjudicate, .ruling, .merge]), decides: true),
            .redo: .init(
                "redo", "Puts back what undo took.", keys("C-r", "U", in: [.review, .adjudicate, .ruling, .merge]),
                decides: true),
        ]
        for digit in 1...9 {
            guard let command = Command.choose(digit) else { continue }
            table[command] = .init(
                "prefer \(digit)",
                "Prefers suggestion \(digit), adopts decision \(digit), or takes entry \(digit) of a list.",
                keys(String(digit), in: answers + [.adjudicate, .list, .merge]), decides: true)
        }
        return table
    }()
}
