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

    /// How many entries are taken between two looks at the clock.
    private static let stride = 16

    init(database: Database, batch: StagedBatch, start: ImportStart, nextItem: Int64) {
        self.database = database
        self.batch = batch
        self.start = start
        self.nextItem = nextItem
    }

    /// Stages entries from one on until the time is up, at least some, and notes how far it came.
    mutating func stage(from first: Int, for time: Duration) throws {
        let clock = ContinuousClock()
        let end = clock.now + time
        try batch.bytes.withUnsafeBytes { bytes in
            let items = try ItemInsertion(database, start, batch, bytes)
            defer { items.clear() }
            for index in batch.entries.indices[first...] {
                switch batch.entries[index] {
                case .item(let item): try stage(item, at: index, items)
                case .record(let record): try stage(record)
                case .refused(let refusal): outcome.refused.append(refusal)
                }
                outcome.taken += 1
                if outcome.taken % Self.stride == 0, clock.now >= end { break }
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
        let base = try database.first("SELECT digest FROM content WHERE key = ?", ContentRows.key(key, 0)) {
            try $0.digest(0)
        }
        guard let base else { throw Damage(reason: "item \(item.id) has no content") }
        guard base == batch.digest(item.base) else {
            refuse(item, "item \(item.id) is there with other content", base, batch.digest(item.base))
            return
        }
        var known: [String: Digest] = [:]
        try database.forEachRow(
            "SELECT name, digest FROM content WHERE key BETWEEN ? AND ?", ContentRows.key(key, 1),
            ContentRows.key(key, SQLiteSchema.suggestionLimit)
        ) { row in
            known[row.text(0)] = try row.digest(1)
        }
        try database.forEachRow("SELECT name, digest FROM staged_suggestion WHERE item = ?", key) { row in
            known[row.text(0)] = try row.digest(1)
        }
        var further: [(name: String, part: StagedBatch.Part)] = []
        for part in batch.parts[item.suggestions] {
            let name = batch.text(part.name)
            guard let there = known[name] else {
                further.append((name, part))
                continue
            }
            let here = batch.digest(part)
            if there != here {
                refuse(item, "suggestion \(name) of item \(item.id) is there with other content", there, here)
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
                known.count + index + 1, suggestion.name, batch.digest(suggestion.part),
                Array(batch.bytes[suggestion.part.record]))
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
        try insert(item.base, as: ContentRows.key(number, 0))
        for (ordinal, part) in batch.parts[item.suggestions].enumerated() {
            try insert(part, as: ContentRows.key(number, ordinal + 1))
        }
        return true
    }

    func clear() {
        items.clear()
        contents.clear()
    }

    private func insert(_ part: StagedBatch.Part, as key: Int64) throws {
        contents.bind(key, at: 1)
        contents.bind(text: slice(part.name), at: 2)
        contents.bind(blob: slice(part.digest), at: 3)
        contents.bind(blob: slice(part.record), at: 4)
        try contents.runBound()
    }

    private func slice(_ range: Range<Int>) -> UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(rebasing: bytes[range])
    }
}
