package import DocketAdjudication
import DocketModel
package import DocketStorage

extension Session {
    private static let pageSize = 500

    /// The unresolved conflicts, the worthiest first; what was sent back, or waits for an answer to a question about the
    /// guideline, comes last, since it waits for others.
    ///
    /// One pass over what is contested: where that is enough to believe something, worth and proposals come from what the
    /// whole queue says, else from the item's own votes.
    /// - Parameter route: only those for a lead, or only those that are noted; nil for both.
    package func conflicts(in queue: QueueRecord, route: ConflictRoute? = nil) async throws -> [OpenConflict] {
        try require(.lead, to: "see conflicts")
        return try await openConflicts(in: queue).filter { route == nil || $0.route == route }
            .sorted(by: Self.comesFirst)
    }

    func openConflicts(in queue: QueueRecord) async throws -> [OpenConflict] {
        var open: [OpenConflict] = []
        var gathering = BeliefGathering()
        var cursor: ItemCursor?
        repeat {
            let page = try await store.states(
                in: queue.id, filter: .contested, asOf: nil, after: cursor, limit: Self.pageSize)
            for state in page.states {
                let found = conflict(in: state, of: queue)
                let ruling = state.resolution.flatMap { $0.method.isRule || found != nil ? nil : $0.outcome }
                gathering.add(state.primaries, ruling: ruling, isContested: found != nil)
                if let found { open.append(found) }
            }
            cursor = page.next
        } while cursor != nil
        guard let beliefs = gathering.beliefs else { return open }
        let measure = PosteriorWorth(beliefs)
        let (ask, policy) = (queue.configuration.ask, queue.configuration.policy)
        for index in open.indices {
            open[index].beliefs = beliefs.about(open[index].conflict)
            // What went stale comes first for another reason.
            guard open[index].stale == nil else { continue }
            open[index].worth = measure.worth(
                of: open[index].conflict, on: open[index].state.item, ask: ask, policy: policy)
        }
        return open
    }

    /// How many unresolved conflicts wait for a lead, at a cost that does not grow with the queue.
    /// - Parameter limit: of contested items that are looked at.
    package func conflictCount(in queue: QueueRecord, lookingAt limit: Int) async throws -> ConflictCount {
        try require(.lead, to: "see conflicts")
        var count = ConflictCount(atLeast: 0, isExact: true)
        var looked = 0
        var cursor: ItemCursor?
        repeat {
            let page = try await store.states(
                in: queue.id, filter: .contested, asOf: nil, after: cursor, limit: min(Self.pageSize, limit - looked))
            count.atLeast += page.states.count { conflict(in: $0, of: queue)?.route == .lead }
            looked += page.states.count
            cursor = page.next
            if cursor != nil, looked >= limit { count.isExact = false }
        } while cursor != nil && looked < limit
        return count
    }

    private static func comesFirst(_ left: OpenConflict, _ right: OpenConflict) -> Bool {
        if left.isWaiting != right.isWaiting { return right.isWaiting }
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
            let grounds = ["its resolution rests on decisions that changed", worth?.grounds].compactMap { $0 }
            return OpenConflict(
                state: state,
                conflict: found ?? Conflict(item: state.item.id, kinds: [], decisions: state.primaries),
                worth: Worth(
                    value: max(worth?.value ?? 0, Self.staleWorth), grounds: grounds.joined(separator: "; ")),
                route: .lead, isComplete: isComplete, stale: resolution)
        }
        guard let found, let worth else { return nil }
        return OpenConflict(
            state: state, conflict: found, worth: worth, route: policy.route(of: found), isComplete: isComplete)
    }
}
