import DocketModel
import GRDB
import GRDBSQLite

/// Looks into an open store: what the engine is, how claims, drafts and clocks stand. Only reads.
struct StoreExamination {
    let database: Database
    let now: Timestamp

    /// A clock may be a little ahead of another.
    private static let slack: Int64 = 60_000

    func findings() throws -> [Finding] {
        var findings = [try schema(), try claims()]
        findings += [try staging(), try clock(), try drafts()].compactMap(\.self)
        return findings
    }

    // MARK: The engine

    /// SQLite up to 3.51.2 can lose commits when two connections write or checkpoint at one instant.
    static var engine: Finding {
        let number = sqlite3_libversion_number()
        let name = "SQLite \(number / 1_000_000).\(number / 1000 % 1000).\(number % 1000)"
        guard (3_007_000...3_051_002).contains(number) else { return Finding("engine", .ok, name) }
        return Finding(
            "engine", .note,
            "\(name) can lose writes of two programs at one instant (the WAL-reset race, fixed in 3.51.3): "
                + "Docket lets one write at a time, by a lock beside the store",
            remedy: "nothing to do; let no other program write to the file")
    }

    /// Whether a commit that was acknowledged outlives a loss of power.
    /// - Parameter isWriter: the connection writes, so that its own settings count.
    static func durability(_ database: Database, isWriter: Bool) throws -> Finding {
        let mode = try database.first("PRAGMA journal_mode") { $0.text(0) } ?? ""
        let synchronous = try database.integer("PRAGMA synchronous")
        guard isWriter else {
            return mode == "wal"
                ? Finding("durability", .ok, "write-ahead log; whoever writes flushes every commit to disk")
                : Finding("durability", .ok, "no write-ahead log yet: the first command that writes switches it on")
        }
        guard mode == "wal", synchronous == 2 else {
            return Finding(
                "durability", .problem,
                "commits are not flushed to disk as they should be (journal_mode \(mode), synchronous \(synchronous))",
                remedy: "make a backup, and restore it into a new store")
        }
        return Finding("durability", .ok, "write-ahead log, every commit is flushed to disk (synchronous FULL)")
    }

    private func schema() throws -> Finding {
        let version = try database.integer("PRAGMA user_version")
        guard version == SQLiteSchema.version else {
            return Finding(
                "schema", .note,
                "written by an earlier Docket (schema \(version), this one's is \(SQLiteSchema.version))",
                remedy: "the first command that writes brings it up to date, in one step: docket doctor --fix for one",
                mending: .possible)
        }
        return Finding("schema", .ok, "version \(version)")
    }

    // MARK: Work under way

    private func claims() throws -> Finding {
        let open = try database.integer(
            "SELECT count(*) FROM slot WHERE decided = 0 AND expires > ? AND expires < \(SQLiteSchema.never) AND granted <= ?",
            now, latest)
        let assigned = try database.integer(
            "SELECT count(*) FROM slot WHERE decided = 0 AND expires = \(SQLiteSchema.never)")
        let kept = assigned > 0 ? ", \(assigned) assigned" : ""
        let stale = try staleClaims()
        guard stale > 0 else { return Finding("claims", .ok, "\(open) open, none lapsed\(kept)") }
        return Finding(
            "claims", .note, "\(open) open, \(stale) lapsed or from before the clock was set back\(kept)",
            remedy: "they are freed as soon as somebody wants an item", mending: .possible)
    }

    private var latest: Timestamp { now.advanced(byMilliseconds: Self.slack) }

    private func staleClaims() throws -> Int {
        try database.integer(
            """
            SELECT count(*) FROM slot
            WHERE decided = 0 AND expires < \(SQLiteSchema.never) AND (expires <= ? OR granted > ?)
            """, now, latest)
    }

    /// Frees the claims that have lapsed, inside the caller's transaction.
    func freeStaleClaims() throws {
        for queue in try QueueRow.all(in: database) {
            let slots = SlotKeeper(database: database, queue: queue.key, now: now)
            var left = try staleClaims()
            while left > 0 {
                try slots.sweep()
                let rest = try staleClaims()
                if rest == left { break }
                left = rest
            }
        }
    }

    /// What an import has read and not published, which the next one takes up or clears away.
    private func staging() throws -> Finding? {
        let items = try database.integer(
            "SELECT count(*) FROM item WHERE seq > (SELECT coalesce(max(last_item), 0) FROM ledger)")
        let records =
            try database.integer("SELECT count(*) FROM staged_record")
            + database.integer("SELECT count(*) FROM staged_suggestion")
        if let position = try StagedImport.find(in: database)?.position {
            return Finding(
                "import", .warning,
                "the import at position \(position) was cut off: \(records) of its decisions are not in yet, and nobody is "
                    + "dealt its items",
                remedy: "it is brought to its end as soon as somebody asks for an item of its queue", mending: .possible
            )
        }
        guard items + records > 0 else { return nil }
        return Finding(
            "import", .note, "\(items) items and \(records) records are staged and not published",
            remedy: "an import is under way; if none is, import the same file again: the next import sees to them")
    }

    private func drafts() throws -> Finding? {
        let count = try database.integer("SELECT count(*) FROM draft")
        guard count > 0 else { return nil }
        let decided = try database.integer(
            """
            SELECT count(*) FROM draft d WHERE EXISTS (
                SELECT 1 FROM line l WHERE l.item = d.item AND l.annotator = d.annotator AND l.live IS NOT NULL)
            """)
        let more = decided > 0 ? ", \(decided) of them of items that their annotator has decided" : ""
        return Finding("drafts", .ok, "\(count) kept\(more)")
    }

    private func clock() throws -> Finding? {
        let ahead = try database.integer("SELECT count(*) FROM event WHERE server_time > ?", latest)
        guard ahead > 0 else { return nil }
        let last = Timestamp(milliseconds: Int64(try database.integer("SELECT max(server_time) FROM event")))
        return Finding(
            "clock", .warning, "\(ahead) events were recorded later than now, the last at \(last): a clock was wrong",
            remedy: "set this machine's clock; the order of the journal does not depend on it")
    }
}
