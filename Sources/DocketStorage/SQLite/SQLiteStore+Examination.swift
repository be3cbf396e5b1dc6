import DocketModel
import GRDB
import GRDBSQLite

extension SQLiteStore {
    /// What can be told about a store, or about the place for one, from outside: for one that cannot be opened. Nothing
    /// is opened, and nothing written but permissions, where that is wanted.
    package static func examinePlace(_ path: String, repairing isRepairing: Bool = false) -> [Finding] {
        PlaceExamination(path: path, repairing: isRepairing && StoreFolder.entry(path) != nil).findings()
    }

    package func examine(repairing isRepairing: Bool) async throws -> [Finding] {
        let isRepairing = isRepairing && canWrite
        var findings = Self.examinePlace(location, repairing: isRepairing)
        findings.append(StoreExamination.engine)
        findings.append(
            canWrite
                ? try await withGate { try StoreExamination.durability($0, isWriter: true) }
                : try await read { try StoreExamination.durability($0, isWriter: false) })
        findings.append(try await examineLog(isRepairing))
        let now = clock()
        var inside = try await read { try StoreExamination(database: $0, now: now).findings() }
        if isRepairing, let claims = inside.firstIndex(where: { $0.subject == "claims" && $0.mending == .possible }) {
            try await write { try StoreExamination(database: $0, now: now).freeStaleClaims() }
            inside[claims].mending = .done
        }
        if let importing = importUnderWay {
            inside.append(importing)
        } else if let cut = inside.firstIndex(where: { $0.subject == "import" && $0.mending == .possible }),
            isRepairing,
            try await finishCutOffImport()
        {
            inside[cut].mending = .done
        }
        return findings + inside + (try await examineContent(isRepairing))
    }

    private var importUnderWay: Finding? {
        guard StoreFolder.entry(files.importLock) != nil,
            let lock = try? FileLock(path: files.importLock, besides: location)
        else { return nil }
        guard lock.tryAcquire() else { return Finding("import", .note, "an import is under way") }
        lock.release()
        return nil
    }

    // MARK: The log

    /// As long as this the log slows readers down.
    private static let longLog = 64 << 20

    private func examineLog(_ isRepairing: Bool) async throws -> Finding {
        let path = files.path + "-wal"
        func size() -> Int { StoreFolder.entry(path)?.size ?? 0 }
        let before = size()
        if isRepairing { _ = try await withGate { Self.emptyLogWithoutWaiting($0) } }
        let after = size()
        if isRepairing, after > 0, before > 0 {
            return Finding(
                "log", after > Self.longLog ? .warning : .note,
                "\(ByteCount(after)) in the write-ahead log, which a program that reads keeps from being emptied",
                remedy: "leave the docket that has been open longest, and run this again")
        }
        if isRepairing, after < before {
            return Finding("log", .note, "\(ByteCount(before)) were in the write-ahead log", mending: .done)
        }
        guard after > Self.longLog else { return Finding("log", .ok, "\(ByteCount(after)) in the write-ahead log") }
        return Finding(
            "log", .warning, "\(ByteCount(after)) in the write-ahead log: reading is slower, nothing is lost",
            remedy: "docket doctor --fix empties it; if it stays, a program has been reading for long",
            mending: .possible)
    }

    /// Moves the log into the file as far as readers allow. Under the gate, outside a transaction.
    /// - Returns: whether the log is empty now.
    @discardableResult
    static func emptyLogWithoutWaiting(_ database: Database) -> Bool {
        sqlite3_busy_timeout(database.sqliteConnection, 0)
        let code = sqlite3_wal_checkpoint_v2(
            database.sqliteConnection, "main", SQLITE_CHECKPOINT_TRUNCATE, nil, nil)
        sqlite3_busy_timeout(database.sqliteConnection, SQLiteConnection.patienceInMilliseconds)
        return code == SQLITE_OK
    }

    // MARK: Journal and what follows from it

    private func examineContent(_ isRepairing: Bool) async throws -> [Finding] {
        let report = try await verify(against: nil)
        let journal = report.problems.filter { !$0.isDerived }
        let derived = report.problems.filter(\.isDerived)
        var findings = [Self.finding(ofJournal: journal, report)]
        guard !derived.isEmpty else {
            return findings + [Finding("projection", .ok, "all that is computed from the journal agrees with it")]
        }
        var finding = Self.finding(ofDerived: derived, isMendable: Self.isMendable(report))
        if isRepairing, finding.mending == .possible {
            let rebuild = try await rebuild(report)
            finding.text += "; \(rebuild.outcome)"
            finding.mending = rebuild.isClean ? .done : .byHand
        }
        findings.append(finding)
        return findings
    }

    private static func finding(
        ofJournal problems: [VerificationReport.Problem], _ report: VerificationReport
    ) -> Finding {
        guard let first = problems.first else {
            let redacted = report.redacted > 0 ? ", \(report.redacted) redacted" : ""
            return Finding("journal", .ok, "\(report.events) events\(redacted), every hash and digest is right")
        }
        return Finding(
            "journal", .problem, "\(Self.count(problems)): \(first.line)",
            remedy: "docket verify lists them all; docket restore BACKUP --replace puts a good copy in its place")
    }

    private static func finding(ofDerived problems: [VerificationReport.Problem], isMendable: Bool) -> Finding {
        let first = problems.first?.line ?? ""
        guard isMendable else {
            return Finding(
                "projection", .problem, "\(Self.count(problems)) in what is computed from the journal: \(first)",
                remedy: "the journal itself is damaged, and nothing is computed from that: restore a backup")
        }
        return Finding(
            "projection", .problem, "\(Self.count(problems)) in what is computed from the journal: \(first)",
            remedy: "docket doctor --fix computes it anew; the journal is whole", mending: .possible)
    }

    private static func count(_ problems: [VerificationReport.Problem]) -> String {
        problems.count == 1 ? "something is wrong" : "\(problems.count) things are wrong"
    }

    /// Whether something of what is wrong can be computed from a journal that is whole.
    static func isMendable(_ report: VerificationReport) -> Bool {
        let damaged = Set(report.problems.filter { !$0.isDerived }.map(\.queue))
        guard !damaged.contains(nil) else { return false }
        return report.problems.contains { $0.isDerived && !damaged.contains($0.queue) }
    }

    /// Computes anew what disagrees with its journal, queue by queue, each in a transaction of its own: others wait as
    /// long as one takes.
    private func rebuild(_ report: VerificationReport) async throws -> (isClean: Bool, outcome: String) {
        let time = ContinuousClock()
        var longest = Duration.zero
        func timed(_ body: @escaping @Sendable (Database) throws -> Void) async throws {
            let start = time.now
            try await write(body)
            longest = max(longest, time.now - start)
        }
        var report = report
        let now = clock()
        do {
            if report.problems.contains(where: { $0.isDerived && $0.queue == nil }) {
                try await timed { try DerivedSchema(database: $0).rebuild() }
                report = try await verify(against: nil)
            }
            if Self.isMendable(report) {
                for queue in try await read({ [report] in try Self.queuesToRebuild(report, $0) }) {
                    try await timed { try ProjectionRebuild(database: $0, queue: queue, now: now).run() }
                }
                report = try await verify(against: nil)
            }
        } catch {
            return (false, "mending it failed: \(error)")
        }
        let milliseconds = Int(longest / .milliseconds(1))
        guard let left = report.problems.first(where: \.isDerived) else {
            return (true, "computed anew; others waited \(milliseconds) ms at most")
        }
        return (false, "computed anew as far as possible, and still: \(left.line)")
    }

    /// Queues with something wrong that follows from their journal, and nothing wrong in it. What names no queue may be
    /// about any.
    static func queuesToRebuild(_ report: VerificationReport, _ database: Database) throws -> [Int64] {
        let damaged = Set(report.problems.filter { !$0.isDerived }.map(\.queue))
        let wrong = Set(report.problems.filter(\.isDerived).map(\.queue))
        return try QueueRow.all(in: database)
            .filter { !damaged.contains($0.name) && (wrong.contains(nil) || wrong.contains($0.name)) }.map(\.key)
    }
}

extension VerificationReport.Problem {
    /// On one line, with its place.
    package var line: String {
        let queue = queue.map { "queue \($0), " } ?? ""
        let position = position.map { "position \($0): " } ?? ""
        return queue + position + what
    }
}
