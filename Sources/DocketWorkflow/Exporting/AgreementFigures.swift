import DocketAdjudication
import DocketModel
import DocketNotation

/// How far the people of a queue agree, one block a question: what a manifest says of it.
struct AgreementFigures {
    private var questions: [(question: Question, rows: LabelTable.Rows)]

    init(_ ask: Ask) {
        questions = ask.questions.map { ($0, LabelTable.Rows()) }
    }

    /// Adds one item's live primary decisions.
    mutating func add(_ decisions: [Decision]) {
        for index in questions.indices {
            for decision in decisions {
                for entry in questions[index].question.entries(in: decision) { questions[index].rows.add(entry) }
            }
        }
    }

    var json: JSONValue {
        var blocks: JSONObject = [:]
        for (question, rows) in questions where !rows.isEmpty {
            blocks[question.description] = .object(Self.block(rows.table.withoutRepeats))
        }
        return .object(["questions": .object(blocks)])
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
