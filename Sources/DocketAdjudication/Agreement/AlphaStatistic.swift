/// Krippendorff's alpha for any data, with any votes missing: 1 - (n - 1) · Σ o_ck δ²_ck / Σ n_c n_k δ²_ck, from the coincidences
/// o_ck = Σ over units of n_uc (n_uk - [c = k]) / (m_u - 1). Units with fewer than two labels are in no sum.
/// (Krippendorff, "Computing Krippendorff's Alpha-Reliability", 2011.)
struct AlphaStatistic {
    private let patterns: UnitPatterns
    private let metric: AlphaMetric
    private let classes: Int
    /// Of each pattern: Σ over c, k of n_c n_k δ²_ck.
    private let differences: [Double]

    init(_ patterns: UnitPatterns, metric: AlphaMetric, classes: Int) {
        self.patterns = patterns
        self.metric = metric
        self.classes = classes
        differences = patterns.indices.map { pattern in
            if case .nominal = metric {
                // A count of votes and not a sum over pairs of labels: this one has to be quick.
                let size = patterns.sizes[pattern]
                return patterns.shares(of: pattern).reduce(size * size) { $0 - Double($1.count) * Double($1.count) }
            }
            var sum = 0.0
            let shares = patterns.shares(of: pattern)
            for (place, share) in zip(shares.indices, shares) {
                for other in shares[(place + 1)...] {
                    let distance = metric.distance(Int(share.label), Int(other.label))
                    sum += 2 * Double(share.count) * Double(other.count) * distance
                }
            }
            return sum
        }
    }

    /// Nil where there are no two different values, or where those there are have no distance.
    /// - Parameter frequencies: how many units have each pattern.
    func value(_ frequencies: [Double]) -> Double? {
        if case .ordinal = metric {
            return OrdinalAlpha(patterns, classes: classes, frequencies: frequencies).value
        }
        return Sums(self, frequencies).value
    }

    /// Alpha without one unit, for each pattern that pairable units have, with how many have it; nil where it does not exist.
    var leavingOneOut: [Replicate] {
        let pairable = patterns.indices.filter { patterns.sizes[$0] > 1 }
        if case .ordinal = metric {
            let whole = OrdinalAlpha(patterns, classes: classes, frequencies: patterns.frequencies)
            return pairable.map {
                Replicate(value: whole.value(without: patterns.shares(of: $0)), weight: patterns.frequencies[$0])
            }
        }
        let whole = Sums(self, patterns.frequencies)
        return pairable.map {
            Replicate(value: whole.without($0, of: self).value, weight: patterns.frequencies[$0])
        }
    }

    private struct Sums {
        /// Σ o_ck δ²_ck
        var observed = 0.0
        /// Σ n_c n_k δ²_ck
        var expected = 0.0
        /// n
        var values = 0.0
        /// n_c
        var counts: [Double]
        var occurring: Int
        /// For each class c: Σ n_k δ²_ck.
        var distances: [Double]

        init(_ alpha: AlphaStatistic, _ frequencies: [Double]) {
            let patterns = alpha.patterns
            counts = patterns.pairableCounts(classes: alpha.classes, frequencies: frequencies)
            for pattern in patterns.indices where patterns.sizes[pattern] > 1 {
                observed += frequencies[pattern] * alpha.differences[pattern] / (patterns.sizes[pattern] - 1)
            }
            let given = counts.indices.filter { [counts] in counts[$0] > 0 }
            occurring = given.count
            distances = alpha.metric.sums(counts, occurring: given)
            values = counts.reduce(0, +)
            expected = given.reduce(0) { $0 + counts[$1] * distances[$1] }
        }

        func without(_ pattern: Int, of alpha: AlphaStatistic) -> Remaining {
            let size = alpha.patterns.sizes[pattern]
            var remaining = Remaining(
                observed: observed, expected: expected, values: values - size, occurring: occurring)
            remaining.observed -= alpha.differences[pattern] / (size - 1)
            remaining.expected += alpha.differences[pattern]
            for share in alpha.patterns.shares(of: pattern) {
                let (label, count) = (Int(share.label), Double(share.count))
                remaining.expected -= 2 * count * distances[label]
                if counts[label] == count { remaining.occurring -= 1 }
            }
            return remaining
        }

        var value: Double? {
            Remaining(observed: observed, expected: expected, values: values, occurring: occurring).value
        }
    }

    private struct Remaining {
        var observed: Double
        var expected: Double
        var values: Double
        var occurring: Int

        var value: Double? {
            occurring > 1 && expected > 0 ? 1 - (values - 1) * observed / expected : nil
        }
    }
}

extension UnitPatterns {
    /// n_c: how often each class was given in units with two labels or more.
    func pairableCounts(classes: Int, frequencies: [Double]) -> [Double] {
        var counts = [Double](repeating: 0, count: classes)
        for pattern in indices where sizes[pattern] > 1 {
            for share in shares(of: pattern) {
                counts[Int(share.label)] += frequencies[pattern] * Double(share.count)
            }
        }
        return counts
    }
}
