import DocketModel
import GRDB

/// Makes surplus decisions count, inside the caller's transaction.
struct PromotionRecorder {
    let journal: Journal
    /// Of the event to append.
    let id: EventID
    /// Of the event that raises k, where it must be.
    let growth: EventID

    private var database: Database { journal.database }

    /// - Throws: `StoreError.refused`.
    func promote(_ decision: EventID, in queue: inout QueueRow) throws -> Receipt {
        guard let target = try EventRow.find(decision, in: queue, database) else {
            throw StoreError.refused(.unknownEvent(decision))
        }
        guard let name = target.event.item, let item = try ItemRow.find(name, in: queue, database),
            try database.integer(
                "SELECT EXISTS (SELECT 1 FROM line WHERE item = ? AND live = ? AND surplus = 1)", item.key,
                target.number) == 1
        else {
            throw StoreError.refused(.invalid("\(decision) is no surplus decision that stands"))
        }
        let slots = SlotKeeper(database: database, queue: queue.key, now: journal.now)
        if try slots.settle(item, annotator: target.event.actor, event: target.number) {
            let overlap = max(item.overlap, try ItemStates(database: database, queue: queue).now(item).overlap)
            try GrowthRecorder(journal: journal, id: growth).grow(item, to: overlap + 1, in: &queue)
            _ = try slots.settle(item, annotator: target.event.actor, event: target.number)
        }
        let record = PromotionRecord(
            id: id, queue: queue.name, item: item.id, target: decision, at: journal.now)
        let appended = try journal.append(
            EventDraft(id: id, kind: .promotion, actor: journal.author.person, item: item, body: record.bytes),
            to: &queue)
        try database.run("UPDATE line SET surplus = 0 WHERE item = ? AND live = ?", item.key, target.number)
        return Receipt(id: id, status: .saved, position: appended.event.position, hash: appended.event.hash)
    }
}
