package import DocketModel
package import DocketNotation

/// Unfinished work on an item: it survives a crash, a hang-up and an expired claim.
package struct ReviewDraft: Sendable, Hashable {
    package var answers: Answers
    package var comment: SourceText?
    /// The text in the editor, where one was open, and what it edits.
    package var editing: SuggestionID?
    package var editedText: SourceText?

    package init(
        answers: Answers = Answers(), comment: SourceText? = nil, editing: SuggestionID? = nil,
        editedText: SourceText? = nil
    ) {
        self.answers = answers
        self.comment = comment
        self.editing = editing
        self.editedText = editedText
    }

    package var isEmpty: Bool { self == ReviewDraft() }

    /// The stored form; empty for an empty draft, which discards it.
    package var data: [UInt8] {
        if isEmpty { return [] }
        var record = answers.json
        record.set("comment", comment.map { .string($0) })
        record.set("editing", editing.map { JSONValue($0.rawValue) })
        record.set("edited_text", editedText.map { .string($0) })
        return JSONValue.object(record).serialized
    }

    /// Nil where the data is not a draft: a draft is a convenience, and a broken one is no reason to stop.
    package init?(data: [UInt8]) {
        guard let object = try? JSONParser().parse(data).object else { return nil }
        let fields = FieldReader(object)
        guard let answers = try? Answers(fields, sole: nil) else { return nil }
        self.init(
            answers: answers, comment: object["comment"]?.text,
            editing: object["editing"]?.string.map { SuggestionID($0) }, editedText: object["edited_text"]?.text)
    }
}
