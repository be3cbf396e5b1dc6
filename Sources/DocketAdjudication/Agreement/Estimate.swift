#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// A coefficient computed from a sample of units: a number, or the reason why there is none.
package enum Estimate: Sendable, Hashable {
    case value(Double, interval: ConfidenceInterval?)
    case undefined(UndefinedReason)

    package var value: Double? {
        if case .value(let value, _) = self { value } else { nil }
    }

    package var interval: ConfidenceInterval? {
        if case .value(_, let interval) = self { interval } else { nil }
    }

    package var reason: UndefinedReason? {
        if case .undefined(let reason) = self { reason } else { nil }
    }
}

/// Why a coefficient has no value. It is then neither 0 nor 1.
package enum UndefinedReason: Sendable, Hashable, CustomStringConvertible {
    /// No unit was labeled by two people.
    case noPairs
    /// Every label is the same: chance alone would give it, and nothing can be told from it.
    case oneLabel(String)

    package var description: String {
        switch self {
        case .noPairs: "no item was answered by two people"
        case .oneLabel(let label): "every answer is \"\(label)\", so agreement beyond chance cannot be told"
        }
    }
}

/// An interval that would hold the true value in 95 of 100 samples.
package struct ConfidenceInterval: Sendable, Hashable {
    package var lower: Double
    package var upper: Double
    package static let level = 0.95

    /// The delete-one jackknife over units: value ± t · √((n - 1) / n · Σ (θᵢ - θ̄)²), with n - 1 degrees of freedom,
    /// cut to the coefficient's range. For alpha: Hughes, "Toward improved inference for Krippendorff's Alpha agreement coefficient",
    /// 2022. Nil for fewer than `minimumUnits`.
    init?(value: Double, leavingOneOut estimates: [Double], within range: ClosedRange<Double> = -1...1) {
        guard estimates.count >= Self.minimumUnits else { return nil }
        let count = Double(estimates.count)
        let mean = estimates.reduce(0, +) / count
        let squares = estimates.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
        let margin = Self.studentQuantile(degreesOfFreedom: count - 1) * sqrt((count - 1) / count * squares)
        lower = max(range.lowerBound, value - margin)
        upper = min(range.upperBound, value + margin)
    }

    /// Below this, an interval would be a guess about the shape of a distribution nobody has seen.
    private static let minimumUnits = 5

    /// The .975 quantile of Student's t by the expansion of Abramowitz and Stegun 26.7.5; within 0.1 % from 4 degrees
    /// of freedom on.
    static func studentQuantile(degreesOfFreedom: Double) -> Double {
        let normal = 1.959_963_984_540_054
        let square = normal * normal
        let terms = [
            normal * (square + 1) / 4,
            normal * ((5 * square + 16) * square + 3) / 96,
            normal * (((3 * square + 19) * square + 17) * square - 15) / 384,
            normal * ((((79 * square + 776) * square + 1482) * square - 1920) * square - 945) / 92_160,
        ]
        return terms.reversed().reduce(0) { ($0 + $1) / degreesOfFreedom } + normal
    }
}
