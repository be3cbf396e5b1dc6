package import DocketModel
import DocketNotation

/// Reads a source record by record, in memory that does not grow with it.
///
/// ```swift
/// let reader = try RecordReader(ByteSource(path: "replies.jsonl"), options: ReadOptions(fallbackQueue: "replies"))
/// while let result = try reader.next() { … }
/// ```
package final class RecordReader {
    /// The format that was asked for or found.
    package let format: ImportFormat
    /// Where the records go.
    package let queue: QueueID

    /// How far the source has been read.
    package var bytesRead: Int { source.bytesRead }

    /// How large the source is; nil where that is not known beforehand.
    package var size: Int? { source.size }

    private let source: ByteSource
    private let rows: any RowReader
    private let decoder: any RecordDecoder
    /// Where short items are to come as they are stored: what reads them.
    private let storing: DecodingContext?
    private let parser: JSONParser
    /// What was read ahead to find the format.
    private var ahead: [ReadResult]

    /// Opens the source and reads as far as its format can be told.
    package init(_ source: ByteSource, options: ReadOptions) throws(InterchangeError) {
        let mapping = options.mapping
        if mapping == nil {
            if options.format == .mapped { throw .mapMissing }
            if options.format == nil, let kind = TableKind(fileName: source.name) {
                throw .tableWithoutMap(path: source.name, name: kind.rawValue)
            }
        }
        self.source = source
        parser = JSONParser()
        rows = try Self.rows(source, mapping: mapping, limit: RowLimit(bytes: options.rowLimit))

        var problems: [ReadResult] = []
        var first: SourceRow?
        var object: JSONObject?
        while object == nil, problems.count < Self.problemsBeforeFirstRecord, let event = try rows.next() {
            switch Self.parse(event, with: parser) {
            case .success((let row, let read)): (first, object) = (row, read)
            case .failure(let refusal): problems.append(.refused(refusal.problem))
            }
        }
        if let asked = options.format ?? mapping.map({ _ in .mapped }) {
            format = asked
        } else if let object, let first {
            guard let found = ImportFormat.detect(object) else {
                throw .unrecognized(path: source.name, line: first.line, seen: Self.fields(of: object))
            }
            format = found
        } else {
            if problems.count >= Self.problemsBeforeFirstRecord, case .refused(let first)? = problems.first {
                throw .noRecords(path: source.name, lines: problems.count, first: first)
            }
            format = .docket
        }
        let ownQueue = format == .docket ? object?["queue"]?.string.map { QueueID($0) } : nil
        if let ownQueue, let fault = ownQueue.nameFault(limit: QueueID.nameLimit), let first {
            throw .configuration(path: source.name, line: first.line, reason: "queue: \(fault)")
        }
        queue = options.queue ?? ownQueue ?? options.fallbackQueue
        let context = DecodingContext(
            queue: queue, isQueueGiven: options.queue != nil, recorded: options.recorded,
            unknownTime: options.unknownTime, identities: SourceIdentities(queue: queue))
        decoder = Self.decoder(format, mapping: mapping, context)
        storing = options.isForStoring && format == .docket ? context : nil
        ahead = problems
        if let first, let object {
            let result = decode(first, object)
            if result != .records([]) { ahead.append(result) }
        }
        ahead.reverse()
    }

    /// What became of the next row; nil at the end. A row that gives nothing (a decision not made) is passed over.
    /// - Throws: when the source itself cannot be read on. A row that is wrong is a result.
    package func next() throws(InterchangeError) -> ReadResult? {
        if let result = ahead.popLast() { return result }
        while let event = try rows.next() {
            if let storing, case .row(let row) = event, row.fields == nil {
                if let result = read(row, storing) { return result }
                continue
            }
            switch Self.parse(event, with: parser) {
            case .failure(let refusal): return .refused(refusal.problem)
            case .success((let row, let object)):
                let result = decode(row, object)
                if result != .records([]) { return result }
            }
        }
        return nil
    }

    /// Nil for a row that gives nothing.
    private func read(_ row: SourceRow, _ storing: DecodingContext) -> ReadResult? {
        do throws(JSONError) {
            switch try parser.parse(row.bytes, reading: { ShortRecord.storedItem($0, of: row.bytes, storing) }) {
            case .shape(let item): return .records([ImportRecord(.stored(item), line: row.line)])
            case .tree(let value):
                switch Self.object(value, of: row) {
                case .failure(let refusal): return .refused(refusal.problem)
                case .success(let object):
                    let result = decode(row, object)
                    return result == .records([]) ? nil : result
                }
            }
        } catch {
            return .refused(row.problem(at: error.offset, error.reason))
        }
    }

    private func decode(_ row: SourceRow, _ object: JSONObject) -> ReadResult {
        do throws(RecordError) {
            let contents = try decoder.contents(of: SourceRecord(object: object, bytes: row.bytes))
            for content in contents { try content.requireNames() }
            return .records(contents.map { ImportRecord($0, line: row.line) })
        } catch {
            let offset = row.fields == nil ? JSONLocator.offset(of: error.field, in: row.bytes) : 0
            return .refused(row.problem(at: offset, error.description))
        }
    }

    /// How many rows may be broken before the first that is not, when the format is to be found.
    private static let problemsBeforeFirstRecord = 1000

    private struct Refusal: Error {
        var problem: LineProblem
    }

    private static func parse(
        _ event: RowEvent, with parser: JSONParser
    ) -> Result<(SourceRow, JSONObject), Refusal> {
        switch event {
        case .problem(let problem): return .failure(Refusal(problem: problem))
        case .row(let row):
            if let fields = row.fields { return .success((row, fields)) }
            do throws(JSONError) {
                return object(try parser.parse(row.bytes), of: row).map { (row, $0) }
            } catch {
                return .failure(Refusal(problem: row.problem(at: error.offset, error.reason)))
            }
        }
    }

    private static func object(_ value: JSONValue, of row: SourceRow) -> Result<JSONObject, Refusal> {
        if let object = value.object { return .success(object) }
        let reason = "expected an object, found \(value.kindName)"
        return .failure(Refusal(problem: row.problem(at: 0, reason)))
    }

    private static func rows(
        _ source: ByteSource, mapping: Mapping?, limit: RowLimit
    ) throws(InterchangeError) -> any RowReader {
        let window = ByteWindow(source)
        try window.skipByteOrderMark()
        let front = try window.front(PackedContent.frontSize)
        if let packed = PackedContent(front: front) {
            throw .packed(path: source.name, name: packed.name, command: packed.command)
        }
        if let mapping, let table = mapping.table ?? TableKind(fileName: source.name).map({ _ in TableShape() }) {
            return TableReader(window, shape: table, limit: limit)
        }
        let isArray = try window.firstVisibleByte() == UInt8(ascii: "[")
        return isArray ? ArrayElementReader(window, limit: limit) : LineReader(window, limit: limit)
    }

    private static func decoder(
        _ format: ImportFormat, mapping: Mapping?, _ context: DecodingContext
    ) -> any RecordDecoder {
        switch (format, mapping) {
        case (.mapped, let mapping?): MappedDecoder(mapping: mapping, context: context)
        case (.hh, _): HHDecoder(context: context)
        case (.trlPreference, _): TRLPreferenceDecoder(context: context)
        case (.trlPromptCompletion, _): TRLCompletionDecoder(context: context, isLabeled: false)
        case (.trlUnpaired, _): TRLCompletionDecoder(context: context, isLabeled: true)
        case (.docket, _), (.mapped, nil): DocketDecoder(context: context)
        }
    }

    private static func fields(of object: JSONObject) -> String {
        let keys = object.keys.prefix(8).map { "\"\($0)\"" }.joined(separator: ", ")
        if keys.isEmpty { return "no fields" }
        if object["prompt"] != nil { return "\"prompt\" without \(ShortRecord.answerFields)" }
        return "the fields " + keys + (object.keys.count > 8 ? ", …" : "")
    }
}
