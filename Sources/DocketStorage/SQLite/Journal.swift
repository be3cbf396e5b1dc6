import DocketModel
import DocketNotation
import GRDB

/// What is about to be appended to a queue's chain.
struct EventDraft {
    var id: EventID
    var kind: JournalEvent.Kind
    var actor: PersonID
    var item: ItemRow?
    var occasion: Occasion?
    var supersedes: EventID?
    var body: [UInt8]
    var shown: Digest = .zero
}

/// An event together with its number in the store, by which projections refer to it.
struct AppendedEvent {
    var number: Int64
    var event: JournalEvent
}

/// Appends to the chains and reads them.
struct Journal {
    let database: Database
    let author: Author
    /// The store's time, the same for the whole transaction.
    let now: Timestamp

    /// The number that the next event will have; holds as long as the transaction lasts.
    func nextNumber() throws -> Int64 {
        Int64(try database.integer("SELECT coalesce(max(seq), 0) + 1 FROM event"))
    }

    /// Links a draft to the end of the queue's chain.
    func append(_ draft: EventDraft, to queue: inout QueueRow) throws -> AppendedEvent {
        let event = JournalEvent(
            queue: queue.name, position: queue.position + 1, id: draft.id, kind: draft.kind, actor: draft.actor,
            item: draft.item?.id, occasion: draft.occasion, supersedes: draft.supersedes,
            bodyDigest: Digest(of: draft.body), shownDigest: draft.shown, clientVersion: author.clientVersion,
            clientTime: author.clientTime, serverTime: now, previousHash: queue.hash)
        let number = try nextNumber()
        try database.run(
            """
            INSERT INTO event(seq, queue, position, id, kind, actor, item, occasion, supersedes, body, shown,
                client_version, client_time, server_time, previous, hash)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            number, queue.key, event.position, event.id, event.kind.rawValue, event.actor, draft.item?.key,
            event.occasion?.rawValue, event.supersedes, event.bodyDigest, event.shownDigest, event.clientVersion,
            event.clientTime, event.serverTime, event.previousHash, event.hash)
        try database.run("INSERT INTO body(event, bytes) VALUES (?, ?)", number, draft.body)
        try database.run(
            "UPDATE ledger SET position = ?, hash = ? WHERE queue = ?", event.position, event.hash, queue.key)
        queue.position = event.position
        queue.hash = event.hash
        return AppendedEvent(number: number, event: event)
    }
}

/// An event as it is stored, with the numbers that projections use.
struct EventRow {
    var number: Int64
    var itemKey: Int64?
    var event: JournalEvent
    var body: [UInt8]?

    init(number: Int64, itemKey: Int64?, event: JournalEvent, body: [UInt8]?) {
        self.number = number
        self.itemKey = itemKey
        self.event = event
        self.body = body
    }

    var stored: StoredEvent { StoredEvent(event: event, body: body) }

    static let columns = """
        e.seq, e.item, e.position, e.id, e.kind, e.actor, i.id, e.occasion, e.supersedes, e.body, e.shown,
        e.client_version, e.client_time, e.server_time, e.previous, e.hash, b.bytes
        FROM event e LEFT JOIN item i ON i.seq = e.item LEFT JOIN body b ON b.event = e.seq
        """

    init(_ row: ResultRow, queue: QueueID) throws {
        number = row.int64(0)
        itemKey = row.isNull(1) ? nil : row.int64(1)
        guard let kind = JournalEvent.Kind(rawValue: row.text(4)) else {
            throw Damage(reason: "an event is of an unknown kind, \"\(row.text(4))\"")
        }
        let occasionName = row.optionalText(7)
        let occasion = occasionName.flatMap { Occasion(rawValue: $0) }
        guard (occasionName == nil) == (occasion == nil) else {
            throw Damage(reason: "an event has an unknown occasion")
        }
        event = JournalEvent(
            queue: queue, position: row.int(2), id: EventID(row.text(3)), kind: kind, actor: PersonID(row.text(5)),
            item: row.optionalText(6).map { ItemID($0) }, occasion: occasion,
            supersedes: row.optionalText(8).map { EventID($0) }, bodyDigest: try row.digest(9),
            shownDigest: try row.digest(10), clientVersion: row.text(11), clientTime: row.timestamp(12),
            serverTime: row.timestamp(13), previousHash: try row.digest(14), hash: try row.digest(15))
        body = row.optionalBlob(16)
    }

    static func find(_ id: EventID, in queue: QueueRow, _ database: Database) throws -> EventRow? {
        try database.first("SELECT \(columns) WHERE e.queue = ? AND e.id = ?", queue.key, id) {
            try EventRow($0, queue: queue.name)
        }
    }

    static func find(position: Int, in queue: QueueRow, _ database: Database) throws -> EventRow? {
        try database.first("SELECT \(columns) WHERE e.queue = ? AND e.position = ?", queue.key, position) {
            try EventRow($0, queue: queue.name)
        }
    }

    static func find(number: Int64, in queue: QueueRow, _ database: Database) throws -> EventRow {
        let row = try database.first("SELECT \(columns) WHERE e.seq = ?", number) {
            try EventRow($0, queue: queue.name)
        }
        guard let row else { throw Damage(reason: "event number \(number) is missing") }
        return row
    }

    /// All events about an item, in journal order.
    static func about(_ item: Int64, in queue: QueueRow, _ database: Database) throws -> [EventRow] {
        try database.all("SELECT \(columns) WHERE e.item = ? ORDER BY e.seq", item) {
            try EventRow($0, queue: queue.name)
        }
    }
}
