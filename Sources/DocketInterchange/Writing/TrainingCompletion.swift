import DocketModel

/// One completion that is good or bad by itself.
struct TrainingCompletion {
    var messages: [Message]
    var isGood: Bool

    /// What was accepted, as it is or as it was edited.
    static func accepted(_ item: Item, _ answers: Answers) -> [Result<TrainingCompletion, LeftOut>] {
        let accepted = item.suggestions.compactMap { suggestion -> Result<TrainingCompletion, LeftOut>? in
            switch answers.judgement(of: suggestion.id)?.verdict {
            case .accept, .edit:
                let messages = suggestion.edited(answers) ?? suggestion.messages
                return .success(TrainingCompletion(messages: messages, isGood: true))
            case .reject, nil: return nil
            }
        }
        return accepted.isEmpty ? [.failure(.noAccepted)] : accepted
    }

    /// What was accepted or edited is good, what was rejected is bad, and so is everything where both (all) were bad.
    /// The original of an edit is neither: it was found worth mending.
    static func labeled(_ item: Item, _ answers: Answers) -> [Result<TrainingCompletion, LeftOut>] {
        let labeled = item.suggestions.compactMap { suggestion -> Result<TrainingCompletion, LeftOut>? in
            switch answers.judgement(of: suggestion.id)?.verdict {
            case .accept, .edit:
                let messages = suggestion.edited(answers) ?? suggestion.messages
                return .success(TrainingCompletion(messages: messages, isGood: true))
            case .reject: return .success(TrainingCompletion(messages: suggestion.messages, isGood: false))
            case nil where answers.preference == .bothBad:
                return .success(TrainingCompletion(messages: suggestion.messages, isGood: false))
            case nil: return nil
            }
        }
        return labeled.isEmpty ? [.failure(.noVerdict)] : labeled
    }
}
