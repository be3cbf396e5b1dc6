import DocketModel
import GRDB

extension SQLiteStore {
    package func claim(_ request: ClaimRequest) async throws -> ClaimAnswer {
        let now = clock()
        if let answer = try await read({ try OpenClaim(request, now: now, $0).withoutWriting() }) { return answer }
        return try await write { [clock] database in
            try ClaimTransaction(request: request, now: clock(), database: database).answer()
        }
    }

    package func renew(_ claim: Claim, milliseconds: Int64) async throws -> Claim {
        try await write { [clock] database in
            let queue = try QueueRow.existing(claim.queue, in: database)
            let item = try ItemRow.existing(claim.item, in: queue, database)
            let slots = SlotKeeper(database: database, queue: queue.key, now: clock())
            if let held = try slots.held(item.key, by: claim.annotator) {
                guard !held.isDecided else { throw StoreError.claimLost(claim.item, holder: claim.annotator) }
                return try slots.extend(item.key, held, milliseconds: milliseconds).claim(queue, item)
            }
            // It lapsed and was freed, but nobody took it.
            if try !Self.hasDecided(claim.annotator, item.key, database),
                let held = try slots.claim(item, by: claim.annotator, milliseconds: milliseconds)
            {
                return held.claim(queue, item)
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
                "DELETE FROM slot WHERE item = ? AND annotator = ? AND decided = 0 AND fence = ?", item.key,
                claim.annotator, claim.fence)
        }
    }

    static func hasDecided(_ annotator: PersonID, _ item: Int64, _ database: Database) throws -> Bool {
        try database.integer(
            "SELECT EXISTS (SELECT 1 FROM line WHERE item = ? AND annotator = ? AND live IS NOT NULL)", item,
            annotator) == 1
    }
}

extension SlotKeeper.Held {
    func claim(_ queue: QueueRow, _ item: ItemRow) -> Claim {
        Claim(queue: queue.name, item: item.id, annotator: annotator, slot: slot, fence: fence, expires: expires)
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

    /// The oldest open claim that is wanted.
    func find() throws -> (item: ItemRow, held: SlotKeeper.Held)? {
        try database.all(
            """
            SELECT i.seq, i.id, i.overlap, s.slot, s.fence, s.granted, s.expires
            FROM slot s INDEXED BY slot_holder JOIN item i ON i.seq = s.item
            WHERE s.queue = ? AND s.annotator = ? AND s.decided = 0 ORDER BY s.fence
            """, queue.key, request.annotator
        ) { row in
            (
                item: ItemRow(key: row.int64(0), id: ItemID(row.text(1)), overlap: row.int(2)),
                held: SlotKeeper.Held(
                    slot: row.int(3), annotator: request.annotator, isDecided: false, fence: row.int(4),
                    granted: row.timestamp(5), expires: row.timestamp(6))
            )
        }.first { claim in
            request.item.map { $0 == claim.item.id } ?? !request.besides.contains(claim.item.id)
        }
    }

    /// The answer where the open claim has enough time left: then there is nothing to write.
    func withoutWriting() throws -> ClaimAnswer? {
        guard let (item, held) = try find(), !held.hasLapsed(at: now),
            held.expires.milliseconds - now.milliseconds > request.milliseconds / 2
        else { return nil }
        return .claimed(try ContentRows(database: database).item(item.key), held.claim(queue, item))
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
        .claimed(try ContentRows(database: database).item(item.key), held.claim(queue, item))
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
                WHERE s.queue = ?1 AND s.decided = 0 AND s.annotator <> ?2
                AND NOT EXISTS (SELECT 1 FROM line l WHERE l.item = s.item AND l.annotator = ?2 AND l.live IS NOT NULL)
                AND NOT EXISTS (SELECT 1 FROM slot m WHERE m.item = s.item AND m.annotator = ?2))
            """, queue.key, request.annotator) == 1
    }
}
