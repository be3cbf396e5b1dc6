import DocketModel
import DocketNotation
import GRDB

/// Appends questions about the guideline and answers to them: each question has a line of events of its own.
struct QuestionRecorder {
    let journal: Journal
    let way: DecisionRecorder.Way

    private var database: Database { journal.database }

    /// - Throws: `StoreError.refused`.
    func record(_ question: GuidelineQuestion, in queue: inout QueueRow) throws -> Receipt {
        let body = JSONValue.object(question.json).serialized
        if let known = try queue.receipt(of: question.id, .question, body, database) { return known }
        let item = try item(question.item, queue)
        let appended = try journal.append(
            EventDraft(id: question.id, kind: .question, actor: actor(question.asker), item: item, body: body),
            to: &queue)
        return try finish(appended, item, queue)
    }

    /// - Throws: `StoreError.refused`, also where there is no such question that stands.
    func record(_ answer: GuidelineAnswer, in queue: inout QueueRow) throws -> Receipt {
        let body = JSONValue.object(answer.json).serialized
        if let known = try queue.receipt(of: answer.id, .answer, body, database) { return known }
        let item = try item(answer.item, queue)
        let history = try ItemHistory(EventRow.about(item.key, in: queue, database))
        guard let line = history.questions[answer.question] else {
            throw StoreError.refused(.unknownEvent(answer.question))
        }
        guard line.question != nil else {
            throw StoreError.refused(.invalid("question \(answer.question) was taken back or redacted"))
        }
        let appended = try journal.append(
            EventDraft(
                id: answer.id, kind: .answer, actor: actor(answer.person), item: item, supersedes: line.tip,
                body: body),
            to: &queue)
        return try finish(appended, item, queue)
    }

    /// Writes the rows of an item's questions as its history says they are now.
    static func put(_ history: ItemHistory, of item: Int64, in queue: QueueRow, _ database: Database) throws {
        for row in history.questionRows {
            try database.run(
                """
                INSERT INTO question(event, queue, item, tip, stands, answer) VALUES (?, ?, ?, ?, ?, ?)
                ON CONFLICT (event) DO UPDATE SET queue = excluded.queue, item = excluded.item, tip = excluded.tip,
                    stands = excluded.stands, answer = excluded.answer
                """, row.event, queue.key, item, row.tip, row.stands, row.answer)
        }
    }

    private func finish(_ appended: AppendedEvent, _ item: ItemRow, _ queue: QueueRow) throws -> Receipt {
        try Self.put(ItemHistory(EventRow.about(item.key, in: queue, database)), of: item.key, in: queue, database)
        if way == .live {
            try Actions(database: database, queue: queue.key).add(appended.number, of: appended.event.actor)
        }
        return Receipt(
            id: appended.event.id, status: .saved, position: appended.event.position, hash: appended.event.hash)
    }

    private func actor(_ named: PersonID) -> PersonID { way == .live ? journal.author.person : named }

    private func item(_ id: ItemID, _ queue: QueueRow) throws -> ItemRow {
        guard way == .imported || !queue.isArchived else { throw StoreError.refused(.archived(queue.name)) }
        guard let item = try ItemRow.find(id, in: queue, database) else {
            throw StoreError.refused(.unknownItem(id, queue.name))
        }
        return item
    }
}

/// A row of the table of questions.
struct QuestionRow: Hashable {
    var event: Int64
    var tip: Int64
    var stands: Bool
    var answer: Int64?

    static func about(_ item: Int64, in queue: QueueRow, _ database: Database) throws -> [QuestionRow] {
        try database.all(
            "SELECT event, tip, stands, answer FROM question WHERE item = ? AND queue = ? ORDER BY event", item,
            queue.key
        ) { row in
            QuestionRow(
                event: row.int64(0), tip: row.int64(1), stands: row.bool(2), answer: row.isNull(3) ? nil : row.int64(3))
        }
    }
}

extension ItemHistory.Line {
    /// The question that stands; nil where it was taken back or redacted. Only of lines that questions begin.
    var question: ItemHistory.Action? { done.first.flatMap { $0.isRedacted ? nil : $0 } }

    /// What stands as the answer to it.
    var answer: ItemHistory.Action? {
        guard question != nil, done.count > 1 else { return nil }
        return done.last.flatMap { $0.isRedacted ? nil : $0 }
    }
}

extension ItemHistory {
    /// In the order in which they were asked.
    var questionRows: [QuestionRow] {
        questions.values.map { line in
            QuestionRow(
                event: line.first, tip: line.tipNumber, stands: line.question != nil, answer: line.answer?.number)
        }.sorted { $0.event < $1.event }
    }
}

extension QueueRow {
    /// The receipt of an event that is in the journal already, with this body.
    /// - Throws: `StoreError.refused(.idTaken)` where the id stands for something else.
    func receipt(
        of id: EventID, _ kind: JournalEvent.Kind, _ body: [UInt8], _ database: Database
    ) throws -> Receipt? {
        guard let known = try EventRow.find(id, in: self, database)?.event else { return nil }
        guard known.kind == kind, known.bodyDigest == Digest(of: body) else {
            throw StoreError.refused(.idTaken(id))
        }
        return Receipt(id: id, status: .duplicate, position: known.position, hash: known.hash)
    }
}
