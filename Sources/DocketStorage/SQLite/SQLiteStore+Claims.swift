import DocketModel
import GRDB

extension SQLiteStore {
    package func claim(_ request: ClaimRequest) async throws -> ClaimAnswer {
        let now = clock()
        if let answer = try await read({ try OpenClaim(request, now: now, $0).withoutWriting() }) { return answer }
        let answer = try await claimByWriting(request)
        // Where an import was cut off, nobody would be dealt its items.
        guard answer == .waiting, try await finishCutOffImport() else { return answer }
        return try await claimByWriting(request)
    }

    private func claimByWriting(_ request: ClaimRequest) async throws -> ClaimAnswer {
        try await write { [clock] database in
            try ClaimTransaction(request: request, now: clock(), database: database).answer()
        }
    }

    package func renew(_ claim: Claim, milliseconds: Int64) async throws -> Claim {
        try await write { [clock] database in
            let queue = try QueueRow.existing(claim.queue, in: database)
            let item = try ItemRow.existing(claim.item, in: queue, database)
            let now = clock()
            let slots = SlotKeeper(database: database, queue: queue.key, now: now)
            if let held = try slots.held(item.key, by: claim.annotator) {
                guard !held.isDecided else { throw StoreError.claimLost(claim.item, holder: claim.annotator) }
                return try slots.extend(item.key, held, milliseconds: milliseconds)
                    .claim(queue, item, at: now, milliseconds)
            }
            // It lapsed and was freed, but nobody took it.
            if try !Self.hasDecided(claim.annotator, item.key, database),
                let held = try slots.claim(item, by: claim.annotator, milliseconds: milliseconds)
            {
                return held.claim(queue, item, at: now, milliseconds)
            }
            let others = try slots.taken(item.key)
            throw StoreError.claimLost(
                claim.item, holder: (others.first { $0.slot == claim.slot } ?? others.first)?.annotator)
        }
    }

    package func release(_ claim: Claim) async throws {
        try await write { database in
            let queue = try QueueRow.existing(claim.queue, in: database)
            guard let item = try ItemRow.find(claim.item, in: queue, database) else { return }
            try database.run(
                "DELETE FROM slot WHERE item = ? AND annotator = ? AND decided = 0 AND fence = ? AND expires < ?",
                item.key, claim.annotator, claim.fence, SQLiteSchema.never)
            if database.changes > 0 { try SlotFitting(database: database, queue: queue.key).fit(item.key) }
        }
    }

    static func hasDecided(_ annotator: PersonID, _ item: Int64, _ database: Database) throws -> Bool {
        try database.integer(
            "SELECT EXISTS (SELECT 1 FROM line WHERE item = ? AND annotator = ? AND live IS NOT NULL)", item,
            annotator) == 1
    }
}

extension SlotKeeper.Held {
    /// What the annotator is told. One that was assigned does not lapse; it says as long as others would.
    func claim(_ queue: QueueRow, _ item: ItemRow, at now: Timestamp, _ milliseconds: Int64) -> Claim {
        Claim(
            queue: queue.name, item: item.id, annotator: annotator, slot: slot, fence: fence,
            expires: isAssigned ? now.advanced(byMilliseconds: milliseconds) : expires)
    }
}

/// The claims that somebody holds already.
struct OpenClaim {
    let request: ClaimRequest
    let now: Timestamp
    let database: Database
    let queue: QueueRow

    init(_ request: ClaimRequest, now: Timestamp, _ database: Database) throws {
        self.request = request
        self.now = now
        self.database = database
        queue = try QueueRow.open(request.queue, in: database)
    }

    /// The oldest open claim that is wanted, else the oldest assignment.
    func find() throws -> (item: ItemRow, held: SlotKeeper.Held)? {
        try first(index: "slot_open", "s.expires < \(SQLiteSchema.never)")
            ?? first(index: "slot_assigned", "s.expires = \(SQLiteSchema.never)")
    }

    /// How many items are on the annotator's desk: open claims and no assignments.
    func count(upTo limit: Int) throws -> Int {
        try database.integer(
            """
            SELECT count(*) FROM (SELECT 1 FROM slot INDEXED BY slot_open
                WHERE queue = ? AND annotator = ? AND decided = 0 AND expires < \(SQLiteSchema.never) LIMIT ?)
            """, queue.key, request.annotator, limit)
    }

    private func first(
        index: String, _ condition: String
    ) throws -> (item: ItemRow, held: SlotKeeper.Held)? {
        // An item that is not wanted is passed over: there are no more of them than are held ahead.
        let sql = """
            SELECT i.seq, i.id, i.overlap, s.slot, s.fence, s.granted, s.expires
            FROM slot s INDEXED BY \(index) JOIN item i ON i.seq = s.item
            WHERE s.queue = ? AND s.annotator = ? AND s.decided = 0 AND \(condition)
            """
        func read(_ row: ResultRow) -> (item: ItemRow, held: SlotKeeper.Held) {
            (
                item: ItemRow(key: row.int64(0), id: ItemID(row.text(1)), overlap: row.int(2)),
                held: SlotKeeper.Held(
                    slot: row.int(3), annotator: request.annotator, isDecided: false, fence: row.int(4),
                    granted: row.timestamp(5), expires: row.timestamp(6))
            )
        }
        if let wanted = request.item {
            return try database.first(
                sql + " AND i.queue = ? AND i.id = ?", queue.key, request.annotator, queue.key, wanted, read: read)
        }
        return try database.all(
            sql + " ORDER BY s.fence LIMIT ?", queue.key, request.annotator, request.besides.count + 1, read: read
        ).first { !request.besides.contains($0.item.id) }
    }

    /// The answer where the open claim has enough time left: then there is nothing to write.
    func withoutWriting() throws -> ClaimAnswer? {
        guard let (item, held) = try find(), !held.hasLapsed(at: now),
            held.isAssigned || held.expires.milliseconds - now.milliseconds > request.milliseconds / 2
        else { return nil }
        return .claimed(
            try ContentRows(database: database).item(item.key), held.claim(queue, item, at: now, request.milliseconds))
    }
}

/// One `claim`, under the gate.
struct ClaimTransaction {
    private let request: ClaimRequest
    private let database: Database
    private let open: OpenClaim
    private let slots: SlotKeeper

    private var queue: QueueRow { open.queue }

    init(request: ClaimRequest, now: Timestamp, database: Database) throws {
        self.request = request
        self.database = database
        open = try OpenClaim(request, now: now, database)
        slots = SlotKeeper(database: database, queue: open.queue.key, now: now)
    }

    func answer() throws -> ClaimAnswer {
        if let (item, held) = try open.find() {
            return try claimed(item, slots.extend(item.key, held, milliseconds: request.milliseconds))
        }
        if let wanted = request.item { return try answer(wanted) }
        try slots.sweep()
        if let limit = try queue.configuration().perPerson,
            try slots.decided(by: request.annotator, upTo: limit) + open.count(upTo: limit) >= limit
        {
            return .capped(limit: limit)
        }
        let dealer = Dealer(
            database: database, queue: queue, annotator: request.annotator, besides: request.besides)
        if let key = try dealer.next(), let item = try row(key),
            let held = try slots.claim(item, by: request.annotator, milliseconds: request.milliseconds)
        {
            return try claimed(item, held)
        }
        if queue.counts.complete == queue.counts.items { return .finished }
        return try isImportHeldBack() || someoneHoldsSomethingForMe() ? .waiting : .none
    }

    /// Whether there are items whose decisions, which came with them, are not in yet.
    private func isImportHeldBack() throws -> Bool {
        try database.integer("SELECT EXISTS (SELECT 1 FROM shelf WHERE queue = ? AND held = 1)", queue.key) == 1
    }

    private func answer(_ id: ItemID) throws -> ClaimAnswer {
        let item = try ItemRow.existing(id, in: queue, database)
        if try SQLiteStore.hasDecided(request.annotator, item.key, database) { return .none }
        if let held = try slots.claim(item, by: request.annotator, milliseconds: request.milliseconds) {
            return try claimed(item, held)
        }
        return try slots.taken(item.key).contains { !$0.isDecided } ? .waiting : .none
    }

    private func claimed(_ item: ItemRow, _ held: SlotKeeper.Held) throws -> ClaimAnswer {
        .claimed(
            try ContentRows(database: database).item(item.key),
            held.claim(queue, item, at: open.now, request.milliseconds))
    }

    private func row(_ key: Int64) throws -> ItemRow? {
        try database.first("SELECT id, overlap FROM item WHERE seq = ?", key) {
            ItemRow(key: key, id: ItemID($0.text(0)), overlap: $0.int(1))
        }
    }

    private func someoneHoldsSomethingForMe() throws -> Bool {
        try database.integer(
            """
            SELECT EXISTS (SELECT 1 FROM slot s INDEXED BY slot_claim
                WHERE s.queue = ?1 AND s.decided = 0 AND s.expires < \(SQLiteSchema.never) AND s.annotator <> ?2
                AND NOT EXISTS (SELECT 1 FROM line l WHERE l.item = s.item AND l.annotator = ?2 AND l.live IS NOT NULL)
                AND NOT EXISTS (SELECT 1 FROM slot m WHERE m.item = s.item AND m.annotator = ?2))
            """, queue.key, request.annotator) == 1
    }
}
