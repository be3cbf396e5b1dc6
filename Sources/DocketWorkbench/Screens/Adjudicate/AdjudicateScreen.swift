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
        case merging(MergeScreen, AnswerSheet?)
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
    /// What was begun and is not recorded, by item: a ruling of one's own, its reason, a note to the annotators.
    var drafts: [ItemID: RulingDraft] = [:]
    /// The drafts as the store was told to keep them.
    var kept: [ItemID: RulingDraft] = [:]
    /// What the ruling being composed began with: as long as it says the same, it is no draft.
    var rulingStart = Answers()
    /// Ruling on that item without what is half written takes a second press.
    var warnedOfDraft: ItemID?
    /// Whether letters stand for the annotators' names.
    var isAnonymous: Bool
    var surroundings: Surroundings?
    /// In a low terminal, the item whose proposal was said.
    var seenProposal: ItemID?
    /// What rules are settling together.
    var batch: Batch?
    /// What was done here since the screen opened and can be taken back, and how many a batch had that was.
    var deeds: [Deed] = []
    var undoneBatch: Int?
    /// Whose record was asked for.
    var wantedRecord: PersonID?
    /// Rulings that were refused while another was being composed, oldest first: they are taken up after it.
    var refused: [(ruling: Ruling, why: String)] = []
    var mode = Mode.reading
    /// Merges that were left, with what was chosen in them.
    var merges: [MergePlace: MergeScreen] = [:]
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
    /// A ruling that was taken back, until its conflict is in the list again.
    var takenBack: Resolution?

    /// A ruling being recorded, with what it is about, so that one that is refused can be taken up again.
    enum Ruling: Sendable {
        case resolution(Resolution, OpenConflict)
        case sendBack(SendBack, OpenConflict)
    }

    package init(queue: QueueRecord, _ keyMap: KeyMap = .standard) {
        self.queue = queue
        self.keyMap = keyMap
        isAnonymous = queue.configuration.policy.annotatorNames != .shown
    }

    var ask: Ask { queue.configuration.ask }
    /// A key of this screen, for messages.
    func key(_ command: Command, in scope: Scope = .adjudicate) -> String { keyMap.name(of: command, in: scope) }
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
        case .merging(let merge, _): merge.scope
        }
    }

    package var choiceCount: Int {
        switch mode {
        case .reading: current?.columns.count ?? 2
        case .merging(let merge, _): merge.choiceCount
        default: current?.state.item.suggestions.count ?? 2
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

    package func availability(of command: Command) -> Availability {
        if let answer = searchAvailability(of: command) { return answer }
        switch command {
        case .quit, .goHome, .help, .palette, .guide, .undo, .redo, .close, .guideline, .questions, .redraw, .sayAgain,
            .suspend, .veil:
            break
        default:
            guard current != nil else {
                return .disabled(isLoaded ? "there is no conflict" : "the conflicts are being read")
            }
        }
        if command.definition.decides, command != .undo, command != .redo {
            guard current?.item == shownItem else { return .disabled("the conflict is not on the screen yet") }
            guard !isMoving else { return .disabled("wait: another conflict is coming onto the screen") }
            if command.digit != nil || [.writeOwn, .takeProposal, .mergeEdits].contains(command), case .reading = mode,
                isOwn
            {
                return .disabled("you decided this item yourself: another lead rules on it")
            }
        }
        if command == .undo || command == .redo, case .reading = mode, let failure = saving.failure {
            return .disabled("first the last ruling must be saved (\(failure.reason))")
        }
        if command == .undo || command == .redo, let batch {
            return .disabled("wait: rules have resolved \(batch.seen) of \(batch.total)")
        }
        if command == .guideline, queue.guidelineDigest == nil { return .disabled("this queue has no guideline") }
        if command == .mergeEdits, let current, editedSuggestions(current).isEmpty {
            return .disabled("nobody edited a suggestion of this item")
        }
        switch mode {
        case .merging(let merge, _): return merge.availability(of: command)
        case .reading:
            if let digit = command.digit, digit > columns.count {
                return .disabled("there is no decision \(digit)")
            }
            switch command {
            case .takeProposal where proposal == nil:
                return .disabled("there is no proposal: \(key(.writeOwn)) makes a resolution of your own")
            case .precedents where precedents?.isEmpty != false:
                return .disabled(
                    precedents == nil ? "similar items are being looked for" : "no resolved item is like this one")
            case .tryRules where queue.configuration.policy.resolve.isEmpty:
                return .disabled("this queue has no rules: resolve in its [policy] names them")
            default: break
            }
            if command == .showNames, queue.configuration.policy.annotatorNames == .hidden {
                return .disabled("this queue keeps its annotators' names from who adjudicates")
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
            [.choose1, .takeProposal] + (current.map { !editedSuggestions($0).isEmpty } == true ? [.mergeEdits] : [])
                + [
                    .writeOwn, .reason, .sendBack, .undo, .redo, .nextItem, .precedents, .personRecord, .tryRules,
                    .showNames,
                    .guideline, .help, .palette, .quit,
                ]
        case .ruling(let sheet):
            (sheet.asksVerdict ? [.accept, .edit, .reject] : [])
                + (sheet.asksPreference ? [.choose1, .tie, .bothBad] : [])
                + (ask.ratings.isEmpty ? [] : [.rate]) + (ask.flags.isEmpty ? [] : [.flag]) + [
                    .submit, .reason, .close, .revert, .help, .palette,
                ]
        case .editing: [.save, .keepDraft, .editUndo, .editRedo, .externalEditor, .help]
        case .picking: [.open, .close, .help]
        case .prompting: [.open, .close, .externalEditor, .help]
        case .rating: [.close, .help]
        case .paging: [.lineDown, .pageDown, .search, .nextHeading, .toggleMarkup, .close, .help]
        case .merging(let merge, _): merge.footer
        }
    }

    /// Whether this person decided the item, and the policy does not let annotators adjudicate.
    private var isOwn: Bool {
        guard let current, !queue.configuration.policy.adjudicatorMayBeAnnotator else { return false }
        return current.state.decisions.contains { $0.decision.annotator.id == person && !$0.decision.answer.isSkip }
    }
}
