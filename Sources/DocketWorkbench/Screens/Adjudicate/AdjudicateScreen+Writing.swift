import DocketModel
import DocketNotation
import DocketStorage
import DocketWorkflow

/// Writing in a ruling: the editor, prompts, the external editor, and what can be copied.
extension AdjudicateScreen {
    /// The editor of the suggestion in the focus; nil, and a notice, where it cannot be edited.
    mutating func editorOfFocused(_ sheet: AnswerSheet) -> Editor? {
        guard let focused = sheet.focused, let base = sheet.item.suggestion(focused)?.text, base.isValidUTF8 else {
            notice = .init(text: "this text holds bytes that are not UTF-8 and cannot be edited", kind: .warning)
            return nil
        }
        return Editor(suggestion: focused, base: base, text: sheet.text(of: focused))
    }

    mutating func performEditing(
        _ command: Command, _ editor: Editor, _ sheet: AnswerSheet, _ context: Context
    ) -> [Effect] {
        var editor = editor
        var sheet = sheet
        switch command {
        case .save, .keepDraft:
            // What was typed is taken over by Esc too: it loses nothing, and nothing is recorded before ⏎.
            if command == .save || editor.text != sheet.text(of: editor.suggestion) {
                sheet.edit(editor.suggestion, to: editor.text)
            }
            mode = .ruling(sheet)
            return []
        case .externalEditor: return [.editExternally(editor.text.bytes, fileName: "suggestion.md")]
        case .cutSelection, .copySelection:
            let text = editor.copySelection(cuts: command == .cutSelection)
            mode = .editing(editor, sheet)
            return copied(text)
        default: _ = editor.perform(command, context)
        }
        mode = .editing(editor, sheet)
        return []
    }

    /// What is in front when somebody writes a reason: what they left half written, else what was said so far.
    func reasonToWrite(_ said: SourceText?) -> String {
        current.flatMap { drafts[$0.item]?.ruling.unfinishedComment?.string } ?? said?.string ?? ""
    }

    /// A reason or a note that is left with Esc is there again when it is asked for.
    mutating func park(_ prompt: Prompt, _ sheet: AnswerSheet?) {
        keepUnfinished(prompt, sheet)
        mode = sheet.map(Mode.ruling) ?? .reading
        let draft = current.flatMap { drafts[$0.item] }
        let isKept =
            switch prompt.purpose {
            case .reason: draft?.ruling.unfinishedComment != nil
            case .sendBackNote: draft?.unfinishedNote != nil
            case .question: draft?.unfinishedQuestion != nil
            case .comment, .item: false
            }
        if prompt.purpose == .reason { warnedOfDraft = nil }
        if isKept { notice = .init(text: "what you wrote is kept: it is here when you are asked for it again") }
    }

    mutating func performPrompting(
        _ command: Command, _ prompt: Prompt, _ sheet: AnswerSheet?, _ context: Context
    ) -> [Effect] {
        var prompt = prompt
        switch command {
        case .externalEditor: return [.editExternally(Array(prompt.text.utf8), fileName: "note.md")]
        case .cutSelection, .copySelection:
            let text = prompt.input.copySelection(cuts: command == .cutSelection)
            mode = .prompting(prompt, sheet)
            return copied(text)
        default: _ = prompt.input.perform(command, context)
        }
        mode = .prompting(prompt, sheet)
        return []
    }

    /// What the external editor left is put into the editor, so that it is seen before it is taken over.
    mutating func editedExternally(_ outcome: ExternalEditor.Outcome) {
        guard let text = externalText(outcome) else { return }
        switch mode {
        case .prompting(var prompt, let sheet):
            prompt.input.replaceAll(with: text.string)
            mode = .prompting(prompt, sheet)
        case .editing(var editor, let sheet):
            editor.replaceAll(with: text)
            mode = .editing(editor, sheet)
        case .ruling(let sheet):
            guard var editor = editorOfFocused(sheet) else { return }
            editor.replaceAll(with: text)
            mode = .editing(editor, sheet)
        default: return
        }
        sayExternal()
    }

    /// Asks what the annotators' edits are read against.
    mutating func offerPartners() {
        let people = columns.map(\.name)
        mode = .picking(
            Picker(.compareWith, title: "Read edits against what?", entries: ["the text as it came"] + people), nil)
    }

    /// Asks what to copy: an annotator's edits first, while one reads.
    mutating func offerCopies(_ sheet: AnswerSheet?) {
        guard let current else { return }
        let shown = sheet ?? self.sheet(of: current)
        copyable = Clipping.offered(shown, drafts: [:])
        let columns = columns
        if sheet == nil, columns.indices.contains(focus) {
            let column = columns[focus]
            let edits = (column.decision.answer.answers?.judgements ?? []).compactMap { judgement in
                judgement.verdict?.editedText.map { text in
                    Clipping(
                        name: "\(column.name)'s edit of \(judgement.suggestion.rawValue)",
                        bytes: text.bytes)
                }
            }
            copyable = edits + copyable
        }
        mode = .picking(Picker(.copy, title: "Copy what?", entries: copyable.map(\.name)), sheet)
    }
}
