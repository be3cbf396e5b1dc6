package import DocketAdjudication
package import DocketModel
package import DocketStorage

extension Session {
    private static let pageSize = 500

    /// The unresolved conflicts, the worthiest first; what was sent back comes last, since it waits for others.
    /// - Parameter route: only those for a lead, or only those that are noted; nil for both.
    package func conflicts(in queue: QueueRecord, route: ConflictRoute? = nil) async throws -> [OpenConflict] {
        try require(.lead, to: "see conflicts")
        var open: [OpenConflict] = []
        var cursor: ItemCursor?
        repeat {
            let page = try await store.states(
                in: queue.id, filter: .contested, asOf: nil, after: cursor, limit: Self.pageSize)
            open += page.states.compactMap { conflict(in: $0, of: queue) }
            cursor = page.next
        } while cursor != nil
        return open.filter { route == nil || $0.route == route }.sorted(by: Self.comesFirst)
    }

    private static func comesFirst(_ left: OpenConflict, _ right: OpenConflict) -> Bool {
        if left.isSentBack != right.isSentBack { return right.isSentBack }
        if left.route != right.route { return left.route == .lead }
        if left.worth.value != right.worth.value { return left.worth.value > right.worth.value }
        return left.item < right.item
    }

    /// The conflict of an item, unless there is none or a resolution that is not stale settles it.
    package func conflict(in state: ItemState, of queue: QueueRecord) -> OpenConflict? {
        let configuration = queue.configuration
        let primaries = state.primaries
        guard
            let conflict = Conflict.find(
                item: state.item, primaries: primaries, ask: configuration.ask, policy: configuration.policy)
        else { return nil }
        var stale: Resolution?
        if let resolution = state.resolution {
            guard case .stale = outcome(of: state, in: queue) else { return nil }
            stale = resolution
        }
        let worth = VoteEntropyWorth().worth(
            of: conflict, on: state.item, ask: configuration.ask, policy: configuration.policy)
        return OpenConflict(
            state: state, conflict: conflict, worth: worth, route: configuration.policy.route(of: conflict),
            isComplete: primaries.count >= state.overlap, stale: stale)
    }

    /// What is known of an item: resolved, agreed, in conflict, incomplete.
    package func outcome(of state: ItemState, in queue: QueueRecord) -> ItemOutcome {
        ItemOutcome(
            of: state.item, overlap: state.overlap, primaries: state.primaries,
            others: state.decisions.map(\.decision).filter { decision in
                !state.primaries.contains { $0.id == decision.id }
            },
            resolution: state.resolution, ask: queue.configuration.ask, policy: queue.configuration.policy)
    }

    /// Checks a resolution and records it. Inputs that are not given are the primary decisions that stand.
    /// - Throws: `WorkflowError.adjudicatorIsAnnotator`, `.invalid`, `.notAllowed`; `StoreError`.
    package func record(_ resolution: Resolution, in queue: QueueRecord) async throws -> Receipt {
        try require(.lead, to: "adjudicate")
        guard !queue.isArchived else { throw StoreError.refused(.archived(queue.id)) }
        guard resolution.adjudicator == person else {
            throw WorkflowError.notYourself(person, resolution.adjudicator)
        }
        guard let state = try await store.state(of: resolution.item, in: queue.id) else {
            throw StoreError.refused(.unknownItem(resolution.item, queue.id))
        }
        let primaries = state.primaries
        let isAnnotator = primaries.contains { $0.annotator.id == person }
        if isAnnotator, !queue.configuration.policy.adjudicatorMayBeAnnotator {
            throw WorkflowError.adjudicatorIsAnnotator(resolution.item, person)
        }
        var checked = resolution
        let ask = queue.configuration.ask
        checked.outcome = ask.normalized(resolution.outcome, for: state.item)
        let violations = ask.violations(in: checked.outcome, for: state.item)
        guard violations.isEmpty else { throw WorkflowError.invalid(state.item.id, violations) }
        checked.queue = queue.id
        if checked.inputs.isEmpty { checked.inputs = primaries.map(\.id) }
        if checked.guideline == nil { checked.guideline = queue.guidelineDigest }
        return try await store.record(checked, by: author)
    }

    /// Sends an item back to its annotators. With nobody named, to everybody who decided it.
    package func record(_ sendBack: SendBack, in queue: QueueRecord) async throws -> Receipt {
        try require(.lead, to: "send items back")
        guard let state = try await store.state(of: sendBack.item, in: queue.id) else {
            throw StoreError.refused(.unknownItem(sendBack.item, queue.id))
        }
        var addressed = sendBack
        if addressed.to.isEmpty { addressed.to = state.primaries.map(\.annotator.id) }
        guard !addressed.to.isEmpty else { throw WorkflowError.noDecisions(sendBack.item) }
        return try await store.record(addressed, by: author)
    }

    /// Takes back this person's last decision, resolution or send-back, or that one.
    package func undo(_ event: EventID? = nil, in queue: QueueRecord) async throws -> UndoReceipt {
        try await store.undo(event, in: queue.id, by: author)
    }

    package func redo(in queue: QueueRecord) async throws -> UndoReceipt {
        try await store.redo(in: queue.id, by: author)
    }
}
