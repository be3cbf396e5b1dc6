import DocketInterchange
import DocketModel
import DocketStorage

extension Session {
    private static let batchSize = 1000

    /// Takes a file in, in memory that does not grow with it. Nothing is seen before all of it was read, and importing
    /// it again adds nothing. Where an import of the same file was cut off, this one goes on behind what was staged.
    /// - Parameters:
    ///   - path: `-` is standard input.
    ///   - progress: called after each batch.
    /// - Throws: `InterchangeError` for a file that cannot be read at all; `WorkflowError.notAllowed`; `StoreError`.
    ///   Bad records are no error but in the report.
    package func importFile(
        _ path: String, _ options: ImportOptions = ImportOptions(), progress: ((ImportProgress) -> Void)? = nil
    ) async throws -> ImportReport {
        try require(.lead, to: "import")
        let settings = try QueueSettings(for: path, options)
        let reader = try RecordReader(
            ByteSource(path: path),
            options: ReadOptions(
                format: options.format, mapping: try options.mapPath.map { path in try Mapping(path: path) },
                queue: options.queue, fallbackQueue: settings.configuration.name, recorded: options.recorded,
                isForStoring: true))
        var configuration = settings.configuration
        configuration.name = reader.queue
        var report = ImportReport(
            file: path, format: reader.format, queue: reader.queue,
            ignoresConfiguration: try await existing(reader.queue) != nil && options.configurationPath != nil)
        let staging = try await store.beginImport(
            ImportRequest(
                configuration: configuration, guideline: settings.guideline, fileName: Self.fileName(path),
                format: reader.format.rawValue,
                source: SourceIdentity(of: path, options, clientVersion: clientVersion)?.text),
            by: author)
        do {
            try await stage(reader, in: staging, isStrict: options.isStrict, report: &report, progress: progress)
            if !report.isAbandoned, options.isStrict || options.isDryRun {
                // What the store refuses is known when all is staged.
                let receipt = try await staging.rehearse()
                if options.isStrict, let first = receipt.refused.first {
                    report.refuse(LineProblem(first))
                    report.isAbandoned = true
                } else if options.isDryRun {
                    report.add(receipt)
                }
            }
            if report.isAbandoned || options.isDryRun {
                await staging.abandon()
                return report
            }
            let receipt = try await staging.publish()
            report.add(receipt)
            if receipt.decisions > 0 { try await followUpEverywhere(in: report.queue) }
        } catch {
            await staging.abandon()
            throw error
        }
        return report
    }

    private func existing(_ queue: QueueID) async throws -> QueueRecord? {
        do {
            return try await store.queue(queue)
        } catch StoreError.unknownQueue {
            return nil
        }
    }

    /// What follows from decisions made here follows from those that came with an import, too.
    private func followUpEverywhere(in id: QueueID) async throws {
        let queue = try await store.queue(id)
        guard hasFollowUps(queue) else { return }
        var cursor: ItemCursor?
        repeat {
            let page = try await store.states(
                in: id, filter: .contested, asOf: nil, after: cursor, limit: Self.batchSize)
            for state in page.states { await followUp(on: state.item.id, in: queue) }
            cursor = page.next
        } while cursor != nil
    }

    /// Reads a batch while those before it are made ready and written.
    private func stage(
        _ reader: sending RecordReader, in staging: any ImportSession, isStrict: Bool, report: inout ImportReport,
        progress: ((ImportProgress) -> Void)?
    ) async throws {
        var reached = ImportProgress(records: 0, line: 0, resumedAt: staging.resumption.map { $0.line + 1 })
        let size = reader.size
        // Records staged before the import was cut off are read again and passed over: ids that come from what was read
        // so far stay the same, and so does what is refused.
        var known = staging.resumption?.records ?? 0
        for try await batch in RecordBatches(reader) {
            for problem in batch.problems {
                report.refuse(problem)
                if isStrict {
                    report.isAbandoned = true
                    return
                }
            }
            let passed = min(known, batch.records.count)
            known -= passed
            if passed < batch.records.count {
                try await staging.add(passed == 0 ? batch.records : Array(batch.records[passed...]))
            }
            reached.records += batch.records.count
            reached.line = batch.records.last?.line ?? reached.line
            reached.share = size.map { $0 == 0 ? 1 : min(1, Double(batch.bytesRead) / Double($0)) }
            progress?(reached)
        }
    }

    private static func fileName(_ path: String) -> String {
        path == "-" ? "standard input" : path.split(separator: "/").last.map(String.init) ?? path
    }
}

extension ImportReport {
    fileprivate mutating func add(_ receipt: ImportReceipt) {
        items = receipt.items
        decisions = receipt.decisions
        resolutions = receipt.resolutions
        questions = receipt.questions
        unchanged = receipt.unchanged
        refuse(receipt.refused.map { LineProblem($0) })
    }
}

extension LineProblem {
    /// The store knows the line of a record but not the columns in it.
    fileprivate init(_ refusal: ImportRefusal) {
        self.init(line: refusal.line, column: 1, reason: refusal.reason)
    }
}
