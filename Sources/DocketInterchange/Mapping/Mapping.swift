import DocketModel
import DocketNotation

/// Says which field of a foreign row is what. Written in TOML:
///
/// ```toml
/// rows = "item"                       # or "decision": each row is one person's decision, its item may recur
///
/// [item]                              # all but `lang` are paths of fields
/// id = "idx"                          # without it the id follows from the row
/// group = "thread"
/// priority = "urgency"
/// lang = "en"                         # a constant, or { field = "language" }
/// meta = ["topic"]                    # fields that go to `meta`; fields that nothing names go to `ext`
///
/// [source]                            # constants, kept with each item
/// dataset = "…"
///
/// [[context]]                         # in this order
/// role = "user"
/// text = ["instruction", "input"]     # joined by `separator` ("\n\n"), empty ones left out; or `messages = "field"`
/// optional = false                    # true: a missing field is no error, and an empty part is left out
///
/// [[suggestion]]
/// id = "a"                            # without it a, b, …
/// text = "response1"                  # or `messages`
/// model = { field = "pair", split = "_", part = 1 }
/// origin = "model"
///
/// [[annotator]]
/// id = "annotator1"                   # a constant, or { field = "worker" }
/// kind = "human"
/// at = "timestamp"                    # ISO 8601, or seconds since 1970
/// answers = [{ field = "annotator1", labels = "preference" }, { field = "why", comment = true }]
///
/// [labels.preference]                 # the value's text and what it says, as in a decision; {} says nothing
/// 1 = { preference = { winner = "a" } }
/// 0 = { preference = { outcome = "tie" } }
///
/// [table]                             # for CSV and TSV; may be left out where the file's name ends in .csv or .tsv
/// separator = ","                     # or "\t", which is the usual one of .tsv
/// quoting = true                      # false: a quotation mark is a character like any other
/// columns = ["id", "text"]            # where the first row does not name them
/// json = ["scores"]                   # columns whose cells hold JSON
/// ```
///
/// An answer is one of: `labels` (a table's name), `rating` (a scale's name; with `suggestion`, of that one), `edit` (a
/// suggestion's id: the field holds what became of it), `comment = true`; `optional = true` allows it to be missing.
package struct Mapping: Sendable {
    enum Rows: String, Sendable { case item, decision }

    var rows = Rows.item
    var item = ItemFields()
    var source = JSONObject()
    var context: [TextFields] = []
    var suggestions: [SuggestionFields] = []
    var annotators: [AnnotatorFields] = []
    /// What a label says, by table and label.
    var labels: [String: [String: JSONObject]] = [:]
    var table: TableShape?

    struct ItemFields: Sendable {
        var id: FieldPath?
        var group: FieldPath?
        var priority: FieldPath?
        var language: ValueSource?
        var meta: [FieldPath] = []
    }

    /// One or more messages of the context, or a suggestion's.
    struct TextFields: Sendable {
        enum Content: Sendable {
            case joined([FieldPath], separator: String)
            case messages(FieldPath)
        }

        var role: String
        var content: Content
        var isOptional: Bool
    }

    struct SuggestionFields: Sendable {
        var id: SuggestionID
        var text: TextFields
        var model: ValueSource?
        var origin: Suggestion.Origin
    }

    struct AnnotatorFields: Sendable {
        var id: ValueSource
        var kind: Annotator.Kind
        var cohort: ValueSource?
        var at: FieldPath?
        var answers: [AnswerField]
    }

    struct AnswerField: Sendable {
        enum Meaning: Sendable {
            case label(table: String)
            case rating(String, of: SuggestionID?)
            case edit(SuggestionID)
            case comment
        }

        var field: FieldPath
        var meaning: Meaning
        var isOptional: Bool
    }
}

/// A constant, or a field of the row or a part of it.
enum ValueSource: Sendable {
    case constant(String)
    /// Part `part` (from 1, or from the end where negative) of the field's text, split at `separator`.
    case field(FieldPath, split: String?, part: Int)

    func string(in row: JSONObject) throws(RecordError) -> String {
        switch self {
        case .constant(let text): return text
        case .field(let path, let separator, let part):
            guard let text = try path.string(in: row) else { throw RecordError(field: path.text, reason: "is missing") }
            guard let separator else { return text }
            let parts = text.parts(separatedBy: separator)
            let index = part < 0 ? parts.count + part : part - 1
            guard parts.indices.contains(index) else {
                throw RecordError(
                    field: path.text,
                    reason: "has no part \(part) when split at \"\(separator)\"; found \"\(text)\"")
            }
            return parts[index]
        }
    }

    /// The field this takes whole.
    var wholeField: FieldPath? {
        if case .field(let path, nil, _) = self { path } else { nil }
    }
}

extension String {
    fileprivate func parts(separatedBy separator: String) -> [String] {
        var parts: [String] = []
        var rest = Substring(self)
        while let range = rest.firstRange(of: separator) {
            parts.append(String(rest[..<range.lowerBound]))
            rest = rest[range.upperBound...]
        }
        return parts + [String(rest)]
    }
}
