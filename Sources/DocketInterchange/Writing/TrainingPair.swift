import DocketModel
import DocketNotation

/// One completion that is better than another.
struct TrainingPair {
    var chosen: [Message]
    var rejected: [Message]
    /// Nil where nothing was said of it, as between an edit and its original.
    var strength: Strength?

    /// The pairs that answers give, and why others are not there.
    ///
    /// A winner gives a pair over each other suggestion, a ranking one for each better over each worse. Without a
    /// preference each accepted or edited suggestion gives one over each rejected. Wherever the better one was edited,
    /// its edit and its original both stand over the worse; and every edit stands over its own original: *edited >
    /// chosen > rejected*.
    static func pairs(_ item: Item, _ answers: Answers) -> [Result<TrainingPair, LeftOut>] {
        var pairs: [Result<TrainingPair, LeftOut>] = []
        for suggestion in item.suggestions {
            guard let edited = suggestion.edited(answers) else { continue }
            pairs.append(pair(edited, suggestion.messages, nil))
        }
        let (better, reason) = comparisons(item, answers)
        for comparison in better {
            let strength = comparison.strength
            if let edited = comparison.better.edited(answers) {
                pairs.append(pair(edited, comparison.worse.messages, strength))
            }
            pairs.append(pair(comparison.better.messages, comparison.worse.messages, strength))
        }
        // An edit made a pair where there is nothing to compare: then nothing is missing.
        let isMissing = reason != .noPreference || pairs.isEmpty
        return pairs + (reason.map { isMissing ? [.failure($0)] : [] } ?? [])
    }

    private static func pair(
        _ chosen: [Message], _ rejected: [Message], _ strength: Strength?
    ) -> Result<TrainingPair, LeftOut> {
        if chosen.map(\.content) == rejected.map(\.content) { return .failure(.equalSides) }
        return .success(TrainingPair(chosen: chosen, rejected: rejected, strength: strength))
    }

    private struct Comparison {
        var better: Suggestion
        var worse: Suggestion
        var strength: Strength?
    }

    private static func comparisons(_ item: Item, _ answers: Answers) -> ([Comparison], LeftOut?) {
        switch answers.preference {
        case .tie: return ([], .tie)
        case .bothBad: return ([], .bothBad)
        case .win(let id, let strength):
            guard let winner = item.suggestion(id) else { return ([], .noPreference) }
            let others = item.suggestions.filter { $0.id != id }
            let comparisons = others.map { Comparison(better: winner, worse: $0, strength: strength) }
            return (comparisons, others.isEmpty ? .noPreference : nil)
        case .ranking(let groups):
            let ranked = groups.map { $0.compactMap { item.suggestion($0) } }
            let comparisons = ranked.indices.flatMap { index in
                ranked[index].flatMap { better in
                    ranked[(index + 1)...].joined().map { Comparison(better: better, worse: $0, strength: nil) }
                }
            }
            return (comparisons, comparisons.isEmpty ? .tie : nil)
        case nil:
            let verdict = { (suggestion: Suggestion) in answers.judgement(of: suggestion.id)?.verdict }
            let rejected = item.suggestions.filter { verdict($0) == .reject }
            let comparisons = item.suggestions.filter { verdict($0) != nil && verdict($0) != .reject }.flatMap { good in
                rejected.map { Comparison(better: good, worse: $0, strength: nil) }
            }
            return (comparisons, comparisons.isEmpty ? .noPreference : nil)
        }
    }
}

extension Suggestion {
    /// The messages as they were edited; nil where they were not, or where the edit changed nothing.
    func edited(_ answers: Answers) -> [Message]? {
        guard let text = answers.judgement(of: id)?.verdict?.editedText, text != self.text else { return nil }
        return messages(editedTo: text)
    }
}
