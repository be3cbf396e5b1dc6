import CSQLite

/// One table in a file of its own.
final class BareTable {
    private var database: OpaquePointer?
    private var insert: OpaquePointer?

    init(path: String) throws {
        guard sqlite3_open(path, &database) == SQLITE_OK else { throw failure }
        let setup = """
            PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;
            CREATE TABLE decision (id INTEGER PRIMARY KEY, body TEXT NOT NULL);
            """
        guard sqlite3_exec(database, setup, nil, nil, nil) == SQLITE_OK,
            sqlite3_prepare_v2(database, "INSERT INTO decision (body) VALUES (?)", -1, &insert, nil) == SQLITE_OK
        else { throw failure }
    }

    deinit {
        sqlite3_finalize(insert)
        sqlite3_close(database)
    }

    func commit(_ body: String) throws {
        // The string lives as long as the statement's step, so SQLite needs no copy.
        let result = body.withCString { text in
            sqlite3_bind_text(insert, 1, text, -1, nil)
            defer { sqlite3_reset(insert) }
            return sqlite3_step(insert)
        }
        guard result == SQLITE_DONE else { throw failure }
    }

    private var failure: BenchmarkError { .sqlite(String(cString: sqlite3_errmsg(database))) }
}

/// What decisions left in a store, written again by bare SQLite: the rows of one decision a commit, in tables with the same
/// indexes, without the triggers and checks.
final class MirroredRows {
    private var database: OpaquePointer?
    private var statements: [OpaquePointer] = []
    private var events: [Int64] = []
    private var next = 0

    /// - Parameters:
    ///   - before: the store as it was before the decisions; it is written to.
    ///   - after: the store with the decisions, which nobody has open.
    init(before: String, after: String) throws {
        guard sqlite3_open(before, &database) == SQLITE_OK else { throw failure }
        try execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; ATTACH '\(after)' AS done")
        for trigger in try texts("SELECT name FROM main.sqlite_master WHERE type = 'trigger'") {
            try execute("DROP TRIGGER main.\(trigger)")
        }
        events = try texts("SELECT seq FROM done.event WHERE kind = 'decision' ORDER BY seq").compactMap { Int64($0) }
        guard !events.isEmpty else { throw BenchmarkError.sqlite("the store to mirror has no decisions") }
        // ?1 is the number of the decision's event.
        for sql in [
            "BEGIN IMMEDIATE", "INSERT INTO event SELECT * FROM done.event WHERE seq = ?1",
            "INSERT INTO body SELECT * FROM done.body WHERE event = ?1",
            "INSERT INTO action SELECT * FROM done.action WHERE event = ?1",
            """
            INSERT INTO line SELECT l.* FROM done.event e JOIN done.line l ON l.item = e.item AND l.live = e.seq
            WHERE e.seq = ?1
            """,
            """
            INSERT INTO slot SELECT s.* FROM done.event e JOIN done.slot s ON s.item = e.item AND s.event = e.seq
            WHERE e.seq = ?1
            """,
            """
            UPDATE item SET (free, decided, deal) = (SELECT d.free, d.decided, d.deal FROM done.item d WHERE d.seq = item.seq)
            WHERE seq = (SELECT item FROM done.event WHERE seq = ?1)
            """,
            """
            UPDATE ledger SET (position, hash) = (SELECT position, hash FROM done.event WHERE seq = ?1), touch = touch + 1,
                decisions = decisions + 1, complete = complete + 1
            """, "COMMIT",
        ] {
            var statement: OpaquePointer?
            guard sqlite3_prepare_v2(database, sql, -1, &statement, nil) == SQLITE_OK, let statement else {
                throw failure
            }
            statements.append(statement)
        }
    }

    deinit {
        for statement in statements { sqlite3_finalize(statement) }
        sqlite3_close(database)
    }

    /// Commits the rows of the next decision.
    func commitNext() throws {
        guard next < events.count else { throw BenchmarkError.sqlite("there are no more rows to write") }
        for statement in statements {
            if sqlite3_bind_parameter_count(statement) == 1 { sqlite3_bind_int64(statement, 1, events[next]) }
            let result = sqlite3_step(statement)
            sqlite3_reset(statement)
            guard result == SQLITE_DONE else { throw failure }
        }
        next += 1
    }

    private func execute(_ sql: String) throws {
        guard sqlite3_exec(database, sql, nil, nil, nil) == SQLITE_OK else { throw failure }
    }

    private func texts(_ sql: String) throws -> [String] {
        var statement: OpaquePointer?
        guard sqlite3_prepare_v2(database, sql, -1, &statement, nil) == SQLITE_OK else { throw failure }
        defer { sqlite3_finalize(statement) }
        var texts: [String] = []
        while sqlite3_step(statement) == SQLITE_ROW {
            texts.append(sqlite3_column_text(statement, 0).map { String(cString: $0) } ?? "")
        }
        return texts
    }

    private var failure: BenchmarkError { .sqlite(String(cString: sqlite3_errmsg(database))) }
}
