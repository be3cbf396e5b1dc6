import DocketModel
import DocketNotation
import DocketStorage
package import DocketTerminal
import DocketWorkflow

extension AdjudicateScreen {
    package mutating func perform(_ command: Command, _ context: Context) -> [Effect] {
        notice = nil
        return keeping { $0.performed(command, context) }
    }

    private mutating func performed(_ command: Command, _ context: Context) -> [Effect] {
        defer { forgetSubject() }
        if let effects = inMerge(context, { $0.perform(command, context) }) { return effects }
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
            case .close: park(prompt, sheet)
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
        case .merging: break
        }
        return []
    }

    /// Back to reading, what is on the screen is what the list says, or the next ruling that was refused.
    mutating func forgetSubject() {
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
        case .undo: return takeBack()
        case .redo: return putBack()
        case .takeProposal: return takeProposal(context)
        case .precedents: openPrecedents()
        case .askQuestion: askAboutGuideline()
        case .questions: return [.store(.loadQuestions(queue))]
        case .tryRules: return [.show(.rules(queue))]
        case .guideline: return [.store(.loadGuideline(queue))]
        case .nextItem, .lineDown: step(to: selected + 1, or: "this is the last conflict")
        case .previousItem, .lineUp: step(to: selected - 1, or: "this is the first conflict")
        case .top: select(0)
        case .bottom: select(conflicts.count - 1)
        case .pageDown, .pageUp: scrollBody(command, context)
        case .cycleDiff:
            let count = current?.state.item.suggestions.count ?? 0
            // Where one thing is on the screen, the first press brings the suggestions there.
            let isHidden = AdjudicateLayout(size: context.size).isTabbed && !isSuggestionInFront
            if count > 0 { bringToFront(suggestion: (suggestion + (isHidden ? 0 : 1)) % count, context) }
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
        case .showNames: toggleNames()
        case .personRecord: return loadRecord()
        case .sendBack:
            subject = current
            mode = .picking(
                Picker(
                    .sendBackReason, title: "Why does it go back?", entries: queue.configuration.ask.sendBackReasons),
                nil)
        case .mergeEdits: openMerge(nil)
        case .writeOwn: composeRuling()
        default:
            guard let digit = command.digit, columns.indices.contains(digit - 1) else { return [] }
            guard shownDecisions(context.size).contains(digit - 1) else {
                bringToFront(decision: digit - 1)
                notice = .init(
                    text: "decision \(digit) was not on the screen; now it is: press \(digit) again to adopt it")
                return []
            }
            guard let outcome = columns[digit - 1].decision.answer.answers, !warnsOfDraft(isAdopting: true) else {
                return []
            }
            return resolve(outcome, context)
        }
        return []
    }

    /// To a conflict of the list, or a word that there is none.
    private mutating func step(to place: Int, or notice: String) {
        if conflicts.indices.contains(place) { select(place) } else { self.notice = .init(text: notice) }
    }

    /// Suggestions and annotators' columns scroll together, each within what it has.
    private mutating func scrollBody(_ command: Command, _ context: Context) {
        let limit = scrollLimit(context)
        let target = Scrolling.moved(bodyScroll, command, page: context.size.rows / 2, limit: limit)
        if target == bodyScroll { notice = .init(text: Scrolling.standstill(command, limit: limit)) }
        bodyScroll = target
    }

    func scrollLimit(_ context: Context) -> Int {
        context.scrollLimits.filter { $0.key != .reader && $0.key != .context }.values.max() ?? 0
    }

    mutating func openContext(_ sheet: AnswerSheet?) {
        guard let item = current?.state.item, !item.context.isEmpty else { return }
        mode = .paging(Pager(title: "Context of \(item.id)", .conversation(item.context)), sheet)
    }

    private mutating func scrollContext(_ command: Command, _ context: Context) {
        contextScroll = Scrolling.contextMoved(contextScroll, command == .contextDown ? 1 : -1, context)
    }

    private mutating func moveFocus(_ distance: Int, _ context: Context) {
        if AdjudicateLayout(size: context.size).isTabbed { return moveTab(distance, context) }
        let count = columns.count
        if count > 0 { focus = (focus + distance + count) % count }
    }

    private mutating func performRuling(_ command: Command, _ sheet: AnswerSheet, _ context: Context) -> [Effect] {
        var sheet = sheet
        switch command {
        case .close:
            closeKeeping()
            if let item = current?.item, drafts[item]?.hasAnswers == true {
                notice = .init(text: "what you composed is kept: \(key(.writeOwn)) goes on with it")
            }
            return []
        case .revert: sheet.startOver(with: rulingStart)
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
        case .mergeEdits:
            openMerge(sheet)
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
                notice = .init(
                    text: contradiction + ": \(key(.submit, in: .ruling)) again resolves it so", kind: .warning)
                return []
            }
            if warnsOfDraft(isAdopting: false) { return [] }
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

    mutating func picked(_ picker: Picker, _ sheet: AnswerSheet?, _ context: Context) -> [Effect] {
        guard let entry = picker.current else { return [] }
        switch (picker.purpose, sheet) {
        case (.compareWith, _):
            mode = .reading
            against = picker.selectedPlace == 0 ? nil : picker.selectedPlace - 1
            notice = .init(text: "edits are read against \(entry)")
        case (.mergeSuggestion, let sheet):
            mode = sheet.map(Mode.ruling) ?? .reading
            guard let current else { return [] }
            let edited = editedSuggestions(current)
            guard edited.indices.contains(picker.selectedPlace) else { return [] }
            openMerge(of: edited[picker.selectedPlace], in: current, sheet)
        case (.copy, let sheet):
            mode = sheet.map(Mode.ruling) ?? .reading
            guard copyable.indices.contains(picker.selectedPlace) else { return [] }
            let clipping = copyable[picker.selectedPlace]
            return [.copy(clipping.bytes, what: clipping.name)]
        case (.sendBackReason, _):
            pendingCode = entry
            let note = current.flatMap { drafts[$0.item]?.unfinishedNote?.string } ?? ""
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
            let code = pendingCode ?? queue.configuration.ask.sendBackReasons.first
            mode = .reading
            // The note stays a draft until it is on its way for good.
            keepUnfinished(prompt, nil)
            return sendBack(code: code, note: prompt.text, context)
        case (.question, _):
            keepUnfinished(prompt, nil)
            mode = .reading
            guard !prompt.name.isEmpty, let item = current?.item else { return [] }
            return [.store(.ask(SourceText(prompt.text), item, queue))]
        case (_, var sheet?):
            sheet.setComment(SourceText(prompt.text))
            changeDraft { $0.ruling.unfinishedComment = nil }
            mode = .ruling(sheet)
        case (_, nil):
            reason = prompt.text.isEmpty ? nil : SourceText(prompt.text)
            changeDraft { $0.ruling.unfinishedComment = nil }
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
        return keeping { $0.typed(stroke, context) }
    }

    private mutating func typed(_ stroke: KeyStroke, _ context: Context) -> [Effect] {
        defer { forgetSubject() }
        if let effects = inMerge(context, { $0.type(stroke, context) }) { return effects }
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
        case .reading, .ruling, .paging, .merging: return [.unused(stroke)]
        }
        return []
    }

    package mutating func paste(_ bytes: [UInt8], _ context: Context) -> [Effect] {
        keeping { screen in screen.inMerge(context) { $0.paste(bytes, context) } ?? screen.pasted(bytes) }
    }

    private mutating func pasted(_ bytes: [UInt8]) -> [Effect] {
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
}
