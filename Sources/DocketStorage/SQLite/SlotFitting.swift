import DocketModel
import DocketNotation
import GRDB

/// Takes an item's k back to what its journal says, where slots were given up that it had more than that: after an undo of
/// a decision for which k had grown without an event, or where a queue asks for fewer people than before.
struct SlotFitting {
    let database: Database
    let queue: Int64

    private struct Taken {
        var slot: Int
        var annotator: PersonID
        var isDecided: Bool
        var fence: Int
        var granted: Timestamp
        var expires: Timestamp
        var event: Int64?
    }

    func fit(_ item: Int64) throws {
        let overlap = try database.integer("SELECT overlap FROM item WHERE seq = ?", item)
        let configured = try QueueRow.configuration(of: queue, in: database).overlap.minimum
        // Most items have no more slots than the queue asks for: there is nothing to look up.
        guard overlap > configured else { return }
        let taken = try taken(item)
        let wanted = max(configured, try grownTo(item), taken.count { $0.isDecided })
        let target = max(wanted, taken.count)
        guard target < overlap else { return }
        var places = Set(0..<target).subtracting(taken.map(\.slot)).sorted()[...]
        for high in taken where high.slot >= target {
            guard let place = places.popFirst() else {
                throw Damage(reason: "an item has more slots taken than it has")
            }
            try move(high, to: place, of: item)
        }
        try database.run(
            "UPDATE item SET free = free + ?1 - overlap, overlap = ?1 WHERE seq = ?2", target, item)
    }

    private func taken(_ item: Int64) throws -> [Taken] {
        try database.all(
            "SELECT slot, annotator, decided, fence, granted, expires, event FROM slot WHERE item = ? ORDER BY slot",
            item
        ) { row in
            Taken(
                slot: row.int(0), annotator: PersonID(row.text(1)), isDecided: row.bool(2), fence: row.int(3),
                granted: row.timestamp(4), expires: row.timestamp(5), event: row.isNull(6) ? nil : row.int64(6))
        }
    }

    private func grownTo(_ item: Int64) throws -> Int {
        let bodies = try database.all(
            """
            SELECT b.bytes FROM event e JOIN body b ON b.event = e.seq WHERE e.item = ? AND e.kind = 'growth'
            """, item
        ) { $0.blob(0) }
        return try bodies.map { body in
            try JSONParser().parse(body).object?["overlap"]?.integer ?? 0
        }.max() ?? 0
    }

    private func move(_ taken: Taken, to place: Int, of item: Int64) throws {
        try database.run("DELETE FROM slot WHERE item = ? AND slot = ?", item, taken.slot)
        try database.run(
            """
            INSERT INTO slot(item, slot, queue, annotator, decided, fence, granted, expires, event)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
            """, item, place, queue, taken.annotator, taken.isDecided, taken.fence, taken.granted, taken.expires,
            taken.event)
    }
}
