package import DocketAdjudication
package import DocketModel
package import DocketStorage

extension Session {
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
        // What a rule made, a person may replace without a word; what a person made, only by naming it.
        if let standing = state.resolution, standing.id != resolution.id, standing.id != resolution.supersedes,
            !standing.method.isRule || resolution.method.isRule,
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

    /// Takes back this person's last action in the queue, or that one. A lead may name a resolution that a rule made by
    /// itself.
    package func undo(_ event: EventID? = nil, in queue: QueueRecord) async throws -> UndoReceipt {
        let id = makeID()
        let receipt: UndoReceipt
        do {
            receipt = try await repeatingIfUnknown { try await store.undo(event, in: queue.id, as: id, by: author) }
        } catch StoreError.refused(.notYours(let other)) {
            guard role >= .lead, try await isByPolicy(other, in: queue) else {
                throw StoreError.refused(.notYours(other))
            }
            receipt = try await reopen(other, in: queue)
        }
        if let item = receipt.target.event.item { await followUp(on: item, in: queue) }
        return receipt
    }

    private func isByPolicy(_ event: EventID, in queue: QueueRecord) async throws -> Bool {
        try await store.recentActions(of: .policy, in: queue.id, limit: .max).contains { $0.event.id == event }
    }

    package func redo(in queue: QueueRecord) async throws -> UndoReceipt {
        let id = makeID()
        let receipt = try await repeatingIfUnknown { try await store.redo(in: queue.id, as: id, by: author) }
        if let item = receipt.target.event.item { await followUp(on: item, in: queue) }
        return receipt
    }

    /// Does something again whose fate is not known: under the same id it happens once.
    func repeatingIfUnknown<Value>(_ body: () async throws -> Value) async throws -> Value {
        do {
            return try await body()
        } catch StoreError.unknownOutcome {
            return try await body()
        }
    }
}
