import GRDB

/// The connection that an import stages with. To be used inside `SQLiteStore.write` only, which holds the gate and lets
/// one transaction of the process run at a time.
final class StagingConnection: Sendable {
    private let connection: DatabaseQueue

    /// Call under the write gate.
    init(path: String) throws {
        connection = try SQLiteConnection.openStager(path: path)
    }

    func access<Value>(_ body: (Database) throws -> Value) rethrows -> Value {
        try connection.inDatabase(body)
    }

    /// Call under the write gate.
    func close() {
        try? connection.close()
    }
}
