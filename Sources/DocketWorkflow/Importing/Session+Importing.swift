import DocketInterchange
import DocketModel
import DocketStorage

extension Session {
    private static let batchSize = 1000

    /// Takes a file in, in memory that does not grow with it. Nothing is seen before all of it was read, and importing
    /// it again adds nothing.
    /// - Parameters:
    ///   - path: `-` is standard input.
    ///   - progress: called after each batch.
    /// - Throws: `InterchangeError` for a file that cannot be read at all; `WorkflowError.notAllowed`; `StoreError`.
    ///   Bad records are no error but in the report.
    package func importFile(
        _ path: String, _ options: ImportOptions = ImportOptions(), progress: ((ImportProgress) -> Void)? = nil
    ) async throws -> ImportReport {
        try require(.lead, to: "import")
        let copy = path == "-" && options.isStrict ? try StandardInputCopy() : nil
        if options.isStrict, !options.isDryRun {
            // What the store refuses is known when all was staged: a first run finds out, a second one is for good.
            var trial = options
            trial.isDryRun = true
            let report = try await take(path, from: copy, trial, progress)
            if report.isAbandoned { return report }
        }
        return try await take(path, from: copy, options, progress)
    }

    private func take(
        _ path: String, from copy: StandardInputCopy?, _ options: ImportOptions,
        _ progress: ((ImportProgress) -> Void)?
    ) async throws -> ImportReport {
        let settings = try QueueSettings(for: path, options)
        let reader = try RecordReader(
            ByteSource(path: copy?.path ?? path),
            options: ReadOptions(
                format: options.format, mapping: try options.mapPath.map { path in try Mapping(path: path) },
                queue: options.queue, fallbackQueue: settings.configuration.name, recorded: options.recorded))
        var configuration = settings.configuration
        configuration.name = reader.queue
        let present = try await existing(reader.queue)
        let staging = try await store.beginImport(
            ImportRequest(
                configuration: configuration, guideline: settings.guideline, fileName: Self.fileName(path),
                format: reader.format.rawValue), by: author)
        var report = ImportReport(
            file: path, format: reader.format, queue: reader.queue,
            ignoresConfiguration: present != nil && options.configurationPath != nil)
        do {
            try await stage(reader, in: staging, isStrict: options.isStrict, report: &report, progress: progress)
            if report.isAbandoned {
                await staging.abandon()
                return report
            }
            let receipt = try await staging.publish(isDryRun: options.isDryRun)
            if options.isStrict, options.isDryRun, let first = receipt.refused.min(by: { $0.line < $1.line }) {
                report.refuse(LineProblem(first))
                report.isAbandoned = true
            } else {
                report.add(receipt)
                if !options.isDryRun, receipt.decisions > 0 { try await askOneMoreWhereNeeded(in: reader.queue) }
            }
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

    /// Decisions that came with an import and disagree call for one more annotator like those made here.
    private func askOneMoreWhereNeeded(in id: QueueID) async throws {
        let queue = try await store.queue(id)
        guard queue.configuration.overlap.maximum > queue.configuration.overlap.minimum else { return }
        var cursor: ItemCursor?
        repeat {
            let page = try await store.states(
                in: id, filter: .contested, asOf: nil, after: cursor, limit: Self.batchSize)
            for state in page.states { await askOneMore(about: state.item.id, in: queue) }
            cursor = page.next
        } while cursor != nil
    }

    /// Reads a batch while the one before it is written.
    private func stage(
        _ reader: RecordReader, in staging: any ImportSession, isStrict: Bool, report: inout ImportReport,
        progress: ((ImportProgress) -> Void)?
    ) async throws {
        var reached = ImportProgress(records: 0, line: 0)
        var batch = try Self.batch(from: reader, isStrict: isStrict, report: &report)
        while !batch.isEmpty, !report.isAbandoned {
            let read = batch
            async let staged: Void = staging.add(read)
            let next = try Self.batch(from: reader, isStrict: isStrict, report: &report)
            try await staged
            reached.records += read.count
            reached.line = read.last?.line ?? reached.line
            progress?(reached)
            batch = next
        }
    }

    /// The next records; empty at the end, or where a bad one ends a strict import.
    private static func batch(
        from reader: RecordReader, isStrict: Bool, report: inout ImportReport
    ) throws -> [ImportRecord] {
        var batch: [ImportRecord] = []
        while batch.count < batchSize, let result = try reader.next() {
            switch result {
            case .records(let records): batch += records.map(ImportRecord.init)
            case .refused(let problem):
                report.refuse(problem)
                if isStrict {
                    report.isAbandoned = true
                    return []
                }
            }
        }
        return batch
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

extension ImportRecord {
    fileprivate init(_ record: InterchangeRecord) {
        let content: Content =
            switch record.content {
            case .item(let item): .item(item)
            case .decision(let decision): .decision(decision)
            case .resolution(let resolution): .resolution(resolution)
            }
        self.init(content, line: record.line)
    }
}
