import DocketModel
import GRDB

/// Raises the k of items, inside the caller's transaction.
struct GrowthRecorder {
    let journal: Journal
    /// Of the event to append.
    let id: EventID

    /// An item that has as many already stays as it is.
    func grow(_ item: ItemRow, to overlap: Int, in queue: inout QueueRow) throws {
        let database = journal.database
        guard try ItemStates(database: database, queue: queue).now(item).overlap < overlap else { return }
        let record = GrowthRecord(id: id, queue: queue.name, item: item.id, overlap: overlap, at: journal.now)
        _ = try journal.append(
            EventDraft(id: id, kind: .growth, actor: journal.author.person, item: item, body: record.bytes),
            to: &queue)
        // It may have more slots already, opened for decisions that came with an import.
        guard overlap > item.overlap else { return }
        try database.run(
            "UPDATE item SET free = free + ?1 - overlap, overlap = ?1 WHERE seq = ?2", overlap, item.key)
        try SlotKeeper(database: database, queue: queue.key, now: journal.now).touch(item.key)
    }
}
