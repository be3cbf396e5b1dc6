import DocketModel
import DocketNotation

/// What stands about one item, computed from nothing but its events.
///
/// Each line of events (an annotator's on one occasion; the leads' resolutions and send-backs) is a stack: an action is
/// pushed, undoing pops it, redoing pushes it back. What is on top stands. This is the definition that the store's tables
/// are checked against, and what answers for an earlier position of the journal.
struct ItemHistory {
    struct LineKey: Hashable, Comparable {
        var annotator: PersonID
        var occasion: Occasion

        static func < (left: LineKey, right: LineKey) -> Bool {
            (left.annotator, left.occasion.rawValue) < (right.annotator, right.occasion.rawValue)
        }
    }

    /// Something that can be undone.
    struct Action {
        var number: Int64
        var event: StoredEvent
        var body: EventBody

        var id: EventID { event.event.id }
        var position: Int { event.event.position }
        var decision: Decision? {
            if case .decision(let decision, _) = body { decision } else { nil }
        }
        var isSkip: Bool { decision?.answer.isSkip ?? false }
        var isResolution: Bool { event.event.kind == .resolution }
        /// Nothing is known of it any more, and it does not stand.
        var isRedacted: Bool {
            if case .redacted = body { true } else { false }
        }
    }

    /// An action that was taken back, and what stood then.
    struct Undone {
        var action: Action
        var below: EventID?
    }

    struct Line {
        /// The last event, which the next one supersedes.
        var tip: EventID
        var tipNumber: Int64
        /// The number of the event that began it.
        let first: Int64
        /// The actions that are done; the last one stands.
        var done: [Action] = []
        /// What was undone, by the undo.
        var undone: [EventID: Undone] = [:]
        /// What stands found no slot.
        var isSurplus = false

        /// The decision that stands; nil where none does.
        var standing: Action? { done.last.flatMap { $0.isRedacted ? nil : $0 } }

        /// What came after an action that is not on top: an undo of it, or what was done on top of it.
        func successor(of id: EventID) -> EventID? {
            if let undo = undone.first(where: { $0.value.action.id == id }) { return undo.key }
            guard let place = done.firstIndex(where: { $0.id == id }), place + 1 < done.count else { return nil }
            return done[place + 1].id
        }

        /// Whether what an undo took back can be put back: what stands is what stood right after the undo.
        func canRedo(_ undo: EventID) -> Bool {
            undone[undo].map { $0.below == done.last?.id } ?? false
        }
    }

    private(set) var lines: [LineKey: Line] = [:]
    /// Resolutions and send-backs.
    private(set) var verdicts: Line?
    /// Questions about the guideline and the answers to them, by the question's id.
    private(set) var questions: [EventID: Line] = [:]
    /// What k was raised to by events; 0 where it never was.
    private(set) var grownTo = 0
    /// For whom a slot is kept.
    private(set) var assigned = Set<PersonID>()
    /// What the events say that cannot be: each with its position.
    private(set) var problems: [(position: Int, what: String)] = []

    init() {}

    /// - Throws: `Damage` where a body cannot be read.
    init(_ events: [EventRow], parser: JSONParser = JSONParser()) throws {
        for event in events {
            apply(event, try EventBody(event.stored, parser: parser))
        }
    }

    mutating func apply(_ row: EventRow, _ body: EventBody) {
        let event = row.event
        if applyApart(event, body) { return }
        let place = place(of: event, body)
        let before = line(at: place)
        var line = before ?? Line(tip: event.id, tipNumber: row.number, first: row.number)
        let expected = before?.tip
        if event.supersedes != expected {
            note(event, "it supersedes \(Self.name(event.supersedes)) where \(Self.name(expected)) came before it")
        }
        let action = Action(number: row.number, event: row.stored, body: body)
        switch (event.kind, body) {
        case (.decision, _), (.resolution, _), (.sendBack, _), (.question, _), (.answer, _):
            line.done.append(action)
            if case .decision(_, let isSurplus) = body { line.isSurplus = isSurplus }
        case (.undo, .undo(let undo)):
            if let top = line.done.last, top.id == undo.target {
                line.done.removeLast()
                line.undone[event.id] = Undone(action: top, below: line.done.last?.id)
            } else if line.canRedo(undo.target), let undone = line.undone.removeValue(forKey: undo.target) {
                line.done.append(undone.action)
            } else {
                note(event, "it takes back \(undo.target), which is not the last thing done")
            }
            line.isSurplus = undo.isSurplus
        default: note(event, "it is about an item and of kind \(event.kind.rawValue), or its body is missing")
        }
        line.tip = event.id
        line.tipNumber = row.number
        switch place {
        case .annotator(let key): lines[key] = line
        case .verdicts: verdicts = line
        case .question(let id): questions[id] = line
        }
    }

    /// Which line an event is a part of.
    private enum LinePlace {
        case annotator(LineKey), verdicts
        case question(EventID)
    }

    private func place(of event: JournalEvent, _ body: EventBody) -> LinePlace {
        if let occasion = event.occasion {
            return .annotator(LineKey(annotator: event.actor, occasion: occasion))
        }
        switch (event.kind, body) {
        case (.question, _): return .question(event.id)
        case (_, .answer(let answer)): return .question(answer.question)
        // What a redacted answer was about shows in what it came after.
        case (.answer, _):
            return questions.first { $0.value.tip == event.supersedes }.map { .question($0.key) } ?? .verdicts
        case (_, .undo(let undo)): return question(with: undo.target).map { .question($0) } ?? .verdicts
        default: return .verdicts
        }
    }

    private func line(at place: LinePlace) -> Line? {
        switch place {
        case .annotator(let key): lines[key]
        case .verdicts: verdicts
        case .question(let id): questions[id]
        }
    }

    /// The question in whose line something was done or undone.
    private func question(with id: EventID) -> EventID? {
        questions.first { _, line in line.undone[id] != nil || line.done.contains { $0.id == id } }?.key
    }

    /// What is said about an item and is no part of anybody's line.
    /// - Returns: whether it was that.
    private mutating func applyApart(_ event: JournalEvent, _ body: EventBody) -> Bool {
        switch body {
        case .growth(let growth): grownTo = max(grownTo, growth.overlap)
        case .assignment(let assignment) where assignment.isAssigned: assigned.insert(assignment.person)
        case .assignment(let assignment): assigned.remove(assignment.person)
        case .promotion(let promotion):
            if let line = lines.first(where: { $0.value.standing?.id == promotion.target }), line.value.isSurplus {
                lines[line.key]?.isSurplus = false
            } else if !redacted(promotion.target) {
                note(event, "it promotes \(promotion.target), which is no surplus decision that stands")
            }
        case .other where event.kind == .redaction: break
        default: return false
        }
        if event.supersedes != nil { note(event, "it is no part of a history and supersedes something") }
        return true
    }

    /// Whether what stood there was redacted later.
    private func redacted(_ id: EventID) -> Bool {
        lines.values.contains { line in line.done.contains { $0.id == id && $0.isRedacted } }
    }

    private mutating func note(_ event: JournalEvent, _ what: String) {
        problems.append((event.position, "event \(event.id): \(what)"))
    }

    private static func name(_ id: EventID?) -> String { id.map { "\($0)" } ?? "nothing" }

    func line(of event: JournalEvent) -> Line? {
        if let occasion = event.occasion { return lines[LineKey(annotator: event.actor, occasion: occasion)] }
        guard event.kind == .question || event.kind == .answer else { return verdicts }
        return questions.values.first { line in
            line.done.contains { $0.id == event.id } || line.undone.values.contains { $0.action.id == event.id }
        }
    }

    // MARK: What stands

    /// The resolution that stands, with its number in the store.
    var resolution: Action? {
        verdicts?.done.last { $0.isResolution }.flatMap { $0.isRedacted ? nil : $0 }
    }

    var sendBacks: [Action] {
        verdicts?.done.filter { $0.event.event.kind == .sendBack && !$0.isRedacted } ?? []
    }

    /// In order of position. Redacted ones are left out: nothing is known of them.
    var liveDecisions: [LiveDecision] {
        lines.compactMap { key, line -> LiveDecision? in
            guard let top = line.standing, case .decision(let decision, _) = top.body else { return nil }
            let isSurplus = line.isSurplus && key.occasion == .primary
            return LiveDecision(
                decision: decision, standing: isSurplus ? .surplus : .counted, position: top.position)
        }.sorted { $0.position < $1.position }
    }

    /// - Parameter configured: how many annotators the queue asked for then.
    func state(of item: Item, configured: Int) -> ItemState {
        var standing: Resolution?
        if case .resolution(let resolution)? = resolution?.body { standing = resolution }
        let sendBacks = sendBacks.compactMap { action -> PlacedSendBack? in
            guard case .sendBack(let sendBack) = action.body else { return nil }
            return PlacedSendBack(sendBack: sendBack, position: action.position)
        }
        let decisions = liveDecisions
        let questions = questions.values.compactMap { line -> StoredQuestion? in
            guard let action = line.question, case .question(let question) = action.body else { return nil }
            var stored = StoredQuestion(question: question, answer: nil, position: action.position)
            if case .answer(let answer)? = line.answer?.body { stored.answer = answer }
            return stored
        }.sorted { $0.position < $1.position }
        return ItemState(
            item: item, configured: configured, grownTo: grownTo, decisions: decisions, resolution: standing,
            openSendBacks: PlacedSendBack.open(
                sendBacks, resolvedAt: standing == nil ? nil : resolution?.position, decisions: decisions
            ).map(\.sendBack), questions: questions)
    }
}

extension ItemState {
    /// - Parameters:
    ///   - configured: how many annotators the queue asks for.
    ///   - grownTo: what events raised that to for this item; 0 where none did.
    init(
        item: Item, configured: Int, grownTo: Int, decisions: [LiveDecision], resolution: Resolution?,
        openSendBacks: [SendBack], questions: [StoredQuestion]
    ) {
        self.init(
            item: item, overlap: max(configured, grownTo), decisions: decisions, resolution: resolution,
            openSendBacks: openSendBacks, questions: questions)
        overlap = max(overlap, primaries.count)
    }
}

/// A send-back and its place in the journal.
struct PlacedSendBack {
    var sendBack: SendBack
    var position: Int

    /// Those that neither a later resolution nor a later revision of everybody asked has answered.
    static func open(_ sendBacks: [PlacedSendBack], resolvedAt: Int?, decisions: [LiveDecision]) -> [PlacedSendBack] {
        sendBacks.filter { placed in
            if let resolvedAt, resolvedAt > placed.position { return false }
            return !placed.sendBack.to.allSatisfy { person in
                decisions.contains {
                    $0.decision.annotator.id == person && $0.decision.occasion == .revision
                        && $0.position > placed.position
                }
            }
        }
    }
}
