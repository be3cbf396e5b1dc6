import DocketModel
import DocketNotation
import GRDB

/// An import's records as they will be stored: made ready outside the write gate.
enum StagedRecord: Sendable {
    case item(StagedItem)
    case record(line: Int, kind: JournalEvent.Kind, bytes: [UInt8])
    case refused(ImportRefusal)

    init(_ record: ImportRecord, queue: QueueID) {
        switch record.content {
        case .item(let item):
            let staged = StagedItem(item, line: record.line)
            self = staged.flaw.map { .refused(ImportRefusal(line: record.line, reason: $0)) } ?? .item(staged)
        case .decision(var decision):
            decision.queue = queue
            self = .record(
                line: record.line, kind: .decision, bytes: EventBody.bytes(of: decision, isSurplus: false))
        case .resolution(var resolution):
            resolution.queue = queue
            self = .record(
                line: record.line, kind: .resolution, bytes: JSONValue.object(resolution.json).serialized)
        }
    }
}

struct StagedItem: Sendable {
    struct Part: Sendable {
        var name: String
        var bytes: [UInt8]
        var digest: Digest

        init(name: String, _ record: JSONObject) {
            self.name = name
            bytes = JSONValue.object(record).serialized
            digest = Digest(of: bytes)
        }
    }

    var line: Int
    var id: ItemID
    var priority: Int
    /// Everything but the suggestions.
    var base: Part
    var suggestions: [Part]

    init(_ item: Item, line: Int) {
        self.line = line
        id = item.id
        priority = item.priority
        var bare = item
        bare.suggestions = []
        base = Part(name: "", bare.json(queue: nil))
        suggestions = item.suggestions.map { Part(name: $0.id.rawValue, $0.json) }
    }

    /// Why no store can take it.
    var flaw: String? {
        if suggestions.isEmpty { return "item \(id) has no suggestion" }
        if suggestions.count > SQLiteSchema.suggestionLimit {
            return "item \(id) has \(suggestions.count) suggestions; at most \(SQLiteSchema.suggestionLimit) are taken"
        }
        var names = Set<String>()
        for suggestion in suggestions where !names.insert(suggestion.name).inserted {
            return "item \(id) has two suggestions with the id \"\(suggestion.name)\""
        }
        return nil
    }
}

/// Puts records where nobody sees them yet. One short transaction takes a batch.
struct ImportStaging {
    let database: Database
    let queue: Int64
    let shelf: Int64
    let overlap: Int
    /// The number of the next new item.
    var nextItem: Int64
    private(set) var outcome = Outcome()
    private let itemInsertion: PreparedStatement
    private let contentInsertion: PreparedStatement

    /// What a batch came to.
    struct Outcome: Sendable {
        /// Records looked at.
        var taken = 0
        /// New items, in order.
        var added: [StagedItem] = []
        /// Items that were there and get further suggestions.
        var revised = 0
        var unchanged = 0
        var records = 0
        var refused: [ImportRefusal] = []
    }

    init(database: Database, queue: Int64, shelf: Int64, overlap: Int, nextItem: Int64) throws {
        self.database = database
        self.queue = queue
        self.shelf = shelf
        self.overlap = overlap
        self.nextItem = nextItem
        itemInsertion = try database.prepared(
            """
            INSERT INTO item(seq, queue, id, shelf, rank, overlap, free, deal) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (queue, id) DO NOTHING
            """)
        contentInsertion = try database.prepared("INSERT INTO content(key, name, digest, bytes) VALUES (?, ?, ?, ?)")
    }

    mutating func stage(_ record: StagedRecord) throws {
        outcome.taken += 1
        switch record {
        case .item(let item): try stage(item)
        case .record(let line, let kind, let bytes):
            try database.run(
                "INSERT INTO staged_record(line, kind, bytes) VALUES (?, ?, ?)", line, kind.rawValue, bytes)
            outcome.records += 1
        case .refused(let refusal): outcome.refused.append(refusal)
        }
    }

    private mutating func stage(_ item: StagedItem) throws {
        try itemInsertion.run(
            nextItem, queue, item.id, shelf, -Int64(item.priority), overlap, overlap,
            Dealer.deal(item: nextItem, id: item.id))
        guard database.changes == 1 else {
            try compare(item)
            return
        }
        try insert(item.base, ordinal: 0)
        for (index, suggestion) in item.suggestions.enumerated() { try insert(suggestion, ordinal: index + 1) }
        nextItem += 1
        outcome.added.append(item)
    }

    private func insert(_ part: StagedItem.Part, ordinal: Int) throws {
        try contentInsertion.run(ContentRows.key(nextItem, ordinal), part.name, part.digest, part.bytes)
    }

    /// An item of that id is there: the same, or with further suggestions, or another one.
    private mutating func compare(_ item: StagedItem) throws {
        guard
            let key = try database.first(
                "SELECT seq FROM item WHERE queue = ? AND id = ?", queue, item.id, read: { $0.int64(0) })
        else { throw Damage(reason: "item \(item.id) is in an index and not in its table") }
        let base = try database.first("SELECT digest FROM content WHERE key = ?", ContentRows.key(key, 0)) {
            try $0.digest(0)
        }
        guard let base else { throw Damage(reason: "item \(item.id) has no content") }
        guard base == item.base.digest else {
            refuse(item, "item \(item.id) is there with other content", base, item.base.digest)
            return
        }
        var known = Dictionary(
            uniqueKeysWithValues: try ContentRows(database: database).suggestions(of: key)
                .map { ($0.id.rawValue, $0.digest) })
        try database.forEachRow("SELECT name, digest FROM staged_suggestion WHERE item = ?", key) { row in
            known[row.text(0)] = try row.digest(1)
        }
        let further = item.suggestions.filter { known[$0.name] == nil }
        for suggestion in item.suggestions {
            if let there = known[suggestion.name], there != suggestion.digest {
                refuse(
                    item, "suggestion \(suggestion.name) of item \(item.id) is there with other content", there,
                    suggestion.digest)
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
                known.count + index + 1, suggestion.name, suggestion.digest, suggestion.bytes)
        }
        if further.isEmpty { outcome.unchanged += 1 } else { outcome.revised += 1 }
    }

    private mutating func refuse(_ item: StagedItem, _ what: String, _ there: Digest, _ here: Digest) {
        outcome.refused.append(
            ImportRefusal(
                line: item.line,
                reason: "\(what): its digest is \(there.hexadecimal.prefix(12)), this one's "
                    + "\(here.hexadecimal.prefix(12)); give it another id"))
    }
}
