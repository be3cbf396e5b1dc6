import DocketModel
import DocketNotation
import GRDB

/// Checks what the tables say stands against the journal's own account, item by item, and the counts against the rows.
final class VerifiedProjections {
    private let verification: Verification
    private let queue: QueueRow
    private var lines = 0
    private var slots = 0
    private var verdicts = 0
    private var sendBacks = 0
    private var actions = 0
    private var assignments = 0
    private var questions = 0
    private var precedents = 0
    /// How many annotators the queue asks for; where that cannot be read, no number is too high.
    private var configured = 1

    private var database: Database { verification.database }

    init(verification: Verification, queue: QueueRow) {
        self.verification = verification
        self.queue = queue
    }

    func check() throws {
        configured = (try? queue.configuration().overlap.minimum) ?? .max
        var item: Int64?
        var events: [EventRow] = []
        try database.forEachRow(
            "SELECT \(EventRow.columns) WHERE e.queue = ? AND e.item IS NOT NULL ORDER BY e.item, e.seq", queue.key
        ) { row in
            verification.attempt(queue.name, position: row.int(2)) {
                let event = try EventRow(row, queue: queue.name)
                if event.itemKey != item {
                    check(item, events)
                    item = event.itemKey
                    events = []
                }
                events.append(event)
            }
        }
        check(item, events)
        try checkTotals()
        if verification.hasPrecedents { try checkPrecedentTotal() }
        try checkCounts()
    }

    private func check(_ item: Int64?, _ events: [EventRow]) {
        guard let item, let name = events.first?.event.item else { return }
        verification.attempt(queue.name) {
            let history = try ItemHistory(events, parser: verification.parser)
            for problem in history.problems { verification.note(queue.name, problem.position, problem.what) }
            try checkGrowth(item, name, history)
            try checkAssignments(item, name, history)
            try checkLines(item, name, history)
            try checkVerdicts(item, name, history)
            try checkQuestions(item, name, history)
            if verification.hasPrecedents { try checkPrecedents(item, name, history) }
            try checkActions(item, name, history)
        }
    }

    private struct LineRow: Hashable {
        var tip: Int64
        var live: Int64?
        var isSkip: Bool
        var isSurplus: Bool
    }

    private func checkLines(_ item: Int64, _ name: ItemID, _ history: ItemHistory) throws {
        let stored = try database.all(
            "SELECT annotator, occasion, tip, live, skip, surplus FROM line WHERE item = ?", item
        ) { row in
            (
                key: "\(row.text(0)) (\(row.text(1)))",
                row: LineRow(
                    tip: row.int64(2), live: row.isNull(3) ? nil : row.int64(3), isSkip: row.bool(4),
                    isSurplus: row.bool(5))
            )
        }
        lines += stored.count
        let expected = history.lines.map { key, line in
            let top = line.standing
            return (
                key: "\(key.annotator) (\(key.occasion.rawValue))",
                row: LineRow(
                    tip: line.tipNumber, live: top?.number, isSkip: top?.isSkip ?? false,
                    isSurplus: top != nil && line.isSurplus)
            )
        }
        for line in expected where !stored.contains(where: { $0 == line }) {
            note("item \(name): what \(line.key) decided is not what the journal says")
        }
        if stored.count != expected.count {
            note("item \(name): \(stored.count) people decided, the journal says \(expected.count)")
        }
        try checkSlots(item, name, history)
    }

    private func checkSlots(_ item: Int64, _ name: ItemID, _ history: ItemHistory) throws {
        let stored = Set(
            try database.all("SELECT annotator, event FROM slot WHERE item = ? AND decided = 1", item) {
                "\($0.text(0)) \($0.int64(1))"
            })
        slots += stored.count
        let expected = history.lines.compactMap { key, line -> String? in
            guard key.occasion == .primary, let top = line.standing, !top.isSkip, !line.isSurplus else { return nil }
            return "\(key.annotator) \(top.number)"
        }
        if stored != Set(expected) { note("item \(name): its slots are not filled as the journal says") }
    }

    private func checkGrowth(_ item: Int64, _ name: ItemID, _ history: ItemHistory) throws {
        let counts = try database.first(
            "SELECT overlap, decided, (SELECT count(*) FROM slot s WHERE s.item = i.seq) FROM item i WHERE seq = ?",
            item
        ) { (overlap: $0.int(0), decided: $0.int(1), taken: $0.int(2)) }
        guard let counts else { return }
        if counts.overlap < history.grownTo { note("item \(name): it has fewer slots than the journal raised it to") }
        if counts.overlap > max(configured, history.grownTo, counts.decided, counts.taken) {
            note("item \(name): it has more slots than the journal says")
        }
    }

    private func checkAssignments(_ item: Int64, _ name: ItemID, _ history: ItemHistory) throws {
        let stored = Set(
            try database.all("SELECT annotator FROM assignment WHERE queue = ? AND item = ?", queue.key, item) {
                PersonID($0.text(0))
            })
        assignments += stored.count
        if stored != history.assigned { note("item \(name): it is not assigned as the journal says") }
        let kept = try database.all(
            "SELECT annotator FROM slot WHERE item = ? AND decided = 0 AND expires = ?", item, SQLiteSchema.never
        ) { PersonID($0.text(0)) }
        if !history.assigned.isSuperset(of: kept) { note("item \(name): a slot is kept for somebody unassigned") }
    }

    private func checkVerdicts(_ item: Int64, _ name: ItemID, _ history: ItemHistory) throws {
        let stored = try database.first(
            """
            SELECT v.tip, v.live, i.resolved FROM item i LEFT JOIN verdict v ON v.item = i.seq
            WHERE i.seq = ?
            """, item
        ) { (tip: $0.isNull(0) ? nil : $0.int64(0), live: $0.isNull(1) ? nil : $0.int64(1), isResolved: $0.bool(2)) }
        let resolution = history.resolution?.number
        if stored?.tip != history.verdicts?.tipNumber || stored?.live != resolution
            || stored?.isResolved != (resolution != nil)
        {
            note("item \(name): its resolution is not the one that the journal says")
        }
        if stored?.tip != nil { verdicts += 1 }
        let sent = Set(
            try database.all("SELECT event FROM sendback WHERE queue = ? AND item = ?", queue.key, item) { $0.int64(0) }
        )
        sendBacks += sent.count
        if sent != Set(history.sendBacks.map(\.number)) {
            note("item \(name): its send-backs are not those that the journal says")
        }
    }

    private func checkQuestions(_ item: Int64, _ name: ItemID, _ history: ItemHistory) throws {
        let stored = try QuestionRow.about(item, in: queue, database)
        questions += stored.count
        if stored != history.questionRows { note("item \(name): its questions are not those that the journal says") }
    }

    private func checkPrecedents(_ item: Int64, _ name: ItemID, _ history: ItemHistory) throws {
        let index = Precedents(database: database, queue: queue)
        let stored = try index.stored(item)
        if stored != nil { precedents += 1 }
        if stored != (try index.expected(item, history.resolution)) {
            note("item \(name): as a precedent it has other words than item and resolution")
        }
    }

    private func checkActions(_ item: Int64, _ name: ItemID, _ history: ItemHistory) throws {
        let all =
            Array(history.lines.values) + [history.verdicts].compactMap(\.self) + history.questions.values
        let done = Set(all.flatMap { $0.done.map(\.number) })
        try database.forEachRow(
            "SELECT a.event, a.state FROM event e JOIN action a ON a.event = e.seq WHERE e.item = ?", item
        ) { row in
            actions += 1
            if (row.int(1) == 0) != done.contains(row.int64(0)) {
                note("item \(name): what can be undone is not what the journal says")
            }
        }
    }

    /// Rows about items without events would not have been looked at.
    private func checkTotals() throws {
        let totals: [(sql: String, expected: Int, what: String)] = [
            ("SELECT count(*) FROM line WHERE queue = ?", lines, "histories"),
            ("SELECT count(*) FROM slot WHERE queue = ? AND decided = 1", slots, "decided slots"),
            (
                "SELECT count(*) FROM verdict v JOIN item i ON i.seq = v.item WHERE i.queue = ?", verdicts,
                "histories of resolutions"
            ),
            ("SELECT count(*) FROM sendback WHERE queue = ?", sendBacks, "send-backs"),
            ("SELECT count(*) FROM action WHERE queue = ?", actions, "actions to undo"),
            ("SELECT count(*) FROM assignment WHERE queue = ?", assignments, "assignments"),
            ("SELECT count(*) FROM question WHERE queue = ?", questions, "questions"),
        ]
        for total in totals {
            let count = try database.integer(total.sql, queue.key)
            if count != total.expected { note("\(count) \(total.what) are there, \(total.expected) belong to events") }
        }
    }

    private func checkPrecedentTotal() throws {
        let count = try database.integer("SELECT count(*) FROM precedent WHERE queue = ?", String(queue.key))
        if count != precedents { note("\(count) precedents are there, \(precedents) belong to resolutions") }
    }

    private func checkCounts() throws {
        let wrong = try database.integer(
            """
            SELECT count(*) FROM item i WHERE i.queue = ? AND (i.overlap < 1
                OR i.free <> i.overlap - (SELECT count(*) FROM slot s WHERE s.item = i.seq)
                OR i.decided <> (SELECT count(*) FROM slot s WHERE s.item = i.seq AND s.decided = 1)
                OR EXISTS (SELECT 1 FROM slot s WHERE s.item = i.seq AND s.slot >= i.overlap)
                OR i.deal < 0
                OR i.shelf <> 0 AND i.seq <= ? AND i.shelf NOT IN (SELECT shelf FROM shelf WHERE queue = i.queue))
            """, queue.key, queue.lastItem)
        if wrong > 0 { note("\(wrong) items count their slots wrongly, or lie on no shelf") }
        let fence = try database.integer(
            """
            SELECT max((SELECT coalesce(max(fence), 0) FROM slot WHERE queue = ?1),
                (SELECT coalesce(max(f.fence), 0) FROM freed f JOIN item i ON i.seq = f.item WHERE i.queue = ?1))
                > (SELECT fence FROM ledger WHERE queue = ?1)
            """, queue.key)
        if fence != 0 { note("claims have higher fences than the queue has given") }
        let held = try database.integer(
            """
            SELECT count(*) FROM shelf WHERE queue = ? AND held <> 0
                AND NOT EXISTS (SELECT 1 FROM staged_import WHERE position IS NOT NULL)
            """, queue.key)
        if held > 0 { note("items are held back for an import that is not under way") }
        let counts = try database.first(
            """
            SELECT count(*), coalesce(sum(decided), 0), coalesce(sum(decided >= overlap), 0), coalesce(sum(resolved), 0)
            FROM item WHERE queue = ? AND seq <= ?
            """, queue.key, queue.lastItem
        ) { QueueCounts(items: $0.int(0), decisions: $0.int(1), complete: $0.int(2), resolved: $0.int(3)) }
        if counts != queue.counts { note("its counts are not those of its items") }
    }

    private func note(_ what: String) {
        verification.note(queue.name, nil, what, isDerived: true)
    }
}
