import DocketModel
import DocketNotation

/// One annotator's answers while they are put together from several fields of a row.
struct AnswerParts {
    private var answers = Answers()
    private var skip: String?
    private(set) var comment: SourceText?

    /// Nil where nothing was said.
    var answer: Answer? {
        if let skip { return .skip(reason: skip) }
        return answers.isEmpty ? nil : .answers(answers)
    }

    mutating func add(
        _ field: Mapping.AnswerField, _ value: JSONValue, item: Item, labels: [String: [String: JSONObject]]
    ) throws(RecordError) {
        let path = field.field.text
        guard let text = value.scalarText else {
            throw RecordError(field: path, reason: "expected a string or a number, found \(value.kindName)")
        }
        if text.isEmpty, field.isOptional { return }
        switch field.meaning {
        case .comment: comment = text
        case .edit(let id):
            guard let base = item.suggestion(id) else {
                throw RecordError(field: path, reason: "the row has no suggestion \"\(id)\"")
            }
            judge(id) { $0.verdict = base.text == text ? .accept : .edit(text) }
        case .rating(let name, let suggestion):
            guard let level = text.validString.flatMap({ Double($0) }).flatMap({ Int(exactly: $0) }) else {
                throw RecordError(field: path, reason: "expected a whole number, found \"\(text)\"")
            }
            if let suggestion {
                judge(suggestion) { $0.ratings[name] = level }
            } else {
                answers.ratings[name] = level
            }
        case .label(let table):
            let known = labels[table] ?? [:]
            guard let meaning = Self.keys(of: value, text).lazy.compactMap({ known[$0] }).first else {
                throw RecordError(
                    field: path,
                    reason:
                        "\"\(text)\" is not in [labels.\(table)] (known: \(known.keys.sorted().joined(separator: ", ")))"
                )
            }
            try merge(FieldReader(meaning, path: "labels.\(table).\(text)"), item: item)
        }
    }

    /// The texts under which a label is looked up: as written, then as the whole number it is (`1.0` is `1`).
    private static func keys(of value: JSONValue, _ text: SourceText) -> [String] {
        let number = value.integer ?? text.validString.flatMap { Double($0) }.flatMap { Int(exactly: $0) }
        return [text.string] + (number.map { [String($0)] } ?? [])
    }

    private mutating func merge(_ meaning: FieldReader, item: Item) throws(RecordError) {
        if let reason = try meaning.string("skip") {
            skip = reason
            return
        }
        let said = try Answers(meaning, sole: item.suggestions.count == 1 ? item.suggestions[0].id : nil)
        for judgement in said.judgements {
            judge(judgement.suggestion) { own in
                own.verdict = judgement.verdict ?? own.verdict
                own.reasons += judgement.reasons
                own.ratings.merge(judgement.ratings) { $1 }
            }
        }
        answers.preference = said.preference ?? answers.preference
        answers.ratings.merge(said.ratings) { $1 }
        answers.flags.formUnion(said.flags)
    }

    private mutating func judge(_ suggestion: SuggestionID, _ change: (inout Judgement) -> Void) {
        if let index = answers.judgements.firstIndex(where: { $0.suggestion == suggestion }) {
            change(&answers.judgements[index])
        } else {
            var judgement = Judgement(suggestion: suggestion, verdict: nil)
            change(&judgement)
            answers.judgements.append(judgement)
        }
    }
}
