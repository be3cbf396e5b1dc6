/// Something that a queue asks and a decision does not yet say.
package enum Requirement: Sendable, Hashable, CustomStringConvertible {
    case verdict(SuggestionID)
    case anyVerdict
    case verdictOrPreference
    case preference
    case rating(scale: String, SuggestionID?)
    case rejectReason(SuggestionID)

    package var description: String { description { $0.rawValue } }

    /// - Parameter name: what a suggestion is called on the screen: its number there, not its id.
    package func description(naming name: (SuggestionID) -> String) -> String {
        switch self {
        case .verdict(let suggestion): "a verdict on \(name(suggestion))"
        case .anyVerdict: "a verdict"
        case .verdictOrPreference: "a verdict or a preference"
        case .preference: "a preference"
        case .rating(let scale, let suggestion?): "\(scale) of \(name(suggestion))"
        case .rating(let scale, nil): "\(scale)"
        case .rejectReason(let suggestion): "a reason for rejecting \(name(suggestion))"
        }
    }
}

extension Ask {
    /// What is still missing from a decision on this item. Empty: it is complete.
    package func missing(in answers: Answers, for item: Item) -> [Requirement] {
        var missing: [Requirement] = []
        let judged = Set(answers.judgements.filter { $0.verdict != nil }.map(\.suggestion))
        let needsPreference = asksPreference(of: item)
        if !asksVerdict(of: item) {
            if answers.preference == nil { missing.append(.preference) }
        } else {
            switch verdict {
            case .each:
                missing += item.suggestions.map(\.id).filter { !judged.contains($0) }.map(Requirement.verdict)
            case .one, .no:
                if let winner = answers.preference?.winner {
                    if !judged.contains(winner) { missing.append(.verdict(winner)) }
                } else if judged.isEmpty, answers.preference == nil {
                    missing.append(.anyVerdict)
                }
            case .any:
                if judged.isEmpty, answers.preference == nil {
                    missing.append(needsPreference ? .verdictOrPreference : .anyVerdict)
                }
            }
            if needsPreference, verdict != .any, answers.preference == nil { missing.append(.preference) }
        }
        if rejectNeedsReason {
            missing += answers.judgements.filter { $0.verdict == .reject && $0.reasons.isEmpty }
                .map { .rejectReason($0.suggestion) }
        }
        for scale in itemRatings where scale.isRequired && answers.ratings[scale.name] == nil {
            missing.append(.rating(scale: scale.name, nil))
        }
        for scale in suggestionRatings where scale.isRequired {
            for suggestion in item.suggestions
            where answers.judgement(of: suggestion.id)?.ratings[scale.name] == nil {
                missing.append(.rating(scale: scale.name, suggestion.id))
            }
        }
        return missing
    }

    /// What a decision says that this queue or this item does not know: one message each. Empty: it is valid.
    package func violations(in answers: Answers, for item: Item) -> [String] {
        let known = item.suggestions.map(\.id)
        func unknown(_ suggestion: SuggestionID) -> String {
            "item \(item.id) has no suggestion \"\(suggestion)\" (it has \(known.map(\.rawValue).joined(separator: ", ")))"
        }
        var violations: [String] = []
        for judgement in answers.judgements {
            if !known.contains(judgement.suggestion) { violations.append(unknown(judgement.suggestion)) }
            violations += ratingViolations(judgement.ratings, scales: suggestionRatings, of: "suggestion")
        }
        violations += ratingViolations(answers.ratings, scales: itemRatings, of: "item")
        switch answers.preference {
        case .win(let winner, _):
            if !known.contains(winner) { violations.append(unknown(winner)) }
        case .ranking(let groups):
            violations += groups.joined().filter { !known.contains($0) }.map(unknown)
        case .tie, .bothBad, nil: break
        }
        let names = flags.map(\.name)
        for flag in answers.flags.sorted() where !names.isEmpty && !names.contains(flag) {
            violations.append("flag \"\(flag)\" is not one of this queue's (\(names.joined(separator: ", ")))")
        }
        return violations
    }

    private func ratingViolations(_ ratings: Ratings, scales: [RatingScale], of subject: String) -> [String] {
        ratings.sorted { $0.key < $1.key }.compactMap { name, level in
            guard let scale = scales.first(where: { $0.name == name }) else {
                return "this queue asks no rating \"\(name)\" of the \(subject)"
            }
            return (scale.minimum...scale.maximum).contains(level)
                ? nil : "rating \"\(name)\" is \(level), outside \(scale.minimum) to \(scale.maximum)"
        }
    }

    /// The answers as they are stored: an edit equal to its base is an accept.
    package func normalized(_ answers: Answers, for item: Item) -> Answers {
        var result = answers
        result.judgements = answers.judgements.map { judgement in
            guard let text = judgement.verdict?.editedText,
                text == item.suggestion(judgement.suggestion)?.text
            else { return judgement }
            var accepted = judgement
            accepted.verdict = .accept
            return accepted
        }
        return result
    }
}
