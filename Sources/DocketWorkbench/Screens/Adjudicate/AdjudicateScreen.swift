import DocketModel
import DocketNotation
package import DocketStorage
import DocketTerminal
import DocketWorkflow

/// Settling what people disagree on: the conflicts in the order of their worth, and one of them side by side.
package struct AdjudicateScreen: Screen {
    package let queue: QueueRecord

    enum Mode: Sendable {
        case reading
        /// Composing a resolution of one's own, maybe with the editor open.
        case ruling(AnswerSheet)
        case editing(Editor, AnswerSheet)
        case picking(Picker, AnswerSheet?)
        case prompting(Prompt, AnswerSheet?)
        case rating(place: Int, AnswerSheet)
        case paging(Pager)
    }

    var conflicts: [OpenConflict] = []
    var isLoaded = false
    var selected = 0
    /// The annotator's column that has the focus.
    var focus = 0
    var bodyScroll = 0
    var isContextExpanded = false
    var isRevealing = false
    /// Why the next resolution is made, if the lead said so.
    var reason: SourceText?
    var mode = Mode.reading
    var resolvedCount = 0
    var notice: ReviewScreen.Notice?
    var savedMark = SavedMark.none
    /// The reason code of the send-back whose note is being written.
    var pendingCode: String?
    /// An item to select once the list is there again: after an undo.
    var wanted: ItemID?

    enum SavedMark: Sendable {
        case none, saving, saved
        case failed(String)
    }

    static let sendBackReasons = ["guideline misread", "look again", "please explain", "edit is incomplete"]

    package init(queue: QueueRecord) {
        self.queue = queue
    }

    var ask: Ask { queue.configuration.ask }
    var current: OpenConflict? { conflicts.indices.contains(selected) ? conflicts[selected] : nil }

    package var scope: Scope {
        switch mode {
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
            current?.conflict.decisions.count ?? 2
        } else {
            current?.state.item.suggestions.count ?? 2
        }
    }

    package var objectionToLeaving: String? {
        if case .saving = savedMark { return "the last ruling is not saved yet; press again to leave anyway" }
        return nil
    }

    package mutating func notify(_ text: String) {
        notice = .init(text: text, kind: .warning)
    }

    package mutating func appear(_ context: Context) -> [Effect] {
        [.store(.loadConflicts(queue)), .store(.loadProgress(queue))]
    }

    package func availability(of command: Command) -> Availability {
        switch command {
        case .quit, .help, .undo, .redo, .close, .guideline, .redraw, .suspend: break
        default:
            guard current != nil else {
                return .disabled(isLoaded ? "there is no conflict" : "the conflicts are being read")
            }
        }
        if command == .guideline, queue.guidelineDigest == nil { return .disabled("this queue has no guideline") }
        switch mode {
        case .reading:
            if let digit = command.digit, let current, digit > current.conflict.decisions.count {
                return .disabled("there is no decision \(digit)")
            }
        case .ruling(let sheet):
            switch command {
            case .accept, .edit, .reject:
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
        switch mode {
        case .reading: [.choose1, .writeOwn, .reason, .sendBack, .undo, .redo, .nextItem, .guideline, .help, .quit]
        case .ruling(let sheet):
            (sheet.asksVerdict ? [.accept, .edit, .reject] : [])
                + (sheet.asksPreference ? [.choose1, .tie, .bothBad] : [])
                + (ask.ratings.isEmpty ? [] : [.rate]) + (ask.flags.isEmpty ? [] : [.flag]) + [
                    .submit, .reason, .close, .help,
                ]
        case .editing: [.save, .keepDraft, .editUndo, .editRedo, .help]
        case .picking, .prompting: [.open, .close]
        case .rating: [.close]
        case .paging: [.lineDown, .pageDown, .close]
        }
    }

    // MARK: Resolving

    /// Records an outcome for the selected conflict and goes on to the next one; the list need not wait.
    mutating func resolve(_ outcome: Answers, _ context: Context) -> [Effect] {
        guard let current else { return [] }
        let inputs = current.state.primaries.map(\.id)
        let resolution = Resolution(
            id: context.newID(), queue: queue.id, item: current.item, adjudicator: context.person, inputs: inputs,
            outcome: outcome, reason: reason, guideline: queue.guidelineDigest, at: context.now)
        savedMark = .saving
        remove(current.item)
        return [.store(.resolve(resolution, queue))]
    }

    mutating func sendBack(code: String, note: String, _ context: Context) -> [Effect] {
        guard let current else { return [] }
        let sendBack = SendBack(
            id: context.newID(), queue: queue.id, item: current.item, adjudicator: context.person,
            to: current.state.primaries.map(\.annotator.id), reasonCode: code,
            note: note.isEmpty ? nil : SourceText(note), at: context.now)
        savedMark = .saving
        let item = current.item
        remove(item)
        return [.store(.sendBack(sendBack, queue))]
    }

    private mutating func remove(_ item: ItemID) {
        conflicts.removeAll { $0.item == item }
        selected = min(selected, max(0, conflicts.count - 1))
        resetColumns()
    }

    mutating func resetColumns() {
        focus = 0
        bodyScroll = 0
        isContextExpanded = false
        reason = nil
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
            let item = wanted ?? current?.item
            conflicts = found
            isLoaded = true
            wanted = nil
            if let item, let place = found.firstIndex(where: { $0.item == item }) {
                if place != selected { select(place) }
            } else {
                selected = min(selected, max(0, found.count - 1))
            }
        case .progress(_, let counts): resolvedCount = counts.resolved
        case .resolved:
            savedMark = .saved
            resolvedCount += 1
        case .sentBack(_, _):
            savedMark = .saved
            notice = .init(text: "sent back: it is in the annotators' inbox")
            return [.store(.loadConflicts(queue))]
        case .recordFailed(_, let failure):
            savedMark = .failed(failure.reason)
            notice = .init(text: failure.reason, kind: .warning)
            return [.store(.loadConflicts(queue)), .store(.loadProgress(queue))]
        case .undone(let receipt, _):
            wanted = receipt.target.event.item
            notice = .init(text: "taken back")
            return [.store(.loadConflicts(queue)), .store(.loadProgress(queue))]
        case .redone:
            notice = .init(text: "put back")
            return [.store(.loadConflicts(queue)), .store(.loadProgress(queue))]
        case .guideline(let title, let text):
            if case .reading = mode { mode = .paging(Pager(title: title, text: text)) }
        case .failed(let reason):
            isLoaded = true
            notice = .init(text: reason, kind: .warning)
        default: break
        }
        return []
    }
}
