package import DocketModel
import GRDB

/// What leads look at and settle beside decisions.
extension SQLiteStore {
    package func precedents(for item: ItemID, in queue: QueueID, limit: Int) async throws -> [Precedent] {
        try await read { database in
            let queue = try QueueRow.existing(queue, in: database)
            let item = try ItemRow.existing(item, in: queue, database)
            return try PrecedentSearch(database: database, queue: queue).near(item, limit: max(0, limit))
        }
    }

    package func reopen(
        _ resolution: EventID, in queue: QueueID, as id: EventID, by author: Author
    ) async throws -> UndoReceipt {
        let reopened = try await write { [clock] database in
            var queue = try QueueRow.open(queue, in: database)
            let journal = Journal(database: database, author: author, now: clock())
            return try UndoRecorder(journal: journal, id: id).reopen(resolution, in: &queue)
        }
        if reopened.receipt.status == .duplicate { try await flushLog() }
        return reopened
    }

    package func record(_ question: GuidelineQuestion, by author: Author) async throws -> Receipt {
        try await recording(in: question.queue, by: author) { try $0.record(question, in: &$1) }
    }

    package func record(_ answer: GuidelineAnswer, by author: Author) async throws -> Receipt {
        try await recording(in: answer.queue, by: author) { try $0.record(answer, in: &$1) }
    }

    private func recording(
        in queue: QueueID, by author: Author,
        _ body: @escaping @Sendable (QuestionRecorder, inout QueueRow) throws -> Receipt
    ) async throws -> Receipt {
        let receipt = try await write { [clock] database in
            var queue = try QueueRow.existing(queue, in: database)
            let journal = Journal(database: database, author: author, now: clock())
            return try body(QuestionRecorder(journal: journal, way: .live), &queue)
        }
        if receipt.status == .duplicate { try await flushLog() }
        return receipt
    }

    package func questions(in queue: QueueID, onlyOpen: Bool) async throws -> [StoredQuestion] {
        try await read { database in
            let queue = try QueueRow.existing(queue, in: database)
            return try QuestionRows(database: database, queue: queue).all(onlyOpen: onlyOpen)
        }
    }
}

/// Reads the questions that stand.
struct QuestionRows {
    let database: Database
    let queue: QueueRow

    func all(onlyOpen: Bool) throws -> [StoredQuestion] {
        try read(
            try database.all(
                """
                SELECT event, answer FROM question INDEXED BY question_queue
                WHERE queue = ? AND stands = 1 AND (answer IS NULL OR ?) ORDER BY event
                """, queue.key, !onlyOpen
            ) { (event: $0.int64(0), answer: $0.isNull(1) ? nil : $0.int64(1)) })
    }

    func about(_ item: Int64) throws -> [StoredQuestion] {
        try read(
            try database.all(
                "SELECT event, answer FROM question WHERE item = ? AND stands = 1 ORDER BY event", item
            ) { (event: $0.int64(0), answer: $0.isNull(1) ? nil : $0.int64(1)) })
    }

    private func read(_ rows: [(event: Int64, answer: Int64?)]) throws -> [StoredQuestion] {
        try rows.compactMap { row in
            let asked = try EventRow.find(number: row.event, in: queue, database)
            guard case .question(let question) = try EventBody(asked.stored) else { return nil }
            var answer: GuidelineAnswer?
            if let number = row.answer {
                let stored = try EventRow.find(number: number, in: queue, database).stored
                if case .answer(let given) = try EventBody(stored) { answer = given }
            }
            return StoredQuestion(question: question, answer: answer, position: asked.event.position)
        }
    }
}
