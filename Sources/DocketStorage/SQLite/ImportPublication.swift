import DocketModel
import DocketNotation
import GRDB

/// Makes a staged import visible: its items and its event in one transaction, in which no item is copied. The decisions
/// and resolutions that came along follow in short ones; until they are in, the items are seen and not dealt.
struct ImportPublication: Sendable {
    let request: ImportRequest
    let author: Author
    /// Over the new items.
    let items: Digest
    let ids: (configuration: EventID, importing: EventID)
    let now: Timestamp

    /// Imports of fewer items are put with the rest; larger ones stay on a shelf of their own.
    static let shelfFrom: Int64 = 4000

    /// What a transaction came to.
    struct Step: Sendable {
        var receipt: ImportReceipt
        /// The staged records up to this one are done.
        var cursor: Int64
        /// Whether the records are done.
        var isLast: Bool
        /// Whether there was anything to add; where not, the transaction is to be rolled back.
        var isPublished: Bool
    }

    /// The first step. Where a file brings no items, and only records that are there already, nothing is published.
    /// - Parameters:
    ///   - receipt: of earlier steps that came to nothing.
    ///   - cursor: how far those looked.
    func publish(after cursor: Int64, _ receipt: ImportReceipt?, in database: Database) throws -> Step {
        guard var staged = try StagedImport.find(in: database),
            var queue = try QueueRow.find(request.configuration.name, in: database), queue.key == staged.start.queue
        else {
            throw Damage(reason: "the queue of an import is gone")
        }
        guard !queue.isArchived else { throw StoreError.refused(.archived(queue.name)) }
        let journal = Journal(database: database, author: author, now: now)
        if queue.version == 0 {
            try QueueVersions(journal: journal).put(
                request.configuration, guideline: request.guideline, id: ids.configuration, in: &queue)
        }
        let position = queue.position + 1
        let revisions = try StagedRevisions(database: database).publish(at: position)
        let added = staged.nextItem - staged.start.firstItem
        if added > 0 { try publishItems(staged, &queue, database) }
        try database.run(
            "INSERT INTO import(queue, position, first_item, last_item) VALUES (?, ?, ?, ?)", queue.key, position,
            staged.start.firstItem, max(queue.lastItem, staged.nextItem - 1))
        _ = try journal.append(
            EventDraft(
                id: ids.importing, kind: .importing, actor: author.person,
                body: body(queue.name, added: Int(added), revisions: revisions)),
            to: &queue)
        staged.position = position
        try database.run("UPDATE staged_import SET position = ?", position)
        var records = ImportedRecords(
            journal: journal, cursor: cursor, receipt: try receipt ?? staged.receipt(in: database))
        let isLast = try records.append(to: &queue, for: SQLiteImport.batch)
        var step = records.step(isLast: isLast, queue)
        step.isPublished =
            step.receipt.items + step.receipt.decisions + step.receipt.resolutions + step.receipt.questions > 0
        if !step.isPublished { step.receipt.position = nil }
        if isLast, step.isPublished { try staged.finish(in: database) }
        return step
    }

    private func body(_ queue: QueueID, added: Int, revisions: StagedRevisions.Published) -> [UInt8] {
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

    private func publishItems(_ staged: StagedImport, _ queue: inout QueueRow, _ database: Database) throws {
        let last = staged.nextItem - 1
        try database.run(
            "INSERT INTO shelf(queue, shelf, held) VALUES (?, ?, 1)", queue.key, staged.start.firstItem)
        if queue.lastItem == 0 { queue.firstItem = staged.start.firstItem }
        queue.lastItem = last
        try database.run(
            "UPDATE ledger SET items = items + ?, first_item = ?, last_item = ? WHERE queue = ?",
            Int(staged.nextItem - staged.start.firstItem), queue.firstItem, queue.lastItem, queue.key)
    }
}

extension StagedImport {
    /// The last step: the items are dealt from now on, and nothing is left of the staging.
    func finish(in database: Database) throws {
        if nextItem - start.firstItem < ImportPublication.shelfFrom {
            try database.run("UPDATE item SET shelf = 0 WHERE seq >= ? AND seq < ?", start.firstItem, nextItem)
            try database.run("DELETE FROM shelf WHERE queue = ? AND shelf = ?", start.queue, start.firstItem)
        } else {
            try database.run(
                "UPDATE shelf SET held = 0 WHERE queue = ? AND shelf = ?", start.queue, start.firstItem)
        }
        try database.run("DELETE FROM staged_import")
    }
}

extension SQLiteStore {
    /// Publishes what is staged, in short transactions.
    func publish(_ publication: ImportPublication) async throws -> ImportReceipt {
        var step: ImportPublication.Step?
        repeat {
            let (cursor, receipt) = (step?.cursor ?? 0, step?.receipt)
            try await alignOverlap(with: publication.request.configuration)
            step = try await write(keepingIf: { $0?.isPublished ?? false }) { database in
                // Somebody may have configured the queue since.
                guard try StagedOverlap.wanted(publication.request.configuration, database) == nil else { return nil }
                return try publication.publish(after: cursor, receipt, in: database)
            }
        } while step == nil || step?.isPublished == false && step?.isLast == false
        guard let first = step else { return ImportReceipt() }
        var done = first.receipt
        if first.isPublished, !first.isLast {
            done = try await appendRecords(after: first.cursor, first.receipt)
        }
        done.refused.sort { $0.line < $1.line }
        return done
    }

    /// Appends what is left of the decisions of an import whose items are published.
    ///
    /// They are of one moment with the import's event, whoever appends them and when: by that they are known later as what
    /// came with it.
    private func appendRecords(
        after cursor: Int64, _ receipt: ImportReceipt
    ) async throws -> ImportReceipt {
        var (cursor, receipt) = (cursor, receipt)
        while true {
            let step = try await write { [cursor, receipt] database in
                guard let staged = try StagedImport.find(in: database),
                    var queue = try QueueRow.find(key: staged.start.queue, in: database),
                    let importing = try EventRow.find(position: staged.position ?? 0, in: queue, database)?.event
                else { throw Damage(reason: "the queue of an import is gone") }
                let author = Author(
                    person: importing.actor, clientVersion: importing.clientVersion, clientTime: importing.clientTime)
                var records = ImportedRecords(
                    journal: Journal(database: database, author: author, now: importing.serverTime), cursor: cursor,
                    receipt: receipt)
                let isLast = try records.append(to: &queue, for: SQLiteImport.batch)
                if isLast { try staged.finish(in: database) }
                return records.step(isLast: isLast, queue)
            }
            (cursor, receipt) = (step.cursor, step.receipt)
            if step.isLast { return receipt }
        }
    }

    /// An import that was cut off when its items were published is brought to its end. Under the import lock.
    func completeImport() async throws {
        guard try await read({ try StagedImport.find(in: $0)?.position }) != nil else { return }
        _ = try await appendRecords(after: 0, ImportReceipt())
        try await clearStaging()
    }

    /// The same for somebody who imports nothing: unless an import is at work.
    /// - Returns: whether there was one.
    func finishCutOffImport() async throws -> Bool {
        guard canWrite, try await read({ try StagedImport.find(in: $0)?.position }) != nil,
            let lock = try HeldLock(ifFree: files.importLock, besides: location)
        else { return false }
        defer { lock.release() }
        try await completeImport()
        return true
    }

    /// Brings staged items, which nobody sees, to the k that the queue has by now, a little at a time.
    private func alignOverlap(with configuration: QueueConfiguration) async throws {
        while try await write({ database in
            guard let wanted = try StagedOverlap.wanted(configuration, database) else { return false }
            return try wanted.raise(database)
        }) {}
    }
}
