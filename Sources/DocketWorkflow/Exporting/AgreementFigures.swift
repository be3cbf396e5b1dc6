import DocketAdjudication
import DocketModel
import DocketNotation

/// How far the people of a queue agree, one block a question: what a manifest says of it.
struct AgreementFigures {
    private var entries: [(question: Question, entries: [LabelTable.Entry])]

    init(_ ask: Ask) {
        entries = ask.questions.map { ($0, []) }
    }

    /// Adds one item's live primary decisions.
    mutating func add(_ decisions: [Decision]) {
        for index in entries.indices {
            for decision in decisions { entries[index].entries += entries[index].question.entries(in: decision) }
        }
    }

    var json: JSONValue {
        var questions: JSONObject = [:]
        for (question, entries) in entries where !entries.isEmpty {
            questions[question.description] = .object(Self.block(LabelTable(entries).withoutRepeats))
        }
        return .object(["questions": .object(questions)])
    }

    /// Counts, the measures, and each two people's.
    private static func block(_ table: LabelTable) -> JSONObject {
        let agreement = Agreement(table)
        let votes = table.units.indices.map { table.votes(on: $0).count }
        var block: JSONObject = ["items": JSONValue(Set(table.units.map(\.item)).count)]
        block["annotators"] = JSONValue(table.annotators.count)
        block["decisions"] = JSONValue(votes.reduce(0, +))
        block["pairable"] = JSONValue(votes.filter { $0 > 1 }.reduce(0, +))
        block["metrics"] = .object([
            "percent_agreement": agreement.percent.json,
            "krippendorff_alpha_nominal": agreement.krippendorffAlpha.json,
        ])
        block["pairs"] = .array(
            agreement.pairwiseCohenKappas.map { pair in
                .object([
                    "a": JSONValue(pair.first), "b": JSONValue(pair.second), "items": JSONValue(pair.sharedUnits),
                    "cohen_kappa": pair.kappa.json,
                ])
            })
        return block
    }
}

extension Estimate {
    /// `{"value":0.7,"ci95":[0.6,0.8]}`, or `{"value":null,"reason":"…"}`.
    fileprivate var json: JSONValue {
        switch self {
        case .value(let value, let interval):
            let bounds = interval.map { JSONValue.array([JSONValue($0.lower), JSONValue($0.upper)]) }
            return .object(["value": JSONValue(value), "ci95": bounds ?? .null])
        case .undefined(let reason):
            return .object(["value": .null, "reason": JSONValue(reason.description)])
        }
    }
}
