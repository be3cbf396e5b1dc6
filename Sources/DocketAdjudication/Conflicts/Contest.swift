package import DocketModel

/// One question on which an item's decisions disagree, in one way, and how the people are divided.
package struct Contest: Sendable, Hashable {
    package var kind: Conflict.Kind
    package var question: Question
    /// How many people are of each opinion, largest first: `[2, 1]`.
    package var camps: [Int]

    init(_ kind: Conflict.Kind, _ question: Question, camps: some Sequence<Int>) {
        self.kind = kind
        self.question = question
        self.camps = camps.filter { $0 > 0 }.sorted(by: >)
    }

    /// Everything that is contested among an item's live primary decisions, in the order of `Conflict.Kind.allCases`.
    /// Skips abstain, and other occasions do not count: both are left out. Who decided, and in which order, makes no
    /// difference.
    package static func all(
        item: Item, primaries: [Decision], ask: Ask, policy: ConflictPolicy
    ) -> [Contest] {
        let answers = primaries.filter { $0.occasion == .primary }.compactMap(\.answer.answers)
        guard let first = answers.first, answers.contains(where: { $0 != first }) else { return [] }
        return all(item: item, answers: answers.map { ask.normalized($0, for: item) }, ask: ask, policy: policy)
    }

    static func all(item: Item, answers: [Answers], ask: Ask, policy: ConflictPolicy) -> [Contest] {
        let contests =
            preferences(answers, of: item) + strengths(answers)
            + verdicts(answers, of: item, minorEditDistance: policy.minorEditDistance)
            + flags(answers, ask: ask) + ratings(answers, of: item, ask: ask)
        return Conflict.Kind.allCases.flatMap { kind in contests.filter { $0.kind == kind } }
    }
}

extension Contest: CustomStringConvertible {
    /// One phrase for a lead: `preference split 2 to 1`.
    package var description: String {
        let split = camps.map(String.init).joined(separator: " to ")
        return switch (kind, question) {
        case (.flag, .flag(let name)): "flag \(name) split \(split)"
        case (.direction, _): "winner split \(split)"
        case (.tie, _): "tie or both bad against a choice, \(split)"
        case (.strength, _): "strength split \(split)"
        case (.verdict, .verdict(let suggestion?)): "verdict on \(suggestion) split \(split)"
        case (.verdict, _): "different suggestions taken, \(split)"
        case (.edit, .verdict(let suggestion?)): "edits of \(suggestion) differ, \(split)"
        case (.minorEdit, .verdict(let suggestion?)): "small edits of \(suggestion) differ, \(split)"
        case (.rating, .rating(let scale, let suggestion?)): "\(scale) of \(suggestion) far apart, \(split)"
        case (.rating, .rating(let scale, nil)): "\(scale) far apart, \(split)"
        default: "\(question) split \(split)"
        }
    }
}
