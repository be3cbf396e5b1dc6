import DocketModel
import DocketNotation
package import DocketTerminal
import DocketText
import DocketWorkflow

/// What keys do while something is in front of the item: the editor, a list, a line of text, the rating row.
extension ReviewScreen {
    mutating func startEditing() -> [Effect] {
        if let editor = editorOfFocused() { mode = .editing(editor) }
        return []
    }

    /// The editor of the suggestion in the focus, with its draft where there is one; nil, and a notice, where it cannot be
    /// edited.
    private mutating func editorOfFocused() -> Editor? {
        guard let desk, let focused = desk.sheet.focused, let base = desk.item.suggestion(focused)?.text else {
            return nil
        }
        guard base.isValidUTF8 else {
            notice = Notice(
                text: "this text holds bytes that are not UTF-8: it can be accepted or rejected, not edited",
                kind: .warning)
            return nil
        }
        if let parked = parkedEdits[focused] { return parked }
        return Editor(suggestion: focused, base: base, text: desk.sheet.text(of: focused))
    }

    mutating func performEditing(_ command: Command, _ editor: Editor, _ context: Context) -> [Effect] {
        var editor = editor
        let revision = editor.revision
        switch command {
        case .save:
            mode = .reading
            parkedEdits[editor.suggestion] = nil
            let wasEmpty = desk?.sheet.answers.isEmpty ?? false
            desk?.sheet.edit(editor.suggestion, to: editor.text)
            if !editor.isChanged { notice = Notice(text: "unchanged: that is an accept") }
            return wasEmpty ? submitIfComplete(context) : keepDraft()
        case .keepDraft:
            let isDraft = isDraft(editor)
            let effects = isDraft ? keepDraft() : []
            parkedEdits[editor.suggestion] = isDraft ? editor : nil
            if isDraft {
                desk?.hasDraft = true
                notice = Notice(text: "the edit is kept as a draft: \(key(.edit)) goes on with it")
            }
            mode = .reading
            return effects
        case .externalEditor: return [.editExternally(editor.text.bytes, fileName: "suggestion.md")]
        case .cutSelection, .copySelection:
            let text = editor.copySelection(cuts: command == .cutSelection)
            mode = .editing(editor)
            return copied(text) + (editor.revision == revision ? [] : keepWriting())
        default: _ = editor.perform(command, context)
        }
        mode = .editing(editor)
        return editor.revision == revision ? [] : keepWriting()
    }

    /// Opens the text in the focus, or what is being written, in the person's own editor.
    mutating func openExternally() -> [Effect] {
        guard let editor = editorOfFocused() else { return [] }
        return [.editExternally(editor.text.bytes, fileName: "suggestion.md")]
    }

    /// What the external editor left is put into the editor, so that it is seen before it is taken over.
    mutating func editedExternally(_ outcome: ExternalEditor.Outcome) -> [Effect] {
        guard let text = externalText(outcome) else { return [] }
        switch mode {
        case .prompting(var prompt):
            prompt.input.replaceAll(with: text.string)
            mode = .prompting(prompt)
            sayExternal()
            return keepComment(prompt)
        case .editing(var editor):
            editor.replaceAll(with: text)
            mode = .editing(editor)
        default:
            guard var editor = editorOfFocused() else { return [] }
            editor.replaceAll(with: text)
            mode = .editing(editor)
        }
        sayExternal()
        return keepWriting()
    }

    mutating func performPicking(_ command: Command, _ picker: Picker, _ context: Context) -> [Effect] {
        var picker = picker
        switch command {
        case .lineDown: picker.move(by: 1)
        case .lineUp: picker.move(by: -1)
        case .close:
            mode = .reading
            return []
        case .open:
            if picker.purpose == .flags {
                mode = .reading
                return keepDraft()
            }
            return picked(picker, context)
        default:
            guard let digit = command.digit else { return [] }
            picker.select(digit - 1)
            return digit <= picker.entries.count ? picked(picker, context) : []
        }
        mode = .picking(picker)
        return []
    }

    mutating func picked(_ picker: Picker, _ context: Context) -> [Effect] {
        guard let entry = picker.current else { return [] }
        mode = .reading
        switch picker.purpose {
        case .rejectReason:
            let wasEmpty = desk?.sheet.answers.isEmpty ?? false
            desk?.sheet.reject(reasons: [entry])
            return wasEmpty ? submitIfComplete(context) : keepDraft()
        case .skipReason: return warnsOfDraft("skipping") ? [] : record(.skip(reason: entry), context)
        case .flags:
            desk?.sheet.toggle(flag: entry)
            var stays = picker
            stays.marked = desk?.sheet.answers.flags ?? []
            mode = .picking(stays)
            return keepDraft()
        case .copy:
            guard copyable.indices.contains(picker.selectedPlace) else { return [] }
            let clipping = copyable[picker.selectedPlace]
            return [.copy(clipping.bytes, what: clipping.name)]
        case .compareWith:
            compare(with: picker.selectedPlace)
            return []
        case .sendBackReason, .mergeSuggestion, .takeAllOf: return []
        }
    }

    mutating func performPrompting(_ command: Command, _ prompt: Prompt, _ context: Context) -> [Effect] {
        switch command {
        case .close:
            mode = .reading
            guard prompt.purpose == .comment else { return [] }
            parkedComment = unfinishedComment(prompt.text)
            if parkedComment != nil {
                notice = Notice(text: "the comment is kept as a draft: \(key(.comment)) goes on with it")
            }
            return keepWriting()
        case .open where prompt.purpose == .item:
            mode = .reading
            return goToItem(prompt.name)
        case .open:
            mode = .reading
            parkedComment = nil
            desk?.sheet.setComment(SourceText(prompt.text))
            return keepDraft()
        case .externalEditor: return [.editExternally(Array(prompt.text.utf8), fileName: "comment.md")]
        case .cutSelection, .copySelection:
            var prompt = prompt
            let text = prompt.input.copySelection(cuts: command == .cutSelection)
            mode = .prompting(prompt)
            return copied(text) + (command == .cutSelection ? keepComment(prompt) : [])
        default:
            var prompt = prompt
            let revision = prompt.input.buffer.revision
            _ = prompt.input.perform(command, context)
            mode = .prompting(prompt)
            return prompt.input.buffer.revision == revision ? [] : keepComment(prompt)
        }
    }

    package mutating func type(_ stroke: KeyStroke, _ context: Context) -> [Effect] {
        notice = nil
        return typed(stroke, context) + takeArrivals(context)
    }

    private mutating func typed(_ stroke: KeyStroke, _ context: Context) -> [Effect] {
        if typeSearch(stroke) { return [] }
        switch mode {
        case .editing(var editor):
            guard editor.type(stroke, context) else { return [] }
            mode = .editing(editor)
            return keepWriting()
        case .prompting(var prompt):
            _ = prompt.input.type(stroke, context)
            mode = .prompting(prompt)
            return keepComment(prompt)
        case .picking(var picker):
            // The key that asked, pressed again, takes the first.
            let named = picker.purpose == .copy && stroke.text == "y" ? 0 : picker.place(named: stroke)
            guard let place = named else { return [.unused(stroke)] }
            picker.select(place)
            return picked(picker, context)
        case .rating(var entry):
            guard var sheet = desk?.sheet else { break }
            let goesOn = entry.type(stroke, into: &sheet, endsWith: keyMap.name(of: .close, in: .rating))
            desk?.sheet = sheet
            notice = entry.problem.map { Notice(text: $0, kind: .warning) }
            mode = goesOn ? .rating(entry) : .reading
            return keepDraft()
        case .reading, .paging: return [.unused(stroke)]
        }
        return []
    }

    package mutating func paste(_ bytes: [UInt8], _ context: Context) -> [Effect] {
        if search?.isTyping == true {
            search?.paste(bytes)
            return []
        }
        switch mode {
        case .editing(var editor):
            editor.paste(bytes)
            mode = .editing(editor)
            return keepWriting()
        case .prompting(var prompt):
            prompt.input.paste(bytes)
            mode = .prompting(prompt)
            return keepComment(prompt)
        default: notice = Notice(text: "a paste is ignored here: \(key(.edit)) edits the suggestion", kind: .warning)
        }
        return []
    }

    private mutating func keepComment(_ prompt: Prompt) -> [Effect] {
        prompt.purpose == .comment ? keepWriting() : []
    }

    /// Every change of an edit or a comment is kept in the store, so that a crash costs nothing.
    private mutating func keepWriting() -> [Effect] {
        // Also a text that is as it came again is told to the store: its draft goes.
        desk?.hasDraft = true
        let effects = keepDraft()
        let isUnfinished = desk.map { !unfinished($0).isEmpty } ?? false
        desk?.hasDraft = isUnfinished
        return effects
    }
}
