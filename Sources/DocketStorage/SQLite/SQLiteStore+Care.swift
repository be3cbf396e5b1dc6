package import DocketModel
import GRDB
import GRDBSQLite

extension SQLiteStore {
    package func head() async throws -> JournalHead {
        try await read { try Self.head(in: $0) }
    }

    static func head(in database: Database) throws -> JournalHead {
        JournalHead(
            chains: try QueueRow.all(in: database).map {
                JournalHead.Chain(queue: $0.name, position: $0.position, hash: $0.hash)
            })
    }

    package func verify(against head: JournalHead?) async throws -> VerificationReport {
        let path = files.path
        return try await Self.elsewhere {
            do {
                // A connection of its own: checking takes long, and others go on reading meanwhile.
                let connection = try SQLiteConnection.openReader(path: path)
                defer { try? connection.close() }
                return try connection.inDatabase { database in
                    try database.snapshot { Verification(database: $0).report(against: head) }
                }
            } catch {
                throw StoreError(error, at: path)
            }
        }
    }

    package func backup(to path: String) async throws {
        let source = files.path
        try await Self.elsewhere {
            let target = StoreFolder(path: path)
            try target.createNewFile()
            do {
                let connection = try SQLiteConnection.openReader(path: source)
                defer { try? connection.close() }
                // A copy without a log: one file that is complete by itself.
                let copy = try DatabaseQueue(path: path)
                defer { try? copy.close() }
                try connection.backup(to: copy)
                try copy.inDatabase { database in
                    try database.execute(sql: "PRAGMA journal_mode = DELETE")
                }
                try copy.close()
                guard StoreFolder.synchronize(path), StoreFolder.synchronize(target.folder) else {
                    throw StoreError.inputOutput(path, reason: "it could not be flushed to disk")
                }
            } catch {
                target.remove()
                throw StoreError(error, at: path)
            }
        }
    }
}
