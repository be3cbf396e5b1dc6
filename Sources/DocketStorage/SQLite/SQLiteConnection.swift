import CSQLiteSupport
import DocketModel
import GRDB
import GRDBSQLite

/// Opens connections the way Docket needs them: WAL with every commit flushed to disk, a schema that is not trusted,
/// no checkpoint that nobody asked for.
///
/// GRDB's own WAL mode is not used: it lowers `synchronous` to NORMAL, under which a loss of power loses commits.
enum SQLiteConnection {
    /// As a belt beside the write gate, under which nothing should ever be busy.
    private static let patience = 10.0
    static let patienceInMilliseconds = Int32(patience * 1000)

    /// For reading and writing. Call under the write gate.
    /// - Parameter mayBeEmpty: make the tables where the file has none.
    static func openWriter(
        path: String, mayBeEmpty: Bool, owner: PersonID, at time: Timestamp
    ) throws -> DatabaseQueue {
        let queue = try DatabaseQueue(path: path, configuration: configuration(isReadOnly: false))
        do {
            try queue.inDatabase { database in
                try checkIdentity(of: database, path: path, mayBeEmpty: mayBeEmpty)
                // SQLite opens a file that it may not write for reading, without a word.
                guard sqlite3_db_readonly(database.sqliteConnection, "main") == 0 else {
                    throw StoreError.readOnly(path)
                }
                try setPragmas(database, path: path)
                let version = try database.integer("PRAGMA user_version")
                try flushLog(of: database)
                guard version < SQLiteSchema.version else { return }
                try database.inTransaction(.immediate) {
                    if version == 0 {
                        try SQLiteSchema.create(in: database, owner: owner, at: time)
                    } else {
                        try SQLiteSchema.upgrade(database, from: version)
                    }
                    return .commit
                }
            }
        } catch {
            try? queue.close()
            throw error
        }
        return queue
    }

    /// For staging imports, beside an open writer. Call under the write gate, and use it under the gate only.
    ///
    /// Its commits are in the log and not yet flushed: each later one of a writer flushes them too, and so does a checkpoint
    /// before it moves them. A loss of power takes the last of what was staged and nothing else. That the queue of staged
    /// items is there is known, and not asked again for each.
    static func openStager(path: String) throws -> DatabaseQueue {
        let queue = try DatabaseQueue(path: path, configuration: configuration(isReadOnly: false))
        do {
            try queue.inDatabase { database in
                try checkIdentity(of: database, path: path, mayBeEmpty: false)
                try setPragmas(database, path: path)
                try database.execute(
                    sql: "PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = 0; PRAGMA cache_size = -32768")
            }
        } catch {
            try? queue.close()
            throw error
        }
        return queue
    }

    /// For reading only: it never waits for the gate, and no bug can write through it.
    /// - Parameter isForCopying: take a store of any earlier version, of which the tables cannot be read as today's.
    static func openReader(path: String, isForCopying: Bool = false) throws -> DatabaseQueue {
        let queue = try DatabaseQueue(path: path, configuration: configuration(isReadOnly: true))
        do {
            try queue.inDatabase { database in
                try checkIdentity(of: database, path: path, mayBeEmpty: false)
                let version = try database.integer("PRAGMA user_version")
                guard version >= SQLiteSchema.oldestReadable || isForCopying else {
                    throw StoreError.older(path, version: version, known: SQLiteSchema.version)
                }
                try database.execute(sql: "PRAGMA query_only = 1; PRAGMA cell_size_check = 1")
            }
        } catch {
            try? queue.close()
            throw error
        }
        return queue
    }

    /// A file of our own that nobody else opens: a backup, or a copy that is prepared. It has no write-ahead log, so that
    /// it is complete by itself. Its tables are brought up to date.
    static func openCopy(path: String) throws -> DatabaseQueue {
        let queue = try DatabaseQueue(path: path, configuration: configuration(isReadOnly: false))
        do {
            try queue.inDatabase { database in
                try checkIdentity(of: database, path: path, mayBeEmpty: false)
                try database.execute(sql: "PRAGMA journal_mode = DELETE; PRAGMA cell_size_check = 1")
                let version = try database.integer("PRAGMA user_version")
                guard version < SQLiteSchema.version else { return }
                try database.inTransaction(.immediate) {
                    try SQLiteSchema.upgrade(database, from: version)
                    return .commit
                }
            }
        } catch {
            try? queue.close()
            throw error
        }
        return queue
    }

    /// Looks what a file is, and closes it again.
    static func checkIdentity(path: String, mayBeEmpty: Bool) throws {
        let queue = try DatabaseQueue(path: path, configuration: configuration(isReadOnly: true))
        defer { try? queue.close() }
        try queue.inDatabase { try checkIdentity(of: $0, path: path, mayBeEmpty: mayBeEmpty) }
    }

    /// What holds for the whole process, set once.
    private static let process = docket_sqlite_configure()

    private static func configuration(isReadOnly: Bool) -> Configuration {
        _ = process
        var configuration = Configuration()
        configuration.readonly = isReadOnly
        configuration.busyMode = .timeout(patience)
        // A rollback that fails is met at the next transaction, not by the end of the program.
        configuration.allowsUnsafeTransactions = true
        configuration.label = isReadOnly ? "docket.store.reader" : "docket.store.writer"
        configuration.prepareDatabase { database in
            let code = docket_sqlite_harden(database.sqliteConnection.map { UnsafeMutableRawPointer($0) })
            guard code == SQLITE_OK else { throw DatabaseError(resultCode: ResultCode(rawValue: code)) }
        }
        return configuration
    }

    /// Refuses everything that is not a store of this version, before anything is written.
    private static func checkIdentity(of database: Database, path: String, mayBeEmpty: Bool) throws {
        let application = try database.integer("PRAGMA application_id")
        let version = try database.integer("PRAGMA user_version")
        if application == 0, version == 0, mayBeEmpty, try database.integer("SELECT count(*) FROM sqlite_master") == 0 {
            return
        }
        guard application == SQLiteSchema.applicationID, version >= 1 else { throw StoreError.foreign(path) }
        guard version <= SQLiteSchema.version else {
            throw StoreError.newer(path, version: version, known: SQLiteSchema.version)
        }
    }

    /// What a program wrote that was killed before its flush is seen from now on, and answered with `duplicate` when it is
    /// sent again: it must be on disk by then.
    static func flushLog(of database: Database) throws {
        let code = docket_sqlite_flush_log(database.sqliteConnection.map { UnsafeMutableRawPointer($0) })
        guard code == SQLITE_OK else { throw DatabaseError(resultCode: ResultCode(rawValue: code)) }
    }

    private static func setPragmas(_ database: Database, path: String) throws {
        let mode = try database.first("PRAGMA journal_mode = WAL") { $0.text(0) }
        guard mode == "wal" else {
            throw StoreError.unavailable(path, reason: "write-ahead logging cannot be switched on here")
        }
        try database.execute(
            sql: """
                PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 0; PRAGMA foreign_keys = 1;
                PRAGMA recursive_triggers = 0; PRAGMA cell_size_check = 1; PRAGMA trusted_schema = 0;
                PRAGMA temp_store = MEMORY; PRAGMA secure_delete = 1; PRAGMA cache_size = -32768
                """)
        guard try database.integer("PRAGMA synchronous") == 2, try database.integer("PRAGMA foreign_keys") == 1 else {
            throw StoreError.unavailable(path, reason: "this SQLite does not flush commits to disk on request")
        }
    }
}
