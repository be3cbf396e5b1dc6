package import DocketModel
package import DocketStorage

extension Session {
    /// Resolved items that are like this one, the nearest first: how they were decided, by whom, when and why.
    package func precedents(
        for item: ItemID, in queue: QueueRecord, limit: Int = 5
    ) async throws -> [Precedent] {
        try require(.lead, to: "see how others were resolved")
        return try await store.precedents(for: item, in: queue.id, limit: limit)
    }
}
