/// A measure of how far people agree.
package enum Coefficient: Sendable, Hashable {
    /// The mean over units of the share of agreeing pairs.
    case percentAgreement
    /// Krippendorff's alpha.
    case krippendorffAlpha(LabelDistance)
    /// Fleiss' kappa (1971).
    case fleissKappa
    /// Scott's pi (1955): of two people; of more, the mean over every two who share a unit.
    case scottPi
    /// Cohen's kappa (1960, weighted 1968): of two people; of more, the mean over every two who share a unit.
    case cohenKappa(KappaDistance)
    /// Conger's kappa (1980), which for two people who answered everything is Cohen's.
    case congerKappa
    /// Brennan and Prediger's (1981): chance is one over the number of classes.
    case brennanPrediger
    /// Gwet's AC1 (2008).
    case gwetAC1
    /// Gwet's AC2: AC1 with partial credit.
    case gwetAC2(CreditWeights)
}

/// What a disagreement of two people costs in Cohen's kappa, by how many classes lie between their labels: those of `labels`, as
/// scikit-learn and R's irr count them.
package enum KappaDistance: String, Sendable, Hashable, CaseIterable {
    /// 1, whatever the labels.
    case unweighted
    /// The number of steps.
    case linear
    /// Its square.
    case quadratic

    @inline(__always)
    func cost(_ first: Int, _ second: Int) -> Double {
        switch self {
        case .unweighted: first == second ? 0 : 1
        case .linear: Double(abs(first - second))
        case .quadratic: Double((first - second) * (first - second))
        }
    }
}

extension Coefficient {
    /// What all tables are measured by.
    package static func all(credit: CreditWeights = .quadratic) -> [Coefficient] {
        [
            .percentAgreement, .krippendorffAlpha(.nominal), .krippendorffAlpha(.ordinal),
            .krippendorffAlpha(.interval), .krippendorffAlpha(.ratio), .fleissKappa, .scottPi,
            .cohenKappa(.unweighted), .cohenKappa(.linear), .cohenKappa(.quadratic), .congerKappa, .brennanPrediger,
            .gwetAC1, .gwetAC2(credit),
        ]
    }

    /// What it is called in JSON.
    package var key: String {
        switch self {
        case .percentAgreement: "percent_agreement"
        case .krippendorffAlpha(let distance): "krippendorff_alpha_" + distance.name
        case .fleissKappa: "fleiss_kappa"
        case .scottPi: "scott_pi"
        case .cohenKappa(.unweighted): "cohen_kappa"
        case .cohenKappa(let distance): "cohen_kappa_" + distance.rawValue
        case .congerKappa: "conger_kappa"
        case .brennanPrediger: "brennan_prediger"
        case .gwetAC1: "gwet_ac1"
        case .gwetAC2: "gwet_ac2"
        }
    }

    /// What people call it.
    package var title: String {
        switch self {
        case .percentAgreement: "percent agreement"
        case .krippendorffAlpha(let distance): "Krippendorff's alpha, \(distance.name)"
        case .fleissKappa: "Fleiss' kappa"
        case .scottPi: "Scott's pi"
        case .cohenKappa(.unweighted): "Cohen's kappa"
        case .cohenKappa(let distance): "Cohen's kappa, \(distance.rawValue)"
        case .congerKappa: "Conger's kappa"
        case .brennanPrediger: "Brennan-Prediger"
        case .gwetAC1: "Gwet's AC1"
        case .gwetAC2(let credit): "Gwet's AC2, \(credit.rawValue)"
        }
    }

    /// The values it can have.
    var range: ClosedRange<Double> {
        self == .percentAgreement ? 0...1 : -1...1
    }
}
