/// Conger's kappa: observed agreement as the mean over units with two labels or more, chance as the mean over every two people g ≠ h of
/// Σ over classes of p_gk p_hk, where p_gk is the share of label k among all that g gave. (Conger, "Integration and generalization of kappas for
/// multiple raters", 1980; with missing votes as irrCAC treats them.)
struct CongerStatistic {
    private let table: LabelTable
    private let byAnnotator: AnnotatorVotes
    private let patterns: UnitPatterns
    private let patternOfUnit: [Int32]
    /// Of each pattern with two labels or more: the share of agreeing pairs.
    private let agreements: [Double]

    init(_ table: LabelTable, _ byAnnotator: AnnotatorVotes, _ patterns: UnitPatterns, _ patternOfUnit: [Int32]) {
        self.table = table
        self.byAnnotator = byAnnotator
        self.patterns = patterns
        self.patternOfUnit = patternOfUnit
        agreements = patterns.indices.map { pattern in
            let size = patterns.sizes[pattern]
            guard size > 1 else { return 0 }
            return patterns.shares(of: pattern).reduce(0) { $0 + Double($1.count) * (Double($1.count) - 1) }
                / (size * (size - 1))
        }
    }

    /// - Parameter weights: how often each unit counts; nil: once.
    func value(weights: [Double]?) -> Double? {
        var sums = Sums(classes: table.labels.count)
        for unit in table.units.indices { sums.add(agreement(of: unit), weight: weights?[unit] ?? 1) }
        for profile in profiles(weights) { sums.add(profile) }
        return sums.value
    }

    var estimate: Estimate {
        guard patterns.pairableUnitCount > 0 else { return .undefined(.noPairs) }
        let profiles = profiles(nil)
        var sums = Sums(classes: table.labels.count)
        for unit in table.units.indices { sums.add(agreement(of: unit), weight: 1) }
        for profile in profiles { sums.add(profile) }
        guard let value = sums.value else { return .undefined(reason) }
        var jackknife = Jackknife()
        for unit in table.units.indices where patternOfUnit[unit] >= 0 {
            jackknife.add(sums.value(without: table.votes(on: unit), agreement(of: unit), profiles))
        }
        return .value(value, interval: ConfidenceInterval(value: value, jackknife, within: -1...1))
    }

    private var reason: UndefinedReason {
        let answering = table.annotators.indices.filter { !byAnnotator.votes(of: $0).isEmpty }
        return answering.count < 2
            ? .oneAnnotator : .oneLabel(table.votes.first.map { table.labels[Int($0.label)] } ?? "")
    }

    /// Nil for units with fewer than two labels.
    private func agreement(of unit: Int) -> Double? {
        let pattern = Int(patternOfUnit[unit])
        return pattern >= 0 && patterns.sizes[pattern] > 1 ? agreements[pattern] : nil
    }

    /// How often one annotator gave each label.
    fileprivate struct Profile {
        var counts: [(label: Int, count: Double)] = []
        var total = 0.0
        /// Σ of the squares of the shares.
        var squares: Double {
            total > 0 ? counts.reduce(0) { $0 + $1.count * $1.count } / (total * total) : 0
        }
    }

    private func profiles(_ weights: [Double]?) -> [Profile] {
        var counts = [Double](repeating: 0, count: table.labels.count)
        return table.annotators.indices.map { annotator in
            var labels: [Int] = []
            var profile = Profile()
            for vote in byAnnotator.votes(of: annotator) {
                let weight = weights?[Int(vote.unit)] ?? 1
                if weight == 0 { continue }
                if counts[Int(vote.label)] == 0 { labels.append(Int(vote.label)) }
                counts[Int(vote.label)] += weight
                profile.total += weight
            }
            for label in labels {
                profile.counts.append((label, counts[label]))
                counts[label] = 0
            }
            return profile
        }
    }
}

extension CongerStatistic {
    fileprivate struct Sums {
        private var agreement = 0.0
        private var pairableUnits = 0.0
        private var annotators = 0.0
        /// Of each class: Σ over annotators of its share.
        private var shares: [Double]
        /// Σ over annotators of the squares of the shares.
        private var ownSquares = 0.0
        /// What a unit that is left out changes of `shares`.
        private var changes: [Double]

        init(classes: Int) {
            shares = [Double](repeating: 0, count: classes)
            changes = shares
        }

        mutating func add(_ unitAgreement: Double?, weight: Double) {
            guard let unitAgreement else { return }
            agreement += weight * unitAgreement
            pairableUnits += weight
        }

        mutating func add(_ profile: Profile) {
            guard profile.total > 0 else { return }
            annotators += 1
            ownSquares += profile.squares
            for (label, count) in profile.counts { shares[label] += count / profile.total }
        }

        var value: Double? {
            Self.value(
                agreement, pairableUnits, annotators, sharesSquared: shares.reduce(0) { $0 + $1 * $1 }, ownSquares)
        }

        /// The coefficient without one unit: the shares of those who labeled it are counted from what else they gave.
        mutating func value(
            without votes: ArraySlice<LabelTable.Vote>, _ unitAgreement: Double?, _ profiles: [Profile]
        ) -> Double? {
            var (ownSquares, annotators) = (ownSquares, annotators)
            var sharesSquared = 0.0
            for label in changes.indices { changes[label] = 0 }
            for vote in votes {
                let profile = profiles[Int(vote.annotator)]
                let rest = profile.total - 1
                ownSquares -= profile.squares
                if rest == 0 { annotators -= 1 }
                for (label, count) in profile.counts {
                    changes[label] -= count / profile.total
                    guard rest > 0 else { continue }
                    let share = (count - (label == Int(vote.label) ? 1 : 0)) / rest
                    changes[label] += share
                    ownSquares += share * share
                }
            }
            for label in shares.indices {
                let share = shares[label] + changes[label]
                sharesSquared += share * share
            }
            let isPairable = unitAgreement != nil
            return Self.value(
                agreement - (unitAgreement ?? 0), pairableUnits - (isPairable ? 1 : 0), annotators,
                sharesSquared: sharesSquared, ownSquares)
        }

        private static func value(
            _ agreement: Double, _ pairableUnits: Double, _ annotators: Double, sharesSquared: Double,
            _ ownSquares: Double
        ) -> Double? {
            guard pairableUnits > 0, annotators > 1 else { return nil }
            let chance = (sharesSquared - ownSquares) / (annotators * (annotators - 1))
            return 1 - chance > leastRoom ? (agreement / pairableUnits - chance) / (1 - chance) : nil
        }

        /// Less than this between chance and full agreement is rounding.
        private static let leastRoom = 1e-12
    }
}
