package import DocketModel
import DocketNotation
package import DocketStorage
import DocketTerminal
import DocketWorkflow

/// Reviewing a queue: one item after the other, the next one ready before it is wanted.
package struct ReviewScreen: Screen {
    package let queue: QueueRecord
    /// The keys in force, which messages name.
    let keyMap: KeyMap
    /// What is in front of the item just now.
    enum Mode: Sendable {
        case reading
        case editing(Editor)
        case rating(RatingEntry)
        case picking(Picker)
        case prompting(Prompt)
        case paging(Pager)
    }

    var desk: Desk?
    /// Claimed ahead, the first of them next.
    var ahead: [ServedItem] = []
    var isServing = false
    /// Why there is no item.
    var ended: Serving?
    /// Items decided here, oldest first: `[` goes back through them.
    var visited: [ItemID] = []
    var hasLoadedRecent = false
    /// `[` was pressed before the list of earlier items was there.
    var wantsPrevious = false
    /// Edits that were left with Esc, to go on with.
    var parkedEdits: [SuggestionID: Editor] = [:]
    /// A comment that was left with Esc.
    var parkedComment: String?
    /// What arrived for the desk while somebody was writing or choosing: it comes when that is left.
    var arrivals: [Arrival] = []
    /// Why decisions were refused, said when their items are on the desk again.
    var refusals: [ItemID: String] = [:]
    /// Submitting without it takes a second press.
    var hasWarnedOfDraft = false
    /// What the list of things to compare with stands for.
    var comparable: [ComparisonPartner] = []
    /// What the list of things to copy stands for.
    var copyable: [Clipping] = []
    /// Answers that speak against themselves, which was said: submitted again they are meant so.
    var namedContradiction: Answers?
    /// Which of them is on the desk; nil while working at the front.
    var visiting: Int?
    /// The item at the front, while an earlier one is looked at.
    var resting: ServedItem?
    var saving = Saving<Recording>()
    /// Undo, redo or going back is under way: what is on the screen is about to change, and nothing is decided on it.
    var isMoving = false
    var lastRenewal: Timestamp?
    /// When to ask for an item again, after that failed.
    var serveRetryAt: Timestamp?
    var progress = AnnotatorProgress()
    var counts = QueueCounts()
    var mode = Mode.reading
    var comparison = Comparison.marked
    var reading = Reading()
    var search: Search?
    var isScrollLinked = true
    /// One line about what just happened; the next key clears it.
    var notice: Notice?
    var started: Timestamp?

    /// A decision being recorded, and the claim it was made under.
    struct Recording: Sendable {
        var decision: Decision
        var fence: Int?
    }

    struct Notice: Sendable {
        enum Kind { case plain, warning }
        var text: String
        var kind: Kind = .plain
    }

    /// How many items are claimed ahead of the one on the screen.
    static let depth = 2

    package init(queue: QueueRecord, _ keyMap: KeyMap = .standard) {
        self.queue = queue
        self.keyMap = keyMap
    }

    /// A key of this screen, for messages.
    func key(_ command: Command) -> String { keyMap.name(of: command, in: .review) }

    var ask: Ask { queue.configuration.ask }

    package var scope: Scope {
        switch mode {
        case .reading where search?.isTyping == true, .paging where search?.isTyping == true: .searching
        case .reading: .review
        case .editing: .edit
        case .rating: .rating
        case .picking: .list
        case .prompting: .prompt
        case .paging: .text
        }
    }

    package var choiceCount: Int { desk?.served.order.count ?? 2 }

    package var objectionToLeaving: String? {
        saving.isEmpty ? nil : "not everything is saved yet; wait for ✓ saved, or press again to leave anyway"
    }

    package var isLoading: Bool { desk == nil && ended == nil && notice == nil }

    package var shownSubject: Subject? {
        desk.map { Subject(queue: queue.id, item: $0.item.id, veil: queue.configuration.veil) }
    }

    package func savedMark(_ canvas: Canvas) -> Piece? { canvas.savedMark(saving) }

    package mutating func painted(_ now: Timestamp) -> Bool {
        guard !isMoving, desk != nil, desk?.shownAt == nil else { return false }
        desk?.shownAt = now
        return true
    }

    package mutating func wasCovered(milliseconds: Int64) {
        let shownAt = desk?.shownAt
        desk?.shownAt = shownAt?.advanced(byMilliseconds: milliseconds)
    }

    package mutating func notify(_ text: String) {
        notice = Notice(text: text, kind: .warning)
    }

    package mutating func activity(_ context: Context) -> [Effect] {
        renewIfNeeded(context.now)
    }

    package mutating func appear(_ context: Context) -> [Effect] {
        started = started ?? context.now
        return serveIfNeeded() + [.store(.loadProgress(queue))]
    }

    package mutating func leave(_ context: Context) -> [Effect] {
        var effects = keepDraft()
        // Unfinished work keeps its claim, so that one comes back to it; the claim's own time is the limit.
        let unfinished = desk?.hasDraft == true || !effects.isEmpty
        let claims = ([unfinished ? nil : desk?.served.claim, resting?.claim] + ahead.map(\.claim)).compactMap { $0 }
        if !claims.isEmpty { effects.append(.store(.release(claims))) }
        return effects
    }

    /// The claims end after a while, and a save that failed is tried again.
    package func nextTick(after now: Timestamp) -> Timestamp? {
        var ticks = [saving.nextRetry, serveRetryAt].compactMap { $0 }
        if let remaining = claimRemaining(now), remaining > 0 {
            let untilWarning = remaining - Self.claimWarning
            ticks.append(now.advanced(byMilliseconds: untilWarning > 0 ? untilWarning : 1000))
        }
        if desk == nil, ended == nil, let started, now.milliseconds - started.milliseconds < 200 {
            ticks.append(now.advanced(byMilliseconds: 200))
        }
        return ticks.min()
    }

    /// The claim's time is shown only in its last five minutes.
    static let claimWarning: Int64 = 5 * 60_000

    /// Milliseconds until the claim of the item on the screen lapses; nil without one.
    func claimRemaining(_ now: Timestamp) -> Int64? {
        desk?.served.claim.map { $0.expires.milliseconds - now.milliseconds }
    }

    // MARK: Serving

    /// Asks for another item unless enough are at hand or there are no more.
    mutating func serveIfNeeded() -> [Effect] {
        guard !isServing, ended == nil, ahead.count < Self.depth else { return [] }
        isServing = true
        let held = Set(
            ahead.map(\.item.id) + [desk?.item.id, resting?.item.id].compactMap { $0 } + arrivals.compactMap(\.item))
        let unsaved = Set(saving.entries.map(\.work.decision.item))
        return [.store(.serve(queue, besides: held.union(unsaved)))]
    }

    /// Puts the next item on the desk if one is at hand.
    mutating func advance() -> [Effect] {
        desk = nil
        mode = .reading
        visiting = nil
        isMoving = false
        if let front = resting {
            resting = nil
            put(front)
        } else if !ahead.isEmpty {
            put(ahead.removeFirst())
        }
        return serveIfNeeded()
    }

    mutating func put(_ served: ServedItem) {
        var next = Desk(served, ask: ask)
        search = nil
        notice = nil
        mode = .reading
        parkedEdits = [:]
        parkedComment = served.draft?.unfinishedComment?.string
        hasWarnedOfDraft = false
        namedContradiction = nil
        for (suggestion, text) in served.draft?.edits ?? [:] {
            guard let base = served.item.suggestion(suggestion)?.text else { continue }
            parkedEdits[suggestion] = Editor(suggestion: suggestion, base: base, text: text)
        }
        if let first = served.order.firstIndex(where: { parkedEdits[$0] != nil }) {
            next.sheet.setFocus(first)
            notice = Notice(
                text: parkedEdits.count == 1
                    ? "your draft is back: \(key(.edit)) goes on with it"
                    : "your \(parkedEdits.count) drafts are back: \(key(.edit)) goes on with the one in the focus")
        } else if parkedComment != nil {
            notice = Notice(text: "your comment is back: \(key(.comment)) goes on with it")
        }
        if let refusal = refusals.removeValue(forKey: served.item.id) {
            notice = Notice(text: refusal, kind: .warning)
        }
        desk = next
    }

    /// What of a comment being written is not the item's comment already; one that was emptied is empty.
    func unfinishedComment(_ text: String) -> String? {
        text == desk?.sheet.comment?.string ?? "" ? nil : text
    }

    /// Whether a text says something else than what is taken over already.
    func isDraft(_ editor: Editor) -> Bool {
        desk.map { editor.text != $0.sheet.text(of: editor.suggestion) } ?? false
    }

    /// Whether something was left half written.
    var hasParked: Bool { !parkedEdits.isEmpty || parkedComment != nil }

    /// What is unfinished on the desk, for the store to keep.
    func keepDraft() -> [Effect] {
        guard let desk else { return [] }
        let draft = unfinished(desk)
        guard desk.hasDraft || !draft.isEmpty else { return [] }
        return [.store(.keepDraft(draft, desk.item.id, queue.id))]
    }

    /// The item on the desk with what was answered so far, to be put back later.
    func stashed() -> ServedItem? {
        guard let desk else { return nil }
        var served = desk.served
        let draft = unfinished(desk)
        served.draft = draft.isEmpty ? nil : draft
        return served
    }

    func unfinished(_ desk: Desk) -> ReviewDraft {
        var draft = ReviewDraft(answers: desk.sheet.answers, comment: desk.sheet.comment)
        var editors = parkedEdits
        if case .editing(let editor) = mode { editors[editor.suggestion] = editor }
        draft.edits = editors.filter { isDraft($0.value) }.mapValues(\.text)
        if case .prompting(let prompt) = mode, prompt.purpose == .comment {
            draft.unfinishedComment = unfinishedComment(prompt.text).map { SourceText($0) }
        } else {
            draft.unfinishedComment = parkedComment.map { SourceText($0) }
        }
        if let existing = desk.served.existing, draft.answers == existing.answer.answers ?? Answers(),
            draft.comment == existing.comment, draft.edits.isEmpty, draft.unfinishedComment == nil
        {
            draft = ReviewDraft()
        }
        return draft
    }
}
