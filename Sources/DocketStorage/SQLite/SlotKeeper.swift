import DocketModel
import GRDB

/// Takes and frees the slots of items. That an item has no more than k, and nobody two of them, the tables enforce.
struct SlotKeeper {
    let database: Database
    let queue: Int64
    let now: Timestamp

    /// A claim from this far in the future was made before the clock was set back; it has lapsed.
    private static let clockSlack: Int64 = 60_000

    struct Held {
        var slot: Int
        var annotator: PersonID
        var isDecided: Bool
        var fence: Int
        var granted: Timestamp
        var expires: Timestamp

        /// A lead keeps the slot for the annotator: the claim never lapses.
        var isAssigned: Bool { !isDecided && expires.milliseconds == SQLiteSchema.never }

        func hasLapsed(at now: Timestamp) -> Bool {
            !isDecided && !isAssigned
                && (expires <= now || granted > now.advanced(byMilliseconds: SlotKeeper.clockSlack))
        }
    }

    private static let columns = "slot, annotator, decided, fence, granted, expires"

    private static func held(_ row: ResultRow) -> Held {
        Held(
            slot: row.int(0), annotator: PersonID(row.text(1)), isDecided: row.bool(2), fence: row.int(3),
            granted: row.timestamp(4), expires: row.timestamp(5))
    }

    /// The slots of an item that are claimed or decided.
    func taken(_ item: Int64) throws -> [Held] {
        try database.all("SELECT \(Self.columns) FROM slot WHERE item = ? ORDER BY slot", item, read: Self.held)
    }

    func held(_ item: Int64, by annotator: PersonID) throws -> Held? {
        try database.first(
            "SELECT \(Self.columns) FROM slot WHERE item = ? AND annotator = ?", item, annotator, read: Self.held)
    }

    /// Frees claims that have lapsed, the oldest first, at most so many: the rest is freed by whoever comes next.
    func sweep(limit: Int = 1000) throws {
        let lapsed = try database.all(
            """
            SELECT item, slot FROM slot INDEXED BY slot_claim
            WHERE queue = ? AND decided = 0 AND expires <= ? ORDER BY expires LIMIT ?
            """, queue, now, limit
        ) { ($0.int64(0), $0.int(1)) }
        let fromTheFuture = try database.all(
            """
            SELECT item, slot FROM slot INDEXED BY slot_claim
            WHERE queue = ? AND decided = 0 AND expires > ? AND expires < \(SQLiteSchema.never) AND granted > ?
            LIMIT ?
            """, queue, now, now.advanced(byMilliseconds: Self.clockSlack), limit
        ) { ($0.int64(0), $0.int(1)) }
        for (item, slot) in lapsed + fromTheFuture { try giveUp(item, slot: slot) }
    }

    private func free(_ item: Int64, slot: Int) throws {
        try database.run("DELETE FROM slot WHERE item = ? AND slot = ?", item, slot)
    }

    /// Frees a slot that nobody is to have at once.
    private func giveUp(_ item: Int64, slot: Int) throws {
        try free(item, slot: slot)
        try SlotFitting(database: database, queue: queue).fit(item)
    }

    /// Claims a slot for somebody who holds none on the item.
    /// - Returns: nil where all are taken.
    func claim(_ item: ItemRow, by annotator: PersonID, milliseconds: Int64) throws -> Held? {
        guard let slot = try freeSlot(item, takingLapsed: true) else { return nil }
        let fence = try nextFence()
        let expires = now.advanced(byMilliseconds: milliseconds)
        try insert(item.key, slot: slot, annotator: annotator, fence: fence, expires: expires, event: nil)
        return Held(
            slot: slot, annotator: annotator, isDecided: false, fence: fence, granted: now, expires: expires)
    }

    func extend(_ item: Int64, _ held: Held, milliseconds: Int64) throws -> Held {
        if held.isAssigned { return held }
        var extended = held
        extended.granted = now
        extended.expires = now.advanced(byMilliseconds: milliseconds)
        try database.run(
            "UPDATE slot SET granted = ?, expires = ? WHERE item = ? AND slot = ?", now, extended.expires, item,
            held.slot)
        return extended
    }

    /// Brings somebody's slot on an item into agreement with the decision of theirs that stands.
    /// - Parameters:
    ///   - event: the number of the decision; nil where none stands, or a skip.
    ///   - fence: of the claim that the decision was made under; nil takes any free slot.
    ///   - mayGrow: raise k where no slot is free, as for decisions that come with an import.
    ///   - limit: how many items the annotator may have without having claimed them; nil for any number.
    /// - Returns: whether the decision is surplus.
    func settle(
        _ item: ItemRow, annotator: PersonID, event: Int64?, fence: Int? = nil, mayGrow: Bool = false, limit: Int? = nil
    ) throws -> Bool {
        let held = try held(item.key, by: annotator)
        guard let event else {
            if let held { try giveUp(item.key, slot: held.slot) }
            return false
        }
        if let held {
            try database.run(
                "UPDATE slot SET decided = 1, event = ? WHERE item = ? AND slot = ?", event, item.key, held.slot)
            return false
        }
        if let fence, try isTaken(fence, on: item.key, of: annotator) { return true }
        if let limit, try decided(by: annotator, upTo: limit) >= limit { return true }
        if let slot = try freeSlot(item, takingLapsed: !mayGrow) ?? (mayGrow ? grownSlot(item) : nil) {
            try insert(item.key, slot: slot, annotator: annotator, fence: fence ?? 0, expires: now, event: event)
            return false
        }
        return true
    }

    /// Keeps a slot for an annotator who holds none, or makes their claim an assignment.
    /// - Returns: whether there was one left.
    func keep(_ item: ItemRow, for annotator: PersonID) throws -> Bool {
        if let held = try held(item.key, by: annotator) {
            try database.run(
                "UPDATE slot SET expires = ? WHERE item = ? AND slot = ? AND decided = 0", SQLiteSchema.never,
                item.key, held.slot)
            return true
        }
        guard let slot = try freeSlot(item, takingLapsed: true) else { return false }
        try insert(
            item.key, slot: slot, annotator: annotator, fence: try nextFence(),
            expires: Timestamp(milliseconds: SQLiteSchema.never), event: nil)
        return true
    }

    /// After an undo that left nothing standing: what is assigned to an annotator waits for them again, if it can.
    func keepIfAssigned(_ item: ItemRow, to annotator: PersonID) throws {
        let isAssigned = try database.integer(
            "SELECT EXISTS (SELECT 1 FROM assignment WHERE queue = ? AND item = ? AND annotator = ?)", queue, item.key,
            annotator)
        if isAssigned == 1 { _ = try keep(item, for: annotator) }
    }

    /// How many items the annotator has decided, skips not counted.
    func decided(by annotator: PersonID, upTo limit: Int) throws -> Int {
        try database.integer(
            """
            SELECT count(*) FROM (SELECT 1 FROM line INDEXED BY line_progress WHERE queue = ? AND annotator = ?
                AND skip = 0 AND live IS NOT NULL AND occasion = 'primary' LIMIT ?)
            """, queue, annotator, limit)
    }

    /// Whether somebody else has the slot of a claim that its annotator does not hold any more.
    private func isTaken(_ fence: Int, on item: Int64, of annotator: PersonID) throws -> Bool {
        let others = try taken(item).filter { $0.annotator != annotator && !$0.hasLapsed(at: now) }
        let slot = try database.first(
            "SELECT slot FROM freed WHERE item = ? AND annotator = ? AND fence = ?", item, annotator, fence
        ) { $0.int(0) }
        // Of a fence that nothing is known of, any slot may have been the one.
        guard let slot else { return !others.isEmpty }
        return others.contains { $0.slot == slot }
    }

    func releaseClaim(on item: Int64, of annotator: PersonID) throws {
        try database.run("DELETE FROM slot WHERE item = ? AND annotator = ? AND decided = 0", item, annotator)
        if database.changes > 0 { try SlotFitting(database: database, queue: queue).fit(item) }
    }

    /// Puts an item where nobody has passed over it: after a change of who may be served with it.
    func touch(_ item: Int64) throws {
        try database.run("UPDATE ledger SET touch = touch + 1 WHERE queue = ?", queue)
        try database.run(
            """
            UPDATE item SET deal = \(SQLiteSchema.touched) + (SELECT touch FROM ledger WHERE queue = ?) WHERE seq = ?
            """, queue, item)
    }

    private func freeSlot(_ item: ItemRow, takingLapsed: Bool) throws -> Int? {
        let taken = try taken(item.key)
        let places = Set(taken.map(\.slot))
        let overlap = try overlap(of: item.key)
        if let free = (0..<overlap).first(where: { !places.contains($0) }) { return free }
        guard takingLapsed, let lapsed = taken.first(where: { $0.hasLapsed(at: now) }) else { return nil }
        try free(item.key, slot: lapsed.slot)
        return lapsed.slot
    }

    private func grownSlot(_ item: ItemRow) throws -> Int {
        try database.run("UPDATE item SET overlap = overlap + 1, free = free + 1 WHERE seq = ?", item.key)
        return try overlap(of: item.key) - 1
    }

    private func overlap(of item: Int64) throws -> Int {
        try database.integer("SELECT overlap FROM item WHERE seq = ?", item)
    }

    private func nextFence() throws -> Int {
        try database.run("UPDATE ledger SET fence = fence + 1 WHERE queue = ?", queue)
        return try database.integer("SELECT fence FROM ledger WHERE queue = ?", queue)
    }

    private func insert(
        _ item: Int64, slot: Int, annotator: PersonID, fence: Int, expires: Timestamp, event: Int64?
    ) throws {
        try database.run(
            """
            INSERT INTO slot(item, slot, queue, annotator, decided, fence, granted, expires, event)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
            """, item, slot, queue, annotator, event != nil, fence, now, expires, event)
    }
}
