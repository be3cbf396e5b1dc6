package import DocketModel
import Dispatch
import GRDB
import GRDBSQLite
import Glibc
import Synchronization

/// The embedded engine: one file, many processes on one host.
///
/// Writes, checkpoints, opening and closing go through the write gate; each write is one short transaction whose
/// commit is on disk before the call returns. Reads have a connection of their own and wait for nobody.
package final class SQLiteStore: Store {
    package typealias Mode = StoreAddress.Mode

    package let location: String
    let clock: @Sendable () -> Timestamp
    let makeID: @Sendable () -> EventID
    let files: Files
    private let owner: PersonID
    private let gate: WriteGate?
    private let reader: DatabaseQueue
    private let writer: Mutex<DatabaseQueue?>
    let needsReopening = Atomic<Bool>(false)
    private let checkpoints = CheckpointSchedule()

    /// The files beside the store.
    struct Files: Sendable {
        let path: String
        var importLock: String { path + "-import" }
    }

    /// Opens a store, or makes it.
    /// - Parameters:
    ///   - owner: who the store belongs to if it is made now.
    ///   - clock: the time, for claims and for the journal.
    ///   - makeID: ids for events that nobody else names (undo, configuration, import).
    /// - Throws: `StoreError`: `unavailable`, `foreign`, `newer`, `damaged`, `readOnly`, `cannotCreate`, `diskFull`.
    ///   Nothing is written then.
    package static func open(
        path: String, mode: Mode = .createIfMissing, owner: PersonID,
        clock: @escaping @Sendable () -> Timestamp = SystemSources.time,
        makeID: @escaping @Sendable () -> EventID = SystemSources.id
    ) async throws -> SQLiteStore {
        try await Self.elsewhere {
            do {
                return try SQLiteStore(path: path, mode: mode, owner: owner, clock: clock, makeID: makeID)
            } catch {
                throw StoreError(error, at: path)
            }
        }
    }

    private init(
        path: String, mode: Mode, owner: PersonID, clock: @escaping @Sendable () -> Timestamp,
        makeID: @escaping @Sendable () -> EventID
    ) throws {
        location = path
        self.clock = clock
        self.makeID = makeID
        self.owner = owner
        let connections = try Self.connect(path: path, mode: mode, owner: owner, at: clock())
        files = Files(path: connections.path)
        gate = connections.gate
        reader = connections.reader
        writer = Mutex(connections.writer)
        connections.writer?.inDatabase { checkpoints.observe($0) }
    }

    private struct Connections {
        var path: String
        var gate: WriteGate?
        var reader: DatabaseQueue
        var writer: DatabaseQueue?
    }

    private static func connect(
        path given: String, mode: Mode, owner: PersonID, at time: Timestamp
    ) throws -> Connections {
        let size = try StoreFolder(path: given).fileSize()
        if size == nil, mode != .createIfMissing {
            throw StoreError.unavailable(given, reason: "there is no such file: name another one with --store")
        }
        // SQLite takes what is shorter than its smallest page for an empty file, and would write over it.
        if let size, size > 0, size < 512 { throw StoreError.foreign(given) }
        if mode == .createIfMissing { try StoreFolder(path: given).createFolder() }
        let folder = StoreFolder(path: given).resolved
        let path = folder.path
        try folder.refuseNetworkFileSystem()
        // No files are left beside something that is not a store: where they are missing, look first.
        let hasGate = try StoreFolder(path: WriteGate.path(besides: path)).fileSize() != nil
        if mode == .readOnly {
            let gate = hasGate ? try? WriteGate(besides: path) : nil
            try gate?.acquire()
            defer { gate?.release() }
            return Connections(
                path: path, gate: gate, reader: try SQLiteConnection.openReader(path: path), writer: nil)
        }
        if let size, size > 0, !hasGate {
            try SQLiteConnection.checkIdentity(path: path, mayBeEmpty: mode == .createIfMissing)
        }
        let gate = try WriteGate(besides: path)
        try gate.acquire()
        defer { gate.release() }
        if mode == .createIfMissing { try folder.createFile() }
        let writer = try SQLiteConnection.openWriter(
            path: path, mayBeEmpty: mode == .createIfMissing, owner: owner, at: time)
        return Connections(
            path: path, gate: gate, reader: try SQLiteConnection.openReader(path: path), writer: writer)
    }

    // MARK: Reading and writing

    var canWrite: Bool { writer.withLock { $0 != nil } }

    /// Whether another program, or another open store, waits to write; to be asked inside `write` only.
    var isGateAwaited: Bool { gate?.isAwaited ?? false }

    /// One transaction on the reading connection: a snapshot.
    func read<Value: Sendable>(_ body: @escaping @Sendable (Database) throws -> Value) async throws -> Value {
        let place = location
        return try await withCheckedThrowingContinuation { continuation in
            reader.asyncWriteWithoutTransaction { database in
                continuation.resume(
                    with: Result {
                        do {
                            return try database.snapshot(body)
                        } catch {
                            throw StoreError(error, at: place)
                        }
                    })
            }
        }
    }

    /// One transaction under the gate. When it returns, the commit is on disk. The checkpoint that may be due comes
    /// after the caller has its answer.
    /// - Parameters:
    ///   - staging: the connection to use in place of the writing one, where the commit need not be on disk before the
    ///     next one that must.
    ///   - isKept: whether what was done is to stay; otherwise it is rolled back.
    func write<Value: Sendable>(
        staging: StagingConnection? = nil, keepingIf isKept: @escaping @Sendable (Value) -> Bool = { _ in true },
        _ body: @escaping @Sendable (Database) throws -> Value
    ) async throws -> Value {
        let connection = try await writingConnection()
        return try await withCheckedThrowingContinuation { continuation in
            connection.asyncWriteWithoutTransaction { database in
                do {
                    guard let gate = self.gate else { throw StoreError.readOnly(self.location) }
                    try gate.acquire()
                    defer { gate.release() }
                    let value =
                        try staging?.access { try self.commit($0, keepingIf: isKept, body) }
                        ?? self.commit(database, keepingIf: isKept, body)
                    continuation.resume(returning: value)
                    self.checkpoints.run(on: database)
                } catch {
                    continuation.resume(throwing: StoreError(error, at: self.location))
                }
            }
        }
    }

    /// Opens the connection that an import stages with.
    func openStaging() async throws -> StagingConnection {
        try await withGate { [self] _ in
            let connection = try StagingConnection(path: files.path)
            connection.access { checkpoints.observe($0) }
            return connection
        }
    }

    /// Work on the writing connection under the gate that is no transaction.
    func withGate<Value: Sendable>(_ body: @escaping @Sendable (Database) throws -> Value) async throws -> Value {
        let connection = try await writingConnection()
        return try await withCheckedThrowingContinuation { continuation in
            connection.asyncWriteWithoutTransaction { database in
                continuation.resume(
                    with: Result {
                        do {
                            guard let gate = self.gate else { throw StoreError.readOnly(self.location) }
                            try gate.acquire()
                            defer { gate.release() }
                            return try body(database)
                        } catch {
                            throw StoreError(error, at: self.location)
                        }
                    })
            }
        }
    }

    /// Flushes what is in the log: what a killed program wrote there is seen, and may not be on disk yet.
    func flushLog() async throws {
        try await withGate { try SQLiteConnection.flushLog(of: $0) }
    }

    private func commit<Value>(
        _ database: Database, keepingIf isKept: (Value) -> Bool, _ body: (Database) throws -> Value
    ) throws -> Value {
        if database.isInsideTransaction { try database.rollback() }
        try database.beginTransaction(.immediate)
        let value: Value
        do {
            value = try body(database)
        } catch {
            try? database.rollback()
            throw error
        }
        guard isKept(value) else {
            try database.rollback()
            return value
        }
        do {
            try database.commit()
        } catch {
            try? database.rollback()
            needsReopening.store(true, ordering: .releasing)
            throw StoreError(error, at: location, isCommit: true)
        }
        return value
    }

    /// After a commit whose fate is not known, a new connection: the old one's view of the file is not trusted.
    private func writingConnection() async throws -> DatabaseQueue {
        if !needsReopening.load(ordering: .acquiring) {
            guard let connection = writer.withLock({ $0 }) else { throw StoreError.readOnly(location) }
            return connection
        }
        return try await Self.elsewhere { [self] in
            try writer.withLock { current in
                guard let connection = current, let gate else { throw StoreError.readOnly(location) }
                guard needsReopening.load(ordering: .acquiring) else { return connection }
                do {
                    try gate.acquire()
                    defer { gate.release() }
                    let fresh = try SQLiteConnection.openWriter(
                        path: files.path, mayBeEmpty: false, owner: owner, at: clock())
                    fresh.inDatabase { checkpoints.observe($0) }
                    try? connection.close()
                    current = fresh
                    needsReopening.store(false, ordering: .releasing)
                    return fresh
                } catch {
                    throw StoreError(error, at: location)
                }
            }
        }
    }

    /// Runs blocking work on a thread that may block.
    static func elsewhere<Value: Sendable>(_ body: @escaping @Sendable () throws -> Value) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            DispatchQueue.global().async { continuation.resume(with: Result(catching: body)) }
        }
    }

    /// Closes, and moves the log into the file where nobody else has it open, both under the gate.
    package func close() async {
        _ = try? await Self.elsewhere { [self] in
            try gate?.acquire()
            defer { gate?.release() }
            try? reader.close()
            writer.withLock { connection in
                if let connection {
                    connection.inDatabase { checkpoints.finish(on: $0) }
                    try? connection.close()
                }
                connection = nil
            }
        }
    }
}

extension Database {
    /// A deferred transaction that only reads.
    func snapshot<Value>(_ body: (Database) throws -> Value) throws -> Value {
        if isInsideTransaction { try rollback() }
        try beginTransaction(.deferred)
        defer { try? rollback() }
        return try body(self)
    }
}
