import DocketModel
import GRDB

/// What of the file is computed from something else, and can be made anew: indexes and triggers from the program,
/// ledgers from the journals.
struct DerivedSchema {
    let database: Database

    /// Tables whose rows the journal says better.
    static let tables: Set<String> = [
        "slot", "line", "verdict", "sendback", "action", "freed", "passed", "shelf", "assignment", "question",
    ]

    static let queuesWithoutLedger = """
        SELECT count(*) FROM queue WHERE version > 0 AND id NOT IN (SELECT queue FROM ledger)
        """

    /// Whether a line of SQLite's check says that an index does not fit its table. The table is what counts.
    static func isAboutIndex(_ line: String) -> Bool {
        ["missing from index ", "entries in index ", "non-unique entry in index ", "out of order for index "]
            .contains { line.contains($0) }
    }

    struct Entry: Hashable, Comparable {
        var kind: String
        var name: String
        var sql: String

        static func < (left: Entry, right: Entry) -> Bool {
            (left.kind, left.name, left.sql) < (right.kind, right.name, right.sql)
        }
    }

    static func entries(of database: Database) throws -> Set<Entry> {
        Set(
            try database.all("SELECT type, name, coalesce(sql, '') FROM sqlite_master") { row in
                Entry(kind: row.text(0), name: row.text(1), sql: row.text(2))
            })
    }

    /// What a new store has.
    static func expected() throws -> Set<Entry> {
        try DatabaseQueue().inDatabase { empty in
            try SQLiteSchema.create(in: empty, owner: "", at: Timestamp(milliseconds: 0))
            return try entries(of: empty)
        }
    }

    /// Whether an entry belongs to the index of precedents, which is made from journal and items.
    static func isOfPrecedents(_ entry: Entry) -> Bool { entry.name.hasPrefix("precedent") }

    /// Puts back what is missing or was changed, inside the caller's transaction. Tables are left as they are, but for
    /// precedents: where something is wrong with those, there are none afterwards.
    /// - Throws: where rows are in the way, two that a unique index would hold apart for example.
    func rebuild() throws {
        let present = try Self.entries(of: database)
        let expected = try Self.expected()
        let isIndexRight = present.symmetricDifference(expected).allSatisfy { !Self.isOfPrecedents($0) }
        if !isIndexRight || Precedents.problem(in: database) != nil {
            try database.execute(sql: SQLiteSchema.withoutPrecedents + SQLiteSchema.precedents)
        }
        for entry in present.subtracting(expected).sorted() where entry.kind != "table" && !entry.sql.isEmpty {
            try database.execute(sql: "DROP \(entry.kind) \"\(entry.name.replacing("\"", with: "\"\""))\"")
        }
        for entry in expected.subtracting(present).sorted() where entry.kind != "table" && !entry.sql.isEmpty {
            try database.execute(sql: entry.sql)
        }
        try database.execute(sql: "REINDEX")
        try database.run(
            """
            INSERT INTO ledger(queue, hash) SELECT id, ? FROM queue
            WHERE version > 0 AND id NOT IN (SELECT queue FROM ledger)
            """, Digest.zero)
    }
}
