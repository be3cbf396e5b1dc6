import DocketModel
import DocketNotation
import GRDB

/// Puts together what stands about items: now, from the projections; at an earlier position, from the journal.
struct ItemStates {
    let database: Database
    let queue: QueueRow
    private let contents: ContentRows
    /// How many annotators the queue asks for at the moment.
    private let configured: Int
    /// Most queues have no questions: then no item is asked for its own.
    private let hasQuestions: Bool

    init(database: Database, queue: QueueRow) throws {
        self.database = database
        self.queue = queue
        contents = ContentRows(database: database)
        configured = try queue.configuration().overlap.minimum
        hasQuestions =
            try database.integer("SELECT EXISTS (SELECT 1 FROM question WHERE queue = ? AND stands = 1)", queue.key)
            == 1
    }

    // MARK: Now

    func now(_ row: ItemRow) throws -> ItemState {
        let decisions = try liveDecisions(row.key)
        let resolution = try liveResolution(row.key)
        let sendBacks = try placedSendBacks(row.key)
        return ItemState(
            item: try contents.item(row.key), configured: configured, grownTo: try grownTo(row), decisions: decisions,
            resolution: resolution?.resolution,
            openSendBacks: PlacedSendBack.open(
                sendBacks, resolvedAt: resolution?.position, decisions: decisions
            ).map(\.sendBack), questions: try questions(row.key))
    }

    private func grownTo(_ row: ItemRow) throws -> Int {
        // Most items have as many slots as the queue asks for: there is nothing to look up.
        guard row.overlap > configured else { return 0 }
        let events = try database.all(
            "SELECT \(EventRow.columns) WHERE e.item = ? AND e.kind = 'growth' ORDER BY e.seq", row.key
        ) { try EventRow($0, queue: queue.name) }
        return try ItemHistory(events, parser: contents.parser).grownTo
    }

    /// Send-backs of an item that wait for a revision by this person.
    func openSendBacks(_ item: Int64, to person: PersonID) throws -> [PlacedSendBack] {
        let mine = try placedSendBacks(item).filter { $0.sendBack.to.contains(person) }.map { placed in
            var asked = placed
            asked.sendBack.to = [person]
            return (asked: asked, whole: placed)
        }
        guard !mine.isEmpty else { return [] }
        let open = PlacedSendBack.open(
            mine.map(\.asked), resolvedAt: try liveResolution(item)?.position, decisions: try liveDecisions(item))
        return mine.filter { pair in open.contains { $0.position == pair.whole.position } }.map(\.whole)
    }

    private func questions(_ item: Int64) throws -> [StoredQuestion] {
        hasQuestions ? try QuestionRows(database: database, queue: queue).about(item) : []
    }

    private func liveResolution(_ item: Int64) throws -> (resolution: Resolution, position: Int)? {
        let live = try database.first("SELECT live FROM verdict WHERE item = ? AND live IS NOT NULL", item) {
            $0.int64(0)
        }
        guard let live else { return nil }
        let row = try EventRow.find(number: live, in: queue, database)
        guard case .resolution(let resolution) = try EventBody(row.stored, parser: contents.parser) else { return nil }
        return (resolution, row.event.position)
    }

    private func liveDecisions(_ item: Int64) throws -> [LiveDecision] {
        let live = try database.all(
            """
            SELECT e.position, l.surplus, b.bytes
            FROM line l JOIN event e ON e.seq = l.live JOIN body b ON b.event = l.live
            WHERE l.item = ? ORDER BY l.live
            """, item
        ) { row -> (position: Int, isSurplus: Bool, bytes: [UInt8])? in
            row.isNull(2) ? nil : (row.int(0), row.bool(1), row.blob(2))
        }
        return try live.compactMap(\.self).map { row in
            LiveDecision(
                decision: try EventBody.decision(from: row.bytes, queue: queue.name, parser: contents.parser),
                standing: row.isSurplus ? .surplus : .counted, position: row.position)
        }
    }

    private func placedSendBacks(_ item: Int64) throws -> [PlacedSendBack] {
        let numbers = try database.all(
            "SELECT event FROM sendback WHERE queue = ? AND item = ? ORDER BY event", queue.key, item
        ) { $0.int64(0) }
        return try numbers.compactMap { number in
            let stored = try EventRow.find(number: number, in: queue, database)
            guard case .sendBack(let sendBack) = try EventBody(stored.stored, parser: contents.parser) else {
                return nil
            }
            return PlacedSendBack(sendBack: sendBack, position: stored.event.position)
        }
    }

    // MARK: At an earlier position

    /// - Parameters:
    ///   - position: where the journal ended.
    ///   - configured: how many annotators the queue asked for then.
    func past(_ row: ItemRow, asOf position: Int, configured: Int) throws -> ItemState {
        let events = try EventRow.about(row.key, in: queue, database).filter { $0.event.position <= position }
        let history = try ItemHistory(events, parser: contents.parser)
        return history.state(of: try contents.item(row.key, asOf: position), configured: configured)
    }

    /// Items up to this one were there when the journal ended at the position.
    private func lastItem(asOf position: Int) throws -> Int64 {
        Int64(
            try database.integer(
                "SELECT coalesce(max(last_item), 0) FROM import WHERE queue = ? AND position <= ?", queue.key,
                position))
    }

    // MARK: Pages

    func page(filter: ItemFilter, asOf position: Int?, after cursor: Int64, limit: Int) throws -> ItemPage {
        let last = try position.map { min(queue.lastItem, try lastItem(asOf: $0)) } ?? queue.lastItem
        let configuredThen = try position.map { position in
            try queue.asOf(position, database).configuration().overlap.minimum
        }
        var states: [ItemState] = []
        var after = cursor
        // What was contested or decided once need not be now: an earlier position looks at every item, in pieces so
        // that a page ends after some work also where hardly anything is found.
        let rows = try rows(position == nil ? filter : .all, after: after, upTo: last, limit: limit)
        for row in rows {
            after = row.key
            if let position, let configuredThen {
                let state = try past(row, asOf: position, configured: configuredThen)
                if Self.matches(state, filter) { states.append(state) }
            } else {
                states.append(try now(row))
            }
        }
        return ItemPage(states: states, next: rows.count < limit ? nil : ItemCursor(value: after))
    }

    static let rangeSQL = """
        SELECT seq, id, overlap FROM item WHERE seq > ? AND seq <= ? AND +queue = ? ORDER BY seq LIMIT ?
        """

    /// Each import's items lie together: a walk of the table itself from one import's to the next one's.
    private func imported(
        after: Int64, upTo last: Int64, limit: Int, read: (ResultRow) -> ItemRow
    ) throws -> [ItemRow] {
        let ranges = try database.all(
            """
            SELECT first_item, last_item FROM import WHERE queue = ? AND last_item > ? AND last_item >= first_item
            ORDER BY first_item
            """, queue.key, after
        ) { (first: $0.int64(0), last: $0.int64(1)) }
        var rows: [ItemRow] = []
        for range in ranges where rows.count < limit && range.first <= last {
            rows += try database.all(
                Self.rangeSQL, max(after, range.first - 1), min(range.last, last), queue.key, limit - rows.count,
                read: read)
        }
        return rows
    }

    private func rows(_ filter: ItemFilter, after: Int64, upTo last: Int64, limit: Int) throws -> [ItemRow] {
        func read(_ row: ResultRow) -> ItemRow {
            ItemRow(key: row.int64(0), id: ItemID(row.text(1)), overlap: row.int(2))
        }
        switch filter {
        case .all:
            return try imported(after: after, upTo: last, limit: limit, read: read)
        case .contested:
            return try database.all(
                """
                SELECT seq, id, overlap FROM item INDEXED BY item_contested
                WHERE queue = ? AND seq > ? AND seq <= ? AND (decided > 1 OR resolved = 1) ORDER BY seq LIMIT ?
                """, queue.key, after, last, limit, read: read)
        case .decided(let person):
            return try database.all(
                """
                SELECT DISTINCT i.seq, i.id, i.overlap FROM line l INDEXED BY line_person JOIN item i ON i.seq = l.item
                WHERE l.queue = ? AND l.annotator = ? AND l.live IS NOT NULL AND l.item > ? AND l.item <= ?
                ORDER BY l.item LIMIT ?
                """, queue.key, person, after, last, limit, read: read)
        case .decidedByAnybody:
            // By the lines' own order, which is that of items: an index by person would be read whole for every page.
            return try database.all(
                """
                SELECT i.seq, i.id, i.overlap FROM line l CROSS JOIN item i ON i.seq = l.item
                WHERE +l.queue = ? AND l.live IS NOT NULL AND l.item > ? AND l.item <= ?
                GROUP BY l.item ORDER BY l.item LIMIT ?
                """, queue.key, after, last, limit, read: read)
        }
    }

    private static func matches(_ state: ItemState, _ filter: ItemFilter) -> Bool {
        switch filter {
        case .all: true
        case .contested: state.resolution != nil || state.primaries.count > 1
        case .decided(let person): state.decisions.contains { $0.decision.annotator.id == person }
        case .decidedByAnybody: !state.decisions.isEmpty
        }
    }
}
