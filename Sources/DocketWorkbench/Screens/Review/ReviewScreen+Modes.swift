import DocketModel
import DocketNotation
package import DocketTerminal
import DocketWorkflow

/// What keys do while something is in front of the item: the editor, a list, a line of text, the rating row.
extension ReviewScreen {
    mutating func startEditing() -> [Effect] {
        guard let desk, let focused = desk.sheet.focused, let base = desk.item.suggestion(focused)?.text else {
            return []
        }
        guard base.isValidUTF8 else {
            notice = Notice(
                text: "this text holds bytes that are not UTF-8: it can be accepted or rejected, not edited",
                kind: .warning)
            return []
        }
        if let parked = parkedEdit, parked.suggestion == focused {
            mode = .editing(parked)
        } else {
            mode = .editing(Editor(suggestion: focused, base: base, text: desk.sheet.text(of: focused)))
        }
        return []
    }

    mutating func performEditing(_ command: Command, _ editor: Editor, _ context: Context) -> [Effect] {
        var editor = editor
        switch command {
        case .save:
            mode = .reading
            parkedEdit = nil
            let wasEmpty = desk?.sheet.answers.isEmpty ?? false
            desk?.sheet.edit(editor.suggestion, to: SourceText(editor.text))
            if !editor.isChanged { notice = Notice(text: "unchanged: that is an accept") }
            return wasEmpty ? submitIfComplete(context) : keepDraft()
        case .keepDraft:
            let effects = editor.isChanged ? keepDraft() : []
            if editor.isChanged {
                desk?.hasDraft = true
                parkedEdit = editor
                notice = Notice(text: "the edit is kept as a draft: e goes on with it")
            }
            mode = .reading
            return effects
        case .editUndo: editor.undo()
        case .editRedo: editor.redo()
        case .revert: editor.revert()
        default: return []
        }
        mode = .editing(editor)
        return []
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
        case .skipReason: return record(.skip(reason: entry), context)
        case .flags:
            desk?.sheet.toggle(flag: entry)
            var stays = picker
            stays.marked = desk?.sheet.answers.flags ?? []
            mode = .picking(stays)
            return keepDraft()
        case .sendBackReason: return []
        }
    }

    mutating func performPrompting(_ command: Command, _ prompt: Prompt, _ context: Context) -> [Effect] {
        switch command {
        case .close: mode = .reading
        case .open where prompt.purpose == .item:
            mode = .reading
            return goToItem(prompt.name)
        case .open:
            mode = .reading
            desk?.sheet.setComment(SourceText(prompt.text))
            return keepDraft()
        default: break
        }
        return []
    }

    package mutating func type(_ stroke: KeyStroke, _ context: Context) -> [Effect] {
        notice = nil
        switch mode {
        case .editing(var editor):
            editor.width = AnsweringLayout.editorWidth(context.size, suggestions: desk?.served.order.count ?? 1)
            guard editor.type(stroke) else { return [] }
            mode = .editing(editor)
            return keepEdit(editor)
        case .prompting(var prompt):
            prompt.type(stroke)
            mode = .prompting(prompt)
        case .picking(var picker):
            guard let place = picker.place(named: stroke) else { return [.unused(stroke)] }
            picker.select(place)
            return picked(picker, context)
        case .rating(var entry):
            guard var sheet = desk?.sheet else { break }
            let goesOn = entry.type(stroke, into: &sheet)
            desk?.sheet = sheet
            notice = entry.problem.map { Notice(text: $0, kind: .warning) }
            mode = goesOn ? .rating(entry) : .reading
            return keepDraft()
        case .reading, .paging: return [.unused(stroke)]
        }
        return []
    }

    package mutating func paste(_ bytes: [UInt8], _ context: Context) -> [Effect] {
        switch mode {
        case .editing(var editor):
            editor.paste(bytes)
            mode = .editing(editor)
            return keepEdit(editor)
        case .prompting(var prompt):
            prompt.paste(bytes)
            mode = .prompting(prompt)
        default: notice = Notice(text: "a paste is ignored here: e edits the suggestion", kind: .warning)
        }
        return []
    }

    /// Every change of an edit is kept in the store, so that a crash costs nothing.
    private mutating func keepEdit(_ editor: Editor) -> [Effect] {
        desk?.hasDraft = true
        return keepDraft()
    }
}
