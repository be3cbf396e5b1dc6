/// Cohen's kappa of two annotators on the units both labeled.
package struct PairwiseKappa: Sendable, Hashable {
    package var first: String
    package var second: String
    package var sharedUnits: Int
    package var kappa: Estimate
}

extension Agreement {
    /// Cohen's unweighted kappa (1960) of every two annotators who share a unit, in order of appearance. The interval is
    /// the jackknife over their shared units.
    package var pairwiseCohenKappas: [PairwiseKappa] {
        var shared: [Pair: [LabelPair]] = [:]
        for votes in units {
            for (index, vote) in votes.enumerated() {
                for other in votes.prefix(index) {
                    let (first, second) = other.annotator < vote.annotator ? (other, vote) : (vote, other)
                    shared[Pair(first: Int(first.annotator), second: Int(second.annotator)), default: []]
                        .append(LabelPair(first: Int(first.label), second: Int(second.label)))
                }
            }
        }
        return shared.sorted { ($0.key.first, $0.key.second) < ($1.key.first, $1.key.second) }.map { pair, labels in
            PairwiseKappa(
                first: table.annotators[pair.first], second: table.annotators[pair.second],
                sharedUnits: labels.count, kappa: kappa(labels))
        }
    }

    /// Cohen's kappa of two annotators, in either order.
    package func cohenKappa(_ first: String, _ second: String) -> Estimate {
        pairwiseCohenKappas.first {
            ($0.first, $0.second) == (first, second) || ($0.first, $0.second) == (second, first)
        }?
        .kappa ?? .undefined(.noPairs)
    }

    private func kappa(_ labels: [LabelPair]) -> Estimate {
        guard let some = labels.first else { return .undefined(.noPairs) }
        var firstCounts = [Double](repeating: 0, count: table.labels.count)
        var secondCounts = firstCounts
        var agreeing = 0.0
        for pair in labels {
            firstCounts[pair.first] += 1
            secondCounts[pair.second] += 1
            agreeing += pair.agrees
        }
        let count = Double(labels.count)
        let chance = zip(firstCounts, secondCounts).reduce(0) { $0 + $1.0 * $1.1 }
        guard let kappa = Self.kappa(agreeing: agreeing, chance: chance, count: count) else {
            return .undefined(.oneLabel(table.labels[some.first]))
        }
        let leavingOneOut = labels.compactMap { pair in
            Self.kappa(
                agreeing: agreeing - pair.agrees,
                chance: chance - secondCounts[pair.first] - firstCounts[pair.second] + pair.agrees, count: count - 1)
        }
        let interval =
            leavingOneOut.count == labels.count
            ? ConfidenceInterval(value: kappa, leavingOneOut: leavingOneOut) : nil
        return .value(kappa, interval: interval)
    }

    /// - Parameter chance: Σ over labels of one's count times the other's.
    private static func kappa(agreeing: Double, chance: Double, count: Double) -> Double? {
        let remaining = count * count - chance
        return remaining > 0.5 ? (agreeing * count - chance) / remaining : nil
    }
}

/// Two annotators by their codes, the smaller first.
private struct Pair: Hashable {
    var first: Int
    var second: Int
}

private struct LabelPair {
    var first: Int
    var second: Int

    var agrees: Double { first == second ? 1 : 0 }
}
