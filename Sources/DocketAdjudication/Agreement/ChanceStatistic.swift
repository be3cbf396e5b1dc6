/// The coefficients that compare the mean agreement of units with what chance would give by the shares of the classes: percent
/// agreement itself, Fleiss' kappa, Brennan-Prediger, Gwet's AC1 and AC2.
///
/// Missing votes are treated as irrCAC does: agreement is the mean over units with two labels or more; a class's share is the mean over all units
/// with a label; the number of classes is that of those declared. (Gwet, "Handbook of Inter-Rater Reliability", 4th edition 2014, chapter 2.)
struct ChanceStatistic {
    private let patterns: UnitPatterns
    private let classes: Int
    /// Of each pattern with two labels or more: the share of agreeing pairs, with credit for near ones where `credit` is given.
    private let agreements: [Double]
    private let kind: Kind

    enum Kind {
        case percent, fleiss, brennanPrediger
        /// Σ of the weights; the number of classes where only equals agree.
        case gwet(weights: Double)
    }

    init(_ patterns: UnitPatterns, classes: Int, kind: Kind, credit: CreditWeights.Scale? = nil) {
        self.patterns = patterns
        self.classes = classes
        self.kind = kind
        agreements = patterns.indices.map { pattern in
            let size = patterns.sizes[pattern]
            guard size > 1 else { return 0 }
            let shares = patterns.shares(of: pattern)
            var sum = shares.reduce(0) { $0 + Double($1.count) * (Double($1.count) - 1) }
            if let credit {
                for (place, share) in zip(shares.indices, shares) {
                    for other in shares[(place + 1)...] {
                        sum +=
                            2 * Double(share.count) * Double(other.count)
                            * credit.weight(Int(share.label), Int(other.label))
                    }
                }
            }
            return sum / (size * (size - 1))
        }
    }

    /// Nil where chance alone gives full agreement.
    func value(_ frequencies: [Double]) -> Double? {
        Sums(self, frequencies).value(kind, classes)
    }

    /// The coefficient without one unit, for each pattern that units it depends on have.
    var leavingOneOut: [Replicate] {
        let whole = Sums(self, patterns.frequencies)
        let needsPairs =
            switch kind {
            case .percent, .brennanPrediger: true
            case .fleiss, .gwet: false
            }
        return patterns.indices.filter { !needsPairs || patterns.sizes[$0] > 1 }.map { pattern in
            Replicate(
                value: whole.without(pattern, of: self).value(kind, classes), weight: patterns.frequencies[pattern])
        }
    }

    private struct Sums {
        var units = 0.0
        var pairableUnits = 0.0
        var agreement = 0.0
        /// Of each class, over units: the share of the unit's labels that it has.
        var shares: [Double]
        /// Σ of the squares of `shares`.
        var squares = 0.0

        init(_ statistic: ChanceStatistic, _ frequencies: [Double]) {
            shares = [Double](repeating: 0, count: statistic.classes)
            let patterns = statistic.patterns
            for pattern in patterns.indices {
                let (size, frequency) = (patterns.sizes[pattern], frequencies[pattern])
                units += frequency
                if size > 1 {
                    pairableUnits += frequency
                    agreement += frequency * statistic.agreements[pattern]
                }
                for share in patterns.shares(of: pattern) {
                    shares[Int(share.label)] += frequency * Double(share.count) / size
                }
            }
            squares = shares.reduce(0) { $0 + $1 * $1 }
        }

        func without(_ pattern: Int, of statistic: ChanceStatistic) -> Remaining {
            let size = statistic.patterns.sizes[pattern]
            var remaining = Remaining(
                units: units - 1, pairableUnits: pairableUnits, agreement: agreement, squares: squares)
            if size > 1 {
                remaining.pairableUnits -= 1
                remaining.agreement -= statistic.agreements[pattern]
            }
            for share in statistic.patterns.shares(of: pattern) {
                let lost = Double(share.count) / size
                remaining.squares += lost * (lost - 2 * shares[Int(share.label)])
            }
            return remaining
        }

        func value(_ kind: Kind, _ classes: Int) -> Double? {
            Remaining(units: units, pairableUnits: pairableUnits, agreement: agreement, squares: squares)
                .value(kind, classes)
        }
    }

    private struct Remaining {
        var units: Double
        var pairableUnits: Double
        var agreement: Double
        var squares: Double

        func value(_ kind: Kind, _ classes: Int) -> Double? {
            guard pairableUnits > 0 else { return nil }
            let observed = agreement / pairableUnits
            let same = squares / (units * units)
            let count = Double(classes)
            let chance =
                switch kind {
                case .percent: 0.0
                case .fleiss: same
                case .brennanPrediger: 1 / count
                case .gwet(let weights): classes > 1 ? weights * (1 - same) / (count * (count - 1)) : 1
                }
            return 1 - chance > Self.leastRoom ? (observed - chance) / (1 - chance) : nil
        }

        /// Less than this between chance and full agreement is rounding.
        private static let leastRoom = 1e-12
    }
}

/// A coefficient computed from a part of the units; nil where it does not exist there.
struct Replicate {
    var value: Double?
    /// How many such parts there are.
    var weight: Double
}
