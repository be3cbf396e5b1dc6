import DocketModel
import DocketNotation
import GRDB

/// Appends decisions and resolutions that came with an import, in their order, a transaction at a time. Each that was
/// looked at leaves the staging in the same transaction, so that one that is cut off goes on behind it.
struct ImportedRecords {
    let journal: Journal
    /// The staged records up to this one are done.
    private(set) var cursor: Int64
    private(set) var receipt: ImportReceipt
    private let parser = JSONParser()

    init(journal: Journal, cursor: Int64, receipt: ImportReceipt) {
        self.journal = journal
        self.cursor = cursor
        self.receipt = receipt
    }

    private struct Row {
        var number: Int64
        var line: Int
        var kind: String
        var bytes: [UInt8]
    }

    private static let rowsAtOnce = 100

    /// - Returns: whether that was all.
    mutating func append(to queue: inout QueueRow, for time: Duration) throws -> Bool {
        let clock = ContinuousClock()
        let end = clock.now + time
        var isLast = false
        while !isLast {
            let rows = try journal.database.all(
                "SELECT seq, line, kind, bytes FROM staged_record WHERE seq > ? ORDER BY seq LIMIT \(Self.rowsAtOnce)",
                cursor
            ) { Row(number: $0.int64(0), line: $0.int(1), kind: $0.text(2), bytes: $0.blob(3)) }
            for row in rows {
                try append(row.kind, row.bytes, line: row.line, to: &queue)
                cursor = row.number
                if clock.now >= end { break }
            }
            isLast = rows.count < Self.rowsAtOnce && cursor == rows.last?.number ?? cursor
            if clock.now >= end { break }
        }
        try journal.database.run("DELETE FROM staged_record WHERE seq <= ?", cursor)
        return isLast
    }

    /// - Throws: never for a record that does not fit: it is refused by itself.
    mutating func append(_ kind: String, _ bytes: [UInt8], line: Int, to queue: inout QueueRow) throws {
        do {
            switch JournalEvent.Kind(rawValue: kind) {
            case .resolution:
                let resolution = try EventBody.resolution(from: bytes, queue: queue.name, parser: parser)
                let done = try VerdictRecorder(journal: journal, way: .imported).record(resolution, in: &queue)
                if done.status == .duplicate { receipt.unchanged += 1 } else { receipt.resolutions += 1 }
            case .question:
                let question = try EventBody.question(from: bytes, parser: parser)
                count(try QuestionRecorder(journal: journal, way: .imported).record(question, in: &queue))
            case .answer:
                let answer = try EventBody.answer(from: bytes, parser: parser)
                count(try QuestionRecorder(journal: journal, way: .imported).record(answer, in: &queue))
            default:
                let decision = try EventBody.decision(from: bytes, queue: queue.name, parser: parser)
                let done = try DecisionRecorder(journal: journal, way: .imported).record(decision, in: &queue)
                if done.status == .duplicate { receipt.unchanged += 1 } else { receipt.decisions += 1 }
            }
        } catch StoreError.refused(let refusal) {
            receipt.refused.append(ImportRefusal(line: line, reason: "\(refusal)"))
        }
    }

    private mutating func count(_ done: Receipt) {
        if done.status == .duplicate { receipt.unchanged += 1 } else { receipt.questions += 1 }
    }

    func step(isLast: Bool, _ queue: QueueRow) -> ImportPublication.Step {
        var receipt = receipt
        receipt.position = queue.position
        return ImportPublication.Step(receipt: receipt, cursor: cursor, isLast: isLast, isPublished: true)
    }
}
