import DocketModel
import DocketNotation
import GRDB

/// Computes everything about a queue that follows from its journal anew, inside the caller's transaction: its row and
/// its ledger, histories, slots, assignments, resolutions, send-backs, what can be undone, and the items' counts.
///
/// What agrees is left as it is; claims stay where they fit beside what was decided. The journal itself must be whole.
struct ProjectionRebuild {
    let database: Database
    let queue: Int64
    let now: Timestamp
    private let parser = JSONParser()

    /// How many items or events are in memory at a time.
    private static let piece = 500

    /// - Throws: `Damage` where the journal cannot be read.
    func run() throws {
        try rebuildConfiguration()
        try rebuildImports()
        try removeStrays()
        try removeStrayQuestions()
        let items = ItemRebuild(database: database, queue: try row(), now: now, parser: parser)
        try forEachItemWithEvents { key in
            try items.rebuild(key, events: EventRow.about(key, in: items.queue, database))
        }
        for key in try itemsWithoutEvents() { try items.rebuild(key, events: []) }
        try items.rebuildPlaces()
        try Precedents(database: database, queue: items.queue).removeStrays()
        try ActionReplay(database: database, queue: items.queue, parser: parser).run()
        try rebuildLedger()
        // Items may be back in groups that people had passed over.
        try database.run("DELETE FROM passed WHERE queue = ?", queue)
    }

    private func row() throws -> QueueRow {
        guard let row = try QueueRow.all(in: database).first(where: { $0.key == queue }) else {
            throw Damage(reason: "a queue has no ledger")
        }
        return row
    }

    // MARK: The queue

    private func rebuildConfiguration() throws {
        let row = try row()
        let events = try database.all(
            "SELECT \(EventRow.columns) WHERE e.queue = ? AND e.kind = 'configuration' ORDER BY e.position", queue
        ) { try EventRow($0, queue: row.name) }
        var found = row
        found.version = 0
        found.isArchived = false
        for event in events {
            guard case .other(let record) = try EventBody(event.stored, parser: parser) else { continue }
            if let isArchived = record["archived"]?.bool {
                found.isArchived = isArchived
            } else if let configuration = record["configuration"] {
                found.configurationBytes = configuration.serialized
                found.guideline = record["guideline"]?.string.flatMap { Digest(hexadecimal: $0) }
                found.version += 1
            }
        }
        guard found.version > 0 else { throw Damage(reason: "the journal of queue \(row.name) has no configuration") }
        try database.run(
            "UPDATE queue SET configuration = ?, version = ?, guideline = ?, archived = ? WHERE id = ?",
            found.configurationBytes, found.version, found.guideline, found.isArchived, queue)
    }

    /// Which items came with which import: from the counts in the imports' events, where rows are missing. They are
    /// checked by the digests in those events, and not trusted.
    private func rebuildImports() throws {
        let imports = try database.all(
            """
            SELECT e.position, b.bytes FROM event e LEFT JOIN body b ON b.event = e.seq
            WHERE e.queue = ? AND e.kind = 'import' ORDER BY e.position
            """, queue
        ) { (position: $0.int(0), body: $0.blob(1)) }
        guard try database.integer("SELECT count(*) FROM import WHERE queue = ?", queue) != imports.count else {
            return
        }
        let present = try database.integer("SELECT count(*) FROM item WHERE queue = ?", queue)
        let counts = try imports.map { entry in
            guard let count = try parser.parse(entry.body).object?["items"]?.integer, count >= 0 else {
                throw Damage(reason: "an import does not say how many items it brought")
            }
            return count
        }
        guard counts.reduce(0, +) <= present else { throw Damage(reason: "items of an import are missing") }
        try database.run("DELETE FROM import WHERE queue = ?", queue)
        var last: Int64 = 0
        for (entry, count) in zip(imports, counts) {
            var first = last + 1
            if count > 0 {
                first = try place(of: 0, after: last)
                last = try place(of: count - 1, after: last)
            }
            try database.run(
                "INSERT INTO import(queue, position, first_item, last_item) VALUES (?, ?, ?, ?)", queue,
                entry.position, first, last)
        }
    }

    private func place(of offset: Int, after item: Int64) throws -> Int64 {
        Int64(
            try database.integer(
                "SELECT seq FROM item WHERE +queue = ? AND seq > ? ORDER BY seq LIMIT 1 OFFSET ?", queue, item, offset))
    }

    private func rebuildLedger() throws {
        try database.run(
            """
            UPDATE ledger SET
                position = (SELECT coalesce(max(position), 0) FROM event WHERE queue = ledger.queue),
                last_item = (SELECT coalesce(max(last_item), 0) FROM import WHERE queue = ledger.queue),
                fence = max(fence, (SELECT coalesce(max(fence), 0) FROM slot WHERE queue = ledger.queue),
                    (SELECT coalesce(max(f.fence), 0) FROM freed f JOIN item i ON i.seq = f.item
                        WHERE i.queue = ledger.queue)),
                touch = max(touch, (SELECT coalesce(max(deal), 0) FROM item
                    WHERE queue = ledger.queue AND deal >= \(SQLiteSchema.touched)) - \(SQLiteSchema.touched))
            WHERE queue = ?
            """, queue)
        try database.run(
            """
            UPDATE ledger SET
                hash = coalesce((SELECT hash FROM event WHERE queue = ledger.queue AND position = ledger.position),
                    zeroblob(32)),
                first_item = (SELECT coalesce(min(seq), 0) FROM item
                    WHERE queue = ledger.queue AND seq <= ledger.last_item),
                (items, decisions, complete, resolved) = (
                    SELECT count(*), coalesce(sum(decided), 0), coalesce(sum(decided >= overlap), 0),
                        coalesce(sum(resolved), 0)
                    FROM item WHERE queue = ledger.queue AND seq <= ledger.last_item)
            WHERE queue = ?
            """, queue)
    }

    // MARK: Items

    /// Rows about items that are not there.
    private func removeStrays() throws {
        for table in ["line", "slot", "sendback", "assignment", "question"] {
            try database.run("DELETE FROM \(table) WHERE queue = ? AND item NOT IN (SELECT seq FROM item)", queue)
        }
        for table in ["verdict", "freed"] {
            try database.run("DELETE FROM \(table) WHERE item NOT IN (SELECT seq FROM item)")
        }
    }

    /// Questions that the journal does not have.
    private func removeStrayQuestions() throws {
        try database.run(
            """
            DELETE FROM question WHERE queue = ?1
                AND event NOT IN (SELECT seq FROM event WHERE queue = ?1 AND kind = 'question')
            """, queue)
    }

    private func forEachItemWithEvents(_ body: (Int64) throws -> Void) throws {
        var last: Int64 = 0
        while true {
            let keys = try database.all(
                "SELECT DISTINCT item FROM event WHERE queue = ? AND item > ? ORDER BY item LIMIT \(Self.piece)",
                queue, last
            ) { $0.int64(0) }
            for key in keys { try body(key) }
            guard keys.count == Self.piece, let end = keys.last else { return }
            last = end
        }
    }

    /// Items that nothing was decided about, and whose rows say otherwise or do not add up.
    private func itemsWithoutEvents() throws -> [Int64] {
        try database.all(
            """
            SELECT i.seq FROM item i WHERE i.queue = ? AND NOT EXISTS (SELECT 1 FROM event e WHERE e.item = i.seq)
                AND (i.free <> i.overlap - (SELECT count(*) FROM slot s WHERE s.item = i.seq)
                    OR i.decided <> 0 OR i.resolved <> 0
                    OR EXISTS (SELECT 1 FROM slot s WHERE s.item = i.seq AND (s.decided = 1 OR s.slot >= i.overlap))
                    OR EXISTS (SELECT 1 FROM line l WHERE l.item = i.seq)
                    OR EXISTS (SELECT 1 FROM verdict v WHERE v.item = i.seq)
                    OR EXISTS (SELECT 1 FROM sendback b WHERE b.item = i.seq)
                    OR EXISTS (SELECT 1 FROM assignment a WHERE a.queue = i.queue AND a.item = i.seq))
            """, queue
        ) { $0.int64(0) }
    }
}
