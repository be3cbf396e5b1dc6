import DocketModel
import DocketNotation
import GRDB

extension SQLiteStore {
    package func beginImport(_ request: ImportRequest, by author: Author) async throws -> any ImportSession {
        guard canWrite else { throw StoreError.readOnly(location) }
        let (path, store) = (files.importLock, location)
        let lock = try await Self.elsewhere { try HeldLock(path: path, besides: store) }
        try await completeImport()
        let isResumed = try await read { database in
            guard let source = request.source, let staged = try StagedImport.find(in: database) else { return false }
            return try staged.source == source
                && QueueRow.find(request.configuration.name, in: database)?.key == staged.start.queue
        }
        if !isResumed { try await clearStaging() }
        let progress = try await write { database in
            let found = try QueueRow.find(request.configuration.name, in: database)
            let queue = try found ?? QueueRow.insert(request.configuration, in: database)
            guard !queue.isArchived else { throw StoreError.refused(.archived(queue.name)) }
            if isResumed, let staged = try StagedImport.find(in: database) { return staged }
            let start = ImportStart(
                queue: queue.key, overlap: try queue.configuration().overlap.minimum,
                firstItem: Int64(try database.integer("SELECT coalesce(max(seq), 0) + 1 FROM item")))
            return try StagedImport.begin(request.source, start, in: database)
        }
        let hasher = ImportHasher()
        try await hasher.add(progress, in: self)
        return SQLiteImport(
            store: self, request: request, author: author, progress: progress, hasher: hasher, lock: lock,
            staging: try await openStaging())
    }
}

/// The import lock, held from here to the end of the object.
final class HeldLock: Sendable {
    private let lock: FileLock

    /// Waits for it.
    init(path: String, besides store: String) throws(StoreError) {
        lock = try FileLock(path: path, besides: store)
        try lock.acquire()
    }

    /// Does not wait for it.
    init?(ifFree path: String, besides store: String) throws(StoreError) {
        lock = try FileLock(path: path, besides: store)
        if !lock.tryAcquire() { return nil }
    }

    func release() {
        lock.release()
    }
}

/// An import under way: stages in short transactions, publishes its items by one commit, then appends the decisions that
/// came along in short transactions.
actor SQLiteImport: ImportSession {
    nonisolated let resumption: ImportResumption?
    private let store: SQLiteStore
    private let request: ImportRequest
    private let author: Author
    private let hasher: ImportHasher
    private let lock: HeldLock
    private let staging: StagingConnection
    private var progress: StagedImport
    private var isOver = false

    /// The last two batches that are being written, and what is being hashed of those that are.
    private var writing: (last: Task<Void, any Error>?, before: Task<Void, any Error>?)
    private var hashing: Task<Void, Never>?

    /// How long a transaction that appends decisions may keep the gate.
    static let batch = Duration.milliseconds(20)

    init(
        store: SQLiteStore, request: ImportRequest, author: Author, progress: StagedImport, hasher: ImportHasher,
        lock: HeldLock, staging: StagingConnection
    ) {
        self.store = store
        self.request = request
        self.author = author
        self.progress = progress
        self.hasher = hasher
        self.lock = lock
        self.staging = staging
        resumption = progress.taken > 0 ? ImportResumption(records: progress.taken, line: progress.line) : nil
    }

    /// Makes records ready while those before them are being written: an error of writing comes with a later call.
    func add(_ records: [ImportRecord]) async throws {
        precondition(!isOver, "the import is over")
        let batch = await Self.ready(records, queue: request.configuration.name)
        try await writing.before?.value
        let last = writing.last
        let next = Task {
            try await last?.value
            try await stage(batch)
        }
        writing = (last: next, before: last)
    }

    /// Not on the actor, which has the batches before it to see to.
    private nonisolated static func ready(_ records: [ImportRecord], queue: QueueID) async -> StagedBatch {
        StagedBatch(records, queue: queue)
    }

    private func stage(_ batch: StagedBatch) async throws {
        var first = 0
        while first < batch.entries.count {
            let outcome = try await store.write(staging: staging) { [store, first, progress] database in
                var staging = ImportStaging(
                    database: database, batch: batch, start: progress.start, nextItem: progress.nextItem)
                try staging.stage(from: first) { store.isGateAwaited }
                return staging.outcome
            }
            progress.nextItem += Int64(outcome.added.count)
            first += outcome.taken
            hashing = Task { [hasher, before = hashing] in
                await before?.value
                await hasher.add(outcome.added, of: batch)
            }
        }
    }

    func rehearse() async throws -> ImportReceipt {
        precondition(!isOver, "the import is over")
        try await writing.last?.value
        return try await ImportRehearsal(store: store, request: request, author: author).receipt()
    }

    func publish() async throws -> ImportReceipt {
        precondition(!isOver, "the import is over")
        isOver = true
        defer { lock.release() }
        do {
            try await writing.last?.value
            await hashing?.value
            await endStaging()
            let publication = ImportPublication(
                request: request, author: author, items: await hasher.finish(),
                ids: (store.makeID(), store.makeID()), now: store.clock())
            let receipt = try await store.publish(publication)
            try await store.clearStaging()
            return receipt
        } catch {
            await endStaging()
            // Whether it was published or not, this removes only what was not.
            try? await store.clearStaging()
            throw error
        }
    }

    func abandon() async {
        guard !isOver else { return }
        isOver = true
        _ = await writing.last?.result
        await hashing?.value
        await endStaging()
        try? await store.clearStaging()
        lock.release()
    }

    private func endStaging() async {
        try? await store.withGate { [staging] _ in staging.close() }
    }
}
