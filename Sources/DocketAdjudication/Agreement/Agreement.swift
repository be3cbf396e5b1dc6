/// Measures of agreement on one table of labels.
///
/// Of an annotator's several votes on one unit, the last counts. Units with fewer than two votes leave every measure.
package struct Agreement: Sendable {
    /// The labels it is computed from: one vote an annotator and unit, in units with two votes or more.
    let units: [ArraySlice<LabelTable.Vote>]
    let table: LabelTable

    package init(_ table: LabelTable) {
        let distinct = table.withoutRepeats
        self.table = distinct
        units = distinct.units.indices.map { distinct.votes(on: $0) }.filter { $0.count > 1 }
    }

    /// How many units have two votes or more.
    package var pairableUnits: Int { units.count }

    /// The mean over units of the share of its pairs of people who gave the same label.
    package var percent: Estimate {
        guard !units.isEmpty else { return .undefined(.noPairs) }
        let shares = units.map { votes in
            let counts = LabelCounts(votes)
            let agreeing = counts.reduce(0.0) { $0 + $1.count * ($1.count - 1) }
            return agreeing / Double(votes.count * (votes.count - 1))
        }
        let sum = shares.reduce(0, +)
        let count = Double(units.count)
        let interval = ConfidenceInterval(
            value: sum / count, leavingOneOut: count > 1 ? shares.map { (sum - $0) / (count - 1) } : [], within: 0...1)
        return .value(sum / count, interval: interval)
    }

    /// Krippendorff's alpha for nominal data, with any votes missing: 1 - (n - 1) · Σ o_ck / Σ n_c n_k over c ≠ k, from
    /// the coincidences o_ck = Σ over units of n_uc n_uk / (m_u - 1). (Krippendorff, "Computing Krippendorff's
    /// Alpha-Reliability", 2011.) The interval is the jackknife over units.
    package var krippendorffAlpha: Estimate {
        guard !units.isEmpty else { return .undefined(.noPairs) }
        var totals = [Double](repeating: 0, count: table.labels.count)
        var disagreement = 0.0
        let counts = units.map(LabelCounts.init)
        for unit in counts {
            disagreement += unit.disagreement
            for (label, count) in unit { totals[label] += count }
        }
        let pairable = totals.reduce(0, +)
        let squares = totals.reduce(0) { $0 + $1 * $1 }
        guard let alpha = Self.alpha(disagreement: disagreement, pairable: pairable, squares: squares) else {
            let label = totals.indices.first { totals[$0] > 0 }.map { table.labels[$0] } ?? ""
            return .undefined(.oneLabel(label))
        }
        let leavingOneOut = counts.compactMap { unit in
            Self.alpha(
                disagreement: disagreement - unit.disagreement, pairable: pairable - unit.total,
                squares: unit.reduce(squares) { $0 - $1.count * (2 * totals[$1.label] - $1.count) })
        }
        // Where one unit alone holds the second label, alpha without it does not exist and neither does the interval.
        let interval =
            leavingOneOut.count == counts.count
            ? ConfidenceInterval(value: alpha, leavingOneOut: leavingOneOut) : nil
        return .value(alpha, interval: interval)
    }

    private static func alpha(disagreement: Double, pairable: Double, squares: Double) -> Double? {
        let expected = pairable * pairable - squares
        return expected > 0.5 ? 1 - (pairable - 1) * disagreement / expected : nil
    }
}

/// How often each label was given to one unit, and what the pairs of it disagree.
struct LabelCounts: Sequence {
    private var counts: [(label: Int, count: Double)] = []
    private(set) var total = 0.0

    init(_ votes: some Sequence<LabelTable.Vote>) {
        for vote in votes {
            total += 1
            if let place = counts.firstIndex(where: { $0.label == Int(vote.label) }) {
                counts[place].count += 1
            } else {
                counts.append((Int(vote.label), 1))
            }
        }
    }

    /// Σ over c ≠ k of n_c n_k / (m - 1): the unit's coincidences off the diagonal.
    var disagreement: Double {
        (total * total - counts.reduce(0) { $0 + $1.count * $1.count }) / (total - 1)
    }

    func makeIterator() -> IndexingIterator<[(label: Int, count: Double)]> { counts.makeIterator() }
}
