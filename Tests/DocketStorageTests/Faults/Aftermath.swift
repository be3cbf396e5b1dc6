import DocketModel
import DocketStorage
import Testing

/// What is in a store when everything is over, for comparison with what was acknowledged.
struct Aftermath {
    /// What each event says, without what differs from run to run.
    var story: [String] = []
    var problems: [String] = []
    private var hashes: [Int: Digest] = [:]

    /// Opens the store anew, without faults, and verifies it. A store whose queue is not there yet has no story.
    init(_ place: Place, mode: SQLiteStore.Mode = .existing) async throws {
        let store = try await SQLiteStore.open(path: place.path, mode: mode, owner: "owner")
        problems = try await store.verify(against: nil).problems.map(\.what)
        if !(try await store.queues(includingArchived: true)).isEmpty {
            for stored in try await store.events(in: "replies", after: 0, limit: .max) {
                let event = stored.event
                story.append("\(event.kind.rawValue) by \(event.actor) on \(event.item?.rawValue ?? "-")")
                hashes[event.position] = event.hash
            }
        }
        await store.close()
    }

    /// The receipts whose event is not there, or is another one.
    func lost(of receipts: [Receipt]) -> [Receipt] {
        receipts.filter { hashes[$0.position] != $0.hash }
    }
}
