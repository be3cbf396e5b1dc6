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

    package func backup(to path: String) async throws -> BackupReceipt {
        let source = files.path
        return try await Self.elsewhere {
            do {
                let connection = try SQLiteConnection.openReader(path: source)
                defer { try? connection.close() }
                return try StoreCopy.make(of: connection, at: path)
            } catch {
                throw StoreError(error, at: path)
            }
        }
    }
}
