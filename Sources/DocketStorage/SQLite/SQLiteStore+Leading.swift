package import DocketModel
import GRDB

/// What leads do to the work of others.
extension SQLiteStore {
    package func assign(
        _ item: ItemID, in queue: QueueID, to person: PersonID, by author: Author
    ) async throws -> AssignmentReceipt {
        try await setAssignment(of: item, in: queue, to: person, isAssigned: true, by: author)
    }

    package func unassign(
        _ item: ItemID, in queue: QueueID, from person: PersonID, by author: Author
    ) async throws -> AssignmentReceipt {
        try await setAssignment(of: item, in: queue, to: person, isAssigned: false, by: author)
    }

    private func setAssignment(
        of item: ItemID, in queue: QueueID, to person: PersonID, isAssigned: Bool, by author: Author
    ) async throws -> AssignmentReceipt {
        let id = makeID()
        return try await write { [clock] database in
            var queue = try QueueRow.open(queue, in: database)
            let item = try ItemRow.existing(item, in: queue, database)
            let journal = Journal(database: database, author: author, now: clock())
            return try AssignmentRecorder(journal: journal, id: id)
                .put(item, person, isAssigned: isAssigned, in: &queue)
        }
    }

    package func assignments(
        in queue: QueueID, of person: PersonID?, after cursor: ItemCursor?, limit: Int
    ) async throws -> AssignmentPage {
        try await read { database in
            let queue = try QueueRow.existing(queue, in: database)
            // A page ends with an item, and more than k people are never assigned to one.
            let items = try database.all(
                """
                SELECT DISTINCT item FROM assignment WHERE queue = ?1 AND item > ?2 AND (?3 IS NULL OR annotator = ?3)
                ORDER BY item LIMIT ?4
                """, queue.key, cursor?.value ?? 0, person, max(1, limit)
            ) { $0.int64(0) }
            let assignments = try items.flatMap { item in
                try database.all(
                    """
                    SELECT i.id, a.annotator FROM assignment a JOIN item i ON i.seq = a.item
                    WHERE a.queue = ?1 AND a.item = ?2 AND (?3 IS NULL OR a.annotator = ?3) ORDER BY a.annotator
                    """, queue.key, item, person
                ) { Assignment(item: ItemID($0.text(0)), person: PersonID($0.text(1))) }
            }
            return AssignmentPage(
                assignments: assignments,
                next: items.count < limit ? nil : items.last.map { ItemCursor(value: $0) })
        }
    }

    package func promote(_ decision: EventID, in queue: QueueID, by author: Author) async throws -> Receipt {
        let ids = (promotion: makeID(), growth: makeID())
        return try await write { [clock] database in
            var queue = try QueueRow.open(queue, in: database)
            let journal = Journal(database: database, author: author, now: clock())
            return try PromotionRecorder(journal: journal, id: ids.promotion, growth: ids.growth).promote(
                decision, in: &queue)
        }
    }

    package func redact(
        _ event: EventID, in queue: QueueID, reason: String, by author: Author
    ) async throws -> Receipt {
        let id = makeID()
        let receipt = try await write { [clock] database in
            var queue = try QueueRow.existing(queue, in: database)
            let journal = Journal(database: database, author: author, now: clock())
            return try RedactionRecorder(journal: journal, id: id).redact(event, reason: reason, in: &queue)
        }
        // The log holds the text until it is emptied, by whoever closes last at the latest.
        try await withGate { _ = Self.emptyLogWithoutWaiting($0) }
        return receipt
    }
}
