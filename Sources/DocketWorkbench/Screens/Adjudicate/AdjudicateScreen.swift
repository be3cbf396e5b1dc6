package import DocketModel
import DocketNotation
package import DocketStorage
import DocketTerminal
import DocketWorkflow

/// Settling what people disagree on: the conflicts in the order of their worth, and one of them side by side.
package struct AdjudicateScreen: Screen {
    package let queue: QueueRecord
    /// The keys in force, which messages name.
    let keyMap: KeyMap

    enum Mode: Sendable {
        case reading
        /// Composing a resolution of one's own, maybe with the editor open.
        case ruling(AnswerSheet)
        case editing(Editor, AnswerSheet)
        case picking(Picker, AnswerSheet?)
        case prompting(Prompt, AnswerSheet?)
        case rating(RatingEntry, AnswerSheet)
        case paging(Pager, AnswerSheet?)
    }

    var conflicts: [OpenConflict] = []
    var isLoaded = false
    var selected = 0
    /// The annotator's column that has the focus.
    var focus = 0
    /// The annotator whose edits the others' are read against; nil for the texts as they came.
    var against: Int?
    var bodyScroll = 0
    /// Which suggestion is in front where not all fit.
    var suggestion = 0
    /// In a low terminal, whether a suggestion is on the screen and not an annotator's decision.
    var isSuggestionInFront = false
    var reading = Reading()
    var search: Search?
    var isContextUnfolded = false
    /// First line of the context; nil where it has not been moved.
    var contextScroll: Int?
    /// Why each item is ruled as it will be, as far as the lead said so.
    var reasons: [ItemID: SourceText] = [:]
    /// Reasons and notes that were left with Esc, by item.
    var parkedReasons: [ItemID: String] = [:]
    var parkedNotes: [ItemID: String] = [:]
    /// Ruling on that item without its half-written reason takes a second press.
    var warnedOfDraft: ItemID?
    /// Rulings that were refused while another was being composed, oldest first: they are taken up after it.
    var refused: [(ruling: Ruling, why: String)] = []
    var mode = Mode.reading
    var resolvedCount = 0
    var notice: ReviewScreen.Notice?
    var saving = Saving<Ruling>()
    /// What a ruling is being composed on, or a reason or note written for: the list may change meanwhile.
    var subject: OpenConflict?
    /// The item that was painted last: only that one is ruled on.
    var shownItem: ItemID?
    /// Undo or redo is under way: what is on the screen is about to change.
    var isMoving = false
    var person: PersonID?
    /// The reason code of the send-back whose note is being written.
    var pendingCode: String?
    /// What the list of things to copy stands for.
    var copyable: [Clipping] = []
    /// Answers that speak against themselves, which was said: submitted again they are meant so.
    var namedContradiction: Answers?
    /// An item to select once the list is there again: after an undo.
    var wanted: ItemID?

    /// A ruling being recorded, with what it is about, so that one that is refused can be taken up again.
    enum Ruling: Sendable {
        case resolution(Resolution, OpenConflict)
        case sendBack(SendBack, OpenConflict)
    }

    static let sendBackReasons = ["guideline misread", "look again", "please explain", "edit is incomplete"]

    package init(queue: QueueRecord, _ keyMap: KeyMap = .standard) {
        self.queue = queue
        self.keyMap = keyMap
    }

    var ask: Ask { queue.configuration.ask }
    var reason: SourceText? {
        get { current.flatMap { reasons[$0.item] } }
        set { if let item = current?.item { reasons[item] = newValue } }
    }
    var current: OpenConflict? { subject ?? (conflicts.indices.contains(selected) ? conflicts[selected] : nil) }

    package var scope: Scope {
        switch mode {
        case .reading where search?.isTyping == true, .ruling where search?.isTyping == true,
            .paging where search?.isTyping == true:
            .searching
        case .reading: .adjudicate
        case .ruling: .ruling
        case .editing: .edit
        case .picking: .list
        case .prompting: .prompt
        case .rating: .rating
        case .paging: .text
        }
    }

    package var choiceCount: Int {
        if case .reading = mode {
            current?.columns.count ?? 2
        } else {
            current?.state.item.suggestions.count ?? 2
        }
    }

    package var isLoading: Bool { !isLoaded && notice == nil }

    package var objectionToLeaving: String? {
        saving.isEmpty ? nil : "the last ruling is not saved yet; press again to leave anyway"
    }

    package mutating func notify(_ text: String) {
        notice = .init(text: text, kind: .warning)
    }

    package var shownSubject: Subject? {
        current.map { Subject(queue: queue.id, item: $0.item, veil: queue.configuration.veil) }
    }

    package func savedMark(_ canvas: Canvas) -> Piece? { canvas.savedMark(saving) }

    package mutating func painted(_ now: Timestamp) -> Bool {
        guard !isMoving, let item = current?.item, item != shownItem else { return false }
        shownItem = item
        return true
    }

    package func nextTick(after now: Timestamp) -> Timestamp? { saving.nextRetry }

    package mutating func appear(_ context: Context) -> [Effect] {
        person = context.person
        return load()
    }

    private func load() -> [Effect] {
        [.store(.loadConflicts(queue)), .store(.loadProgress(queue))]
    }

    package func availability(of command: Command) -> Availability {
        if let answer = searchAvailability(of: command) { return answer }
        switch command {
        case .quit, .goHome, .help, .palette, .guide, .undo, .redo, .close, .guideline, .redraw, .sayAgain, .suspend,
            .veil:
            break
        default:
            guard current != nil else {
                return .disabled(isLoaded ? "there is no conflict" : "the conflicts are being read")
            }
        }
        if command.definition.decides, command != .undo, command != .redo {
            guard current?.item == shownItem else { return .disabled("the conflict is not on the screen yet") }
            guard !isMoving else { return .disabled("wait: another conflict is coming onto the screen") }
            if command.digit != nil || command == .writeOwn, case .reading = mode, isOwn {
                return .disabled("you decided this item yourself: another lead rules on it")
            }
        }
        if command == .undo || command == .redo, case .reading = mode, let failure = saving.failure {
            return .disabled("first the last ruling must be saved (\(failure.reason))")
        }
        if command == .guideline, queue.guidelineDigest == nil { return .disabled("this queue has no guideline") }
        switch mode {
        case .reading:
            if let digit = command.digit, let current, digit > current.columns.count {
                return .disabled("there is no decision \(digit)")
            }
        case .ruling(let sheet):
            switch command {
            case .accept, .edit, .reject, .externalEditor:
                if !sheet.asksVerdict { return .disabled("this queue asks only for a preference") }
            case .tie, .bothBad: if !sheet.asksPreference { return .disabled("this queue asks for no preference") }
            case .rate: if ask.ratings.isEmpty { return .disabled("this queue asks for no ratings") }
            case .flag: if ask.flags.isEmpty { return .disabled("this queue has no flags") }
            default:
                if let digit = command.digit, digit > sheet.order.count {
                    return .disabled("there is no suggestion \(digit)")
                }
            }
        default: break
        }
        return .enabled
    }

    package var footer: [Command] {
        if search?.isTyping == true { return [.open, .nextHit, .previousHit, .close, .help] }
        return switch mode {
        case .reading where search != nil: [.nextHit, .previousHit, .clearSearch, .help]
        case .paging where search != nil: [.nextHit, .previousHit, .close, .help]
        case .reading:
            [.choose1, .writeOwn, .reason, .sendBack, .undo, .redo, .nextItem, .guideline, .help, .palette, .quit]
        case .ruling(let sheet):
            (sheet.asksVerdict ? [.accept, .edit, .reject] : [])
                + (sheet.asksPreference ? [.choose1, .tie, .bothBad] : [])
                + (ask.ratings.isEmpty ? [] : [.rate]) + (ask.flags.isEmpty ? [] : [.flag]) + [
                    .submit, .reason, .close, .help, .palette,
                ]
        case .editing: [.save, .keepDraft, .editUndo, .editRedo, .externalEditor, .help]
        case .picking: [.open, .close, .help]
        case .prompting: [.open, .close, .externalEditor, .help]
        case .rating: [.close, .help]
        case .paging: [.lineDown, .pageDown, .search, .nextHeading, .toggleMarkup, .close, .help]
        }
    }

    /// Whether this person decided the item, and the policy does not let annotators adjudicate.
    private var isOwn: Bool {
        guard let current, !queue.configuration.policy.adjudicatorMayBeAnnotator else { return false }
        return current.state.decisions.contains { $0.decision.annotator.id == person && !$0.decision.answer.isSkip }
    }

    // MARK: Resolving

    /// Records an outcome for the conflict and goes on to the next one; the list need not wait.
    mutating func resolve(_ outcome: Answers, _ context: Context) -> [Effect] {
        guard let current, !warnsOfDraft() else { return [] }
        let revisions = current.columns.filter(\.isRevised).map(\.decision.id)
        let inputs = current.state.primaries.map(\.id) + revisions
        let resolution = Resolution(
            id: context.newID(), queue: queue.id, item: current.item, adjudicator: context.person, inputs: inputs,
            outcome: outcome, reason: reason, guideline: queue.guidelineDigest, at: context.now)
        return record(.resolution(resolution, current))
    }

    mutating func sendBack(code: String, note: String, _ context: Context) -> [Effect] {
        guard let current else { return [] }
        let sendBack = SendBack(
            id: context.newID(), queue: queue.id, item: current.item, adjudicator: context.person,
            to: current.state.primaries.map(\.annotator.id), reasonCode: code,
            note: note.isEmpty ? nil : SourceText(note), at: context.now)
        return record(.sendBack(sendBack, current))
    }

    /// A reason that was left half written is named once before a ruling goes without it.
    /// - Returns: whether it was named just now, and nothing is ruled.
    private mutating func warnsOfDraft() -> Bool {
        guard let item = current?.item, parkedReasons[item] != nil, warnedOfDraft != item else { return false }
        warnedOfDraft = item
        notice = .init(
            text: "the reason is still a draft: the key that asks for it goes on with it, ruling again leaves it out",
            kind: .warning)
        return true
    }

    private mutating func record(_ ruling: Ruling) -> [Effect] {
        parkedReasons[ruling.conflict.item] = nil
        saving.add(ruling.id, ruling)
        conflicts.removeAll { $0.item == ruling.conflict.item }
        selected = min(selected, max(0, conflicts.count - 1))
        resetColumns()
        return [.store(ruling.effect(queue))]
    }

    /// A ruling that was refused: what was composed is on the screen again.
    private mutating func takeUp(_ ruling: Ruling, because why: String) -> [Effect] {
        switch ruling {
        case .sendBack(let sendBack, let conflict):
            // The note is there again when the item is sent back again.
            if let note = sendBack.note { parkedNotes[conflict.item] = note.string }
            notice = .init(text: why, kind: .warning)
        case .resolution:
            refused.append((ruling, why))
            takeUpRefused()
            if !refused.isEmpty {
                notice = .init(text: "\(why): what you ruled is on the screen again after this", kind: .warning)
            }
        }
        return load()
    }

    /// The oldest ruling that was refused, once nothing else is being composed.
    mutating func takeUpRefused() {
        guard case .reading = mode, search?.isTyping != true, !refused.isEmpty else { return }
        let (ruling, why) = refused.removeFirst()
        guard case .resolution(let resolution, let conflict) = ruling else { return }
        resetColumns()
        notice = .init(text: why, kind: .warning)
        subject = conflict
        mode = .ruling(
            AnswerSheet(
                item: queue.configuration.visible(conflict.state.item),
                order: conflict.state.item.suggestions.map(\.id),
                ask: ask, answers: resolution.outcome, comment: resolution.reason))
    }

    mutating func resetColumns() {
        subject = nil
        focus = 0
        bodyScroll = 0
        contextScroll = nil
        isContextUnfolded = false
        search = nil
        suggestion = 0
        isSuggestionInFront = false
        against = nil
        mode = .reading
    }

    mutating func select(_ place: Int) {
        guard conflicts.indices.contains(place), place != selected else { return }
        selected = place
        resetColumns()
    }

    // MARK: Messages

    package mutating func receive(_ message: Reply, _ context: Context) -> [Effect] {
        switch message {
        case .conflicts(let found):
            isMoving = false
            let item = wanted ?? shownItem
            // What is being saved is no conflict any more, whatever was read before it was.
            conflicts = found.filter { found in !saving.entries.contains { $0.work.conflict.item == found.item } }
            isLoaded = true
            wanted = nil
            guard subject == nil else { return [] }
            let place = conflicts.firstIndex { $0.item == item } ?? min(selected, max(0, conflicts.count - 1))
            if place != selected || current?.item != shownItem { resetColumns() }
            selected = place
        case .progress(_, let counts): resolvedCount = counts.resolved
        case .resolved(let id, _):
            saving.finish(id)
            resolvedCount += 1
        case .sentBack(let id, _):
            saving.finish(id)
            notice = .init(text: "sent back: it is in the annotators' inbox")
            return [.store(.loadConflicts(queue))]
        case .recordFailed(let id, let failure):
            guard let refused = saving.fail(id, failure, now: context.now) else { return [] }
            return takeUp(refused, because: failure.reason)
        case .tick(let now): return saving.due(now).map { .store($0.effect(queue)) }
        case .undone(let receipt, _):
            wanted = receipt.target.event.item
            notice = .init(text: "taken back")
            return load()
        case .redone:
            notice = .init(text: "put back")
            return load()
        case .guideline(let title, let text):
            if case .reading = mode { mode = .paging(Pager(title: title, .text(text)), nil) }
        case .edited(let outcome): editedExternally(outcome)
        case .copied(let line, let isDone): notice = .init(text: line, kind: isDone ? .plain : .warning)
        case .failed(let why, _):
            isLoaded = true
            isMoving = false
            notice = .init(text: why, kind: .warning)
        default: break
        }
        return []
    }
}

extension AdjudicateScreen.Ruling {
    var id: EventID {
        switch self {
        case .resolution(let resolution, _): resolution.id
        case .sendBack(let sendBack, _): sendBack.id
        }
    }

    var conflict: OpenConflict {
        switch self {
        case .resolution(_, let conflict), .sendBack(_, let conflict): conflict
        }
    }

    func effect(_ queue: QueueRecord) -> StoreEffect {
        switch self {
        case .resolution(let resolution, _): .resolve(resolution, queue)
        case .sendBack(let sendBack, _): .sendBack(sendBack, queue)
        }
    }
}

/// What one annotator says now: their primary decision, or what they made of it after a send-back.
struct DecisionColumn: Sendable, Hashable {
    var decision: Decision
    var isRevised: Bool
}

extension OpenConflict {
    /// A column for each annotator whose decisions disagree, with their revision where there is one.
    var columns: [DecisionColumn] {
        conflict.decisions.map { primary in
            let revision = state.revision(of: primary)
            return DecisionColumn(decision: revision ?? primary, isRevised: revision != nil)
        }
    }
}
