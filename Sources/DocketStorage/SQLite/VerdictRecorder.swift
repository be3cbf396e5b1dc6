import DocketModel
import DocketNotation
import GRDB

/// Appends resolutions and send-backs, which share one line an item.
struct VerdictRecorder {
    let journal: Journal
    let way: DecisionRecorder.Way

    private var database: Database { journal.database }

    /// - Throws: `StoreError.refused`.
    func record(_ resolution: Resolution, in queue: inout QueueRow) throws -> Receipt {
        let body = JSONValue.object(resolution.json).serialized
        if let known = try queue.receipt(of: resolution.id, .resolution, body, database) { return known }
        let item = try openItem(resolution.item, queue)
        let shown = try ShownDigest(of: item.key, database).checked(resolution)
        let line = try line(of: item.key)
        if let named = resolution.supersedes, named != line?.tip, named != line?.live,
            way == .live || line != nil
        {
            throw StoreError.refused(.notTheLast(named, tip: line?.live ?? line?.tip))
        }
        if way == .imported, resolution.supersedes == nil, let live = line?.live {
            throw StoreError.refused(.alreadyDecided(item.id, existing: live))
        }
        if way == .live { try checkRule(resolution, of: item, live: line?.live, in: queue) }
        let appended = try journal.append(
            EventDraft(
                id: resolution.id, kind: .resolution,
                actor: way == .live ? journal.author.person : resolution.adjudicator, item: item,
                supersedes: line?.tip, body: body, shown: shown),
            to: &queue)
        try put(item: item.key, tip: appended.number, live: appended.number)
        if way == .live { try DraftKey(rulingBy: journal.author.person).discard(item.key, in: database) }
        try Precedents(database: database, queue: queue).settle(
            item.key, resolution, asOf: appended.event.position)
        return try finish(appended, queue)
    }

    /// A rule settles what nobody has settled, or replaces the resolution that it names; by itself it does so once an item. Looked at
    /// here, where nobody comes in between: a person's ruling that was acknowledged a moment ago stays.
    private func checkRule(_ resolution: Resolution, of item: ItemRow, live: EventID?, in queue: QueueRow) throws {
        guard resolution.method.isRule else { return }
        if let live, live != resolution.supersedes {
            throw StoreError.refused(.alreadyDecided(item.id, existing: live))
        }
        guard journal.author.person == .policy, live == nil else { return }
        let earlier = try EventRow.about(item.key, in: queue, database).last { $0.event.kind == .resolution }
        if let earlier { throw StoreError.refused(.alreadyDecided(item.id, existing: earlier.event.id)) }
    }

    /// - Throws: `StoreError.refused`.
    func record(_ sendBack: SendBack, in queue: inout QueueRow) throws -> Receipt {
        let body = JSONValue.object(sendBack.json).serialized
        if let known = try queue.receipt(of: sendBack.id, .sendBack, body, database) { return known }
        let item = try openItem(sendBack.item, queue)
        let line = try line(of: item.key)
        let appended = try journal.append(
            EventDraft(
                id: sendBack.id, kind: .sendBack, actor: journal.author.person, item: item, supersedes: line?.tip,
                body: body),
            to: &queue)
        try put(item: item.key, tip: appended.number, live: line?.liveNumber)
        try database.run(
            "INSERT INTO sendback(queue, item, event) VALUES (?, ?, ?)", queue.key, item.key, appended.number)
        return try finish(appended, queue)
    }

    /// Writes the line as a history says it is now.
    func put(item: Int64, history: ItemHistory, in queue: QueueRow) throws {
        guard let line = history.verdicts else { return }
        try put(item: item, tip: line.tipNumber, live: history.resolution?.number)
        try Precedents(database: database, queue: queue).settle(item, history.resolution)
        try database.run("DELETE FROM sendback WHERE queue = ? AND item = ?", queue.key, item)
        for sendBack in history.sendBacks {
            try database.run(
                "INSERT INTO sendback(queue, item, event) VALUES (?, ?, ?)", queue.key, item, sendBack.number)
        }
    }

    private func put(item: Int64, tip: Int64, live: Int64?) throws {
        try database.run(
            """
            INSERT INTO verdict(item, tip, live) VALUES (?, ?, ?)
            ON CONFLICT (item) DO UPDATE SET tip = excluded.tip, live = excluded.live
            """, item, tip, live)
        try database.run(
            "UPDATE item SET resolved = ?1 WHERE seq = ?2 AND resolved <> ?1", live != nil, item)
    }

    private func finish(_ appended: AppendedEvent, _ queue: QueueRow) throws -> Receipt {
        if way == .live {
            try Actions(database: database, queue: queue.key).add(appended.number, of: appended.event.actor)
        }
        return Receipt(
            id: appended.event.id, status: .saved, position: appended.event.position, hash: appended.event.hash)
    }

    private func openItem(_ id: ItemID, _ queue: QueueRow) throws -> ItemRow {
        guard way == .imported || !queue.isArchived else { throw StoreError.refused(.archived(queue.name)) }
        guard let item = try ItemRow.find(id, in: queue, database) else {
            throw StoreError.refused(.unknownItem(id, queue.name))
        }
        return item
    }

    private func line(of item: Int64) throws -> (tip: EventID, live: EventID?, liveNumber: Int64?)? {
        try database.first(
            """
            SELECT t.id, v.id, l.live FROM verdict l JOIN event t ON t.seq = l.tip LEFT JOIN event v ON v.seq = l.live
            WHERE l.item = ?
            """, item
        ) { row in
            (
                EventID(row.text(0)), row.optionalText(1).map { EventID($0) },
                row.isNull(2) ? nil : row.int64(2)
            )
        }
    }
}
