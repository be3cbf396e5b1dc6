import DocketModel
import DocketTestSupport
import Testing

@testable import DocketAdjudication

/// Tables typed in with figures that others published or computed: irrCAC 0.4.4, krippendorff 0.9.0 and scikit-learn 1.9.1 to five digits.
@Suite("Published agreement")
struct PublishedAgreementTests {
    struct Example: Sendable, CustomTestStringConvertible {
        var name: String
        var table: @Sendable () throws -> LabelTable
        /// Keys of coefficients, with `gwet_ac2_linear` and `gwet_ac2_ordinal` for other weights.
        var figures: [String: Double]

        var testDescription: String { name }
    }

    static let examples = [
        Example(
            name: "Krippendorff 2011", table: { try .grid(PublishedTables.krippendorff2011) },
            figures: [
                "krippendorff_alpha_nominal": 0.743421, "krippendorff_alpha_ordinal": 0.815388,
                "krippendorff_alpha_interval": 0.849107, "krippendorff_alpha_ratio": 0.797403,
                "percent_agreement": 0.81818, "fleiss_kappa": 0.76117, "gwet_ac1": 0.77544,
                "brennan_prediger": 0.77273, "conger_kappa": 0.76207, "gwet_ac2": 0.914, "gwet_ac2_linear": 0.85874,
                "gwet_ac2_ordinal": 0.89894, "cohen_kappa": 0.700163, "cohen_kappa_linear": 0.742249,
                "cohen_kappa_quadratic": 0.775124, "scott_pi": 0.692387,
            ]),
        Example(
            name: "Gwet's abstractors", table: { try .contingency(PublishedTables.gwetAbstractors) },
            figures: [
                "percent_agreement": 0.89, "cohen_kappa": 0.796409, "scott_pi": 0.79624, "gwet_ac1": 0.84933,
                "brennan_prediger": 0.835, "fleiss_kappa": 0.79624, "conger_kappa": 0.79641,
                "krippendorff_alpha_nominal": 0.797258, "krippendorff_alpha_ordinal": 0.834008,
                "krippendorff_alpha_interval": 0.892649, "krippendorff_alpha_ratio": 0.953415,
                "cohen_kappa_linear": 0.842902, "cohen_kappa_quadratic": 0.892157, "gwet_ac2": 0.94024,
                "gwet_ac2_linear": 0.90002, "gwet_ac2_ordinal": 0.92519,
            ]),
        Example(
            name: "Gwet's diagnoses", table: { try .contingency(PublishedTables.gwetDiagnoses) },
            figures: [
                "percent_agreement": 0.58744, "cohen_kappa": 0.431501, "scott_pi": 0.430341, "gwet_ac1": 0.45616,
                "brennan_prediger": 0.44993, "krippendorff_alpha_nominal": 0.431618,
                "krippendorff_alpha_ordinal": 0.373292, "cohen_kappa_linear": 0.406811,
                "cohen_kappa_quadratic": 0.383186, "gwet_ac2": 0.29857, "gwet_ac2_ordinal": 0.32407,
            ]),
        Example(
            name: "Gwet's five observers", table: { try .grid(PublishedTables.gwetFiveObservers) },
            figures: [
                "percent_agreement": 0.61556, "fleiss_kappa": 0.45762, "gwet_ac1": 0.49662,
                "brennan_prediger": 0.48741, "conger_kappa": 0.46927, "krippendorff_alpha_nominal": 0.48053,
                "krippendorff_alpha_ordinal": 0.768685, "krippendorff_alpha_interval": 0.771865,
                "krippendorff_alpha_ratio": 0.67924, "gwet_ac2": 0.83043, "gwet_ac2_linear": 0.68964,
                "gwet_ac2_ordinal": 0.78534, "cohen_kappa": 0.462297, "cohen_kappa_linear": 0.594343,
                "cohen_kappa_quadratic": 0.712951, "scott_pi": 0.350909,
            ]),
        Example(
            name: "scikit-learn", table: { try .contingency(PublishedTables.scikitLearn) },
            figures: [
                "cohen_kappa": 0.931507, "cohen_kappa_linear": 0.941176, "cohen_kappa_quadratic": 0.954128,
                "krippendorff_alpha_ordinal": 0.940617, "krippendorff_alpha_ratio": 0.921736,
            ]),
        Example(
            name: "Artstein and Poesio", table: { try .contingency(PublishedTables.artsteinPoesio) },
            figures: ["cohen_kappa": 0.347826, "cohen_kappa_quadratic": 0.347826, "scott_pi": 0.340659]),
        Example(
            name: "Fleiss 1971", table: { try .counts(PublishedTables.fleiss1971) },
            figures: [
                "fleiss_kappa": 0.43024, "percent_agreement": 0.55556, "gwet_ac1": 0.44788,
                "brennan_prediger": 0.44444, "krippendorff_alpha_nominal": 0.43341,
                "krippendorff_alpha_ordinal": 0.335858, "krippendorff_alpha_interval": 0.28805,
            ]),
        Example(
            name: "the textbook", table: { try .counts(PublishedTables.textbook) },
            figures: [
                "fleiss_kappa": 0.20993, "percent_agreement": 0.37802, "gwet_ac1": 0.22561,
                "brennan_prediger": 0.22253, "krippendorff_alpha_nominal": 0.215574,
                "krippendorff_alpha_ordinal": 0.54075, "krippendorff_alpha_ratio": 0.452625,
            ]),
        Example(
            name: "values with gaps", table: { try .grid(PublishedTables.gaps) },
            figures: [
                "fleiss_kappa": 0.13281, "percent_agreement": 0.3625, "gwet_ac1": 0.15558, "brennan_prediger": 0.15,
                "conger_kappa": 0.14077, "gwet_ac2": 0.25643, "gwet_ac2_linear": 0.21025,
                "gwet_ac2_ordinal": 0.29944, "krippendorff_alpha_nominal": 0.170635,
                "krippendorff_alpha_ordinal": 0.303903, "krippendorff_alpha_interval": 0.29726,
                "krippendorff_alpha_ratio": 0.28016, "cohen_kappa": 0.208259, "cohen_kappa_linear": 0.248095,
                "cohen_kappa_quadratic": 0.292764, "scott_pi": 0.158269,
            ]),
    ]

    @Test("Every coefficient is as published", arguments: examples)
    func published(_ example: Example) throws {
        let agreement = Agreement(try example.table())
        var values: [String: Double] = [:]
        let coefficients = Coefficient.all()
        for (coefficient, estimate) in zip(coefficients, agreement.estimates(coefficients)) {
            values[coefficient.key] = estimate.value
        }
        for credit in CreditWeights.allCases where credit != .quadratic {
            values["gwet_ac2_\(credit.rawValue)"] = agreement.estimate(.gwetAC2(credit)).value
        }
        for (key, expected) in example.figures {
            let value = try #require(values[key])
            #expect(abs(value - expected) < 0.000_006, "\(key): \(value), expected \(expected)")
        }
    }

    @Test("Fleiss' kappa of each diagnosis is as he published it")
    func classes() throws {
        let classes = Agreement(try .counts(PublishedTables.fleiss1971)).classes
        // Fleiss 1971, p. 381: depression, personality disorder, schizophrenia, neurosis, other.
        let kappas = try classes.map { (try #require($0.fleissKappa.value) * 1000).rounded() / 1000 }
        #expect(kappas == [0.245, 0.245, 0.520, 0.471, 0.566])
        #expect(classes.map(\.votes) == [26, 26, 30, 55, 43])
    }
}
