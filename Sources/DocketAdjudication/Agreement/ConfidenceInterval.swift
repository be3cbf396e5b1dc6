#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// An interval that would hold the true value in 95 of 100 samples.
package struct ConfidenceInterval: Sendable, Hashable {
    package var lower: Double
    package var upper: Double
    package static let level = 0.95

    /// Below this, an interval would be a guess about the shape of a distribution nobody has seen.
    static let leastUnits = 5.0

    /// The delete-one jackknife over units: value ± t · √((n - 1) / n · Σ (θᵢ - θ̄)²), with n - 1 degrees of freedom,
    /// cut to the coefficient's range. For alpha: Hughes, "Toward improved inference for Krippendorff's Alpha agreement coefficient",
    /// 2022. Nil for fewer than `leastUnits`, and where the coefficient does not exist without one of them.
    init?(value: Double, _ jackknife: Jackknife, within range: ClosedRange<Double>) {
        let count = jackknife.count
        guard count >= Self.leastUnits, jackknife.isComplete else { return nil }
        let variance = (count - 1) / count * jackknife.squares
        let margin = Self.studentQuantile(degreesOfFreedom: count - 1) * sqrt(variance)
        lower = max(range.lowerBound, value - margin)
        upper = min(range.upperBound, value + margin)
    }

    /// From the .025 to the .975 quantile of what resampling gave (the percentile method; Efron and Tibshirani, "An Introduction to the
    /// Bootstrap", 1993, chapter 13). Nil where the coefficient did not exist in more than one of 20 samples.
    /// - Parameter values: of the samples in which it exists.
    init?(resampled values: [Double], of count: Int) {
        guard let last = values.indices.last, count - values.count <= count / 20 else { return nil }
        let sorted = values.sorted()
        func quantile(_ share: Double) -> Double {
            let place = share * Double(last)
            let below = Int(place)
            let above = min(last, below + 1)
            return sorted[below] + (place - Double(below)) * (sorted[above] - sorted[below])
        }
        let tail = (1 - Self.level) / 2
        lower = quantile(tail)
        upper = quantile(1 - tail)
    }

    /// The .975 quantile of Student's t by the expansion of Abramowitz and Stegun 26.7.5; within 0.1 % from 4 degrees
    /// of freedom on.
    static func studentQuantile(degreesOfFreedom: Double) -> Double {
        let square = normalQuantile * normalQuantile
        let terms = [
            normalQuantile * (square + 1) / 4,
            normalQuantile * ((5 * square + 16) * square + 3) / 96,
            normalQuantile * (((3 * square + 19) * square + 17) * square - 15) / 384,
            normalQuantile * ((((79 * square + 776) * square + 1482) * square - 1920) * square - 945) / 92_160,
        ]
        return terms.reversed().reduce(0) { ($0 + $1) / degreesOfFreedom } + normalQuantile
    }

    /// The .975 quantile of the normal distribution.
    static let normalQuantile = 1.959_963_984_540_054
}

/// What a coefficient is without one unit, over all units: mean and sum of squares, added up by Welford's method (1962).
struct Jackknife: Sendable, Hashable {
    private(set) var count = 0.0
    private var mean = 0.0
    /// Σ (θᵢ - θ̄)²
    private(set) var squares = 0.0
    /// Whether the coefficient exists without each of them.
    private(set) var isComplete = true

    init() {}

    init(_ replicates: [Replicate]) {
        for replicate in replicates { add(replicate.value, weight: replicate.weight) }
    }

    @inline(__always)
    mutating func add(_ value: Double?, weight: Double = 1) {
        guard let value else {
            isComplete = false
            return
        }
        count += weight
        let distance = value - mean
        mean += distance * weight / count
        squares += weight * distance * (value - mean)
    }
}
