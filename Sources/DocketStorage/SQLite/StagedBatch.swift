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

    /// Stands in `bytes`: a name, a record, and the record's digest.
    struct Part: Sendable {
        var name: Range<Int>
        var record: Range<Int>
        var digest: Range<Int>
    }

    struct StagedItem: Sendable {
        var line: Int
        var id: ItemID
        var idBytes: Range<Int>
        var priority: Int
        /// Everything but the suggestions.
        var base: Part
        /// In `parts`.
        var suggestions: Range<Int>
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
            }
        }
    }

    func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

    func digest(_ part: Part) -> Digest { Digest(bytes: Array(bytes[part.digest])) ?? .zero }

    private mutating func add(_ item: Item, line: Int) -> StagedItem {
        let id = append(item.id.rawValue)
        let base = part(name: id.upperBound..<id.upperBound) { item.writeBase(to: &$0) }
        let first = parts.count
        for suggestion in item.suggestions {
            let name = append(suggestion.id.rawValue)
            let part = part(name: name) { suggestion.write(to: &$0) }
            parts.append(part)
        }
        return StagedItem(
            line: line, id: item.id, idBytes: id, priority: item.priority, base: base,
            suggestions: first..<parts.count)
    }

    private mutating func part(name: Range<Int>, _ write: (inout [UInt8]) -> Void) -> Part {
        let start = bytes.count
        write(&bytes)
        let end = bytes.count
        let digest = bytes.withUnsafeBytes { Digest(of: UnsafeRawBufferPointer(rebasing: $0[start..<end])) }
        return Part(name: name, record: start..<end, digest: append(digest.bytes))
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
