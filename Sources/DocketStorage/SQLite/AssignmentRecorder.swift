import DocketModel
import GRDB

/// Appends assignments and keeps slots for them, inside the caller's transaction.
struct AssignmentRecorder {
    let journal: Journal
    /// Of the event to append.
    let id: EventID

    private var database: Database { journal.database }

    /// - Throws: `StoreError.refused`.
    func put(
        _ item: ItemRow, _ person: PersonID, isAssigned: Bool, in queue: inout QueueRow
    ) throws -> AssignmentReceipt {
        let isSo = try database.integer(
            "SELECT EXISTS (SELECT 1 FROM assignment WHERE queue = ? AND item = ? AND annotator = ?)", queue.key,
            item.key, person)
        if (isSo == 1) == isAssigned { return AssignmentReceipt(position: queue.position, isNew: false) }
        if isAssigned { try keep(item, person, queue) } else { try free(item, person, queue) }
        let record = AssignmentRecord(
            id: id, queue: queue.name, item: item.id, person: person, isAssigned: isAssigned, at: journal.now)
        let appended = try journal.append(
            EventDraft(
                id: id, kind: .assignment, actor: journal.author.person, item: item, body: record.bytes),
            to: &queue)
        return AssignmentReceipt(position: appended.event.position, isNew: true)
    }

    private func keep(_ item: ItemRow, _ person: PersonID, _ queue: QueueRow) throws {
        guard try !SQLiteStore.hasDecided(person, item.key, database) else {
            throw StoreError.refused(.invalid("\(person) has decided item \(item.id) already"))
        }
        let slots = SlotKeeper(database: database, queue: queue.key, now: journal.now)
        guard try slots.keep(item, for: person) else {
            throw StoreError.refused(
                .invalid("every slot of item \(item.id) is taken: unassign somebody, or raise the queue's overlap"))
        }
        try database.run(
            "INSERT INTO assignment(queue, item, annotator) VALUES (?, ?, ?)", queue.key, item.key, person)
    }

    private func free(_ item: ItemRow, _ person: PersonID, _ queue: QueueRow) throws {
        try database.run(
            "DELETE FROM assignment WHERE queue = ? AND item = ? AND annotator = ?", queue.key, item.key, person)
        try SlotKeeper(database: database, queue: queue.key, now: journal.now)
            .releaseClaim(on: item.key, of: person)
    }
}
