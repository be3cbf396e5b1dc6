#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// How an annotator's labels follow from the true class: the families that are fitted through a matrix P(label | class).
enum AnnotatorModel: Sendable {
    /// A matrix of its own for each annotator (Dawid and Skene 1979, equation 2.3), with `smoothing` observations added to
    /// each cell: the mode under a Dirichlet prior of 1 + smoothing. Without any, zeros stay zeros.
    case confusion(smoothing: Double)
    /// The same, and a class nobody voted on is answered as at the start (Zheng et al. 2017, in their program).
    case resetConfusion(diagonal: Double)
    /// One accuracy an annotator; errors fall on all other classes alike.
    case oneCoin(smoothing: Double)
    /// Either the true class or, in 1 - θ of all cases, a label drawn from the annotator's own habit ξ (MACE; Hovy,
    /// Berg-Kirkpatrick, Vaswani and Hovy 2013). `smoothing` observations are added to each count.
    case spamming(smoothing: Double)

    /// One annotator's matrix from what is expected of the votes.
    /// - Parameters:
    ///   - counts: how many votes with each label were cast on each class, [label][class].
    ///   - matrix: P(label | class), [label][class]; the one of the step before, and then the new one.
    /// - Returns: the logarithm of the prior's density at the new matrix, up to a constant.
    func maximize(_ counts: UnsafePointer<Double>, _ matrix: UnsafeMutablePointer<Double>, labels: Int) -> Double {
        switch self {
        case .confusion(let smoothing):
            return Self.maximizeConfusion(counts, matrix, labels, smoothing: smoothing) { _, _ in 0 }
        case .resetConfusion(let diagonal):
            return Self.maximizeConfusion(counts, matrix, labels, smoothing: 0) { label, truth in
                Self.startingShare(label, truth, labels, diagonal: diagonal)
            }
        case .oneCoin(let smoothing):
            return Self.maximizeOneCoin(counts, matrix, labels, smoothing: smoothing)
        case .spamming(let smoothing):
            return Self.maximizeSpamming(counts, matrix, labels, smoothing: smoothing)
        }
    }

    /// A matrix with the same share on the whole diagonal.
    static func startingShare(_ label: Int, _ truth: Int, _ labels: Int, diagonal: Double) -> Double {
        guard labels > 1 else { return 1 }
        return label == truth ? diagonal : (1 - diagonal) / Double(labels - 1)
    }

    private static func maximizeConfusion(
        _ counts: UnsafePointer<Double>, _ matrix: UnsafeMutablePointer<Double>, _ labels: Int, smoothing: Double,
        empty: (_ label: Int, _ truth: Int) -> Double
    ) -> Double {
        var density = 0.0
        for truth in 0..<labels {
            var total = smoothing * Double(labels)
            for label in 0..<labels { total += counts[label * labels + truth] }
            for label in 0..<labels {
                let cell = label * labels + truth
                matrix[cell] = total > 0 ? (counts[cell] + smoothing) / total : empty(label, truth)
                if smoothing > 0 { density += smoothing * log(matrix[cell]) }
            }
        }
        return density
    }

    private static func maximizeOneCoin(
        _ counts: UnsafePointer<Double>, _ matrix: UnsafeMutablePointer<Double>, _ labels: Int, smoothing: Double
    ) -> Double {
        let errors = Double(labels - 1)
        var right = smoothing
        var total = smoothing * Double(labels)
        for label in 0..<labels {
            right += counts[label * labels + label]
            for truth in 0..<labels { total += counts[label * labels + truth] }
        }
        let accuracy = labels > 1 && total > 0 ? min(1, right / total) : 1
        for label in 0..<labels {
            for truth in 0..<labels {
                matrix[label * labels + truth] = startingShare(label, truth, labels, diagonal: accuracy)
            }
        }
        guard smoothing > 0, labels > 1 else { return 0 }
        return smoothing * (log(accuracy) + errors * log((1 - accuracy) / errors))
    }

    /// θ and ξ stand in the matrix itself: off the diagonal it is (1 - θ) ξ, whatever the class.
    private static func maximizeSpamming(
        _ counts: UnsafePointer<Double>, _ matrix: UnsafeMutablePointer<Double>, _ labels: Int, smoothing: Double
    ) -> Double {
        guard labels > 1 else {
            matrix[0] = 1
            return 0
        }
        let habits = (0..<labels).map { label in matrix[label * labels + (label == 0 ? 1 : 0)] }
        let trust = 1 - habits.reduce(0, +)
        var knowing = smoothing
        var spam = [Double](repeating: smoothing, count: labels)
        for label in 0..<labels {
            let chance = trust + habits[label]
            let known = chance > 0 ? counts[label * labels + label] * trust / chance : 0
            knowing += known
            spam[label] -= known
            for truth in 0..<labels { spam[label] += counts[label * labels + truth] }
            spam[label] = max(smoothing, spam[label])
        }
        let spammed = spam.reduce(0, +)
        let total = knowing + spammed - smoothing * Double(labels - 1)
        let nextTrust = total > 0 ? min(1, knowing / total) : 0
        var density = smoothing > 0 ? smoothing * (log(nextTrust) + log(1 - nextTrust)) : 0
        for label in 0..<labels {
            let habit = spammed > 0 ? spam[label] / spammed : 1 / Double(labels)
            if smoothing > 0 { density += smoothing * log(habit) }
            for truth in 0..<labels {
                matrix[label * labels + truth] = (1 - nextTrust) * habit + (label == truth ? nextTrust : 0)
            }
        }
        return density
    }
}
