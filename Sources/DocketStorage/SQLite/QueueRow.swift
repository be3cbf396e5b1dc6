import DocketModel
import DocketNotation
import GRDB
import Synchronization

/// A queue's two rows: what it asks, and how far its journal is.
struct QueueRow {
    var key: Int64
    var name: QueueID
    var configurationBytes: [UInt8]
    var version: Int
    var guideline: Digest?
    var isArchived: Bool
    var position: Int
    var hash: Digest
    var firstItem: Int64
    /// Items up to this one are seen; those behind it belong to an import that is not published.
    var lastItem: Int64
    var counts: QueueCounts

    private static let columns = """
        q.id, q.name, q.configuration, q.version, q.guideline, q.archived, l.position, l.hash, l.first_item, l.last_item,
        l.items, l.decisions, l.complete, l.resolved FROM queue q JOIN ledger l ON l.queue = q.id
        """

    private init(_ row: ResultRow) throws {
        key = row.int64(0)
        name = QueueID(row.text(1))
        configurationBytes = row.blob(2)
        version = row.int(3)
        guideline = try row.optionalDigest(4)
        isArchived = row.bool(5)
        position = row.int(6)
        hash = try row.digest(7)
        firstItem = row.int64(8)
        lastItem = row.int64(9)
        counts = QueueCounts(items: row.int(10), decisions: row.int(11), complete: row.int(12), resolved: row.int(13))
    }

    /// Also one that is not published yet (version 0).
    static func find(_ name: QueueID, in database: Database) throws -> QueueRow? {
        try database.first("SELECT \(columns) WHERE q.name = ?", name) { try QueueRow($0) }
    }

    static func find(key: Int64, in database: Database) throws -> QueueRow? {
        try database.first("SELECT \(columns) WHERE q.id = ?", key) { try QueueRow($0) }
    }

    static func all(in database: Database) throws -> [QueueRow] {
        try database.all("SELECT \(columns) WHERE q.version > 0 ORDER BY q.name") { try QueueRow($0) }
    }

    /// - Throws: `StoreError.unknownQueue` with the names that are spelt alike.
    static func existing(_ name: QueueID, in database: Database) throws -> QueueRow {
        if let queue = try find(name, in: database), queue.version > 0 { return queue }
        let names = try database.all("SELECT name FROM queue WHERE version > 0") { $0.text(0) }
        throw StoreError.unknownQueue(name, near: Spelling.near(name.rawValue, in: names).map { QueueID($0) })
    }

    /// - Throws: also `refused(.archived)`.
    static func open(_ name: QueueID, in database: Database) throws -> QueueRow {
        let queue = try existing(name, in: database)
        guard !queue.isArchived else { throw StoreError.refused(.archived(name)) }
        return queue
    }

    /// Makes the rows of a queue that nobody sees yet.
    static func insert(_ configuration: QueueConfiguration, in database: Database) throws -> QueueRow {
        let bytes = JSONValue.object(configuration.json).serialized
        try database.run(
            "INSERT INTO queue(name, configuration, version) VALUES (?, ?, 0)", configuration.name, bytes)
        try database.run(
            "INSERT INTO ledger(queue, hash) VALUES (?, ?)", database.lastInsertedRowID, Digest.zero)
        guard let queue = try find(configuration.name, in: database) else {
            throw Damage(reason: "a queue that was just made is not there")
        }
        return queue
    }

    /// The queue as it was when its journal ended there.
    func asOf(_ wanted: Int, _ database: Database) throws -> QueueRow {
        let place = min(max(0, wanted), position)
        var then = self
        then.position = place
        then.hash =
            try database.first("SELECT hash FROM event WHERE queue = ? AND position = ?", key, place) {
                try $0.digest(0)
            } ?? .zero
        then.version = 0
        then.isArchived = false
        let events = try database.all(
            "SELECT \(EventRow.columns) WHERE e.queue = ? AND e.kind = 'configuration' ORDER BY e.position", key
        ) { try EventRow($0, queue: name) }
        let parser = JSONParser()
        for row in events where row.event.position <= place || then.version == 0 {
            guard case .other(let record) = try EventBody(row.stored, parser: parser) else { continue }
            if let isArchived = record["archived"]?.bool {
                then.isArchived = isArchived
            } else if let configuration = record["configuration"] {
                then.configurationBytes = configuration.serialized
                then.guideline = record["guideline"]?.string.flatMap { Digest(hexadecimal: $0) }
                then.version += 1
            }
        }
        return then
    }

    func configuration() throws -> QueueConfiguration {
        try Self.parsed(configurationBytes, name)
    }

    static func configuration(of queue: Int64, in database: Database) throws -> QueueConfiguration {
        let row = try database.first("SELECT configuration, name FROM queue WHERE id = ?", queue) {
            (bytes: $0.blob(0), name: QueueID($0.text(1)))
        }
        guard let row else { throw Damage(reason: "a queue has no row") }
        return try parsed(row.bytes, row.name)
    }

    /// Configurations are asked for with every claim and change hardly ever: the last ones are kept.
    private static let known = Mutex<[[UInt8]: QueueConfiguration]>([:])
    private static let knownLimit = 64

    private static func parsed(_ bytes: [UInt8], _ name: QueueID) throws -> QueueConfiguration {
        if let configuration = known.withLock({ $0[bytes] }) { return configuration }
        do {
            guard let record = try JSONParser().parse(bytes).object else {
                throw Damage(reason: "the configuration of queue \(name) is no object")
            }
            let configuration = try QueueConfiguration(stored: record)
            known.withLock { known in
                if known.count >= knownLimit { known.removeAll() }
                known[bytes] = configuration
            }
            return configuration
        } catch {
            throw Damage(reason: "the configuration of queue \(name) cannot be read: \(error)")
        }
    }

    func record() throws -> QueueRecord {
        QueueRecord(
            configuration: try configuration(), version: version, guidelineDigest: guideline, isArchived: isArchived,
            position: position, hash: hash)
    }
}
