package import DocketModel

extension Question {
    /// The answers that a queue offers to this question. Among suggestions, whose ids differ from item to item, those that occur.
    package func classes(in ask: Ask) -> LabelClasses {
        switch self {
        case .preference: .occurring
        case .strength: .including(Strength.allCases.prefix(ask.strength.count).map { String($0.rawValue) })
        case .verdict: .including(["accept", "edit", "reject"])
        case .rating(let name, _):
            .including(
                ask.ratings.first { $0.name == name }.map { ($0.minimum...$0.maximum).map { String($0) } } ?? [])
        case .flag: .including(["yes", "no"])
        }
    }
}

extension Ask {
    /// The question that somebody means by `text`: one as `Question` writes it, or the name of a rating or of a flag. Nil where the queue
    /// asks nothing of that name.
    package func question(named text: String) -> Question? {
        if let question = Question(text) {
            switch question {
            case .preference, .strength, .verdict: return question
            case .rating(let name, _): return ratings.contains { $0.name == name } ? question : nil
            case .flag(let name): return flags.contains { $0.name == name } ? question : nil
            }
        }
        if ratings.contains(where: { $0.name == text }) { return .rating(text, nil) }
        return flags.contains { $0.name == text } ? .flag(text) : nil
    }
}
