package import DocketModel
import DocketNotation
import GRDB

extension SQLiteStore {
    package func record(
        _ decision: Decision, fence: Int?, by author: Author, check: @escaping DecisionCheck
    ) async throws -> Receipt {
        let outcome: Result<Receipt, any Error> = try await write(keepingIf: \.isSuccess) { [clock] database in
            var queue = try QueueRow.existing(decision.queue, in: database)
            guard let row = try ItemRow.find(decision.item, in: queue, database) else {
                throw StoreError.refused(.unknownItem(decision.item, queue.name))
            }
            let item = try ContentRows(database: database).item(row.key)
            let checked: Decision
            do {
                checked = try check(decision, item)
            } catch {
                return .failure(error)
            }
            let journal = Journal(database: database, author: author, now: clock())
            return .success(
                try DecisionRecorder(journal: journal, way: .live).record(checked, fence: fence, in: &queue))
        }
        return try await flushed(outcome.get())
    }

    package func record(_ resolution: Resolution, by author: Author) async throws -> Receipt {
        let receipt = try await write { [clock] database in
            var queue = try QueueRow.existing(resolution.queue, in: database)
            let journal = Journal(database: database, author: author, now: clock())
            return try VerdictRecorder(journal: journal, way: .live).record(resolution, in: &queue)
        }
        return try await flushed(receipt)
    }

    package func record(_ sendBack: SendBack, by author: Author) async throws -> Receipt {
        let receipt = try await write { [clock] database in
            var queue = try QueueRow.existing(sendBack.queue, in: database)
            let journal = Journal(database: database, author: author, now: clock())
            return try VerdictRecorder(journal: journal, way: .live).record(sendBack, in: &queue)
        }
        return try await flushed(receipt)
    }

    /// What was there already may have been written by a program that was killed before its flush: it is on disk before
    /// anybody is told so.
    private func flushed(_ receipt: Receipt) async throws -> Receipt {
        if receipt.status == .duplicate { try await flushLog() }
        return receipt
    }

    package func undo(
        _ event: EventID?, in queue: QueueID, as id: EventID, by author: Author
    ) async throws -> UndoReceipt {
        let undone = try await write { [clock] database in
            var queue = try QueueRow.open(queue, in: database)
            let journal = Journal(database: database, author: author, now: clock())
            return try UndoRecorder(journal: journal, id: id).undo(event, in: &queue)
        }
        _ = try await flushed(undone.receipt)
        return undone
    }

    package func redo(in queue: QueueID, as id: EventID, by author: Author) async throws -> UndoReceipt {
        let redone = try await write { [clock] database in
            var queue = try QueueRow.open(queue, in: database)
            let journal = Journal(database: database, author: author, now: clock())
            return try UndoRecorder(journal: journal, id: id).redo(in: &queue)
        }
        _ = try await flushed(redone.receipt)
        return redone
    }

    package func events(in queue: QueueID, after position: Int, limit: Int) async throws -> [StoredEvent] {
        try await read { database in
            let queue = try QueueRow.existing(queue, in: database)
            return try database.all(
                "SELECT \(EventRow.columns) WHERE e.queue = ? AND e.position > ? ORDER BY e.position LIMIT ?",
                queue.key, position, limit
            ) { try EventRow($0, queue: queue.name).stored }
        }
    }

    package func events(about item: ItemID, in queue: QueueID) async throws -> [StoredEvent] {
        try await read { database in
            let queue = try QueueRow.existing(queue, in: database)
            let item = try ItemRow.existing(item, in: queue, database)
            return try EventRow.about(item.key, in: queue, database).map(\.stored)
        }
    }

    package func recentActions(of person: PersonID, in queue: QueueID, limit: Int) async throws -> [StoredEvent] {
        try await read { database in
            let queue = try QueueRow.existing(queue, in: database)
            return try database.all(
                """
                SELECT \(EventRow.columns) JOIN action a ON a.event = e.seq
                WHERE a.queue = ? AND a.actor = ? AND a.state = 0 ORDER BY a.event DESC LIMIT ?
                """, queue.key, person, limit
            ) { try EventRow($0, queue: queue.name).stored }
        }
    }
}

extension Result {
    fileprivate var isSuccess: Bool {
        if case .success = self { true } else { false }
    }
}
