import DocketModel
import DocketNotation
import DocketStorage
import DocketTerminal
import DocketWorkflow

extension ReviewScreen {
    package func availability(of command: Command) -> Availability {
        if command == .undo || command == .redo, let failure = saving.failure {
            return .disabled("first the last decision must be saved (\(failure.reason))")
        }
        guard let desk else {
            // A list or a line of text is in front, which needs no item.
            guard case .reading = mode else { return searchAvailability(of: command) ?? .enabled }
            switch command {
            case .quit, .goHome, .goToItem, .help, .palette, .guide, .redraw, .sayAgain, .suspend, .veil, .guideline,
                .undo, .redo,
                .previousItem, .close:
                return .enabled
            default: return .disabled(ended == nil ? "the next item is still coming" : "there is no item here")
            }
        }
        if command.definition.decides {
            guard desk.shownAt != nil else { return .disabled("the item is not on the screen yet") }
            guard !isMoving else { return .disabled("wait: another item is coming onto the screen") }
        }
        if let answer = searchAvailability(of: command) { return answer }
        if let digit = command.digit, case .reading = mode {
            if digit > desk.served.order.count { return .disabled("there is no suggestion \(digit)") }
            return .enabled
        }
        switch command {
        case .accept, .edit, .reject, .externalEditor:
            if command == .externalEditor, case .prompting = mode { return .enabled }
            return desk.sheet.asksVerdict ? .enabled : .disabled("this queue asks only for a preference")
        case .tie, .bothBad:
            return desk.sheet.asksPreference
                ? .enabled
                : .disabled(ask.preference ? "there is only one suggestion" : "this queue asks for no preference")
        case .rate: return ask.ratings.isEmpty ? .disabled("this queue asks for no ratings") : .enabled
        case .flag: return ask.flags.isEmpty ? .disabled("this queue has no flags") : .enabled
        case .guideline: return queue.guidelineDigest == nil ? .disabled("this queue has no guideline") : .enabled
        case .expandContext, .contextDown, .contextUp:
            return desk.item.context.isEmpty ? .disabled("this item has no context") : .enabled
        case .foldContext:
            let canFold = desk.item.context.count > ConversationView.unfoldedTurns + 1
            return canFold ? .enabled : .disabled("all turns of this item are on the screen")
        case .cycleDiff:
            return desk.served.order.count > 1 || focusedIsEdited
                ? .enabled : .disabled("there is only one suggestion, and no edit of it")
        case .compareWith:
            return ComparedPair.partners(desk.sheet, drafts: parkedEdits).count > 1
                ? .enabled : .disabled("there is nothing else to compare with: \(key(.cycleDiff)) compares")
        case .showUnchanged:
            return comparison.form == nil
                ? .disabled("nothing is folded: \(key(.cycleDiff)) compares side by side") : .enabled
        case .whatChanged:
            return desk.served.sentBack == nil ? .disabled("this item did not come back") : .enabled
        case .linkScroll, .nextPane, .previousPane:
            return desk.served.order.count > 1 ? .enabled : .disabled("there is only one suggestion")
        case .nextItem:
            return visiting == nil
                ? .disabled("this is the newest item; \(key(.submit)) submits it, \(key(.skip)) skips it") : .enabled
        default: return .enabled
        }
    }

    package var footer: [Command] {
        if search?.isTyping == true { return [.open, .nextHit, .previousHit, .close, .help] }
        switch mode {
        case .reading where search != nil: return [.nextHit, .previousHit, .clearSearch, .help]
        case .paging where search != nil: return [.nextHit, .previousHit, .close, .help]
        case .reading:
            guard let desk else { return [.undo, .previousItem, .guideline, .quit, .help, .palette] }
            var commands: [Command] = []
            if desk.sheet.asksVerdict { commands += [.accept, .edit, .reject] }
            if desk.sheet.asksPreference { commands += [.choose1, .tie, .bothBad] }
            if !ask.ratings.isEmpty { commands.append(.rate) }
            if !ask.flags.isEmpty { commands.append(.flag) }
            commands += [.submit, .skip, .undo, .comment]
            if queue.guidelineDigest != nil { commands.append(.guideline) }
            return commands + [.help, .palette, .quit, .search, .toggleMarkup, .copy]
        case .editing: return [.save, .keepDraft, .editUndo, .editRedo, .externalEditor, .help]
        case .rating: return [.close, .help]
        case .picking: return [.open, .close, .help]
        case .prompting: return [.open, .close, .externalEditor, .help]
        case .paging: return [.lineDown, .pageDown, .search, .nextHeading, .toggleMarkup, .close, .help]
        }
    }

    package mutating func perform(_ command: Command, _ context: Context) -> [Effect] {
        notice = nil
        return performed(command, context) + takeArrivals(context)
    }

    private mutating func performed(_ command: Command, _ context: Context) -> [Effect] {
        if performSearch(command, context) { return [] }
        switch mode {
        case .reading: return performReading(command, context)
        case .editing(let editor): return performEditing(command, editor, context)
        case .rating:
            if command == .close { mode = .reading }
            return []
        case .picking(let picker): return performPicking(command, picker, context)
        case .prompting(let prompt): return performPrompting(command, prompt, context)
        case .paging(var pager):
            switch command {
            case .close: mode = .reading
            case .reveal, .toggleMarkup: reading.toggle(command)
            case .nextHeading, .previousHeading: jump(command, context)
            default:
                pager.move(command, context)
                mode = .paging(pager)
            }
            return []
        }
    }

    private mutating func performReading(_ command: Command, _ context: Context) -> [Effect] {
        switch command {
        case .quit: return [.back]
        case .goHome: return [.show(.home)]
        case .goToItem: return askForItem()
        case .undo: return undo()
        case .redo: return redo()
        case .guideline: return [.store(.loadGuideline(queue))]
        case .reveal, .toggleMarkup:
            notice = Notice(text: reading.toggle(command))
            return []
        case .linkScroll:
            isScrollLinked.toggle()
            notice = Notice(text: isScrollLinked ? "suggestions scroll together" : "each suggestion scrolls by itself")
            return []
        case .cycleDiff:
            cycleComparison(context)
            return []
        case .compareWith:
            offerPartners()
            return []
        case .nextChange, .previousChange:
            goToChange(command == .nextChange ? 1 : -1, context)
            return []
        case .showUnchanged:
            toggleUnchanged()
            return []
        case .previousItem: return visitPrevious()
        case .nextItem: return visitNext()
        default: break
        }
        guard desk != nil else { return [] }
        switch command {
        case .lineDown, .lineUp, .pageDown, .pageUp, .top, .bottom:
            let before = desk?.scrolls
            var furthest = 0
            scrollBody(context) { position, limit in
                furthest = max(furthest, limit)
                return Scrolling.moved(position, command, page: context.size.rows / 2, limit: limit)
            }
            if desk?.scrolls == before { notice = Notice(text: Scrolling.standstill(command, limit: furthest)) }
        case .expandContext: openContext()
        case .whatChanged:
            if let item = desk?.item.id { return [.store(.loadReturned(item, queue))] }
        case .foldContext: desk?.isContextUnfolded.toggle()
        case .contextDown, .contextUp:
            scrollContext(by: command == .contextDown ? 1 : -1, context)
        case .nextHeading, .previousHeading: jump(command, context)
        case .nextPane, .previousPane:
            desk?.sheet.moveFocus(by: command == .nextPane ? 1 : -1)
            desk?.change = nil
        default: return performAnswering(command, context)
        }
        return []
    }

    private mutating func performAnswering(_ command: Command, _ context: Context) -> [Effect] {
        guard var desk else { return [] }
        let wasEmpty = desk.sheet.answers.isEmpty
        switch command {
        case .accept: desk.sheet.accept()
        case .reject where !ask.rejectReasons.isEmpty:
            mode = .picking(Picker(.rejectReason, title: "Why is it rejected?", entries: ask.rejectReasons))
            return []
        case .reject: desk.sheet.reject()
        case .edit: return startEditing()
        case .externalEditor: return openExternally()
        case .copy:
            copyable = Clipping.offered(desk.sheet, drafts: parkedEdits)
            mode = .picking(Picker(.copy, title: "Copy what?", entries: copyable.map(\.name)))
            return []
        case .tie: desk.sheet.setTie()
        case .bothBad: desk.sheet.setBothBad()
        case .rate:
            mode = .rating(RatingEntry())
            return []
        case .flag:
            mode = .picking(
                Picker(.flags, title: "Flags", entries: ask.flags.map(\.name), marked: desk.sheet.answers.flags))
            return []
        case .comment:
            mode = .prompting(
                Prompt(.comment, title: "Comment", text: parkedComment ?? desk.sheet.comment?.string ?? ""))
            return []
        case .skip:
            mode = .picking(Picker(.skipReason, title: "Why is it skipped?", entries: ask.skipReasons))
            return []
        case .submit: return submit(context)
        default:
            guard let digit = command.digit else { return [] }
            if desk.sheet.asksPreference { desk.sheet.prefer(number: digit) } else { desk.sheet.setFocus(digit - 1) }
            self.desk = desk
            // A strength may follow, so that one key does not submit where strengths are asked.
            return desk.sheet.asksPreference && wasEmpty && ask.strength.isEmpty
                ? submitIfComplete(context) : keepDraft()
        }
        // A decision that is complete with one key is submitted by that key again when it is on the desk already, as
        // after an undo.
        let isRepeated = desk.sheet == self.desk?.sheet && desk.served.order.count == 1 && !desk.sheet.asksPreference
        self.desk = desk
        return wasEmpty || isRepeated ? submitIfComplete(context) : keepDraft()
    }

    /// A decision that is complete with one key submits with it.
    mutating func submitIfComplete(_ context: Context) -> [Effect] {
        guard let desk, desk.sheet.missing.isEmpty, desk.served.existing == nil, desk.served.occasion == .primary else {
            return keepDraft()
        }
        return submit(context)
    }

    mutating func submit(_ context: Context) -> [Effect] {
        guard let desk else { return [] }
        guard desk.sheet.missing.isEmpty else {
            notice = Notice(text: "still needed: " + desk.sheet.missingDescription, kind: .warning)
            return []
        }
        if warnsOfDraft("submitting") { return [] }
        if let contradiction = desk.sheet.contradiction, namedContradiction != desk.sheet.answers {
            namedContradiction = desk.sheet.answers
            notice = Notice(text: contradiction + ": \(key(.submit)) again submits it so", kind: .warning)
            return keepDraft()
        }
        if let existing = desk.served.existing, existing.answer == .answers(desk.sheet.answers),
            existing.comment == desk.sheet.comment
        {
            notice = Notice(text: "nothing changed")
            return advance()
        }
        return record(.answers(desk.sheet.answers), context)
    }

    /// What was left half written is named once before a decision goes without it.
    /// - Parameter doing: what leaves it out when it is done again.
    /// - Returns: whether it was named just now, and nothing is decided.
    mutating func warnsOfDraft(_ doing: String) -> Bool {
        guard hasParked, !hasWarnedOfDraft else { return false }
        hasWarnedOfDraft = true
        let what =
            parkedEdits.isEmpty
            ? "the comment is still a draft: \(key(.comment)) goes on with it"
            : parkedEdits.count == 1
                ? "an edit is still a draft: \(key(.edit)) goes on with it"
                : "\(parkedEdits.count) edits are still drafts: \(key(.edit)) goes on with the one in the focus"
        notice = Notice(
            text: "\(what), \(doing) again leaves \(parkedEdits.count > 1 ? "them" : "it") out", kind: .warning)
        return true
    }

    mutating func record(_ answer: Answer, _ context: Context) -> [Effect] {
        guard let desk else { return [] }
        let decision = desk.decision(answer, queue: queue, context)
        let fence = desk.served.claim?.fence
        saving.add(decision.id, Recording(decision: decision, fence: fence))
        if desk.served.existing == nil, desk.served.occasion == .primary { countDecision(answer) }
        visited.removeAll { $0 == desk.item.id }
        visited.append(desk.item.id)
        // The draft goes when the decision is recorded, in one transaction: never before.
        return [.store(.record(decision, fence: fence, queue))] + advance()
    }

    private mutating func countDecision(_ answer: Answer) {
        if answer.isSkip {
            progress.skipped += 1
        } else {
            progress.decided += 1
            progress.decidedSince += 1
        }
        progress.remaining = max(0, progress.remaining - 1)
    }

    /// Scrolls the suggestions, all of them or the one in the focus, each within what it has.
    mutating func scrollBody(_ context: Context, only pane: Int? = nil, _ moved: (_ position: Int, _ limit: Int) -> Int)
    {
        guard var desk else { return }
        let single = pane ?? desk.sheet.focus
        for place in desk.scrolls.indices where isScrollLinked || place == single {
            let limit = context.scrollLimits[.pane(place)] ?? context.scrollLimits[.pane(single)] ?? 0
            desk.scrolls[place] = moved(desk.scrolls[place], limit)
        }
        self.desk = desk
    }

    mutating func scrollContext(by lines: Int, _ context: Context) {
        let position = Scrolling.contextMoved(desk?.contextScroll, lines, context)
        desk?.contextScroll = position
    }

    /// The whole context over the screen, all turns, from where it can be read with the usual keys.
    mutating func openContext() {
        guard let desk, !desk.item.context.isEmpty else { return }
        mode = .paging(Pager(title: "Context of \(desk.item.id)", .conversation(desk.item.context)))
    }
}
