/// A coefficient that depends only on how often units have which pattern of labels.
protocol PatternStatistic {
    /// - Parameter frequencies: how many units have each pattern. Nil where the coefficient does not exist.
    func value(_ frequencies: [Double]) -> Double?
    /// The coefficient without one unit, over the patterns of the units it depends on.
    var leavingOneOut: [Replicate] { get }
}

extension AlphaStatistic: PatternStatistic {}
extension ChanceStatistic: PatternStatistic {}

extension Agreement {
    /// Nil for a coefficient that depends on who gave which label.
    /// - Throws: why these labels do not have it.
    func statistic(_ coefficient: Coefficient) throws(UndefinedReason) -> (any PatternStatistic)? {
        let classes = table.labels.count
        switch coefficient {
        case .krippendorffAlpha(let distance):
            let counts = patterns.pairableCounts(classes: classes, frequencies: patterns.frequencies)
            let occurring = counts.indices.filter { counts[$0] > 0 }
            let metric = try AlphaMetric(distance, for: table, occurring: occurring)
            return AlphaStatistic(patterns, metric: metric, classes: classes)
        case .fleissKappa: return ChanceStatistic(patterns, classes: classes, kind: .fleiss)
        case .brennanPrediger: return ChanceStatistic(patterns, classes: classes, kind: .brennanPrediger)
        case .gwetAC1:
            return ChanceStatistic(patterns, classes: classes, kind: .gwet(weights: Double(classes)))
        case .gwetAC2(let credit):
            guard table.isOrdered else { throw .noOrder }
            let scale = CreditWeights.Scale(credit, classes: classes, values: table.values)
            return ChanceStatistic(patterns, classes: classes, kind: .gwet(weights: scale.sum), credit: scale)
        case .percentAgreement: return ChanceStatistic(patterns, classes: classes, kind: .percent)
        case .scottPi, .cohenKappa, .congerKappa: return nil
        }
    }

    func estimate(
        _ coefficient: Coefficient, _ statistic: any PatternStatistic, _ interval: IntervalMethod
    ) throws(UndefinedReason) -> Estimate {
        let counts = patterns.pairableCounts(classes: table.labels.count, frequencies: patterns.frequencies)
        guard let label = counts.firstIndex(where: { $0 > 0 }) else { throw .noPairs }
        guard let value = statistic.value(patterns.frequencies) else {
            throw counts.count { $0 > 0 } == 1 ? .oneLabel(table.labels[label]) : .noDistances
        }
        guard interval == .jackknife else { return .value(value, interval: nil) }
        let jackknife = Jackknife(statistic.leavingOneOut)
        return .value(value, interval: ConfidenceInterval(value: value, jackknife, within: coefficient.range))
    }
}
