/// How much of an agreement two different labels are, in Gwet's AC2: 1 for the same label, 0 for the two ends of the scale.
///
/// Labels that are numbers count by their values, others by their places; ordinal weights always by their places. (Gwet, "Handbook of Inter-Rater
/// Reliability", 4th edition 2014, chapter 3; the same as in irrCAC.)
package enum CreditWeights: String, Sendable, Hashable, CaseIterable {
    case linear
    case quadratic
    case ordinal

    /// The weights on a scale with these values or, for `ordinal`, of so many classes.
    struct Scale: Sendable {
        private let weights: CreditWeights
        private let values: [Double]
        private let span: Double

        /// - Precondition: two classes or more, in ascending order.
        init(_ weights: CreditWeights, classes: Int, values: [Double]?) {
            self.weights = weights
            let places = (0..<classes).map { Double($0) }
            self.values = weights == .ordinal ? places : values ?? places
            span = (self.values.max() ?? 0) - (self.values.min() ?? 0)
        }

        func weight(_ first: Int, _ second: Int) -> Double {
            let distance = abs(values[first] - values[second])
            guard span > 0 else { return 1 }
            return switch weights {
            case .linear: 1 - distance / span
            case .quadratic: 1 - distance * distance / (span * span)
            case .ordinal: 1 - distance * (distance + 1) / (span * (span + 1))
            }
        }

        /// Σ of all weights, in one pass over the classes.
        var sum: Double {
            let count = Double(values.count)
            guard span > 0 else { return count * count }
            switch weights {
            case .quadratic:
                let mean = values.reduce(0, +) / count
                return count * count - 2 * count * values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / (span * span)
            case .linear:
                let distances = values.sorted().enumerated().reduce(0) { sum, value in
                    sum + value.element * (2 * Double(value.offset) - count + 1)
                }
                return count * count - 2 * distances / span
            case .ordinal:
                return values.indices.reduce(count * count) { sum, lag in
                    let lag = Double(lag)
                    return sum - 2 * (count - lag) * lag * (lag + 1) / (span * (span + 1))
                }
            }
        }
    }
}
