#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// Models by their strength, with how sure that is.
package struct ModelRanking: Sendable, Hashable {
    /// The strongest first.
    package let models: [Model]
    /// Davidson's ν; nil where there are no ties. Equally strong models tie in ν / (2 + ν) of all votes.
    package let ties: Double?
    /// The advantage of the left side in log-odds, and its standard error; nil where it is not fitted.
    package let position: Position?
    /// Why it is not.
    package let positionFault: PositionFault?
    /// Whether every model is told from every other by the votes alone. Where not, `faults` say why.
    package var isConnected: Bool { faults.isEmpty }
    package let faults: [Fault]
    package let logLikelihood: Double?
    package let votes: Int

    package struct Model: Sendable, Hashable {
        package var name: String
        /// λ: the log-odds of a win over a model of strength 0.
        package var strength: Double
        package var standardError: Double
        /// The best and the worst place the model may have, 1 being the best; for all models at a time, at 95 %.
        package var ranks: ClosedRange<Int>
        package var wins: Int
        package var losses: Int
        package var ties: Int

        /// The strength on the scale of Elo, on which 400 points are odds of ten to one; 1000 is strength 0.
        package var elo: Double { 1000 + strength * 400 / log(10) }
    }

    package struct Position: Sendable, Hashable {
        package var advantage: Double
        package var standardError: Double
    }

    /// Why no advantage of a side is fitted.
    package enum PositionFault: Sendable, Hashable {
        case notAsked
        /// Nobody knows who stood where.
        case noSides
        /// No pair was seen in both orders.
        case oneOrder
        /// Every winner stood on the same side.
        case oneSide
        /// The votes cannot be told from an advantage without end.
        case unbounded
    }

    /// Why the votes alone are not enough.
    package enum Fault: Sendable, Hashable {
        /// So many groups were never compared with each other: each group's strengths add up to 0 by themselves.
        case separateGroups(Int)
        /// Some models would be infinitely strong or weak; `BradleyTerry.pseudoWins` were added to both sides of every pair
        /// that was compared.
        case unbounded(neverBeaten: [String], neverWinning: [String])
    }
}

extension ModelRanking {
    init(
        _ votes: PairwiseVotes, _ pairs: [PairwiseVotes.Pair], _ groups: [Int], _ likelihood: PreferenceLikelihood,
        _ maximum: PreferenceLikelihood.Maximum?, position: PositionFault?, faults: [Fault], reference: Int?
    ) {
        var models = votes.models.map { name in
            Model(
                name: name, strength: 0, standardError: 0, ranks: 1...max(1, votes.models.count), wins: 0, losses: 0,
                ties: 0)
        }
        for pair in pairs {
            models[pair.left].wins += pair.leftWins
            models[pair.left].losses += pair.rightWins
            models[pair.left].ties += pair.ties
            models[pair.right].wins += pair.rightWins
            models[pair.right].losses += pair.leftWins
            models[pair.right].ties += pair.ties
        }
        if let maximum {
            let ranks = Self.ranks(maximum, groups)
            for index in models.indices {
                // A reference says nothing about models that were never compared with it.
                let reference = reference.flatMap { groups[$0] == groups[index] ? $0 : nil }
                models[index].strength = maximum.difference(of: index, from: reference)
                models[index].standardError = maximum.standardError(of: index, from: reference)
                models[index].ranks = ranks[index]
            }
        }
        self.models = models.sorted { ($1.strength, $0.name) < ($0.strength, $1.name) }
        self.votes = pairs.reduce(0) { $0 + $1.count }
        ties = maximum.flatMap { likelihood.ties($0.parameters) }
        let place = votes.models.count
        self.position =
            position == nil
            ? maximum.map {
                Position(
                    advantage: likelihood.position($0.parameters),
                    standardError: max(0, $0.covariance[place, place]).squareRoot())
            } : nil
        positionFault = position
        self.faults = faults
        logLikelihood = maximum?.logLikelihood
    }

    /// One better place is lost to each model that is stronger by more than chance. The differences of all pairs are judged at
    /// a time, at 0.05 over their number (Bonferroni).
    private static func ranks(_ maximum: PreferenceLikelihood.Maximum, _ groups: [Int]) -> [ClosedRange<Int>] {
        let count = groups.count
        let limit = normalQuantile(upperTail: 0.05 / Double(max(1, count * (count - 1))))
        return (0..<count).map { model in
            var (better, worse) = (0, 0)
            for other in 0..<count where other != model && groups[other] == groups[model] {
                let difference = maximum.difference(of: other, from: model)
                guard abs(difference) > limit * maximum.standardError(of: other, from: model) else { continue }
                if difference > 0 { better += 1 } else { worse += 1 }
            }
            return better + 1...count - worse
        }
    }

    /// The x that a standard normal variable exceeds with this probability, up to 0.5; by bisection.
    static func normalQuantile(upperTail probability: Double) -> Double {
        var (low, high) = (0.0, 40.0)
        while high - low > 1e-12 {
            let middle = (low + high) / 2
            if erfc(middle / 2.0.squareRoot()) / 2 > probability { low = middle } else { high = middle }
        }
        return low
    }
}
