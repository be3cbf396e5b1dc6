import DocketModel
import DocketNotation
import GRDB

/// Makes a staged import visible: one transaction, in which no item is copied.
struct ImportPublication: Sendable {
    let request: ImportRequest
    let author: Author
    let start: ImportStart
    /// The number behind the last new item.
    let nextItem: Int64
    /// What staging came to.
    let receipt: ImportReceipt
    let items: Digest
    let ids: (configuration: EventID, importing: EventID)
    let now: Timestamp

    /// Imports of fewer items are put with the rest; larger ones stay on a shelf of their own.
    private static let shelfFrom: Int64 = 4000

    /// - Returns: the receipt; without a position where there was nothing to add, and then the transaction is to be
    ///   rolled back.
    func publish(in database: Database) throws -> ImportReceipt {
        guard var queue = try QueueRow.find(request.configuration.name, in: database), queue.key == start.queue else {
            throw Damage(reason: "the queue of an import is gone")
        }
        guard !queue.isArchived else { throw StoreError.refused(.archived(queue.name)) }
        let journal = Journal(database: database, author: author, now: now)
        if queue.version == 0 {
            try QueueVersions(journal: journal).put(
                request.configuration, guideline: request.guideline, id: ids.configuration, in: &queue)
        }
        let position = queue.position + 1
        let revisions = try publishRevisions(at: position, database)
        let added = nextItem - start.firstItem
        if added > 0 { try publishItems(&queue, database) }
        try database.run(
            "INSERT INTO import(queue, position, first_item, last_item) VALUES (?, ?, ?, ?)", queue.key, position,
            start.firstItem, max(queue.lastItem, nextItem - 1))
        _ = try journal.append(
            EventDraft(
                id: ids.importing, kind: .importing, actor: author.person,
                body: body(queue.name, added: Int(added), revisions: revisions)),
            to: &queue)
        var receipt = receipt
        try publishRecords(journal, &queue, &receipt)
        try database.run("DELETE FROM staged_suggestion")
        try database.run("DELETE FROM staged_record")
        receipt.refused.sort { $0.line < $1.line }
        receipt.position = receipt.items + receipt.decisions + receipt.resolutions > 0 ? queue.position : nil
        return receipt
    }

    private func body(_ queue: QueueID, added: Int, revisions: Revisions) -> [UInt8] {
        var body: JSONObject = ["v": 1, "type": "import", "id": JSONValue(ids.importing.rawValue)]
        body["queue"] = JSONValue(queue.rawValue)
        body["file"] = JSONValue(request.fileName)
        body["format"] = JSONValue(request.format)
        body["items"] = JSONValue(added)
        body["further_suggestions"] = JSONValue(revisions.count)
        body["digest"] = JSONValue(ImportDigest.total(items: items, revisions: revisions.digest).hexadecimal)
        body["at"] = JSONValue(now.description)
        return JSONValue.object(body).serialized
    }

    private func publishItems(_ queue: inout QueueRow, _ database: Database) throws {
        let added = nextItem - start.firstItem
        let last = nextItem - 1
        let overlap = try queue.configuration().overlap.minimum
        if overlap != start.overlap {
            try database.run(
                "UPDATE item SET overlap = ?1, free = ?1 WHERE seq BETWEEN ?2 AND ?3", overlap, start.firstItem, last)
        }
        if added < Self.shelfFrom {
            try database.run("UPDATE item SET shelf = 0 WHERE seq BETWEEN ? AND ?", start.firstItem, last)
        } else {
            try database.run("INSERT INTO shelf(queue, shelf) VALUES (?, ?)", queue.key, start.firstItem)
        }
        if queue.lastItem == 0 { queue.firstItem = start.firstItem }
        queue.lastItem = last
        try database.run(
            "UPDATE ledger SET items = items + ?, first_item = ?, last_item = ? WHERE queue = ?", Int(added),
            queue.firstItem, queue.lastItem, queue.key)
    }

    struct Revisions {
        var count = 0
        var digest: Digest
    }

    /// Further suggestions of items that were there.
    private func publishRevisions(at position: Int, _ database: Database) throws -> Revisions {
        let digest = ImportDigest()
        var count = 0
        var rows: [(item: Int64, ordinal: Int)] = []
        try database.forEachRow(
            """
            SELECT s.item, s.ordinal, i.id, s.name, s.digest FROM staged_suggestion s JOIN item i ON i.seq = s.item
            ORDER BY s.item, s.ordinal
            """
        ) { row in
            digest.addItem(row.text(2), .zero)
            digest.addSuggestion(row.text(3), try row.digest(4))
            rows.append((row.int64(0), row.int(1)))
        }
        for row in rows {
            count += 1
            try database.run(
                """
                INSERT INTO content(key, name, digest, since, bytes)
                SELECT ?, name, digest, ?, bytes FROM staged_suggestion WHERE item = ? AND ordinal = ?
                """, ContentRows.key(row.item, row.ordinal), position, row.item, row.ordinal)
        }
        try database.run(
            "UPDATE item SET revision = revision + 1 WHERE seq IN (SELECT item FROM staged_suggestion)")
        return Revisions(count: count, digest: digest.finish())
    }

    private func publishRecords(
        _ journal: Journal, _ queue: inout QueueRow, _ receipt: inout ImportReceipt
    ) throws {
        let parser = JSONParser()
        let staged = try journal.database.all("SELECT seq, line, kind FROM staged_record ORDER BY seq") { row in
            (number: row.int64(0), line: row.int(1), kind: row.text(2))
        }
        for record in staged {
            let bytes = try journal.database.first(
                "SELECT bytes FROM staged_record WHERE seq = ?", record.number, read: { $0.blob(0) })
            guard let bytes else { throw Damage(reason: "a staged record is gone") }
            do {
                if record.kind == JournalEvent.Kind.resolution.rawValue {
                    let resolution = try EventBody.resolution(from: bytes, queue: queue.name, parser: parser)
                    let done = try VerdictRecorder(journal: journal, way: .imported).record(resolution, in: &queue)
                    if done.status == .duplicate { receipt.unchanged += 1 } else { receipt.resolutions += 1 }
                } else {
                    let decision = try EventBody.decision(from: bytes, queue: queue.name, parser: parser)
                    let done = try DecisionRecorder(journal: journal, way: .imported).record(decision, in: &queue)
                    if done.status == .duplicate { receipt.unchanged += 1 } else { receipt.decisions += 1 }
                }
            } catch StoreError.refused(let refusal) {
                receipt.refused.append(ImportRefusal(line: record.line, reason: "\(refusal)"))
            }
        }
    }
}
