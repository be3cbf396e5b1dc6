import DocketModel
import DocketStorage

/// The records of an item that a native export holds: what stands and counts, and the records that those replaced, in
/// journal order. What was undone, and surplus, is left out: an import would bring it to life.
struct NativeHistory {
    private(set) var decisions: [Decision] = []
    private(set) var resolutions: [Resolution] = []

    init(of state: ItemState, in queue: QueueID, store: any Store) async throws {
        let live = state.decisions.filter { $0.standing == .counted }.map(\.decision)
        decisions = live
        resolutions = [state.resolution].compactMap { $0 }
        guard live.contains(where: { $0.supersedes != nil }) || state.resolution?.supersedes != nil else { return }

        let events = try await store.events(about: state.item.id, in: queue)
        let byID = Dictionary(events.map { ($0.event.id, $0) }) { first, _ in first }
        let tips = live.map(\.id) + resolutions.map(\.id)
        let kept = Set(tips.flatMap { Self.line(endingAt: $0, in: byID) })
        decisions = []
        resolutions = []
        for stored in events where kept.contains(stored.event.id) {
            if let decision = try stored.decision { decisions.append(decision) }
            if let resolution = try stored.resolution { resolutions.append(resolution) }
        }
    }

    /// The event and those it replaced, one after the other, back to the first or to an undo.
    private static func line(endingAt tip: EventID, in events: [EventID: StoredEvent]) -> [EventID] {
        var line: [EventID] = []
        var next: EventID? = tip
        while let id = next, let event = events[id]?.event, event.kind == .decision || event.kind == .resolution {
            line.append(id)
            next = event.supersedes
        }
        return line
    }
}
