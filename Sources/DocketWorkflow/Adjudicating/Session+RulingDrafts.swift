package import DocketModel
import DocketNotation
import DocketStorage

extension Session {
    package func keepDraft(_ draft: RulingDraft, of item: ItemID, in queue: QueueID) async throws {
        try await store.saveRulingDraft(draft.data, of: person, item: item, in: queue)
    }

    /// What this person began to rule in a queue and has not recorded.
    package func rulingDrafts(in queue: QueueID) async throws -> [ItemID: RulingDraft] {
        try await store.rulingDrafts(of: person, in: queue).compactMapValues(RulingDraft.init(data:))
    }
}
