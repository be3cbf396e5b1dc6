/// Measures of agreement on one table of labels.
///
/// ```swift
/// let agreement = Agreement(table)
/// for coefficient in Coefficient.all() { print(coefficient.title, agreement.estimate(coefficient)) }
/// ```
///
/// Of an annotator's several votes on one unit, the last counts. What does not depend on who gave which label is computed from one pass
/// that counts the patterns of units (`UnitPatterns`), intervals included.
package struct Agreement: Sendable {
    /// How sure a coefficient is.
    package enum IntervalMethod: Sendable, Hashable {
        /// Leaving out one unit at a time.
        case jackknife
        /// Drawing as many units with replacement, so many times.
        case bootstrap(samples: Int, seed: UInt64)
        case none
    }

    /// Without repeated votes.
    let table: LabelTable
    let patterns: UnitPatterns
    /// Of each unit; -1 where it has no label.
    let patternOfUnit: [Int32]

    package init(_ table: LabelTable) {
        self.table = table.withoutRepeats
        (patterns, patternOfUnit) = UnitPatterns.counting(self.table)
    }

    /// How many units have two votes or more.
    package var pairableUnits: Int { Int(patterns.pairableUnitCount) }

    /// How many votes those units have.
    package var pairableVotes: Int {
        Int(zip(patterns.sizes, patterns.frequencies).reduce(0) { $0 + ($1.0 > 1 ? $1.0 * $1.1 : 0) })
    }

    /// How many votes count, and how many units have one.
    package var votes: Int { table.votes.count }
    package var units: Int { Int(patterns.unitCount) }

    /// Every two people who share a unit, in order of appearance.
    package var pairs: [PairAgreement] {
        PairwiseStatistics(table, AnnotatorVotes(table)).pairs
    }

    package func estimate(_ coefficient: Coefficient, interval: IntervalMethod = .jackknife) -> Estimate {
        estimates([coefficient], interval: interval)[0]
    }

    /// The coefficients in the order they are asked for. Those of two people, and Conger's, take another pass over the votes.
    package func estimates(_ coefficients: [Coefficient], interval: IntervalMethod = .jackknife) -> [Estimate] {
        let byAnnotator = coefficients.contains { $0.dependsOnAnnotators } ? AnnotatorVotes(table) : nil
        let pairwise = byAnnotator.map { PairwiseStatistics(table, $0) }
        let conger = byAnnotator.map { CongerStatistic(table, $0, patterns, patternOfUnit) }
        let pairEstimates = coefficients.contains { $0.pairwise != nil } ? pairwise?.estimates() : nil
        var statistics: [Coefficient: any PatternStatistic] = [:]
        var estimates = coefficients.map { coefficient -> Estimate in
            if let pair = coefficient.pairwise { return pairEstimates?[pair] ?? .undefined(.noPairs) }
            do throws(UndefinedReason) {
                guard let statistic = try statistic(coefficient) else {
                    return conger?.estimate ?? .undefined(.noPairs)
                }
                statistics[coefficient] = statistic
                return try estimate(coefficient, statistic, interval)
            } catch {
                return .undefined(error)
            }
        }
        switch interval {
        case .jackknife: break
        case .none: estimates = estimates.map { $0.withInterval(nil) }
        case .bootstrap(let samples, let seed):
            let values = resample(samples, seed: seed) { weights, frequencies in
                let means = pairEstimates == nil ? nil : pairwise?.means(weights: weights)
                return coefficients.map { coefficient in
                    if let pair = coefficient.pairwise { return means?.value(pair) }
                    if coefficient.dependsOnAnnotators { return conger?.value(weights: weights) }
                    return statistics[coefficient]?.value(frequencies)
                }
            }
            for place in estimates.indices {
                estimates[place] = estimates[place].withInterval(
                    units < Int(ConfidenceInterval.leastUnits)
                        ? nil : ConfidenceInterval(resampled: values[place], of: samples))
            }
        }
        return estimates
    }

    /// What a coefficient was in each of the samples in which it exists.
    private func resample(
        _ samples: Int, seed: UInt64, _ values: (_ weights: [Double], _ frequencies: [Double]) -> [Double?]
    ) -> [[Double]] {
        var random = SeededRandom(seed: seed)
        let units = table.units.indices.filter { patternOfUnit[$0] >= 0 }
        var resampled: [[Double]] = []
        for sample in 0..<samples {
            var weights = [Double](repeating: 0, count: table.units.count)
            var frequencies = [Double](repeating: 0, count: patterns.indices.count)
            for _ in units {
                let unit = units[Int.random(in: units.indices, using: &random)]
                weights[unit] += 1
                frequencies[Int(patternOfUnit[unit])] += 1
            }
            let values = values(weights, frequencies)
            if sample == 0 { resampled = .init(repeating: [], count: values.count) }
            for (place, value) in values.enumerated() { if let value { resampled[place].append(value) } }
        }
        return resampled
    }
}

extension Coefficient {
    /// What it is the mean of, where it is one over pairs of people.
    var pairwise: PairCoefficient? {
        switch self {
        case .scottPi: .scottPi
        case .cohenKappa(let distance): .cohenKappa(distance)
        default: nil
        }
    }

    /// Whether it takes more than how often units have which pattern of labels.
    var dependsOnAnnotators: Bool { pairwise != nil || self == .congerKappa }
}

extension Estimate {
    func withInterval(_ interval: ConfidenceInterval?) -> Estimate {
        if case .value(let value, _) = self { .value(value, interval: interval) } else { self }
    }
}
