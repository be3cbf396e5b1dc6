import DocketModel
import GRDB

/// Complete copies of a store as one file without a log.
enum StoreCopy {
    /// Copies what a connection sees at one moment into a file whose name must be free. When it returns, the copy is on
    /// disk; when it throws, there is none. It has its name only once it is complete: one that was interrupted lies beside
    /// it as `.unfinished`, until the next copy to that name.
    @discardableResult
    static func make(of connection: DatabaseQueue, at path: String) throws -> BackupReceipt {
        let target = StoreFolder(path: path)
        try target.requireFree()
        let unfinished = path + ".unfinished"
        remove(unfinished)
        try StoreFolder(path: unfinished).createNewFile(as: path)
        do {
            let copy = try DatabaseQueue(path: unfinished)
            defer { try? copy.close() }
            try connection.backup(to: copy)
            let (events, head) = try copy.inDatabase { database in
                try database.execute(sql: "PRAGMA journal_mode = DELETE")
                // What cannot be read can be copied all the same: for keeping a store that is damaged.
                return (
                    (try? database.integer("SELECT count(*) FROM event")) ?? 0,
                    (try? SQLiteStore.head(in: database)) ?? JournalHead(chains: [])
                )
            }
            try copy.close()
            guard StoreFolder.synchronize(unfinished) else {
                throw StoreError.inputOutput(path, reason: "it could not be flushed to disk")
            }
            try target.takeName(of: unfinished)
            return BackupReceipt(bytes: StoreFolder.entry(path)?.size ?? 0, events: events, head: head)
        } catch {
            remove(unfinished)
            throw StoreError(error, at: path)
        }
    }

    /// Takes a copy away, with what SQLite may have left beside it.
    static func remove(_ path: String) {
        for ending in ["", "-journal", "-wal", "-shm"] { StoreFolder(path: path + ending).remove() }
    }
}
