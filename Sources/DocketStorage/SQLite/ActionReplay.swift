import DocketModel
import DocketNotation
import GRDB

/// Goes through a queue's journal from its start and brings what each person can undo and redo to what it comes to.
///
/// The journal does not say of a decision whether it was made at work or came with an import, which nobody undoes by
/// just going back. What came with an import is of one moment with the import's event, by both clocks.
struct ActionReplay {
    let database: Database
    let queue: QueueRow
    let parser: JSONParser

    private static let piece = 1000

    /// What is undone at the moment, by the undo.
    private struct Progress {
        var undone: [EventID: Int64] = [:]
        var imports: Set<Moment> = []
    }

    /// When something was done, by both clocks, and with which program.
    private struct Moment: Hashable {
        var server: Timestamp
        var client: Timestamp
        var clientVersion: String

        init(_ event: JournalEvent) {
            (server, client, clientVersion) = (event.serverTime, event.clientTime, event.clientVersion)
        }
    }

    func run() throws {
        try removeStrays()
        let targets = try targetsOfUndo()
        var progress = Progress()
        var position = 0
        while true {
            let rows = try database.all(
                """
                SELECT \(EventRow.columns) WHERE e.queue = ? AND e.position > ?
                ORDER BY e.position LIMIT \(Self.piece)
                """, queue.key, position
            ) { try EventRow($0, queue: queue.name) }
            for row in rows { try replay(row, &progress, targets) }
            guard let last = rows.last else { return }
            position = last.event.position
        }
    }

    private func removeStrays() throws {
        try database.run(
            """
            DELETE FROM action WHERE queue = ?1 AND event NOT IN (
                SELECT seq FROM event WHERE queue = ?1 AND kind IN ('decision', 'resolution', 'send-back', 'question', 'answer'))
            """, queue.key)
    }

    private func targetsOfUndo() throws -> Set<EventID> {
        var targets = Set<EventID>()
        try database.forEachRow(
            """
            SELECT b.bytes FROM event e JOIN body b ON b.event = e.seq
            WHERE e.queue = ? AND e.kind = 'undo' AND b.bytes IS NOT NULL
            """, queue.key
        ) { row in
            if let target = try parser.parse(row.blob(0)).object?["target"]?.string { targets.insert(EventID(target)) }
        }
        return targets
    }

    private func replay(_ row: EventRow, _ progress: inout Progress, _ targets: Set<EventID>) throws {
        let event = row.event
        switch event.kind {
        case .importing: progress.imports.insert(Moment(event))
        case .decision, .resolution, .sendBack, .question, .answer:
            let cameWithImport = progress.imports.contains(Moment(event))
            if try !cameWithImport || wasDoneAtWork(row, targets) {
                try done(row)
            } else {
                try database.run("DELETE FROM action WHERE event = ?", row.number)
            }
        case .undo:
            guard case .undo(let undo) = try EventBody(row.stored, parser: parser) else { return }
            if let action = progress.undone.removeValue(forKey: undo.target) {
                try put(action, event.actor, state: 0, undone: nil)
            } else if let action = try EventRow.find(undo.target, in: queue, database)?.number {
                progress.undone[event.id] = action
                try put(action, event.actor, state: 1, undone: row.number)
            }
        case .configuration, .redaction, .promotion, .growth, .assignment: break
        }
    }

    /// What came with an import gets a row only when it is undone.
    private func wasDoneAtWork(_ row: EventRow, _ targets: Set<EventID>) throws -> Bool {
        try !targets.contains(row.event.id)
            && database.integer("SELECT count(*) FROM action WHERE event = ?", row.number) == 1
    }

    private func done(_ row: EventRow) throws {
        try put(row.number, row.event.actor, state: 0, undone: nil)
        // What was undone before cannot be redone any more.
        try database.run(
            "UPDATE action SET state = 2 WHERE queue = ? AND actor = ? AND state = 1 AND event < ?", queue.key,
            row.event.actor, row.number)
    }

    private func put(_ event: Int64, _ actor: PersonID, state: Int, undone: Int64?) throws {
        try database.run(
            """
            INSERT INTO action(event, queue, actor, state, undone) VALUES (?, ?, ?, ?, ?)
            ON CONFLICT (event) DO UPDATE SET queue = excluded.queue, actor = excluded.actor, state = excluded.state,
                undone = excluded.undone
                WHERE queue <> excluded.queue OR actor <> excluded.actor OR state <> excluded.state
                    OR undone IS NOT excluded.undone
            """, event, queue.key, actor, state, undone)
    }
}
