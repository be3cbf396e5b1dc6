import DocketModel
import DocketNotation
import GRDB

/// Puts records where nobody sees them yet. One short transaction takes a part of a batch.
struct ImportStaging {
    let database: Database
    let batch: StagedBatch
    let start: ImportStart
    /// The number of the next new item.
    private(set) var nextItem: Int64
    private(set) var outcome = Outcome()

    /// What a part of a batch came to.
    struct Outcome: Sendable {
        /// Entries looked at.
        var taken = 0
        /// The entries that are new items, in order.
        var added: [Int] = []
        /// Items that were there and get further suggestions.
        var revised = 0
        var unchanged = 0
        var refused: [ImportRefusal] = []
    }

    /// How many entries are taken between two looks at the clock and at the gate.
    private static let stride = 32
    /// How long a transaction may take at most, for others who write in the same process do not wait at the gate; and
    /// how long where somebody waits there: a crowd always does, and the import is to come to its end too.
    private static let (longest, shortest) = (Duration.milliseconds(50), Duration.milliseconds(10))

    init(database: Database, batch: StagedBatch, start: ImportStart, nextItem: Int64) {
        self.database = database
        self.batch = batch
        self.start = start
        self.nextItem = nextItem
    }

    /// Stages entries from one on, and notes how far it came.
    /// - Parameter isAwaited: whether somebody waits for the gate; it then makes room.
    mutating func stage(from first: Int, until isAwaited: () -> Bool) throws {
        let clock = ContinuousClock()
        let start = clock.now
        try batch.bytes.withUnsafeBytes { bytes in
            let items = try ItemInsertion(database, self.start, batch, bytes)
            defer { items.clear() }
            for index in batch.entries.indices[first...] {
                switch batch.entries[index] {
                case .item(let item): try stage(item, at: index, items)
                case .record(let record): try stage(record)
                case .refused(let refusal): outcome.refused.append(refusal)
                }
                outcome.taken += 1
                guard outcome.taken % Self.stride == 0 else { continue }
                let time = clock.now - start
                if time >= Self.longest || time >= Self.shortest && isAwaited() { break }
            }
        }
        try StagedImport.advance(
            outcome, to: nextItem, line: batch.entries[first + outcome.taken - 1].line, in: database)
    }

    private mutating func stage(_ item: StagedBatch.StagedItem, at index: Int, _ items: ItemInsertion) throws {
        guard try items.insert(item, as: nextItem) else {
            try compare(item)
            return
        }
        nextItem += 1
        outcome.added.append(index)
    }

    private func stage(_ record: StagedBatch.StagedRecord) throws {
        try database.run(
            "INSERT INTO staged_record(line, kind, id, item, bytes) VALUES (?, ?, ?, ?, ?)", record.line,
            record.kind.rawValue, record.id, record.item, Array(batch.bytes[record.record]))
    }

    /// An item of that id is there: the same, or with further suggestions, or another one.
    private mutating func compare(_ item: StagedBatch.StagedItem) throws {
        guard
            let key = try database.first(
                "SELECT seq FROM item WHERE queue = ? AND id = ?", start.queue, item.id, read: { $0.int64(0) })
        else { throw Damage(reason: "item \(item.id) is in an index and not in its table") }
        let entries = try ContentRows(database: database).entries(of: key)
        guard let base = entries.first, base.ordinal == 0, let own = batch.parts[item.parts].first else {
            throw Damage(reason: "item \(item.id) has no content")
        }
        guard base.digest == batch.digest(own) else {
            refuse(item, "item \(item.id) is there with other content", base.digest, batch.digest(own))
            return
        }
        var known = Dictionary(entries.dropFirst().map { ($0.name, $0.digest) }) { first, _ in first }
        try database.forEachRow("SELECT name, digest FROM staged_suggestion WHERE item = ?", key) { row in
            known[row.text(0)] = try row.digest(1)
        }
        var further: [StagedBatch.Part] = []
        for part in batch.parts[item.parts].dropFirst() {
            guard let there = known[part.name] else {
                further.append(part)
                continue
            }
            let here = batch.digest(part)
            if there != here {
                refuse(item, "suggestion \(part.name) of item \(item.id) is there with other content", there, here)
                return
            }
        }
        guard known.count + further.count <= SQLiteSchema.suggestionLimit else {
            outcome.refused.append(
                ImportRefusal(
                    line: item.line,
                    reason: "item \(item.id) would have more than \(SQLiteSchema.suggestionLimit) suggestions"))
            return
        }
        for (index, suggestion) in further.enumerated() {
            try database.run(
                "INSERT INTO staged_suggestion(item, ordinal, name, digest, bytes) VALUES (?, ?, ?, ?, ?)", key,
                known.count + index + 1, suggestion.name, batch.digest(suggestion),
                Array(batch.bytes[suggestion.record]))
        }
        if further.isEmpty { outcome.unchanged += 1 } else { outcome.revised += 1 }
    }

    private mutating func refuse(_ item: StagedBatch.StagedItem, _ what: String, _ there: Digest, _ here: Digest) {
        outcome.refused.append(
            ImportRefusal(
                line: item.line,
                reason: "\(what): its digest is \(there.hexadecimal.prefix(12)), this one's "
                    + "\(here.hexadecimal.prefix(12)); give it another id"))
    }
}

/// Inserts new items and their texts, from the bytes of a batch where they lie.
private struct ItemInsertion {
    private let database: Database
    private let batch: StagedBatch
    private let bytes: UnsafeRawBufferPointer
    private let items: PreparedStatement
    private let contents: PreparedStatement

    init(
        _ database: Database, _ start: ImportStart, _ batch: StagedBatch, _ bytes: UnsafeRawBufferPointer
    ) throws {
        self.database = database
        self.batch = batch
        self.bytes = bytes
        items = try database.prepared(
            """
            INSERT INTO item(seq, queue, id, shelf, rank, overlap, free, deal) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?6, ?7)
            ON CONFLICT (queue, id) DO NOTHING
            """)
        contents = try database.prepared("INSERT INTO content(key, name, digest, bytes) VALUES (?, ?, ?, ?)")
        items.bind(start.queue, at: 2)
        items.bind(start.firstItem, at: 4)
        items.bind(Int64(start.overlap), at: 6)
    }

    /// - Returns: false where an item of that id is there.
    func insert(_ item: StagedBatch.StagedItem, as number: Int64) throws -> Bool {
        items.bind(number, at: 1)
        items.bind(text: slice(item.idBytes), at: 3)
        items.bind(-Int64(item.priority), at: 5)
        items.bind(Dealer.deal(item: number, id: item.id), at: 7)
        try items.runBound()
        guard database.changes == 1 else { return false }
        contents.bind(ContentRows.key(number, 0), at: 1)
        contents.bind(text: slice(item.directory), at: 2)
        contents.bind(blob: slice(item.digests), at: 3)
        contents.bind(blob: slice(item.records), at: 4)
        try contents.runBound()
        return true
    }

    func clear() {
        items.clear()
        contents.clear()
    }

    private func slice(_ range: Range<Int>) -> UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(rebasing: bytes[range])
    }
}
