import DocketModel
import GRDB

/// How far the one import is that is under way in the store, or that was cut off: advanced in the same transactions that
/// stage its records.
struct StagedImport: Sendable {
    /// What the records are read from; nil where it cannot be read again.
    var source: String?
    var start: ImportStart
    var nextItem: Int64
    /// Records staged.
    var taken: Int
    /// Of the last one.
    var line: Int
    var revised: Int
    var unchanged: Int
    /// Of its event, where its items are published and decisions that came along are still to be appended.
    var position: Int?

    static func find(in database: Database) throws -> StagedImport? {
        try database.first(
            """
            SELECT source, queue, overlap, first_item, next_item, taken, line, revised, unchanged, position
            FROM staged_import
            """
        ) { row in
            StagedImport(
                source: row.optionalText(0),
                start: ImportStart(queue: row.int64(1), overlap: row.int(2), firstItem: row.int64(3)),
                nextItem: row.int64(4), taken: row.int(5), line: row.int(6), revised: row.int(7),
                unchanged: row.int(8), position: row.optionalInt(9))
        }
    }

    /// Notes that an import begins.
    static func begin(_ source: String?, _ start: ImportStart, in database: Database) throws -> StagedImport {
        try database.run(
            """
            INSERT INTO staged_import(only, source, queue, overlap, first_item, next_item) VALUES (1, ?, ?, ?, ?, ?)
            """, source, start.queue, start.overlap, start.firstItem, start.firstItem)
        return StagedImport(
            source: source, start: start, nextItem: start.firstItem, taken: 0, line: 0, revised: 0, unchanged: 0)
    }

    static func advance(
        _ outcome: ImportStaging.Outcome, to nextItem: Int64, line: Int, in database: Database
    ) throws {
        try database.run(
            """
            UPDATE staged_import SET next_item = ?, taken = taken + ?, line = ?, revised = revised + ?,
                unchanged = unchanged + ?
            """, nextItem, outcome.taken, line, outcome.revised, outcome.unchanged)
        for refusal in outcome.refused {
            try database.run(
                "INSERT INTO staged_refusal(line, reason) VALUES (?, ?)", refusal.line, refusal.reason)
        }
    }

    /// What staging came to.
    func receipt(in database: Database) throws -> ImportReceipt {
        ImportReceipt(
            items: Int(nextItem - start.firstItem) + revised, unchanged: unchanged,
            refused: try database.all("SELECT line, reason FROM staged_refusal ORDER BY seq") {
                ImportRefusal(line: $0.int(0), reason: $0.text(1))
            })
    }
}

/// Where an import's items begin, and what they are staged with.
struct ImportStart: Sendable {
    var queue: Int64
    var overlap: Int
    var firstItem: Int64
}

extension SQLiteStore {
    /// Removes what an import has left that was not published, a little at a time. What is published and not yet complete
    /// stays.
    func clearStaging() async throws {
        while try await write({ database in
            if try StagedImport.find(in: database)?.position != nil { return false }
            let last = Int64(try database.integer("SELECT coalesce(max(last_item), 0) FROM ledger"))
            let first = try database.first("SELECT min(seq) FROM item WHERE seq > ?", last) { row in
                row.isNull(0) ? nil : row.int64(0)
            }
            if let first = first ?? nil {
                let end = first + Self.clearedAtOnce
                try database.run("DELETE FROM item WHERE seq >= ? AND seq < ?", first, end)
                try database.run(
                    "DELETE FROM content WHERE key >= ? AND key < ?", ContentRows.key(first, 0),
                    ContentRows.key(end, 0))
                return true
            }
            var isMore = false
            for table in ["staged_suggestion", "staged_record", "staged_refusal"] {
                try database.run(
                    "DELETE FROM \(table) WHERE rowid IN (SELECT rowid FROM \(table) LIMIT ?)", Self.clearedAtOnce)
                isMore = isMore || database.changes > 0
            }
            if isMore { return true }
            try database.run("DELETE FROM staged_import")
            try database.run("DELETE FROM ledger WHERE queue IN (SELECT id FROM queue WHERE version = 0)")
            try database.run("DELETE FROM queue WHERE version = 0")
            return false
        }) {}
    }

    /// Rows removed in one transaction.
    private static let clearedAtOnce: Int64 = 2000
}
