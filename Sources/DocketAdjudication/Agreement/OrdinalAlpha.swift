/// Alpha for ordinal data. δ_ck is how many values lie from c to k, those of c and of k by half: the difference of their mean ranks. So it is
/// alpha for interval data on the ranks, which change with every unit that is left out.
struct OrdinalAlpha {
    private struct Coincidence {
        var low: Int
        var high: Int
        /// o_ck + o_kc
        var weight: Double
    }

    private var coincidences: [Coincidence] = []
    private let counts: [Double]

    init(_ patterns: UnitPatterns, classes: Int, frequencies: [Double]) {
        counts = patterns.pairableCounts(classes: classes, frequencies: frequencies)
        var weights: [Int: Double] = [:]
        for pattern in patterns.indices where patterns.sizes[pattern] > 1 && frequencies[pattern] > 0 {
            Self.forEachPair(patterns.shares(of: pattern)) { low, high, weight in
                weights[low * classes + high, default: 0] += weight * frequencies[pattern]
            }
        }
        coincidences = weights.sorted { $0.key < $1.key }.map {
            Coincidence(low: $0.key / classes, high: $0.key % classes, weight: $0.value)
        }
    }

    var value: Double? { value(counts, without: []) }

    /// Alpha without one unit.
    func value(without unit: ArraySlice<UnitPatterns.Share>) -> Double? {
        var counts = counts
        for share in unit { counts[Int(share.label)] -= Double(share.count) }
        return value(counts, without: unit)
    }

    private func value(_ counts: [Double], without unit: ArraySlice<UnitPatterns.Share>) -> Double? {
        let total = counts.reduce(0, +)
        // Counted from the middle, so that the sums of squares keep their digits.
        var below = -total / 2
        var ranks = counts
        var squares = 0.0
        var sum = 0.0
        var occurring = 0
        for (label, count) in counts.enumerated() {
            let rank = below + count / 2
            ranks[label] = rank
            squares += count * rank * rank
            sum += count * rank
            below += count
            if count > 0 { occurring += 1 }
        }
        guard occurring > 1 else { return nil }
        let expected = 2 * (total * squares - sum * sum)
        var observed = coincidences.reduce(0.0) { observed, pair in
            let distance = ranks[pair.low] - ranks[pair.high]
            return observed + pair.weight * distance * distance
        }
        Self.forEachPair(unit) { low, high, weight in
            let distance = ranks[low] - ranks[high]
            observed -= weight * distance * distance
        }
        return 1 - (total - 1) * observed / expected
    }

    /// Every two different labels of a unit with their coincidences, both ways together.
    private static func forEachPair(
        _ shares: ArraySlice<UnitPatterns.Share>, _ body: (Int, Int, Double) -> Void
    ) {
        let size = shares.reduce(0) { $0 + Double($1.count) }
        for (place, share) in zip(shares.indices, shares) {
            for other in shares[(place + 1)...] {
                body(
                    Int(share.label), Int(other.label), 2 * Double(share.count) * Double(other.count) / (size - 1))
            }
        }
    }
}
