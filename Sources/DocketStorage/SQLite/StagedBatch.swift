import DocketModel
import DocketNotation

/// Records as they will be stored, made ready outside the write gate. Their bytes lie in one piece, so that making them
/// ready allocates little and SQLite takes them from where they are.
struct StagedBatch: Sendable {
    enum Entry: Sendable {
        case item(StagedItem)
        case record(StagedRecord)
        case refused(ImportRefusal)

        var line: Int {
            switch self {
            case .item(let item): item.line
            case .record(let record): record.line
            case .refused(let refusal): refusal.line
            }
        }
    }

    /// A record and its digest, in `bytes`.
    struct Part: Sendable {
        /// Of a suggestion; empty for the item itself.
        var name: String
        var record: Range<Int>
        var digest: Range<Int>
    }

    /// Its records lie one behind the other, and so do their digests.
    struct StagedItem: Sendable {
        var line: Int
        var id: ItemID
        var idBytes: Range<Int>
        var priority: Int
        /// In `parts`: the first is the item without its suggestions.
        var parts: Range<Int>
        var records: Range<Int>
        var digests: Range<Int>
        /// See `ContentDirectory`.
        var directory: Range<Int>
    }

    struct StagedRecord: Sendable {
        var line: Int
        var kind: JournalEvent.Kind
        var id: EventID
        var item: ItemID
        var record: Range<Int>
    }

    private(set) var bytes: [UInt8] = []
    private(set) var parts: [Part] = []
    private(set) var entries: [Entry] = []

    init(_ records: [ImportRecord], queue: QueueID) {
        entries.reserveCapacity(records.count)
        for record in records {
            switch record.content {
            case .item(let item):
                let flaw = Self.flaw(of: item)
                entries.append(
                    flaw.map { .refused(ImportRefusal(line: record.line, reason: $0)) }
                        ?? .item(add(item, line: record.line)))
            case .stored(let item): entries.append(.item(add(item, line: record.line)))
            case .decision(var decision):
                decision.queue = queue
                let range = append(EventBody.bytes(of: decision, isSurplus: false))
                entries.append(
                    .record(
                        StagedRecord(
                            line: record.line, kind: .decision, id: decision.id, item: decision.item, record: range)))
            case .resolution(var resolution):
                resolution.queue = queue
                let range = append(JSONValue.object(resolution.json).serialized)
                entries.append(
                    .record(
                        StagedRecord(
                            line: record.line, kind: .resolution, id: resolution.id, item: resolution.item,
                            record: range)))
            case .question(var question):
                question.queue = queue
                let range = append(JSONValue.object(question.json).serialized)
                entries.append(
                    .record(
                        StagedRecord(
                            line: record.line, kind: .question, id: question.id, item: question.item, record: range)))
            case .answer(var answer):
                answer.queue = queue
                let range = append(JSONValue.object(answer.json).serialized)
                entries.append(
                    .record(
                        StagedRecord(
                            line: record.line, kind: .answer, id: answer.id, item: answer.item, record: range)))
            }
        }
    }

    func digest(_ part: Part) -> Digest { Digest(bytes: Array(bytes[part.digest])) ?? .zero }

    private mutating func add(_ item: Item, line: Int) -> StagedItem {
        let id = append(item.id.rawValue)
        let first = (part: parts.count, record: bytes.count)
        addRecord("") { item.writeBase(to: &$0) }
        for suggestion in item.suggestions {
            addRecord(suggestion.id.rawValue) { suggestion.write(to: &$0) }
        }
        return finish(item.id, id, line, priority: item.priority, from: first)
    }

    private mutating func add(_ item: StoredItem, line: Int) -> StagedItem {
        let id = append(item.id.rawValue)
        let first = (part: parts.count, record: bytes.count)
        bytes.append(contentsOf: item.records)
        var start = first.record
        for (ordinal, end) in item.ends.enumerated() {
            let end = first.record + end
            let name = ordinal == 0 ? "" : Suggestion.defaultID(ordinal - 1).rawValue
            parts.append(Part(name: name, record: start..<end, digest: 0..<0))
            start = end
        }
        return finish(item.id, id, line, priority: 0, from: first)
    }

    /// Puts the digests and the directory behind an item's records.
    private mutating func finish(
        _ id: ItemID, _ idBytes: Range<Int>, _ line: Int, priority: Int, from first: (part: Int, record: Int)
    ) -> StagedItem {
        let digests = bytes.count
        for index in parts[first.part...].indices {
            parts[index].digest = bytes.appendDigest(of: parts[index].record)
        }
        let directory = bytes.count
        for (index, part) in parts[first.part...].enumerated() {
            if index == 0 {
                ContentDirectory.append(itemLength: part.record.count, to: &bytes)
            } else {
                ContentDirectory.append(suggestion: part.name, length: part.record.count, to: &bytes)
            }
        }
        return StagedItem(
            line: line, id: id, idBytes: idBytes, priority: priority, parts: first.part..<parts.count,
            records: first.record..<digests, digests: digests..<directory, directory: directory..<bytes.count)
    }

    private mutating func addRecord(_ name: String, _ write: (inout [UInt8]) -> Void) {
        let start = bytes.count
        write(&bytes)
        parts.append(Part(name: name, record: start..<bytes.count, digest: 0..<0))
    }

    private mutating func append(_ text: String) -> Range<Int> {
        let start = bytes.count
        bytes.append(contentsOf: text.utf8)
        return start..<bytes.count
    }

    private mutating func append(_ more: [UInt8]) -> Range<Int> {
        let start = bytes.count
        bytes.append(contentsOf: more)
        return start..<bytes.count
    }

    /// Why no store can take it.
    private static func flaw(of item: Item) -> String? {
        let count = item.suggestions.count
        if count == 0 { return "item \(item.id) has no suggestion" }
        if count > SQLiteSchema.suggestionLimit {
            return "item \(item.id) has \(count) suggestions; at most \(SQLiteSchema.suggestionLimit) are taken"
        }
        // A set costs more than a few comparisons.
        if count <= 8 {
            for (index, suggestion) in item.suggestions.enumerated()
            where item.suggestions[..<index].contains(where: { $0.id == suggestion.id }) {
                return twice(suggestion.id, in: item)
            }
            return nil
        }
        var names = Set<SuggestionID>()
        for suggestion in item.suggestions where !names.insert(suggestion.id).inserted {
            return twice(suggestion.id, in: item)
        }
        return nil
    }

    private static func twice(_ id: SuggestionID, in item: Item) -> String {
        "item \(item.id) has two suggestions with the id \"\(id)\""
    }
}
