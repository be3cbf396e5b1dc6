/// What two people who share units agree on them.
package struct PairAgreement: Sendable, Hashable {
    package var first: String
    package var second: String
    package var sharedUnits: Int
    /// The share of the units on which both said the same.
    package var percent: Double
    /// Cohen's, each with the jackknife over their shared units; the weighted ones are undefined where the labels have no order.
    package var kappa: Estimate
    package var linearKappa: Estimate
    package var quadraticKappa: Estimate
    package var scottPi: Estimate

    package func estimate(_ coefficient: PairCoefficient) -> Estimate {
        switch coefficient {
        case .scottPi: scottPi
        case .cohenKappa(.unweighted): kappa
        case .cohenKappa(.linear): linearKappa
        case .cohenKappa(.quadratic): quadraticKappa
        }
    }
}

/// What is computed for two people.
package enum PairCoefficient: Sendable, Hashable {
    case scottPi
    case cohenKappa(KappaDistance)

    static let all: [PairCoefficient] = [
        .scottPi, .cohenKappa(.unweighted), .cohenKappa(.linear), .cohenKappa(.quadratic),
    ]

    var needsOrder: Bool { self == .cohenKappa(.linear) || self == .cohenKappa(.quadratic) }
}

/// Scott's pi and Cohen's kappas of every two people who share a unit, and their means over those pairs that have one.
///
/// Memory is linear in the votes and time in the pairs of votes on one unit, however many people there are.
struct PairwiseStatistics {
    private let table: LabelTable
    private let byAnnotator: AnnotatorVotes
    private let coefficients: [PairCoefficient]

    init(_ table: LabelTable, _ byAnnotator: AnnotatorVotes) {
        self.table = table
        self.byAnnotator = byAnnotator
        coefficients = PairCoefficient.all.filter { table.isOrdered || !$0.needsOrder }
    }

    /// Every two people who share a unit, by their order in the table.
    var pairs: [PairAgreement] {
        var pairs: [PairAgreement] = []
        var contingency = PairContingency(classes: table.labels.count)
        forEachPair { first, second, joints in
            contingency.count(joints, weights: nil)
            func estimate(_ coefficient: PairCoefficient) -> Estimate {
                guard coefficients.contains(coefficient) else { return .undefined(.noOrder) }
                guard let value = Self.value(coefficient, &contingency, joints, nil) else {
                    return .undefined(.oneLabel(contingency.onlyLabel.map { table.labels[$0] } ?? ""))
                }
                var jackknife = Jackknife()
                for joint in joints { jackknife.add(Self.value(coefficient, contingency, without: joint)) }
                return .value(value, interval: ConfidenceInterval(value: value, jackknife, within: -1...1))
            }
            pairs.append(
                PairAgreement(
                    first: table.annotators[first], second: table.annotators[second], sharedUnits: joints.count,
                    percent: contingency.percent ?? 0, kappa: estimate(.cohenKappa(.unweighted)),
                    linearKappa: estimate(.cohenKappa(.linear)), quadraticKappa: estimate(.cohenKappa(.quadratic)),
                    scottPi: estimate(.scottPi)))
        }
        return pairs
    }

    /// The mean of each coefficient over the pairs that have it.
    struct Means {
        private(set) var sums: [PairCoefficient: Double] = [:]
        private(set) var counts: [PairCoefficient: Double] = [:]

        fileprivate mutating func add(_ value: Double, to coefficient: PairCoefficient) {
            sums[coefficient, default: 0] += value
            counts[coefficient, default: 0] += 1
        }

        func value(_ coefficient: PairCoefficient) -> Double? {
            counts[coefficient].map { (sums[coefficient] ?? 0) / $0 }
        }
    }

    /// - Parameter weights: how often each unit counts; nil: once.
    func means(weights: [Double]?) -> Means {
        var means = Means()
        var contingency = PairContingency(classes: table.labels.count)
        forEachPair { _, _, joints in
            contingency.count(joints, weights: weights)
            for coefficient in coefficients {
                if let value = Self.value(coefficient, &contingency, joints, weights) {
                    means.add(value, to: coefficient)
                }
            }
        }
        return means
    }

    /// The means with the jackknife over units that two people share: without a unit, the coefficients of its pairs change and no others.
    func estimates() -> [PairCoefficient: Estimate] {
        let none = [Double](repeating: 0, count: table.units.count)
        var changes = [[Double]](repeating: none, count: coefficients.count)
        var changedCounts = changes
        var means = Means()
        var shared = [Bool](repeating: false, count: table.units.count)
        var contingency = PairContingency(classes: table.labels.count)
        var onlyLabels = Set<Int?>()
        forEachPair { _, _, joints in
            contingency.count(joints, weights: nil)
            onlyLabels.insert(contingency.onlyLabel)
            for joint in joints { shared[Int(joint.unit)] = true }
            for (place, coefficient) in coefficients.enumerated() {
                let whole = Self.value(coefficient, &contingency, joints, nil)
                if let whole { means.add(whole, to: coefficient) }
                for joint in joints {
                    let unit = Int(joint.unit)
                    let rest = Self.value(coefficient, contingency, without: joint)
                    changes[place][unit] += (rest ?? 0) - (whole ?? 0)
                    changedCounts[place][unit] += (rest == nil ? 0 : 1) - (whole == nil ? 0 : 1)
                }
            }
        }
        var estimates: [PairCoefficient: Estimate] = [:]
        for coefficient in PairCoefficient.all { estimates[coefficient] = .undefined(.noOrder) }
        for (place, coefficient) in coefficients.enumerated() {
            guard let value = means.value(coefficient), let sum = means.sums[coefficient],
                let count = means.counts[coefficient]
            else {
                estimates[coefficient] = .undefined(reason(onlyLabels))
                continue
            }
            var jackknife = Jackknife()
            for unit in shared.indices where shared[unit] {
                let rest = count + changedCounts[place][unit]
                jackknife.add(rest > 0 ? (sum + changes[place][unit]) / rest : nil)
            }
            estimates[coefficient] = .value(
                value, interval: ConfidenceInterval(value: value, jackknife, within: -1...1))
        }
        return estimates
    }

    /// Why no pair has a coefficient.
    private func reason(_ onlyLabels: Set<Int?>) -> UndefinedReason {
        guard let some = onlyLabels.first else { return .noPairs }
        guard onlyLabels.count == 1, let label = some else { return .constantPairs }
        return .oneLabel(table.labels[label])
    }

    private static func value(
        _ coefficient: PairCoefficient, _ contingency: inout PairContingency,
        _ joints: ArraySlice<PairContingency.Joint>, _ weights: [Double]?
    ) -> Double? {
        switch coefficient {
        case .scottPi: contingency.scottPi
        case .cohenKappa(let distance): contingency.cohenKappa(distance, joints, weights: weights)
        }
    }

    @inline(__always)
    private static func value(
        _ coefficient: PairCoefficient, _ contingency: PairContingency, without joint: PairContingency.Joint
    ) -> Double? {
        switch coefficient {
        case .scottPi: contingency.scottPi(without: joint)
        case .cohenKappa(let distance): contingency.cohenKappa(distance, without: joint)
        }
    }

    /// Calls with two annotators, the first of them before the second, and the units that both labeled.
    private func forEachPair(_ body: (Int, Int, ArraySlice<PairContingency.Joint>) -> Void) {
        var ends = [Int](repeating: 0, count: table.annotators.count)
        var joints: [PairContingency.Joint] = []
        for first in table.annotators.indices {
            var partners: [Int] = []
            let own = byAnnotator.votes(of: first)
            for vote in own {
                for other in table.votes(on: Int(vote.unit)) where other.annotator > first {
                    if ends[Int(other.annotator)] == 0 { partners.append(Int(other.annotator)) }
                    ends[Int(other.annotator)] += 1
                }
            }
            partners.sort()
            var total = 0
            for partner in partners {
                let count = ends[partner]
                ends[partner] = total
                total += count
            }
            if joints.count < total {
                joints = .init(repeating: .init(unit: 0, first: 0, second: 0), count: max(total, 2 * joints.count))
            }
            for vote in own {
                for other in table.votes(on: Int(vote.unit)) where other.annotator > first {
                    joints[ends[Int(other.annotator)]] = .init(
                        unit: vote.unit, first: vote.label, second: other.label)
                    ends[Int(other.annotator)] += 1
                }
            }
            var start = 0
            for partner in partners {
                body(first, partner, joints[start..<ends[partner]])
                start = ends[partner]
                ends[partner] = 0
            }
        }
    }
}
