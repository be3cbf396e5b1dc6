import DocketModel
import GRDB

/// The projection of each (item, annotator, occasion): its last event and the decision that stands.
struct Lines {
    let database: Database
    let queue: Int64

    struct Live {
        var number: Int64
        var isSkip: Bool
        var isSurplus: Bool
    }

    /// - Parameter live: nil where nothing stands any more.
    func put(
        item: Int64, annotator: PersonID, occasion: Occasion, tip: Int64, live: Live?, time: Timestamp
    ) throws {
        try database.run(
            """
            INSERT INTO line(item, annotator, occasion, queue, tip, live, skip, surplus, time)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (item, annotator, occasion) DO UPDATE SET tip = excluded.tip, live = excluded.live,
                skip = excluded.skip, surplus = excluded.surplus, time = excluded.time
            """,
            item, annotator, occasion.rawValue, queue, tip, live?.number, live?.isSkip ?? false,
            live?.isSurplus ?? false, time)
    }
}

/// What each person can undo and redo, of any depth, over restarts.
struct Actions {
    let database: Database
    let queue: Int64

    /// Something new was done: what was undone before cannot be redone any more.
    func add(_ event: Int64, of actor: PersonID) throws {
        try database.run("INSERT INTO action(event, queue, actor, state) VALUES (?, ?, ?, 0)", event, queue, actor)
        try database.run(
            "UPDATE action SET state = 2 WHERE queue = ? AND actor = ? AND state = 1", queue, actor)
    }

    func lastDone(of actor: PersonID) throws -> Int64? {
        try database.first(
            "SELECT event FROM action WHERE queue = ? AND actor = ? AND state = 0 ORDER BY event DESC LIMIT 1",
            queue, actor
        ) { $0.int64(0) }
    }

    /// The action undone last and the undo.
    func lastUndone(of actor: PersonID) throws -> (event: Int64, undo: Int64)? {
        try database.first(
            """
            SELECT event, undone FROM action WHERE queue = ? AND actor = ? AND state = 1 ORDER BY undone DESC LIMIT 1
            """, queue, actor
        ) { ($0.int64(0), $0.int64(1)) }
    }

    func setUndone(_ event: Int64, of actor: PersonID, by undo: Int64) throws {
        try database.run(
            """
            INSERT INTO action(event, queue, actor, state, undone) VALUES (?, ?, ?, 1, ?)
            ON CONFLICT (event) DO UPDATE SET actor = excluded.actor, state = 1, undone = excluded.undone
            """, event, queue, actor, undo)
    }

    func setRedone(_ event: Int64) throws {
        try database.run("UPDATE action SET state = 0, undone = NULL WHERE event = ?", event)
    }
}
