import DocketAdjudication
import DocketModel
import DocketNotation
import DocketTerminal

extension MergeScreen {
    mutating func perform(_ command: Command, _ context: Context) -> [Effect] {
        notice = nil
        switch mode {
        case .choosing: performChoosing(command, context)
        case .writing(let editor): return performWriting(command, editor, context)
        case .picking(let picker): performPicking(command, picker)
        }
        return []
    }

    private mutating func performChoosing(_ command: Command, _ context: Context) {
        switch command {
        case .close: wish = .leave
        case .submit: submit()
        case .nextHunk: move(1, among: merge.hunks)
        case .previousHunk: move(-1, among: merge.hunks)
        case .nextChange: move(1, among: Array(merge.regions.indices))
        case .previousChange: move(-1, among: Array(merge.regions.indices))
        case .undo: stepBack()
        case .redo: stepForward()
        case .writeOwn: write()
        case .takeVotes: takeVotes()
        case .takeAllOf:
            mode = .picking(
                Picker(.takeAllOf, title: "Take all of whose edit?", entries: peopleByName.map { names[$0] }))
        case .reveal: notice = .init(text: reading.toggle(command))
        case .lineDown, .lineUp, .pageDown, .pageUp:
            let start = scroll ?? context.painted.scrolls[.reader] ?? 0
            scroll = Scrolling.moved(
                start, command, page: context.size.rows / 2, limit: context.scrollLimits[.reader] ?? 0)
        case .contextDown, .contextUp:
            let start = context.painted.scrolls[.columns] ?? 0
            firstVariant = min(
                max(0, start + (command == .contextDown ? 1 : -1)), context.scrollLimits[.columns] ?? 0)
        default:
            guard let digit = command.digit, isShown(digit, context) else { return }
            if digit > region.variants.count { write() } else { choose(.variant(digit - 1)) }
        }
    }

    /// Whether a variant is on the screen; else it is brought there, and nothing is taken unseen.
    private mutating func isShown(_ digit: Int, _ context: Context) -> Bool {
        let hidden = context.scrollLimits[.columns] ?? 0
        let first = context.painted.scrolls[.columns] ?? 0
        if hidden == 0 || (first..<first + choiceCount - hidden).contains(digit - 1) { return true }
        firstVariant = min(hidden, digit - 1)
        notice = .init(text: "variant \(digit) was not on the screen; now it is: press \(digit) again to take it")
        return false
    }

    /// Settles the region in the focus, and goes on to the next open hunk.
    private mutating func choose(_ choice: MergeChoices.Choice) {
        var new = choices
        new[focus] = choice
        change(to: new)
        scroll = nil
        guard region.isHunk else { return }
        let open = open
        if let next = open.first(where: { $0 > focus }) ?? open.first {
            focus = next
        } else {
            notice = .init(text: "every hunk is settled: \(keyMap.name(of: .submit, in: .merge)) takes the result")
        }
    }

    private mutating func move(_ distance: Int, among places: [Int]) {
        guard !places.isEmpty else { return }
        scroll = nil
        let next = distance > 0 ? places.first { $0 > focus } : places.last { $0 < focus }
        focus = next ?? (distance > 0 ? places[0] : places[places.count - 1])
    }

    private mutating func takeVotes() {
        let voted = merge.choices(byVoteOver: choices)
        let ties = merge.open(voted)
        guard !ties.isEmpty, let medoid = merge.medoid else {
            notice = .init(text: "\(open.count) by vote")
            return change(to: voted)
        }
        notice = .init(
            text: "\(open.count - ties.count) by vote, \(ties.count) in a tie as \(names[medoid]) has it, "
                + "whose edit is nearest to all")
        change(to: merge.choices(favouring: medoid, over: voted))
    }

    private mutating func submit() {
        let open = open
        guard open.isEmpty else {
            focus = open.first { $0 >= focus } ?? open[0]
            scroll = nil
            notice = .init(
                text: "still open: \(open.count) of \(merge.hunks.count) hunks; a digit takes a variant, "
                    + "\(keyMap.name(of: .takeVotes, in: .merge)) takes the votes", kind: .warning)
            return
        }
        wish = .take(merge.result(choices).text)
    }

    // MARK: Lists

    private mutating func performPicking(_ command: Command, _ picker: Picker) {
        var picker = picker
        switch command {
        case .lineDown: picker.move(by: 1)
        case .lineUp: picker.move(by: -1)
        case .close:
            mode = .choosing
            return
        case .open: return picked(picker.selectedPlace)
        default:
            guard let digit = command.digit, picker.entries.indices.contains(digit - 1) else { return }
            return picked(digit - 1)
        }
        mode = .picking(picker)
    }

    private mutating func picked(_ place: Int) {
        mode = .choosing
        guard peopleByName.indices.contains(place) else { return }
        let person = peopleByName[place]
        change(to: merge.choices(takingAllOf: person))
        scroll = nil
        notice = .init(text: "everything as \(names[person]) has it")
    }

    // MARK: Writing

    /// Opens the editor on what stands in the region now.
    private mutating func write() {
        let base = SourceText(bytes: Array(merge.base.bytes[region.base]))
        let start: SourceText
        switch merge.choice(of: focus, in: choices) {
        case .own(let text)?: start = text
        case .variant(let variant)?: start = region.variants[variant].text
        case nil: start = region.variants.first?.text ?? base
        }
        guard base.isValidUTF8, start.isValidUTF8 else {
            notice = .init(text: "this text holds bytes that are not UTF-8 and cannot be edited", kind: .warning)
            return
        }
        mode = .writing(Editor(suggestion: suggestion, base: base, text: start))
    }

    private mutating func performWriting(_ command: Command, _ editor: Editor, _ context: Context) -> [Effect] {
        var editor = editor
        switch command {
        case .save, .keepDraft:
            mode = .choosing
            // Esc on a text that nobody touched settles nothing.
            if command == .save || editor.revision > 0 { choose(choice(for: editor.text)) }
            return []
        case .externalEditor: return [.editExternally(editor.text.bytes, fileName: "hunk.md")]
        case .cutSelection, .copySelection:
            let text = editor.copySelection(cuts: command == .cutSelection)
            mode = .writing(editor)
            return copied(text)
        default: _ = editor.perform(command, context)
        }
        mode = .writing(editor)
        return []
    }

    /// What one wrote is a variant where somebody has the same.
    private func choice(for text: SourceText) -> MergeChoices.Choice {
        region.variants.firstIndex { $0.text == text }.map { .variant($0) } ?? .own(text)
    }

    mutating func editedExternally(_ outcome: ExternalEditor.Outcome) {
        guard case .writing(var editor) = mode, let text = externalText(outcome) else { return }
        editor.replaceAll(with: text)
        mode = .writing(editor)
        sayExternal()
    }

    // MARK: Typing and the mouse

    mutating func type(_ stroke: KeyStroke, _ context: Context) -> [Effect] {
        notice = nil
        switch mode {
        case .writing(var editor):
            _ = editor.type(stroke, context)
            mode = .writing(editor)
        case .picking(let picker):
            guard let place = picker.place(named: stroke) else { return [.unused(stroke)] }
            picked(place)
        case .choosing: return [.unused(stroke)]
        }
        return []
    }

    mutating func paste(_ bytes: [UInt8], _ context: Context) -> [Effect] {
        if case .writing(var editor) = mode {
            editor.paste(bytes)
            mode = .writing(editor)
        } else {
            notice = .init(text: "a paste is ignored here", kind: .warning)
        }
        return []
    }

    mutating func click(_ target: HitTarget, _ context: Context) -> [Effect] {
        switch (target, mode) {
        case (.entry(let place), .picking): picked(place)
        case (.pane(let place), .choosing):
            guard let digit = Command.choose(place + 1) else { return [] }
            return perform(digit, context)
        case (.editor(let offset), .writing(var editor)):
            editor.moveCursor(toOffset: offset, selects: context.extendsSelection, context)
            mode = .writing(editor)
        default: break
        }
        return []
    }

    mutating func scroll(_ target: HitTarget?, by lines: Int, _ context: Context) -> [Effect] {
        if case .writing(var editor) = mode {
            editor.scroll(by: lines, context)
            mode = .writing(editor)
        } else {
            let start = scroll ?? context.painted.scrolls[.reader] ?? 0
            scroll = min(max(0, start + lines), context.scrollLimits[.reader] ?? 0)
        }
        return []
    }
}
