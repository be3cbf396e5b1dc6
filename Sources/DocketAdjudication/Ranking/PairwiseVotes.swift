/// Which of two models was preferred how often, by who stood where: all that a ranking needs of any number of votes.
package struct PairwiseVotes: Sendable, Hashable {
    package enum Outcome: UInt8, Sendable, Hashable {
        case left, right
        /// Neither; where both were called bad, too.
        case tie
    }

    /// The votes on two models in one order.
    package struct Pair: Sendable, Hashable {
        /// Indices into `models`.
        package var left: Int
        package var right: Int
        package var leftWins = 0
        package var rightWins = 0
        package var ties = 0

        package var count: Int { leftWins + rightWins + ties }
    }

    package let models: [String]
    /// Whether left and right are where the two stood. Without it a pair has one order only.
    package let hasSides: Bool
    /// Wins of the left one, of the right one, and ties, [left][right].
    private var counts: [Int]

    package init(models: [String], hasSides: Bool = true) {
        self.models = models
        self.hasSides = hasSides
        counts = [Int](repeating: 0, count: models.count * models.count * Self.outcomes)
    }

    /// Columns that are encoded already: vote `v` is between `models[left[v]]` and `models[right[v]]`.
    /// - Precondition: the columns are equally long, and every code is an index of the models.
    package init(models: [String], left: [Int32], right: [Int32], outcomes: [Outcome]) {
        self.init(models: models)
        precondition(left.count == right.count && left.count == outcomes.count)
        let size = models.count
        counts.withUnsafeMutableBufferPointer { counts in
            for vote in left.indices {
                let pair = Int(left[vote]) * size + Int(right[vote])
                counts[pair * Self.outcomes + Int(outcomes[vote].rawValue)] += 1
            }
        }
    }

    package mutating func add(left: Int, right: Int, _ outcome: Outcome, count: Int = 1) {
        if !hasSides, left > right {
            let turned: Outcome =
                switch outcome {
                case .left: .right
                case .right: .left
                case .tie: .tie
                }
            return add(left: right, right: left, turned, count: count)
        }
        counts[(left * models.count + right) * Self.outcomes + Int(outcome.rawValue)] += count
    }

    /// The pairs that were compared, in the order of the models.
    package var pairs: [Pair] {
        var pairs: [Pair] = []
        for left in models.indices {
            for right in models.indices {
                let first = (left * models.count + right) * Self.outcomes
                let pair = Pair(
                    left: left, right: right, leftWins: counts[first], rightWins: counts[first + 1],
                    ties: counts[first + 2])
                if pair.count > 0 { pairs.append(pair) }
            }
        }
        return pairs
    }

    private static let outcomes = 3
}
