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

    /// What a stale resolution is worth at least: a lead has said something about the item that holds no longer, which
    /// comes before what two people differ on.
    private static let staleWorth = 0.75

    /// The conflict of an item, unless there is none or a resolution that is not stale settles it. A stale resolution
    /// comes back whatever the decisions say now.
    package func conflict(in state: ItemState, of queue: QueueRecord) -> OpenConflict? {
        let (ask, policy) = (queue.configuration.ask, queue.configuration.policy)
        let outcome = outcome(of: state, in: queue)
        if case .resolved = outcome { return nil }
        let found = Conflict.find(item: state.item, primaries: state.primaries, ask: ask, policy: policy)
        let worth = found.map { VoteEntropyWorth().worth(of: $0, on: state.item, ask: ask, policy: policy) }
        let isComplete = state.primaries.count >= state.overlap
        if case .stale(let resolution) = outcome {
            let why = ["its resolution rests on decisions that changed", worth?.why].compactMap { $0 }
            return OpenConflict(
                state: state,
                conflict: found ?? Conflict(item: state.item.id, kinds: [], decisions: state.primaries),
                worth: Worth(value: max(worth?.value ?? 0, Self.staleWorth), why: why.joined(separator: "; ")),
                route: .lead, isComplete: isComplete, stale: resolution)
        }
        guard let found, let worth else { return nil }
        return OpenConflict(
            state: state, conflict: found, worth: worth, route: policy.route(of: found), isComplete: isComplete)
    }

    /// Whether this person may settle the item: a lead who has not decided it, on whatever occasion, unless the policy
    /// allows that.
    package func mayAdjudicate(_ state: ItemState, in queue: QueueRecord) -> Bool {
        guard role >= .lead else { return false }
        return queue.configuration.policy.adjudicatorMayBeAnnotator
            || !state.decisions.contains { $0.decision.annotator.id == person && !$0.decision.answer.isSkip }
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
    /// - Throws: `WorkflowError.adjudicatorIsAnnotator`, `.invalid`, `.notAllowed`, `.notItsDecisions`,
    ///   `.inputsLeaveOut`; `StoreError`.
    package func record(_ resolution: Resolution, in queue: QueueRecord) async throws -> Receipt {
        try require(.lead, to: "adjudicate")
        guard !queue.isArchived else { throw StoreError.refused(.archived(queue.id)) }
        guard resolution.adjudicator == person else {
            throw WorkflowError.notYourself(person, resolution.adjudicator)
        }
        guard let state = try await store.state(of: resolution.item, in: queue.id) else {
            throw StoreError.refused(.unknownItem(resolution.item, queue.id))
        }
        guard mayAdjudicate(state, in: queue) else {
            throw WorkflowError.adjudicatorIsAnnotator(resolution.item, person)
        }
        if let standing = state.resolution, standing.id != resolution.id, standing.id != resolution.supersedes,
            case .resolved = outcome(of: state, in: queue)
        {
            throw WorkflowError.alreadyResolved(resolution.item, by: standing.adjudicator, standing.id)
        }
        var checked = resolution
        let ask = queue.configuration.ask
        checked.outcome = ask.normalized(resolution.outcome, for: state.item)
        let violations = ask.violations(in: checked.outcome, for: state.item)
        guard violations.isEmpty else { throw WorkflowError.invalid(state.item.id, violations) }
        checked.queue = queue.id
        if checked.inputs.isEmpty { checked.inputs = state.primaries.map(\.id) }
        if let error = Self.mistake(in: checked.inputs, of: state),
            try await !store.events(about: state.item.id, in: queue.id).contains(where: { $0.event.id == checked.id })
        {
            // One that is sent again was checked against the decisions that stood then.
            throw error
        }
        if checked.guideline == nil { checked.guideline = queue.guidelineDigest }
        return try await store.record(checked, by: author)
    }

    private static func mistake(in inputs: [EventID], of state: ItemState) -> WorkflowError? {
        let standing = Set(state.decisions.map(\.decision.id))
        let strange = inputs.filter { !standing.contains($0) }
        if !strange.isEmpty { return .notItsDecisions(state.item.id, strange) }
        let missing = state.primaries.map(\.id).filter { !inputs.contains($0) }
        return missing.isEmpty ? nil : .inputsLeaveOut(state.item.id, missing)
    }

    /// Sends an item back to its annotators. With nobody named, to everybody whose decision counts.
    /// - Throws: `WorkflowError.notAllowed`, `.noDecisions`, `.notItsAnnotators`; `StoreError`.
    package func record(_ sendBack: SendBack, in queue: QueueRecord) async throws -> Receipt {
        try require(.lead, to: "send items back")
        guard let state = try await store.state(of: sendBack.item, in: queue.id) else {
            throw StoreError.refused(.unknownItem(sendBack.item, queue.id))
        }
        var addressed = sendBack
        if addressed.to.isEmpty { addressed.to = state.primaries.map(\.annotator.id) }
        guard !addressed.to.isEmpty else { throw WorkflowError.noDecisions(sendBack.item) }
        let annotators = Set(state.decisions.map(\.decision.annotator.id))
        let others = addressed.to.filter { !annotators.contains($0) }
        guard others.isEmpty else { throw WorkflowError.notItsAnnotators(sendBack.item, others) }
        return try await store.record(addressed, by: author)
    }

    /// Takes back this person's last decision, resolution or send-back, or that one.
    package func undo(_ event: EventID? = nil, in queue: QueueRecord) async throws -> UndoReceipt {
        let id = makeID()
        let receipt = try await repeatingIfUnknown {
            try await store.undo(event, in: queue.id, as: id, by: author)
        }
        if let item = receipt.target.event.item { await askOneMore(about: item, in: queue) }
        return receipt
    }

    package func redo(in queue: QueueRecord) async throws -> UndoReceipt {
        let id = makeID()
        let receipt = try await repeatingIfUnknown { try await store.redo(in: queue.id, as: id, by: author) }
        if let item = receipt.target.event.item { await askOneMore(about: item, in: queue) }
        return receipt
    }

    /// Does something again whose fate is not known: under the same id it happens once.
    private func repeatingIfUnknown<Value>(_ body: () async throws -> Value) async throws -> Value {
        do {
            return try await body()
        } catch StoreError.unknownOutcome {
            return try await body()
        }
    }

    /// Where a queue asks people until they agree: raises k by one as soon as all who were asked have decided and what
    /// they disagree on would go to a lead.
    ///
    /// What led here is on disk, and its receipt says so whatever becomes of this: an item that could not grow is a
    /// conflict for a lead, and grows with the next decision about it.
    func askOneMore(about item: ItemID, in queue: QueueRecord) async {
        let overlap = queue.configuration.overlap
        guard overlap.maximum > overlap.minimum, let state = try? await store.state(of: item, in: queue.id),
            state.overlap < overlap.maximum, case .conflict(let conflict) = outcome(of: state, in: queue),
            queue.configuration.policy.route(of: conflict) == .lead
        else { return }
        try? await store.grow(item, in: queue.id, to: state.overlap + 1, by: author)
    }
}
