import DocketModel
import DocketNotation
import GRDB

extension SQLiteStore {
    package func beginImport(_ request: ImportRequest, by author: Author) async throws -> any ImportSession {
        guard canWrite else { throw StoreError.readOnly(location) }
        let (path, store) = (files.importLock, location)
        let lock = try await Self.elsewhere { try HeldLock(path: path, besides: store) }
        try await clearStaging()
        let start = try await write { database in
            let found = try QueueRow.find(request.configuration.name, in: database)
            let queue = try found ?? QueueRow.insert(request.configuration, in: database)
            guard !queue.isArchived else { throw StoreError.refused(.archived(queue.name)) }
            return ImportStart(
                queue: queue.key, overlap: try queue.configuration().overlap.minimum,
                firstItem: Int64(try database.integer("SELECT coalesce(max(seq), 0) + 1 FROM item")))
        }
        return SQLiteImport(store: self, request: request, author: author, start: start, lock: lock)
    }

    /// Removes what an import has left that was not published, a little at a time.
    func clearStaging() async throws {
        while try await write({ database in
            let last = Int64(try database.integer("SELECT coalesce(max(last_item), 0) FROM ledger"))
            let first = try database.first("SELECT min(seq) FROM item WHERE seq > ?", last) { row in
                row.isNull(0) ? nil : row.int64(0)
            }
            if let first = first ?? nil {
                let end = first + 2000
                try database.run("DELETE FROM item WHERE seq >= ? AND seq < ?", first, end)
                try database.run(
                    "DELETE FROM content WHERE key >= ? AND key < ?", ContentRows.key(first, 0),
                    ContentRows.key(end, 0))
                return true
            }
            try database.run("DELETE FROM staged_suggestion")
            try database.run("DELETE FROM staged_record")
            try database.run("DELETE FROM ledger WHERE queue IN (SELECT id FROM queue WHERE version = 0)")
            try database.run("DELETE FROM queue WHERE version = 0")
            return false
        }) {}
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

    func release() {
        lock.release()
    }
}

struct ImportStart: Sendable {
    var queue: Int64
    var overlap: Int
    var firstItem: Int64
}

/// An import under way: stages in transactions of about 20 ms, publishes by one commit.
actor SQLiteImport: ImportSession {
    private let store: SQLiteStore
    private let request: ImportRequest
    private let author: Author
    private let start: ImportStart
    private let lock: HeldLock
    private var nextItem: Int64
    private var digest: ImportDigest? = ImportDigest()
    private var receipt = ImportReceipt()
    private var isOver = false

    private var inFlight: Task<Void, any Error>?

    /// How long a batch may keep the gate.
    private static let batch = Duration.milliseconds(20)

    init(store: SQLiteStore, request: ImportRequest, author: Author, start: ImportStart, lock: HeldLock) {
        self.store = store
        self.request = request
        self.author = author
        self.start = start
        self.lock = lock
        nextItem = start.firstItem
    }

    /// Makes records ready while those before them are being written: an error of writing comes with the next call.
    func add(_ records: [ImportRecord]) async throws {
        precondition(!isOver, "the import is over")
        let queue = request.configuration.name
        let staged = records.map { StagedRecord($0, queue: queue) }
        try await inFlight?.value
        inFlight = Task { try await stage(staged) }
    }

    private func stage(_ records: [StagedRecord]) async throws {
        var rest = records[...]
        while !rest.isEmpty {
            let batch = rest
            let outcome = try await store.write { [start, nextItem] database in
                var staging = try ImportStaging(
                    database: database, queue: start.queue, shelf: start.firstItem, overlap: start.overlap,
                    nextItem: nextItem)
                let clock = ContinuousClock()
                let end = clock.now + Self.batch
                for record in batch {
                    try staging.stage(record)
                    if clock.now >= end { break }
                }
                return staging.outcome
            }
            note(outcome)
            rest = rest.dropFirst(outcome.taken)
        }
    }

    private func note(_ outcome: ImportStaging.Outcome) {
        nextItem += Int64(outcome.added.count)
        receipt.items += outcome.added.count + outcome.revised
        receipt.unchanged += outcome.unchanged
        receipt.refused += outcome.refused
        for item in outcome.added {
            digest?.addItem(item.id.rawValue, item.base.digest)
            for suggestion in item.suggestions { digest?.addSuggestion(suggestion.name, suggestion.digest) }
        }
    }

    func publish(isDryRun: Bool) async throws -> ImportReceipt {
        precondition(!isOver, "the import is over")
        isOver = true
        defer { lock.release() }
        do {
            try await inFlight?.value
        } catch {
            try? await store.clearStaging()
            throw error
        }
        let publication = ImportPublication(
            request: request, author: author, start: start, nextItem: nextItem, receipt: receipt,
            items: digest.take()?.finish() ?? .zero, ids: (store.makeID(), store.makeID()), now: store.clock())
        do {
            var published = try await store.write(keepingIf: { !isDryRun && $0.position != nil }) { database in
                try publication.publish(in: database)
            }
            if isDryRun { published.position = nil }
            if published.position == nil { try await store.clearStaging() }
            return published
        } catch {
            // Whether it was published or not, this removes only what was not.
            try? await store.clearStaging()
            throw error
        }
    }

    func abandon() async {
        guard !isOver else { return }
        isOver = true
        _ = await inFlight?.result
        digest = nil
        try? await store.clearStaging()
        lock.release()
    }
}
