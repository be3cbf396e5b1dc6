/// How often two people gave which labels to the units they share, and the coefficients of the two.
///
/// Kappa in terms of disagreement: 1 - n · Σ d(a, b) / Σ r_a c_b d(a, b), the first sum over units, the second over the marginals r and c.
/// (Cohen, "Weighted kappa", 1968.)
struct PairContingency {
    /// A unit that both labeled.
    struct Joint: Sendable {
        var unit: Int32
        var first: Int32
        var second: Int32
    }

    private var firstCounts: [Double]
    private var secondCounts: [Double]
    private var firstLabels: [Int] = []
    private var secondLabels: [Int] = []
    private var count = 0.0
    private var agreeing = 0.0
    /// Σ over labels of the square of how often either gave it.
    private var squares = 0.0
    /// For the kappa that was asked for last: Σ d(a, b); for each first label a, Σ c_b d(a, b); for each second label b, Σ r_a d(a, b); and
    /// Σ r_a c_b d(a, b).
    private var observed = 0.0
    private var firstSums: [Double]
    private var secondSums: [Double]
    private var expected = 0.0

    init(classes: Int) {
        firstCounts = [Double](repeating: 0, count: classes)
        secondCounts = firstCounts
        firstSums = firstCounts
        secondSums = firstCounts
    }

    /// - Parameter weights: how often each unit counts; nil: once.
    mutating func count(_ joints: ArraySlice<Joint>, weights: [Double]?) {
        for label in firstLabels { firstCounts[label] = 0 }
        for label in secondLabels { secondCounts[label] = 0 }
        firstLabels.removeAll(keepingCapacity: true)
        secondLabels.removeAll(keepingCapacity: true)
        (count, agreeing) = (0, 0)
        for joint in joints {
            let weight = weights.map { $0[Int(joint.unit)] } ?? 1
            if weight == 0 { continue }
            let (first, second) = (Int(joint.first), Int(joint.second))
            if firstCounts[first] == 0 { firstLabels.append(first) }
            if secondCounts[second] == 0 { secondLabels.append(second) }
            firstCounts[first] += weight
            secondCounts[second] += weight
            count += weight
            if first == second { agreeing += weight }
        }
        squares = firstLabels.reduce(0) { $0 + both($1) * both($1) }
        for label in secondLabels where firstCounts[label] == 0 { squares += both(label) * both(label) }
    }

    /// The share of units on which both said the same; nil where there are none.
    var percent: Double? { count > 0 ? agreeing / count : nil }

    /// The one label that either gave, where there is only one.
    var onlyLabel: Int? {
        firstLabels.count == 1 && firstLabels == secondLabels ? firstLabels[0] : nil
    }

    // MARK: Scott's pi

    var scottPi: Double? { Self.scottPi(agreeing, count, squares) }

    func scottPi(without joint: Joint) -> Double? {
        let (first, second) = (Int(joint.first), Int(joint.second))
        let isSame = first == second
        let removed = isSame ? 4 * (both(first) - 1) : 2 * (both(first) + both(second) - 1)
        return Self.scottPi(agreeing - (isSame ? 1 : 0), count - 1, squares - removed)
    }

    /// How often either gave a label.
    private func both(_ label: Int) -> Double { firstCounts[label] + secondCounts[label] }

    private static func scottPi(_ agreeing: Double, _ count: Double, _ squares: Double) -> Double? {
        let room = 4 * count * count - squares
        return room > 0.5 ? 1 - 4 * count * (count - agreeing) / room : nil
    }

    // MARK: Cohen's kappa

    mutating func cohenKappa(_ distance: KappaDistance, _ joints: ArraySlice<Joint>, weights: [Double]?) -> Double? {
        if case .unweighted = distance {
            observed = count - agreeing
            for label in firstLabels { firstSums[label] = count - secondCounts[label] }
            for label in secondLabels { secondSums[label] = count - firstCounts[label] }
        } else {
            observed = joints.reduce(0) { sum, joint in
                sum + (weights.map { $0[Int(joint.unit)] } ?? 1) * distance.cost(Int(joint.first), Int(joint.second))
            }
            for label in secondLabels { secondSums[label] = 0 }
            for first in firstLabels {
                var sum = 0.0
                for second in secondLabels {
                    let cost = distance.cost(first, second)
                    sum += secondCounts[second] * cost
                    secondSums[second] += firstCounts[first] * cost
                }
                firstSums[first] = sum
            }
        }
        expected = firstLabels.reduce(0) { $0 + firstCounts[$1] * firstSums[$1] }
        return Self.kappa(observed, expected, count)
    }

    /// - Precondition: `cohenKappa` was asked for this distance last.
    func cohenKappa(_ distance: KappaDistance, without joint: Joint) -> Double? {
        let (first, second) = (Int(joint.first), Int(joint.second))
        let cost = distance.cost(first, second)
        return Self.kappa(observed - cost, expected - firstSums[first] - secondSums[second] + cost, count - 1)
    }

    private static func kappa(_ observed: Double, _ expected: Double, _ count: Double) -> Double? {
        expected > 0.5 ? 1 - count * observed / expected : nil
    }
}
