package import DocketAdjudication
package import DocketInterchange
import DocketModel

/// Votes on pairs of models as they come in, and what of them is no vote.
package struct ModelVotes: Sendable {
    private var models: [String] = []
    private var codes: [String: Int] = [:]
    private var votes: [(left: Int, right: Int, outcome: PairwiseVotes.Outcome, count: Int)] = []
    private let hasSides: Bool
    /// Preferences between suggestions of which a model is not named, or both are by one.
    package private(set) var passedOver = 0

    package init() {
        hasSides = true
    }

    package init(_ file: VoteFile) {
        hasSides = file.hasSides
        models = file.models
        votes = file.votes.map { vote in
            let outcome: PairwiseVotes.Outcome =
                switch vote.outcome {
                case .left: .left
                case .right: .right
                case .tie, .bothBad: .tie
                }
            return (Int(vote.left), Int(vote.right), outcome, vote.count)
        }
    }

    /// Every two suggestions that the decision's preference puts in an order, or says are level. Who stood left is as they were shown.
    mutating func add(_ decision: Decision, on item: Item) {
        guard let preference = decision.answer.answers?.preference else { return }
        let known = item.suggestions.map(\.id)
        let shown = decision.shown.isEmpty ? known : decision.shown.filter(known.contains)
        for (place, right) in shown.enumerated() {
            for left in shown[..<place] {
                guard let outcome = preference.outcome(left: left, right: right) else { continue }
                guard let first = item.suggestion(left)?.model, let second = item.suggestion(right)?.model,
                    first != second
                else {
                    passedOver += 1
                    continue
                }
                votes.append((code(of: first), code(of: second), outcome, 1))
            }
        }
    }

    private mutating func code(of model: String) -> Int {
        if let code = codes[model] { return code }
        codes[model] = models.count
        models.append(model)
        return models.count - 1
    }

    package var pairs: PairwiseVotes {
        var pairs = PairwiseVotes(models: models, hasSides: hasSides)
        for vote in votes { pairs.add(left: vote.left, right: vote.right, vote.outcome, count: vote.count) }
        return pairs
    }
}

extension Preference {
    /// What it says of two suggestions; nil where it says nothing of them.
    fileprivate func outcome(left: SuggestionID, right: SuggestionID) -> PairwiseVotes.Outcome? {
        switch self {
        case .win(left, _): return .left
        case .win(right, _): return .right
        case .win: return nil
        case .tie, .bothBad: return .tie
        case .ranking(let groups):
            guard let upper = groups.firstIndex(where: { $0.contains(left) }),
                let lower = groups.firstIndex(where: { $0.contains(right) })
            else { return nil }
            return upper < lower ? .left : upper > lower ? .right : .tie
        }
    }
}
