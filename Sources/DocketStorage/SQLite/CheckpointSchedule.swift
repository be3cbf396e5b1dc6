import CSQLiteSupport
import GRDB
import GRDBSQLite
import Synchronization

/// Decides when the write-ahead log is moved into the file: often enough that it stays small, never so that somebody
/// waits for a reader. To be run by the gate's holder only.
final class CheckpointSchedule: Sendable {
    /// Pages of 4 KiB in the log after which a commit is followed by a checkpoint.
    private static let pages: Int32 = 1000

    private let logged = Atomic<Int32>(0)
    /// Where readers are in the way, the next attempt waits for the log to grow further.
    private let next = Atomic<Int32>(CheckpointSchedule.pages)

    /// Keeps count of the log's pages at each commit of a connection, which must not outlive the schedule.
    func observe(_ database: Database) {
        _ = sqlite3_wal_hook(
            database.sqliteConnection,
            { schedule, _, _, pages in
                if let schedule {
                    Unmanaged<CheckpointSchedule>.fromOpaque(schedule).takeUnretainedValue()
                        .logged.store(pages, ordering: .relaxed)
                }
                return SQLITE_OK
            },
            Unmanaged.passUnretained(self).toOpaque())
    }

    /// After a commit. An error is none to the caller: the log holds everything.
    func run(on database: Database) {
        let pages = logged.load(ordering: .relaxed)
        if pages < Self.pages { next.store(Self.pages, ordering: .relaxed) }
        guard pages >= next.load(ordering: .relaxed) else { return }
        var inLog: Int32 = 0
        var moved: Int32 = 0
        let code = sqlite3_wal_checkpoint_v2(
            database.sqliteConnection, "main", SQLITE_CHECKPOINT_PASSIVE, &inLog, &moved)
        let isComplete = code == SQLITE_OK && moved == inLog
        next.store(isComplete ? Self.pages : pages + Self.pages / 2, ordering: .relaxed)
    }

    /// Before closing, by the gate's holder: who closes last empties the log. Those before them leave it to the others,
    /// so that a crowd of short visits does not flush the file at each.
    func finish(on database: Database) {
        sqlite3_busy_timeout(database.sqliteConnection, 0)
        // A log that stays is cut to this.
        try? database.execute(sql: "PRAGMA journal_size_limit = 0")
        _ = docket_sqlite_checkpoint_on_close(database.sqliteConnection.map { UnsafeMutableRawPointer($0) })
        _ = sqlite3_wal_hook(database.sqliteConnection, nil, nil)
    }
}
