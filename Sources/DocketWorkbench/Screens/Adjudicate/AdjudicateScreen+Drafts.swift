import DocketModel
import DocketNotation
import DocketStorage
import DocketTerminal
import DocketText
import DocketWorkflow

/// What is begun on a conflict and not recorded yet. The store keeps it behind every key that changes it, so that neither
/// Esc nor the end of the program loses it; it goes when the item is ruled on.
extension AdjudicateScreen {
    /// Why the item in front is ruled as it will be, as far as the lead said so.
    var reason: SourceText? {
        get { current.flatMap { drafts[$0.item]?.ruling.comment } }
        set { changeDraft { $0.ruling.comment = newValue } }
    }

    /// The ruling that is being composed, whatever is in front of it.
    var composed: AnswerSheet? {
        switch mode {
        case .ruling(let own), .rating(_, let own), .editing(_, let own), .picking(_, let own?),
            .prompting(_, let own?), .paging(_, let own?), .merging(_, let own?):
            own
        default: nil
        }
    }

    mutating func changeDraft(_ change: (inout RulingDraft) -> Void) {
        guard let item = current?.item else { return }
        var draft = drafts[item] ?? RulingDraft()
        change(&draft)
        drafts[item] = draft.isEmpty ? nil : draft
    }

    // Inlined, this and `writtenRevision` make the optimiser of Swift 6.3.1 stop with an ownership error.
    /// What is begun on the item in front, with what is open.
    @inline(never) private func unfinished(on item: ItemID) -> RulingDraft {
        var draft = drafts[item] ?? RulingDraft()
        if let composed {
            draft.ruling.answers = composed.answers == rulingStart ? Answers() : composed.answers
            draft.ruling.comment = composed.comment
            draft.ruling.edits = [:]
        }
        switch mode {
        case .editing(let editor, let sheet):
            let text = editor.text
            if text != sheet.text(of: editor.suggestion) { draft.ruling.edits[editor.suggestion] = text }
        case .prompting(let prompt, let sheet): putUnfinished(prompt, sheet, into: &draft)
        default: break
        }
        return draft
    }

    /// A line of text that is left, or that is not recorded yet, is a draft of the item in front.
    mutating func keepUnfinished(_ prompt: Prompt, _ sheet: AnswerSheet?) {
        guard let item = current?.item else { return }
        var draft = drafts[item] ?? RulingDraft()
        putUnfinished(prompt, sheet, into: &draft)
        drafts[item] = draft.isEmpty ? nil : draft
    }

    /// What of a line of text is not taken over yet.
    private func putUnfinished(_ prompt: Prompt, _ sheet: AnswerSheet?, into draft: inout RulingDraft) {
        switch prompt.purpose {
        case .reason:
            let said = (sheet == nil ? reason : sheet?.comment)?.string ?? ""
            draft.ruling.unfinishedComment = prompt.text == said ? nil : SourceText(prompt.text)
        case .sendBackNote: draft.unfinishedNote = prompt.text.isEmpty ? nil : SourceText(prompt.text)
        case .question: draft.unfinishedQuestion = prompt.text.isEmpty ? nil : SourceText(prompt.text)
        case .comment, .item: break
        }
    }

    /// Leaves what is open; what was begun is a draft of the item.
    mutating func closeKeeping() {
        if let item = current?.item {
            let draft = unfinished(on: item)
            drafts[item] = draft.isEmpty ? nil : draft
        }
        mode = .reading
        subject = nil
    }

    /// Does what a key or a message asks for, and has the store keep what that began.
    mutating func keeping(_ body: (inout Self) -> [Effect]) -> [Effect] {
        let before = writtenRevision
        let effects = body(&self) + lookAround()
        // A cursor that moves changes no text.
        if before != nil, before == writtenRevision { return effects }
        return effects + (current.map { keepDraft(of: $0.item, unfinished(on: $0.item)) } ?? [])
    }

    /// Counts the changes of the text being written; nil where none is.
    @inline(never) private var writtenRevision: Int? {
        switch mode {
        case .editing(let editor, _): editor.revision
        case .prompting(let prompt, _): prompt.input.buffer.revision
        default: nil
        }
    }

    mutating func keepDraft(of item: ItemID, _ draft: RulingDraft) -> [Effect] {
        guard draft != kept[item] ?? RulingDraft() else { return [] }
        kept[item] = draft
        return [.store(.keepRulingDraft(draft, item, queue.id))]
    }

    /// Takes over what the store kept of items that nothing is known of here.
    mutating func adopt(_ stored: [ItemID: RulingDraft]) {
        for (item, draft) in stored where kept[item] == nil {
            kept[item] = draft
            drafts[item] = draft
        }
    }

    /// What was begun on an item is recorded.
    mutating func forgetDraft(of item: ItemID) {
        drafts[item] = nil
        kept[item] = nil
    }

    /// Of a ruling that was taken back the reason is there again, and the answers where they are nobody's.
    mutating func restore(_ ruling: Resolution) {
        guard ruling.method == .human, let conflict = conflicts.first(where: { $0.item == ruling.item }) else { return }
        var draft = drafts[ruling.item] ?? RulingDraft()
        if draft.ruling.comment == nil { draft.ruling.comment = ruling.reason }
        let isAdopted = conflict.columns.contains { $0.decision.answer.answers == ruling.outcome }
        if !isAdopted, !draft.hasAnswers { draft.ruling.answers = ruling.outcome }
        drafts[ruling.item] = draft.isEmpty ? nil : draft
    }

    /// What was left half written is named once before a ruling goes without it.
    /// - Parameter isAdopting: the ruling is not the one that was being composed.
    /// - Returns: whether it was named just now, and nothing is ruled.
    mutating func warnsOfDraft(isAdopting: Bool) -> Bool {
        guard let item = current?.item, let draft = drafts[item], warnedOfDraft != item else { return false }
        let what: String
        if draft.ruling.unfinishedComment != nil {
            what = "the reason is still a draft: \(key(.reason)) goes on with it"
        } else if isAdopting, draft.hasAnswers {
            what = "your own ruling is still a draft: \(key(.writeOwn)) goes on with it"
        } else {
            return false
        }
        warnedOfDraft = item
        notice = .init(text: what + ", ruling again leaves it out", kind: .warning)
        return true
    }
}
