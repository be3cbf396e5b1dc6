package import DocketModel
import GRDB
import Glibc

/// Puts a backup in the place of a store, or where there is none. Blocks.
///
/// The backup is first copied to a file beside the store, brought up to date and verified there. An existing store is
/// never renamed: the copy's pages are written over its own in one transaction under the write gate, so that programs
/// that have it open go on, and read what was restored from their next transaction on.
struct StoreRestoration {
    let backup: String
    let path: String
    let mayReplace: Bool
    /// Also a backup that does not verify.
    let isForced: Bool
    let now: Timestamp

    private var prepared: String { Self.preparedPath(besides: path) }

    /// The copy that is prepared; left behind by a crash, it is removed by the next restoration.
    static func preparedPath(besides store: String) -> String { store + "-restoring" }

    func run() throws -> RestorationReport {
        let target = StoreFolder(path: path)
        guard StoreFolder(path: backup).resolved.path != path else { throw RestorationError.sameFile(backup) }
        try target.refuseNetworkFileSystem()
        let isThere = try target.fileSize().map { $0 > 0 } ?? false
        if isThere, !mayReplace {
            throw RestorationError.exists(path, backup: backup, missingEvents: missingEvents(from: backup))
        }
        if !isThere { try refuseLostLog() }
        // An import that is staging would go on with numbers that mean something else afterwards.
        let imports = try FileLock(path: SQLiteStore.Files(path: path).importLock, besides: path)
        guard imports.tryAcquire() else { throw RestorationError.importUnderWay(path) }
        defer { imports.release() }
        StoreCopy.remove(prepared)
        defer { StoreCopy.remove(prepared) }
        let content = try prepare()
        let gate = try WriteGate(besides: path)
        try gate.acquire()
        defer { gate.release() }
        var report = RestorationReport(
            events: content.report.events, head: content.report.head, problems: content.report.problems,
            isRebuilt: content.isRebuilt, replaced: nil)
        if try target.fileSize().map({ $0 > 0 }) ?? false {
            guard mayReplace else {
                throw RestorationError.exists(path, backup: backup, missingEvents: missingEvents(from: prepared))
            }
            report.replaced = try replace()
        } else {
            try refuseLostLog()
            guard rename(prepared, path) == 0 else {
                throw StoreError.cannotCreate(path, reason: String(cString: strerror(errno)))
            }
            StoreFolder.synchronize(target.folder)
        }
        return report
    }

    /// A log without its store may hold decisions, and would be mixed into another one.
    private func refuseLostLog() throws(StoreError) {
        for log in [path + "-wal", path + "-journal"] {
            guard let size = StoreFolder.entry(log)?.size, size > 0 else { continue }
            throw .cannotCreate(
                path, reason: "the log of a store that was there lies beside it (\(log)): move it away first")
        }
    }

    // MARK: Preparing

    private func prepare() throws -> (report: VerificationReport, isRebuilt: Bool) {
        guard let size = StoreFolder.entry(backup)?.size, size >= 512 else { throw StoreError.foreign(backup) }
        do {
            let source = try SQLiteConnection.openReader(path: backup, isForCopying: true)
            defer { try? source.close() }
            try StoreCopy.make(of: source, at: prepared)
        } catch {
            throw named(error)
        }
        let copy = try SQLiteConnection.openCopy(path: prepared)
        defer { try? copy.close() }
        let content = try copy.inDatabase { try verified($0) }
        if let first = content.report.problems.first, !isForced {
            throw RestorationError.damagedBackup(backup, problems: content.report.problems.count, first: first.line)
        }
        try copy.close()
        guard StoreFolder.synchronize(prepared) else {
            throw StoreError.inputOutput(prepared, reason: "it could not be flushed to disk")
        }
        return content
    }

    /// What is wrong with the backup is said of the backup, a disk that is full of the store.
    private func named(_ error: any Error) -> any Error {
        switch StoreError(error, at: backup) {
        case .diskFull: StoreError.diskFull(path)
        case .cannotCreate(_, let reason): StoreError.cannotCreate(path, reason: reason)
        case let error: error
        }
    }

    /// Checks the copy, and computes anew what follows from its journal where that is all that is wrong.
    private func verified(_ database: Database) throws -> (report: VerificationReport, isRebuilt: Bool) {
        func report() throws -> VerificationReport {
            try database.snapshot { Verification(database: $0).report(against: nil) }
        }
        var found = try report()
        guard SQLiteStore.isMendable(found) else { return (found, false) }
        let before = found
        do {
            if found.problems.contains(where: { $0.isDerived && $0.queue == nil }) {
                try database.inTransaction(.immediate) {
                    try DerivedSchema(database: database).rebuild()
                    return .commit
                }
                found = try report()
            }
            for queue in try SQLiteStore.queuesToRebuild(found, database) where SQLiteStore.isMendable(found) {
                try database.inTransaction(.immediate) {
                    try ProjectionRebuild(database: database, queue: queue, now: now).run()
                    return .commit
                }
            }
            return (try report(), true)
        } catch {
            // It is refused as it is, or taken by force.
            return (before, false)
        }
    }

    // MARK: Replacing

    /// Under the gate.
    private func replace() throws -> RestorationReport.Replaced {
        let live = try openLive()
        defer { try? live.close() }
        let head = try? live.inDatabase { try SQLiteStore.head(in: $0) }
        let missing = missingEvents(from: prepared)
        let kept = "\(path).before-restore-\(now.compact)"
        try StoreCopy.make(of: live, at: kept)
        let source: DatabaseQueue
        do {
            try carryOver(from: live)
            source = try SQLiteConnection.openReader(path: prepared)
        } catch {
            StoreCopy.remove(kept)
            throw StoreError(error, at: path)
        }
        defer { try? source.close() }
        do {
            try source.backup(to: live)
        } catch {
            // Whether it was written is not known: what was there stays where it was copied to.
            let reason = "\(StoreError(error, at: path)); what was there before is in \(kept)"
            throw StoreError.unknownOutcome(path, reason: reason)
        }
        _ = live.inDatabase { SQLiteStore.emptyLogWithoutWaiting($0) }
        return RestorationReport.Replaced(keptAt: kept, head: head, missingEvents: missing)
    }

    /// For overwriting: what is in it may be damaged.
    private func openLive() throws -> DatabaseQueue {
        do {
            return try SQLiteConnection.openWriter(path: path, mayBeEmpty: false, owner: "", at: now)
        } catch {
            switch StoreError(error, at: path) {
            case .damaged(_, let reason):
                throw StoreError.damaged(
                    path, reason: "\(reason), too much to be replaced in place: move it away with its -wal")
            case let error: throw error
            }
        }
    }

    /// Fences go on from those of the store that is replaced: a decision under one of its claims must not be taken for
    /// one under a claim that was made after the backup was restored. And pages must be of one size.
    private func carryOver(from live: DatabaseQueue) throws {
        let ledgers =
            (try? live.inDatabase { database in
                try database.all("SELECT q.name, l.fence FROM ledger l JOIN queue q ON q.id = l.queue") {
                    (name: $0.text(0), fence: $0.int64(1))
                }
            }) ?? []
        let size = try live.inDatabase { try $0.integer("PRAGMA page_size") }
        let copy = try SQLiteConnection.openCopy(path: prepared)
        defer { try? copy.close() }
        try copy.inDatabase { database in
            for ledger in ledgers {
                try database.run(
                    "UPDATE ledger SET fence = max(fence, ?) WHERE queue = (SELECT id FROM queue WHERE name = ?)",
                    ledger.fence, ledger.name)
            }
            guard try database.integer("PRAGMA page_size") != size else { return }
            try database.execute(sql: "PRAGMA page_size = \(size)")
            try database.execute(sql: "VACUUM")
        }
    }

    // MARK: What would be lost

    /// How many events of the store another file does not have. Chains that begin alike are alike up to where they part.
    private func missingEvents(from other: String) -> Int? {
        do {
            let mine = try SQLiteConnection.openReader(path: path, isForCopying: true)
            defer { try? mine.close() }
            let theirs = try SQLiteConnection.openReader(path: other, isForCopying: true)
            defer { try? theirs.close() }
            var missing = 0
            for queue in try mine.inDatabase({ try QueueRow.all(in: $0) }) {
                var shared = 0
                var parted = queue.position + 1
                while parted - shared > 1 {
                    let middle = (shared + parted) / 2
                    let hashes = try [mine, theirs].map { try Self.hash(of: queue.name, at: middle, in: $0) }
                    if hashes[0] != nil, hashes[0] == hashes[1] { shared = middle } else { parted = middle }
                }
                missing += queue.position - shared
            }
            return missing
        } catch {
            return nil
        }
    }

    private static func hash(of queue: QueueID, at position: Int, in connection: DatabaseQueue) throws -> Digest? {
        try connection.inDatabase { database in
            try database.first(
                """
                SELECT e.hash FROM event e JOIN queue q ON q.id = e.queue WHERE q.name = ? AND e.position = ?
                """, queue, position
            ) { try $0.digest(0) }
        }
    }
}

extension Timestamp {
    /// For names of files: `20260131T235959-123Z`.
    fileprivate var compact: String {
        description.filter { $0 != "-" && $0 != ":" }.split(separator: ".").joined(separator: "-")
    }
}

extension SQLiteStore {
    /// Restores a backup into a new store, or over one that others may have open.
    /// - Parameters:
    ///   - path: the store.
    ///   - mayReplace: keep what is there beside it, and put the backup in its place.
    ///   - isForced: also a backup that does not verify.
    /// - Throws: `RestorationError`, `StoreError`. The store is then as it was.
    package static func restore(
        backup: String, to path: String, replacing mayReplace: Bool, forced isForced: Bool = false,
        clock: @escaping @Sendable () -> Timestamp = SystemSources.time
    ) async throws -> RestorationReport {
        try await elsewhere {
            do {
                try StoreFolder(path: path).createFolder()
                return try StoreRestoration(
                    backup: backup, path: StoreFolder(path: path).resolved.path, mayReplace: mayReplace,
                    isForced: isForced, now: clock()
                ).run()
            } catch let error as RestorationError {
                throw error
            } catch {
                throw StoreError(error, at: path)
            }
        }
    }
}
