/// Strengths of models from who was preferred to whom.
///
/// P(i wins) : P(j wins) : P(tie) = e^(θ/2) : e^(-θ/2) : ν with θ = λᵢ - λⱼ + δ, i standing on the left. Bradley and Terry
/// 1952; ties by Davidson 1970, ν being 0 where there are none; δ is the advantage of the left side in log-odds (Davidson and
/// Beaver 1977). The likelihood of such a family is concave in λ, δ and log ν, and Newton's method finds its maximum.
package struct BradleyTerry: Sendable, Hashable {
    /// Whether to look for an advantage of a side.
    package var usesPosition = true
    /// The model whose strength is 0; nil where strengths add up to 0. It is one of the models.
    package var reference: String?

    package init() {}

    package func fit(_ votes: PairwiseVotes) -> ModelRanking {
        let pairs = votes.pairs
        let graph = ComparisonGraph(votes, pairs)
        let groups = graph.groups
        let circles = graph.circles
        let position = positionFault(votes, pairs, graph)
        var faults: [ModelRanking.Fault] = []
        let groupCount = Set(groups).count
        if groupCount > 1 { faults.append(.separateGroups(groupCount)) }
        let isBounded = Set(circles).count == groupCount && pairs.contains { $0.leftWins + $0.rightWins > 0 }
        var likelihood = PreferenceLikelihood(
            pairs: pairs, groups: groups, hasTies: pairs.contains { $0.ties > 0 }, hasPosition: position == nil)
        var maximum = isBounded ? likelihood.maximum() : nil
        if maximum == nil, !pairs.isEmpty {
            faults.append(Self.unbounded(votes, pairs))
            likelihood.pseudoWins = Self.pseudoWins
            maximum = likelihood.maximum()
        }
        return ModelRanking(
            votes, pairs, groups, likelihood, maximum, position: position, faults: faults,
            reference: reference.flatMap { votes.models.firstIndex(of: $0) })
    }

    /// What is added to each side of every pair that was compared, where the votes alone give no finite strengths.
    package static let pseudoWins = 0.5

    private func positionFault(
        _ votes: PairwiseVotes, _ pairs: [PairwiseVotes.Pair], _ graph: ComparisonGraph
    ) -> ModelRanking.PositionFault? {
        guard usesPosition else { return .notAsked }
        guard votes.hasSides else { return .noSides }
        let orders = Set(pairs.map { [$0.left, $0.right] })
        guard pairs.contains(where: { orders.contains([$0.right, $0.left]) }) else { return .oneOrder }
        let wins = pairs.reduce((left: 0, right: 0)) { ($0.left + $1.leftWins, $0.right + $1.rightWins) }
        guard wins.left > 0, wins.right > 0 else { return .oneSide }
        return graph.canTellSides ? nil : .unbounded
    }

    private static func unbounded(_ votes: PairwiseVotes, _ pairs: [PairwiseVotes.Pair]) -> ModelRanking.Fault {
        var wins = [Int](repeating: 0, count: votes.models.count)
        var losses = wins
        for pair in pairs {
            wins[pair.left] += pair.leftWins + pair.ties
            losses[pair.left] += pair.rightWins + pair.ties
            wins[pair.right] += pair.rightWins + pair.ties
            losses[pair.right] += pair.leftWins + pair.ties
        }
        let models = votes.models.indices
        return .unbounded(
            neverBeaten: models.filter { losses[$0] == 0 && wins[$0] > 0 }.map { votes.models[$0] },
            neverWinning: models.filter { wins[$0] == 0 && losses[$0] > 0 }.map { votes.models[$0] })
    }
}
