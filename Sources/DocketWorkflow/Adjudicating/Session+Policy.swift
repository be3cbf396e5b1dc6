import DocketAdjudication
package import DocketModel
package import DocketStorage

/// Settling conflicts by the queue's rules, and opening again what was settled.
extension Session {
    /// What the queue's rules would settle, in the order of conflicts. Nothing is recorded.
    /// - Parameter kinds: only conflicts that have one of these; nil for all.
    package func policyResolutions(
        in queue: QueueRecord, kinds: Set<Conflict.Kind>? = nil
    ) async throws -> [PolicyResolution] {
        try await conflicts(in: queue).filter { open in
            kinds.map { !$0.isDisjoint(with: open.conflict.kinds) } ?? true
        }.compactMap { $0.ruled(by: queue.configuration) }
    }

    /// Records what a rule makes of a conflict, in this person's name: theirs to undo.
    /// - Throws: as for a resolution of their own; `WorkflowError.notItsDecisions` or `.inputsLeaveOut` where somebody
    ///   decided otherwise since it was looked at.
    package func apply(_ resolution: PolicyResolution, in queue: QueueRecord) async throws -> Receipt {
        let made = resolution.resolution(id: newID(), by: person, in: queue, at: time)
        return try await settled(made.id, on: made.item, in: queue) { try await record(made, in: queue) }
    }

    /// Takes back the resolution that stands of an item, whoever or whatever made it; the conflict is open again. It is
    /// this person's undo: redo puts the resolution back.
    /// - Throws: `WorkflowError.notAllowed`, `.notResolved`; `StoreError`.
    package func reopen(_ item: ItemID, in queue: QueueRecord) async throws -> UndoReceipt {
        try require(.lead, to: "reopen what was resolved")
        guard let state = try await store.state(of: item, in: queue.id) else {
            throw StoreError.unknownItem(item, queue.id)
        }
        guard let standing = state.resolution else { throw WorkflowError.notResolved(item) }
        return try await reopen(standing.id, in: queue)
    }

    func reopen(_ resolution: EventID, in queue: QueueRecord) async throws -> UndoReceipt {
        let id = newID()
        return try await repeatingIfUnknown {
            try await store.reopen(resolution, in: queue.id, as: id, by: author)
        }
    }

    /// The items that a rule settled and that stand so.
    /// - Parameter rule: `majority`, or as it was configured, `majority:2`.
    package func items(settledBy rule: String, in queue: QueueRecord) async throws -> [ItemID] {
        try require(.lead, to: "reopen what was resolved")
        var items: [ItemID] = []
        var cursor: ItemCursor?
        repeat {
            let page = try await store.states(
                in: queue.id, filter: .contested, asOf: nil, after: cursor, limit: 500)
            items += page.states.filter { $0.resolution?.method.isRule(named: rule) == true }.map(\.item.id)
            cursor = page.next
        } while cursor != nil
        return items
    }

    // MARK: By itself

    /// What follows from a change of an item's decisions: one more annotator is asked where the queue wants that, else
    /// the queue's rules settle it if they can.
    ///
    /// What led here is on disk, and its receipt says so whatever becomes of this: an item that could not grow, or was
    /// not settled, is a conflict for a lead, and is looked at again with the next decision about it.
    func followUp(on item: ItemID, in queue: QueueRecord) async {
        guard hasFollowUps(queue), let state = try? await store.state(of: item, in: queue.id) else { return }
        if state.overlap < queue.configuration.overlap.maximum,
            case .conflict(let conflict) = outcome(of: state, in: queue),
            queue.configuration.policy.route(of: conflict) == .lead
        {
            try? await store.grow(item, in: queue.id, to: state.overlap + 1, by: author)
            return
        }
        try? await settleByRule(state, in: queue)
    }

    func hasFollowUps(_ queue: QueueRecord) -> Bool {
        let (overlap, policy) = (queue.configuration.overlap, queue.configuration.policy)
        return overlap.maximum > overlap.minimum || policy.resolve.contains(where: \.needsOnlyTheItem)
    }

    /// An item is settled so once: after somebody resolved it, or opened it again, it is a lead's.
    private func settleByRule(_ state: ItemState, in queue: QueueRecord) async throws {
        guard state.resolution == nil,
            let resolution = conflict(in: state, of: queue)?.ruled(by: queue.configuration, onlyByItem: true),
            try await !store.events(about: state.item.id, in: queue.id).contains(where: { $0.event.kind == .resolution }
            )
        else { return }
        // Two people whose decisions complete an item at one moment settle it once.
        let id = EventID.derived(
            from: ["docket.rule", queue.id.rawValue, resolution.item.rawValue] + resolution.inputs.map(\.rawValue))
        let made = resolution.resolution(id: id, by: .policy, in: queue, at: time)
        _ = try await store.record(
            made, by: Author(person: .policy, clientVersion: clientVersion, clientTime: time))
    }
}
