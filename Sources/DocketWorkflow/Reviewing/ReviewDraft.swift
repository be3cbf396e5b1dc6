package import DocketModel
package import DocketNotation

/// Unfinished work on an item: it survives a crash, a hang-up and an expired claim.
package struct ReviewDraft: Sendable, Hashable {
    package var answers: Answers
    package var comment: SourceText?
    /// A comment that was being written and is not taken over yet.
    package var unfinishedComment: SourceText?
    /// The texts that were in the editor and are not taken over yet.
    package var edits: [SuggestionID: SourceText]

    package init(
        answers: Answers = Answers(), comment: SourceText? = nil, unfinishedComment: SourceText? = nil,
        edits: [SuggestionID: SourceText] = [:]
    ) {
        self.answers = answers
        self.comment = comment
        self.unfinishedComment = unfinishedComment
        self.edits = edits
    }

    package var isEmpty: Bool { self == ReviewDraft() }

    /// The stored form; empty for an empty draft, which discards it.
    package var data: [UInt8] {
        isEmpty ? [] : JSONValue.object(json).serialized
    }

    var json: JSONObject {
        var record = answers.json
        record.set("comment", comment.map { .string($0) })
        record.set("unfinished_comment", unfinishedComment.map { .string($0) })
        if !edits.isEmpty {
            let texts = edits.sorted { $0.key.rawValue < $1.key.rawValue }.map { suggestion, text in
                var edit = JSONObject()
                edit.set("suggestion", JSONValue(suggestion.rawValue))
                edit.set("text", .string(text))
                return JSONValue.object(edit)
            }
            record.set("edits", .array(texts))
        }
        return record
    }

    /// Nil where the data is not a draft: a draft is a convenience, and a broken one is no reason to stop.
    package init?(data: [UInt8]) {
        guard let object = try? JSONParser().parse(data).object else { return nil }
        self.init(object)
    }

    init?(_ object: JSONObject) {
        guard let answers = try? Answers(FieldReader(object), sole: nil) else { return nil }
        var edits: [SuggestionID: SourceText] = [:]
        // As drafts of one text only are stored, which may lie in a store still.
        if let suggestion = object["editing"]?.string, let text = object["edited_text"]?.text {
            edits[SuggestionID(suggestion)] = text
        }
        for edit in object["edits"]?.array ?? [] {
            guard let suggestion = edit["suggestion"]?.string, let text = edit["text"]?.text else { continue }
            edits[SuggestionID(suggestion)] = text
        }
        self.init(
            answers: answers, comment: object["comment"]?.text, unfinishedComment: object["unfinished_comment"]?.text,
            edits: edits)
    }
}
