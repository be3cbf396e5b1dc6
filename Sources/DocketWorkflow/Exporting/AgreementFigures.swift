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
            blocks[question.description] = .object(AgreementBlock(rows.table).json)
        }
        return .object(["questions": .object(blocks)])
    }
}
