import DocketModel
package import DocketNotation

/// An adjudicator's unfinished work on an item: it survives a crash and a hang-up.
package struct RulingDraft: Sendable, Hashable {
    /// The ruling being composed, without answers where none is. Its comment is the reason that goes with the next
    /// ruling.
    package var ruling: ReviewDraft
    /// A note to the annotators that was being written and is not sent.
    package var unfinishedNote: SourceText?
    /// A question about the guideline that was being written and is not asked.
    package var unfinishedQuestion: SourceText?

    package init(
        ruling: ReviewDraft = ReviewDraft(), unfinishedNote: SourceText? = nil,
        unfinishedQuestion: SourceText? = nil
    ) {
        self.ruling = ruling
        self.unfinishedNote = unfinishedNote
        self.unfinishedQuestion = unfinishedQuestion
    }

    package var isEmpty: Bool { self == RulingDraft() }
    /// Whether answers of one's own are being composed.
    package var hasAnswers: Bool { !ruling.answers.isEmpty || !ruling.edits.isEmpty }

    /// The stored form; empty for an empty draft, which discards it.
    package var data: [UInt8] {
        if isEmpty { return [] }
        var record = ruling.json
        record.set("unfinished_note", unfinishedNote.map { .string($0) })
        record.set("unfinished_question", unfinishedQuestion.map { .string($0) })
        return JSONValue.object(record).serialized
    }

    /// Nil where the data is not a draft.
    package init?(data: [UInt8]) {
        guard let object = try? JSONParser().parse(data).object, let ruling = ReviewDraft(object) else { return nil }
        self.init(
            ruling: ruling, unfinishedNote: object["unfinished_note"]?.text,
            unfinishedQuestion: object["unfinished_question"]?.text)
    }
}
