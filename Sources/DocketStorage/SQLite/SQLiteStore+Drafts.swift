package import DocketModel
import GRDB

extension SQLiteStore {
    package func saveDraft(_ data: [UInt8], of annotator: PersonID, item: ItemID, in queue: QueueID) async throws {
        try await save(data, DraftKey(decisionBy: annotator), item, queue)
    }

    package func draft(of annotator: PersonID, item: ItemID, in queue: QueueID) async throws -> [UInt8]? {
        try await read { database in
            let queue = try QueueRow.existing(queue, in: database)
            let item = try ItemRow.existing(item, in: queue, database)
            return try database.first(
                "SELECT bytes FROM draft WHERE item = ? AND annotator = ?", item.key,
                DraftKey(decisionBy: annotator).value
            ) { $0.blob(0) }
        }
    }

    package func saveRulingDraft(
        _ data: [UInt8], of adjudicator: PersonID, item: ItemID, in queue: QueueID
    ) async throws {
        try await save(data, DraftKey(rulingBy: adjudicator), item, queue)
    }

    package func rulingDrafts(of adjudicator: PersonID, in queue: QueueID) async throws -> [ItemID: [UInt8]] {
        try await read { database in
            let queue = try QueueRow.existing(queue, in: database)
            let drafts = try database.all(
                """
                SELECT i.id, d.bytes FROM draft d JOIN item i ON i.seq = d.item
                WHERE d.annotator = ? AND i.queue = ?
                """, DraftKey(rulingBy: adjudicator).value, queue.key
            ) { (ItemID($0.text(0)), $0.blob(1)) }
            return Dictionary(drafts) { first, _ in first }
        }
    }

    private func save(_ data: [UInt8], _ key: DraftKey, _ item: ItemID, _ queue: QueueID) async throws {
        try await write { database in
            let queue = try QueueRow.existing(queue, in: database)
            let item = try ItemRow.existing(item, in: queue, database)
            if data.isEmpty {
                try key.discard(item.key, in: database)
            } else {
                try database.run(
                    """
                    INSERT INTO draft(item, annotator, bytes) VALUES (?, ?, ?)
                    ON CONFLICT (item, annotator) DO UPDATE SET bytes = excluded.bytes
                    """, item.key, key.value, data)
            }
        }
    }
}

/// Whose unfinished work a row of `draft` is, and what it is to become. Rulings lie beside decisions under what can be
/// nobody's name: names hold no control characters.
struct DraftKey {
    let value: String

    init(decisionBy annotator: PersonID) {
        value = annotator.rawValue
    }

    init(rulingBy adjudicator: PersonID) {
        value = adjudicator.rawValue + "\u{1F}ruling"
    }

    func discard(_ item: Int64, in database: Database) throws {
        try database.run("DELETE FROM draft WHERE item = ? AND annotator = ?", item, value)
    }
}
