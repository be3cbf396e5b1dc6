import DocketModel
import DocketNotation
import GRDB

/// Brings the rows about one item into agreement with its history.
struct ItemRebuild {
    let database: Database
    let queue: QueueRow
    let now: Timestamp
    let parser: JSONParser

    func rebuild(_ item: Int64, events: [EventRow]) throws {
        let history = try ItemHistory(events, parser: parser)
        try rebuildLines(item, history, events)
        try rebuildVerdicts(item, history)
        try rebuildQuestions(item, history)
        try rebuildAssignments(item, history)
        try rebuildSlots(item, history)
    }

    // MARK: Histories

    private struct LineRow: Hashable {
        var queue: Int64
        var tip: Int64
        var live: Int64?
        var isSkip: Bool
        var isSurplus: Bool
        var time: Timestamp
    }

    private func rebuildLines(_ item: Int64, _ history: ItemHistory, _ events: [EventRow]) throws {
        let stored = try database.all(
            "SELECT annotator, occasion, queue, tip, live, skip, surplus, time FROM line WHERE item = ?", item
        ) { row in
            (
                annotator: row.text(0), occasion: row.text(1),
                row: LineRow(
                    queue: row.int64(2), tip: row.int64(3), live: row.isNull(4) ? nil : row.int64(4),
                    isSkip: row.bool(5), isSurplus: row.bool(6), time: row.timestamp(7))
            )
        }
        let times = try emptied(events)
        for line in stored
        where !history.lines.keys.contains(where: {
            $0.annotator.rawValue == line.annotator && $0.occasion.rawValue == line.occasion
        }) {
            try database.run(
                "DELETE FROM line WHERE item = ? AND annotator = ? AND occasion = ?", item, line.annotator,
                line.occasion)
        }
        for (key, line) in history.lines {
            let top = line.standing
            let row = LineRow(
                queue: queue.key, tip: line.tipNumber, live: top?.number, isSkip: top?.isSkip ?? false,
                isSurplus: top != nil && line.isSurplus,
                time: top?.decision?.at
                    ?? max(
                        times[line.tip] ?? Timestamp(milliseconds: 0),
                        line.done.last.flatMap { times[$0.id] } ?? Timestamp(milliseconds: 0)))
            let isThere = stored.contains {
                $0.annotator == key.annotator.rawValue && $0.occasion == key.occasion.rawValue && $0.row == row
            }
            guard !isThere else { continue }
            try database.run(
                """
                INSERT OR REPLACE INTO line(item, annotator, occasion, queue, tip, live, skip, surplus, time)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                """, item, key.annotator, key.occasion.rawValue, row.queue, row.tip, row.live, row.isSkip,
                row.isSurplus, row.time)
        }
    }

    /// When each line came to have nothing standing: at the undo that is its last event, or when what stood was redacted.
    private func emptied(_ events: [EventRow]) throws -> [EventID: Timestamp] {
        var times: [EventID: Timestamp] = [:]
        for row in events {
            times[row.event.id] = row.event.kind == .undo ? row.event.serverTime : nil
            guard row.event.kind == .redaction, case .other(let record) = try EventBody(row.stored, parser: parser),
                let target = record["target"]?.string
            else { continue }
            times[EventID(target)] = row.event.serverTime
        }
        return times
    }

    private func rebuildVerdicts(_ item: Int64, _ history: ItemHistory) throws {
        let live = history.resolution?.number
        if let line = history.verdicts {
            try database.run(
                """
                INSERT INTO verdict(item, tip, live) VALUES (?, ?, ?)
                ON CONFLICT (item) DO UPDATE SET tip = excluded.tip, live = excluded.live
                    WHERE tip <> excluded.tip OR live IS NOT excluded.live
                """, item, line.tipNumber, live)
        } else {
            try database.run("DELETE FROM verdict WHERE item = ?", item)
        }
        try database.run("UPDATE item SET resolved = ?1 WHERE seq = ?2 AND resolved <> ?1", live != nil, item)
        try Precedents(database: database, queue: queue).settle(item, history.resolution)
        let sent = Set(history.sendBacks.map(\.number))
        let stored = try database.all("SELECT queue, event FROM sendback WHERE item = ?", item) {
            (queue: $0.int64(0), event: $0.int64(1))
        }
        for row in stored where row.queue != queue.key || !sent.contains(row.event) {
            try database.run(
                "DELETE FROM sendback WHERE queue = ? AND item = ? AND event = ?", row.queue, item, row.event)
        }
        for event in sent.sorted() {
            try database.run(
                "INSERT INTO sendback(queue, item, event) VALUES (?, ?, ?) ON CONFLICT DO NOTHING", queue.key, item,
                event)
        }
    }

    private func rebuildQuestions(_ item: Int64, _ history: ItemHistory) throws {
        let right = Set(history.questionRows)
        let stored = Set(try QuestionRow.about(item, in: queue, database))
        guard stored != right else { return }
        try database.run("DELETE FROM question WHERE item = ?", item)
        try QuestionRecorder.put(history, of: item, in: queue, database)
    }

    private func rebuildAssignments(_ item: Int64, _ history: ItemHistory) throws {
        let stored = Set(
            try database.all("SELECT annotator FROM assignment WHERE queue = ? AND item = ?", queue.key, item) {
                PersonID($0.text(0))
            })
        for person in stored.subtracting(history.assigned) {
            try database.run(
                "DELETE FROM assignment WHERE queue = ? AND item = ? AND annotator = ?", queue.key, item, person)
        }
        for person in history.assigned.subtracting(stored) {
            try database.run(
                "INSERT INTO assignment(queue, item, annotator) VALUES (?, ?, ?)", queue.key, item, person)
        }
    }

    // MARK: Slots

    private struct SlotRow {
        var slot: Int
        var annotator: PersonID
        var isDecided: Bool
        var event: Int64?
        var queue: Int64
        var granted: Int64
        /// Kept for somebody: it does not lapse.
        var isAssigned: Bool
    }

    private func rebuildSlots(_ item: Int64, _ history: ItemHistory) throws {
        var missing: [PersonID: Int64] = [:]
        var deciders = Set<PersonID>()
        for (key, line) in history.lines {
            guard let top = line.standing else { continue }
            deciders.insert(key.annotator)
            if key.occasion == .primary, !top.isSkip, !line.isSurplus { missing[key.annotator] = top.number }
        }
        let needed = max(1, try queue.configuration().overlap.minimum, history.grownTo, missing.count)
        var rows = try database.all(
            "SELECT slot, annotator, decided, event, queue, granted, expires FROM slot WHERE item = ? ORDER BY slot",
            item
        ) { row in
            SlotRow(
                slot: row.int(0), annotator: PersonID(row.text(1)), isDecided: row.bool(2),
                event: row.isNull(3) ? nil : row.int64(3), queue: row.int64(4), granted: row.int64(5),
                isAssigned: !row.bool(2) && row.int64(6) == SQLiteSchema.never)
        }
        let overlap = try makeRoom(item, rows, needed: needed)
        for row in rows {
            let isRight =
                row.queue == queue.key && row.slot < overlap.right
                && (row.isDecided ? missing[row.annotator] == row.event : !deciders.contains(row.annotator))
                && (!row.isAssigned || history.assigned.contains(row.annotator))
            if isRight, row.isDecided { missing[row.annotator] = nil }
            if !isRight { try free(item, row, &rows) }
        }
        // What was decided counts; the latest claims give way, and those last that are assigned.
        for claim in rows.filter({ !$0.isDecided }).sorted(by: {
            ($0.isAssigned ? 0 : 1, $0.granted, $0.slot) > ($1.isAssigned ? 0 : 1, $1.granted, $1.slot)
        })
        where rows.count + missing.count > overlap.right {
            try free(item, claim, &rows)
        }
        let taken = Set(rows.map(\.slot))
        var places = (0..<overlap.right).filter { !taken.contains($0) }[...]
        for (annotator, event) in missing.sorted(by: { $0.value < $1.value }) {
            guard let place = places.popFirst() else { throw Damage(reason: "an item has more decisions than slots") }
            try database.run(
                """
                INSERT INTO slot(item, slot, queue, annotator, decided, fence, granted, expires, event)
                VALUES (?, ?, ?, ?, 1, 0, 0, 0, ?)
                """, item, place, queue.key, annotator, event)
        }
        let excess = overlap.present - overlap.right
        if excess > 0 {
            try database.run(
                "UPDATE item SET overlap = overlap - ?1, free = free - ?1 WHERE seq = ?2", excess, item)
        }
        try keepAssigned(item, history.assigned.subtracting(deciders))
    }

    /// What is assigned waits for those it is assigned to, as far as slots are free.
    private func keepAssigned(_ item: Int64, _ people: Set<PersonID>) throws {
        guard !people.isEmpty,
            let row = try database.first(
                "SELECT id, overlap FROM item WHERE seq = ?", item,
                read: { ItemRow(key: item, id: ItemID($0.text(0)), overlap: $0.int(1)) })
        else { return }
        let slots = SlotKeeper(database: database, queue: queue.key, now: now)
        for person in people.sorted() { _ = try slots.keep(row, for: person) }
    }

    /// Makes the item's counts those of its slots as they are, so that taking and freeing slots keeps them right.
    ///
    /// - Returns: k as it is then, and as it is right. What the item had stays where it adds up and suffices: k grows
    ///   with decisions that come with an import, and stays when they are taken back. Else it is what the journal says.
    private func makeRoom(
        _ item: Int64, _ rows: [SlotRow], needed: Int
    ) throws -> (present: Int, right: Int) {
        let counts = try database.first("SELECT overlap, free, decided FROM item WHERE seq = ?", item) {
            (overlap: $0.int(0), free: $0.int(1), decided: $0.int(2))
        }
        guard let counts else { throw Damage(reason: "item number \(item) is missing") }
        let decided = rows.count { $0.isDecided }
        let isSound = counts.overlap >= needed && counts.free == counts.overlap - rows.count
        let right = isSound ? counts.overlap : needed
        let present = max(right, (rows.map(\.slot).max() ?? -1) + 1, rows.count)
        if counts != (present, present - rows.count, decided) {
            try database.run(
                "UPDATE item SET overlap = ?, free = ?, decided = ? WHERE seq = ?", present, present - rows.count,
                decided, item)
        }
        return (present, right)
    }

    private func free(_ item: Int64, _ row: SlotRow, _ rows: inout [SlotRow]) throws {
        try database.run("DELETE FROM slot WHERE item = ? AND slot = ?", item, row.slot)
        rows.removeAll { $0.slot == row.slot }
    }

    // MARK: Where items lie

    /// Priorities, by the items' own records; and shelves, of which each must be one that an import filled.
    func rebuildPlaces() throws {
        var wrong: [(item: Int64, rank: Int64)] = []
        try database.forEachRow(
            """
            SELECT i.seq, i.rank, c.key, c.name, c.digest, c.bytes FROM item i JOIN content c ON c.key = i.seq << \(SQLiteSchema.contentBits)
            WHERE i.queue = ? AND i.seq <= (SELECT last_item FROM ledger WHERE queue = i.queue)
            """, queue.key
        ) { row in
            guard let entry = try? ContentDirectory(row, at: 2).entries.first,
                let bytes = try? ContentDirectory.bytes(entry, of: row.blob(5)),
                let record = try? parser.parse(bytes).object
            else { return }
            let rank = -Int64(record["priority"]?.integer ?? 0)
            if rank != row.int64(1) { wrong.append((row.int64(0), rank)) }
        }
        for (item, rank) in wrong { try database.run("UPDATE item SET rank = ? WHERE seq = ?", rank, item) }
        try database.run(
            """
            INSERT INTO shelf(queue, shelf) SELECT DISTINCT queue, shelf FROM item
            WHERE queue = ?1 AND shelf IN (SELECT first_item FROM import WHERE queue = ?1)
                AND seq <= (SELECT max(last_item) FROM import WHERE queue = ?1)
            ON CONFLICT DO NOTHING
            """, queue.key)
        try database.run(
            """
            UPDATE item SET shelf = 0 WHERE queue = ?1 AND shelf <> 0
                AND seq <= (SELECT max(last_item) FROM import WHERE queue = ?1)
                AND shelf NOT IN (SELECT shelf FROM shelf WHERE queue = ?1)
            """, queue.key)
    }
}
