/// How far people agree on one class.
package struct ClassAgreement: Sendable, Hashable {
    package var label: String
    /// How often it was given.
    package var votes: Int
    /// Of two people on one unit, one of whom gave this label, how often the other did: Σ n_uc (n_uc - 1) / (m_u - 1) over Σ n_uc. (Spitzer and
    /// Fleiss, "A re-analysis of the reliability of psychiatric diagnosis", 1974.)
    package var specificAgreement: Estimate
    /// Of this label against all others as one.
    package var fleissKappa: Estimate
    package var krippendorffAlpha: Estimate
}

extension Agreement {
    /// One a class, in their order.
    package var classes: [ClassAgreement] {
        var patternsOfLabel = [[Int32]](repeating: [], count: table.labels.count)
        for pattern in patterns.indices {
            for share in patterns.shares(of: pattern) { patternsOfLabel[Int(share.label)].append(Int32(pattern)) }
        }
        var sizes: [Double: Double] = [:]
        for pattern in patterns.indices { sizes[patterns.sizes[pattern], default: 0] += patterns.frequencies[pattern] }
        return table.labels.indices.map { label in
            measure(against(label, patternsOfLabel[label], sizes), named: table.labels[label])
        }
    }

    /// The patterns of two classes that remain where all labels but one (now 1) are the same (now 0).
    private func against(_ label: Int, _ containing: [Int32], _ sizes: [Double: Double]) -> UnitPatterns {
        struct Split: Hashable {
            var size: Double
            var given: Int32
        }
        var frequencies: [Split: Double] = [:]
        for (size, frequency) in sizes { frequencies[Split(size: size, given: 0)] = frequency }
        for pattern in containing.map({ Int($0) }) {
            let given = patterns.shares(of: pattern).first { $0.label == Int32(label) }?.count ?? 0
            let (size, frequency) = (patterns.sizes[pattern], patterns.frequencies[pattern])
            frequencies[Split(size: size, given: 0), default: 0] -= frequency
            frequencies[Split(size: size, given: given), default: 0] += frequency
        }
        var split = UnitPatterns()
        for (key, frequency) in frequencies.sorted(by: { ($0.key.size, $0.key.given) < ($1.key.size, $1.key.given) })
        where frequency > 0 {
            let others = Int32(key.size) - key.given
            let shares = [UnitPatterns.Share(label: 0, count: others), .init(label: 1, count: key.given)]
            split.append(shares.filter { $0.count > 0 }, frequency: frequency)
        }
        return split
    }

    private func measure(_ split: UnitPatterns, named label: String) -> ClassAgreement {
        let votes = split.indices.reduce(0.0) { sum, pattern in
            sum + split.shares(of: pattern).reduce(0) { $0 + ($1.label == 1 ? Double($1.count) : 0) }
                * split.frequencies[pattern]
        }
        let given = split.pairableCounts(classes: 2, frequencies: split.frequencies)[1]
        func estimate(_ statistic: some PatternStatistic, _ range: ClosedRange<Double>) -> Estimate {
            guard split.pairableUnitCount > 0 else { return .undefined(.noPairs) }
            guard let value = statistic.value(split.frequencies) else {
                return .undefined(given > 0 ? .oneLabel(label) : .noAnswer(label))
            }
            let jackknife = Jackknife(statistic.leavingOneOut)
            return .value(value, interval: ConfidenceInterval(value: value, jackknife, within: range))
        }
        return ClassAgreement(
            label: label, votes: Int(votes), specificAgreement: estimate(SpecificAgreement(patterns: split), 0...1),
            fleissKappa: estimate(ChanceStatistic(split, classes: 2, kind: .fleiss), -1...1),
            krippendorffAlpha: estimate(AlphaStatistic(split, metric: .nominal, classes: 2), -1...1))
    }
}

/// Specific agreement on the class 1 of two.
private struct SpecificAgreement: PatternStatistic {
    var patterns: UnitPatterns

    func value(_ frequencies: [Double]) -> Double? {
        let sums = sums(frequencies)
        return sums.given > 0 ? sums.agreeing / sums.given : nil
    }

    var leavingOneOut: [Replicate] {
        let whole = sums(patterns.frequencies)
        return patterns.indices.filter { patterns.sizes[$0] > 1 }.map { pattern in
            let lost = terms(of: pattern)
            let given = whole.given - lost.given
            return Replicate(
                value: given > 0 ? (whole.agreeing - lost.agreeing) / given : nil,
                weight: patterns.frequencies[pattern])
        }
    }

    private func sums(_ frequencies: [Double]) -> (agreeing: Double, given: Double) {
        patterns.indices.filter { patterns.sizes[$0] > 1 }.reduce((0, 0)) { sums, pattern in
            let terms = terms(of: pattern)
            return (
                sums.0 + frequencies[pattern] * terms.agreeing, sums.1 + frequencies[pattern] * terms.given
            )
        }
    }

    private func terms(of pattern: Int) -> (agreeing: Double, given: Double) {
        let given = patterns.shares(of: pattern).first { $0.label == 1 }.map { Double($0.count) } ?? 0
        return (given * (given - 1) / (patterns.sizes[pattern] - 1), given)
    }
}
