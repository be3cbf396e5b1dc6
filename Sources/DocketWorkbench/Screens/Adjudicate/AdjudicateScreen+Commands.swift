import DocketModel
import DocketNotation
import DocketStorage
package import DocketTerminal
import DocketWorkflow

extension AdjudicateScreen {
    package mutating func perform(_ command: Command, _ context: Context) -> [Effect] {
        notice = nil
        defer { forgetSubject() }
        if performSearch(command, context) { return [] }
        switch mode {
        case .reading: return performReading(command, context)
        case .ruling(let sheet): return performRuling(command, sheet, context)
        case .editing(let editor, let sheet): return performEditing(command, editor, sheet, context)
        case .picking(var picker, let sheet):
            switch command {
            case .lineDown: picker.move(by: 1)
            case .lineUp: picker.move(by: -1)
            case .close:
                mode = sheet.map(Mode.ruling) ?? .reading
                return []
            case .open where picker.purpose == .flags:
                mode = sheet.map(Mode.ruling) ?? .reading
                return []
            case .open: return picked(picker, sheet, context)
            default:
                guard let digit = command.digit, digit <= picker.entries.count else { return [] }
                picker.select(digit - 1)
                return picked(picker, sheet, context)
            }
            mode = .picking(picker, sheet)
        case .prompting(let prompt, let sheet):
            switch command {
            case .close:
                park(prompt, sheet)
                mode = sheet.map(Mode.ruling) ?? .reading
            case .open: return prompted(prompt, sheet, context)
            default: return performPrompting(command, prompt, sheet, context)
            }
        case .rating(_, let sheet):
            if command == .close { mode = .ruling(sheet) }
        case .paging(var pager, let sheet):
            switch command {
            case .close: mode = sheet.map(Mode.ruling) ?? .reading
            case .reveal, .toggleMarkup: reading.toggle(command)
            case .nextHeading, .previousHeading: jump(command, context)
            default:
                pager.move(command, context)
                mode = .paging(pager, sheet)
            }
        }
        return []
    }

    /// Back to reading, what is on the screen is what the list says, or the next ruling that was refused.
    private mutating func forgetSubject() {
        guard case .reading = mode else { return }
        subject = nil
        takeUpRefused()
    }

    private mutating func performReading(_ command: Command, _ context: Context) -> [Effect] {
        switch command {
        case .quit: return [.back]
        case .goHome: return [.show(.home)]
        case .goToItem:
            mode = .prompting(
                Prompt(.item, title: "Go to which conflict? Its number in the list or its item's id"), nil)
        case .undo:
            isMoving = true
            return [.store(.undo(queue, reopens: false))]
        case .redo:
            isMoving = true
            return [.store(.redo(queue))]
        case .guideline: return [.store(.loadGuideline(queue))]
        case .nextItem, .lineDown: select(selected + 1)
        case .previousItem, .lineUp: select(selected - 1)
        case .top: select(0)
        case .bottom: select(conflicts.count - 1)
        case .pageDown, .pageUp: scrollBody(command, context)
        case .cycleDiff:
            let count = current?.state.item.suggestions.count ?? 0
            // Where one thing is on the screen, the first press brings the suggestions there.
            let isHidden = AdjudicateLayout(size: context.size).isTabbed && !isSuggestionInFront
            suggestion = count > 0 ? (suggestion + (isHidden ? 0 : 1)) % count : 0
            if isHidden { show(tab: (current?.columns.count ?? 0) + suggestion) }
        case .nextPane: moveFocus(1, context)
        case .previousPane: moveFocus(-1, context)
        case .expandContext: openContext(nil)
        case .reveal, .toggleMarkup: notice = .init(text: reading.toggle(command))
        case .foldContext: isContextUnfolded.toggle()
        case .nextHeading, .previousHeading: jump(command, context)
        case .contextDown, .contextUp: scrollContext(command, context)
        case .copy: offerCopies(nil)
        case .compareWith: offerPartners()
        case .reason:
            subject = current
            mode = .prompting(Prompt(.reason, title: "Reason for this ruling", text: reasonToWrite(reason)), nil)
        case .sendBack:
            subject = current
            mode = .picking(Picker(.sendBackReason, title: "Why does it go back?", entries: Self.sendBackReasons), nil)
        case .writeOwn:
            guard let current else { return [] }
            subject = current
            let columns = current.columns
            let start =
                columns.indices.contains(focus) ? columns[focus].decision.answer.answers ?? Answers() : Answers()
            mode = .ruling(
                AnswerSheet(
                    item: queue.configuration.visible(current.state.item),
                    order: current.state.item.suggestions.map(\.id), ask: ask, answers: start,
                    comment: reason))
        default:
            guard let digit = command.digit, let current, current.columns.indices.contains(digit - 1) else { return [] }
            guard shownDecisions(current, context.size).contains(digit - 1) else {
                show(tab: digit - 1)
                notice = .init(
                    text: "decision \(digit) was not on the screen; now it is: press \(digit) again to adopt it")
                return []
            }
            guard let outcome = current.columns[digit - 1].decision.answer.answers else { return [] }
            return resolve(outcome, context)
        }
        return []
    }

    /// Suggestions and annotators' columns scroll together, each within what it has.
    private mutating func scrollBody(_ command: Command, _ context: Context) {
        bodyScroll = Scrolling.moved(bodyScroll, command, page: context.size.rows / 2, limit: scrollLimit(context))
    }

    func scrollLimit(_ context: Context) -> Int {
        context.scrollLimits.filter { $0.key != .reader && $0.key != .context }.values.max() ?? 0
    }

    private mutating func openContext(_ sheet: AnswerSheet?) {
        guard let item = current?.state.item, !item.context.isEmpty else { return }
        mode = .paging(Pager(title: "Context of \(item.id)", .conversation(item.context)), sheet)
    }

    private mutating func scrollContext(_ command: Command, _ context: Context) {
        contextScroll = Scrolling.contextMoved(contextScroll, command == .contextDown ? 1 : -1, context)
    }

    private mutating func moveFocus(_ distance: Int, _ context: Context) {
        guard let current else { return }
        if AdjudicateLayout(size: context.size).isTabbed { return moveTab(distance, current) }
        let count = current.columns.count
        if count > 0 { focus = (focus + distance + count) % count }
    }

    private mutating func performRuling(_ command: Command, _ sheet: AnswerSheet, _ context: Context) -> [Effect] {
        var sheet = sheet
        switch command {
        case .close:
            resetMode(keeping: sheet)
            return []
        case .accept: sheet.accept()
        case .reject where !ask.rejectReasons.isEmpty:
            mode = .picking(Picker(.rejectReason, title: "Why is it rejected?", entries: ask.rejectReasons), sheet)
            return []
        case .reject: sheet.reject()
        case .edit:
            if let editor = editorOfFocused(sheet) { mode = .editing(editor, sheet) }
            return []
        case .externalEditor:
            return editorOfFocused(sheet).map { [.editExternally($0.text.bytes, fileName: "suggestion.md")] } ?? []
        case .copy:
            offerCopies(sheet)
            return []
        case .tie: sheet.setTie()
        case .bothBad: sheet.setBothBad()
        case .flag:
            mode = .picking(
                Picker(.flags, title: "Flags", entries: ask.flags.map(\.name), marked: sheet.answers.flags), sheet)
            return []
        case .rate:
            mode = .rating(RatingEntry(), sheet)
            return []
        case .reason:
            mode = .prompting(
                Prompt(.reason, title: "Reason for this ruling", text: reasonToWrite(sheet.comment)), sheet)
            return []
        case .undo: sheet.stepBack()
        case .redo: sheet.stepForward()
        case .nextPane: sheet.moveFocus(by: 1)
        case .previousPane: sheet.moveFocus(by: -1)
        case .lineDown, .lineUp, .pageDown, .pageUp: scrollBody(command, context)
        case .expandContext:
            openContext(sheet)
            return []
        case .reveal, .toggleMarkup: notice = .init(text: reading.toggle(command))
        case .foldContext: isContextUnfolded.toggle()
        case .nextHeading, .previousHeading: jump(command, context)
        case .contextDown, .contextUp: scrollContext(command, context)
        case .submit:
            guard sheet.missing.isEmpty else {
                notice = .init(text: "still needed: " + sheet.missingDescription, kind: .warning)
                return []
            }
            if let contradiction = sheet.contradiction, namedContradiction != sheet.answers {
                namedContradiction = sheet.answers
                let key = keyMap.name(of: .submit, in: .ruling)
                notice = .init(text: contradiction + ": \(key) again resolves it so", kind: .warning)
                return []
            }
            reason = sheet.comment
            mode = .ruling(sheet)
            return resolve(sheet.answers, context)
        default:
            guard let digit = command.digit else { return [] }
            if sheet.asksPreference { sheet.prefer(number: digit) } else { sheet.setFocus(digit - 1) }
        }
        mode = .ruling(sheet)
        return []
    }

    private mutating func resetMode(keeping sheet: AnswerSheet) {
        reason = sheet.comment
        mode = .reading
        subject = nil
    }

    mutating func picked(_ picker: Picker, _ sheet: AnswerSheet?, _ context: Context) -> [Effect] {
        guard let entry = picker.current else { return [] }
        switch (picker.purpose, sheet) {
        case (.compareWith, _):
            mode = .reading
            against = picker.selectedPlace == 0 ? nil : picker.selectedPlace - 1
            notice = .init(text: "edits are read against \(entry)")
        case (.copy, let sheet):
            mode = sheet.map(Mode.ruling) ?? .reading
            guard copyable.indices.contains(picker.selectedPlace) else { return [] }
            let clipping = copyable[picker.selectedPlace]
            return [.copy(clipping.bytes, what: clipping.name)]
        case (.sendBackReason, _):
            pendingCode = entry
            let note = current.flatMap { parkedNotes[$0.item] } ?? ""
            mode = .prompting(Prompt(.sendBackNote, title: "Note to the annotators (\(entry))", text: note), nil)
        case (.flags, var sheet?):
            sheet.toggle(flag: entry)
            var stays = picker
            stays.marked = sheet.answers.flags
            mode = .picking(stays, sheet)
        case (.rejectReason, var sheet?):
            sheet.reject(reasons: [entry])
            mode = .ruling(sheet)
        default: mode = .reading
        }
        return []
    }

    private mutating func prompted(_ prompt: Prompt, _ sheet: AnswerSheet?, _ context: Context) -> [Effect] {
        switch (prompt.purpose, sheet) {
        case (.item, _):
            mode = .reading
            goToItem(prompt.name)
        case (.sendBackNote, _):
            let code = pendingCode ?? Self.sendBackReasons[0]
            mode = .reading
            if let item = current?.item { parkedNotes[item] = nil }
            return sendBack(code: code, note: prompt.text, context)
        case (_, var sheet?):
            sheet.setComment(SourceText(prompt.text))
            if let item = current?.item { parkedReasons[item] = nil }
            mode = .ruling(sheet)
        case (_, nil):
            reason = prompt.text.isEmpty ? nil : SourceText(prompt.text)
            if let item = current?.item { parkedReasons[item] = nil }
            mode = .reading
        }
        return []
    }

    private mutating func goToItem(_ wanted: String) {
        guard !wanted.isEmpty else { return }
        let ids = conflicts.map(\.item.rawValue)
        // The id goes before the number: there are items called 3.
        if let place = ids.firstIndex(of: wanted) ?? Int(wanted).map({ $0 - 1 }), ids.indices.contains(place) {
            select(place)
        } else {
            let near = Spelling.near(wanted, in: ids).first.map { ": did you mean \($0)?" } ?? ""
            notice = .init(text: "\(wanted) is none of the \(ids.count) conflicts\(near)", kind: .warning)
        }
    }

    // MARK: Typing and the mouse

    package mutating func type(_ stroke: KeyStroke, _ context: Context) -> [Effect] {
        notice = nil
        defer { forgetSubject() }
        if typeSearch(stroke) { return [] }
        switch mode {
        case .editing(var editor, let sheet):
            _ = editor.type(stroke, context)
            mode = .editing(editor, sheet)
        case .prompting(var prompt, let sheet):
            _ = prompt.input.type(stroke, context)
            mode = .prompting(prompt, sheet)
        case .rating(var entry, var sheet):
            let goesOn = entry.type(stroke, into: &sheet, endsWith: keyMap.name(of: .close, in: .rating))
            notice = entry.problem.map { .init(text: $0, kind: .warning) }
            mode = goesOn ? .rating(entry, sheet) : .ruling(sheet)
        case .picking(var picker, let sheet):
            // The key that asked, pressed again, takes the first.
            let named = picker.purpose == .copy && stroke.text == "y" ? 0 : picker.place(named: stroke)
            guard let place = named else { return [.unused(stroke)] }
            picker.select(place)
            return picked(picker, sheet, context)
        case .reading, .ruling, .paging: return [.unused(stroke)]
        }
        return []
    }

    package mutating func paste(_ bytes: [UInt8], _ context: Context) -> [Effect] {
        if search?.isTyping == true {
            search?.paste(bytes)
            return []
        }
        switch mode {
        case .editing(var editor, let sheet):
            editor.paste(bytes)
            mode = .editing(editor, sheet)
        case .prompting(var prompt, let sheet):
            prompt.input.paste(bytes)
            mode = .prompting(prompt, sheet)
        default: notice = .init(text: "a paste is ignored here", kind: .warning)
        }
        return []
    }

    package mutating func click(_ target: HitTarget, _ context: Context) -> [Effect] {
        defer { forgetSubject() }
        switch (target, mode) {
        case (.entry(let place), .reading): select(place)
        case (.pane(let place), .reading): show(tab: place)
        case (.pane(let place), .ruling(var sheet)):
            sheet.setFocus(place)
            mode = .ruling(sheet)
        case (.fold, .reading), (.fold, .ruling): isContextUnfolded.toggle()
        case (.context, .reading): openContext(nil)
        case (.context, .ruling(let sheet)): openContext(sheet)
        case (.entry(let place), .picking(var picker, let sheet)):
            picker.select(place)
            return picked(picker, sheet, context)
        case (.editor(let offset), .editing(var editor, let sheet)):
            editor.moveCursor(toOffset: offset, selects: context.extendsSelection, context)
            mode = .editing(editor, sheet)
        case (.editor(let offset), .prompting(var prompt, let sheet)):
            prompt.input.moveCursor(toOffset: offset, selects: context.extendsSelection, context)
            mode = .prompting(prompt, sheet)
        default: break
        }
        return []
    }

    package mutating func drag(_ target: HitTarget, _ context: Context) -> [Effect] {
        guard case .editor = target else { return [] }
        var selecting = context
        selecting.extendsSelection = true
        return click(target, selecting)
    }

    package mutating func scroll(_ target: HitTarget?, by lines: Int, _ context: Context) -> [Effect] {
        if search != nil {
            adopt(context.painted)
            search?.current = context.painted.found.current
            search?.follows = false
        }
        if case .paging(var pager, let sheet) = mode {
            pager.scroll(by: lines, context)
            mode = .paging(pager, sheet)
        } else if case .editing(var editor, let sheet) = mode {
            editor.scroll(by: lines, context)
            mode = .editing(editor, sheet)
        } else if case .entry? = target {
            select(min(max(0, selected + (lines > 0 ? 1 : -1)), max(0, conflicts.count - 1)))
        } else if case .context? = target {
            contextScroll = Scrolling.contextMoved(contextScroll, lines, context)
        } else {
            bodyScroll = min(max(0, bodyScroll + lines), scrollLimit(context))
        }
        return []
    }
}
