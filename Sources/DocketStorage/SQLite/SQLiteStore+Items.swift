package import DocketModel
import GRDB

extension SQLiteStore {
    package func item(_ id: ItemID, in queue: QueueID) async throws -> Item? {
        try await read { database in
            let queue = try QueueRow.existing(queue, in: database)
            guard let row = try ItemRow.find(id, in: queue, database) else { return nil }
            return try ContentRows(database: database).item(row.key)
        }
    }

    package func state(of item: ItemID, in queue: QueueID) async throws -> ItemState? {
        try await read { database in
            let queue = try QueueRow.existing(queue, in: database)
            guard let row = try ItemRow.find(item, in: queue, database) else { return nil }
            return try ItemStates(database: database, queue: queue).now(row)
        }
    }

    package func grow(_ item: ItemID, in queue: QueueID, to overlap: Int, by author: Author) async throws {
        let id = makeID()
        try await write { [clock] database in
            var queue = try QueueRow.open(queue, in: database)
            let item = try ItemRow.existing(item, in: queue, database)
            let journal = Journal(database: database, author: author, now: clock())
            try GrowthRecorder(journal: journal, id: id).grow(item, to: overlap, in: &queue)
        }
    }

    package func inbox(of person: PersonID, in queue: QueueID) async throws -> [SendBack] {
        try await read { database in
            let queue = try QueueRow.existing(queue, in: database)
            let items = try database.all(
                "SELECT item, min(event) FROM sendback WHERE queue = ? GROUP BY item ORDER BY 2", queue.key
            ) { $0.int64(0) }
            let states = try ItemStates(database: database, queue: queue)
            return try items.flatMap { try states.openSendBacks($0, to: person) }
                .sorted { $0.position < $1.position }.map(\.sendBack)
        }
    }

    package func states(
        in queue: QueueID, filter: ItemFilter, asOf position: Int?, after cursor: ItemCursor?, limit: Int
    ) async throws -> ItemPage {
        try await read { database in
            let queue = try QueueRow.existing(queue, in: database)
            return try ItemStates(database: database, queue: queue)
                .page(filter: filter, asOf: position, after: cursor?.value ?? 0, limit: max(1, limit))
        }
    }
}
