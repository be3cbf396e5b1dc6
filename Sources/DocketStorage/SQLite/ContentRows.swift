import DocketModel
import DocketNotation
import GRDB

/// An item's immutable content: itself without suggestions, and its suggestions one by one.
struct ContentRows {
    let database: Database
    let parser = JSONParser()

    static func key(_ item: Int64, _ ordinal: Int) -> Int64 {
        item << SQLiteSchema.contentBits | Int64(ordinal)
    }

    /// - Parameter position: as the item was when the journal ended there; nil for now.
    func item(_ key: Int64, asOf position: Int? = nil) throws -> Item {
        var record: JSONObject?
        var suggestions: [JSONValue] = []
        try database.forEachRow(
            "SELECT key, name, digest, bytes FROM content WHERE key BETWEEN ? AND ? AND since <= ? ORDER BY key",
            Self.key(key, 0), Self.key(key, SQLiteSchema.suggestionLimit), position ?? .max
        ) { row in
            let bytes = row.blob(3)
            for entry in try ContentDirectory(row).entries {
                let value = try parse(ContentDirectory.bytes(entry, of: bytes))
                if entry.ordinal == 0 { record = value.object } else { suggestions.append(value) }
            }
        }
        guard var record else { throw Damage(reason: "item number \(key) has no content") }
        record["suggestions"] = .array(suggestions)
        do {
            return try Item(json: record)
        } catch {
            throw Damage(reason: "item number \(key) cannot be read: \(error)")
        }
    }

    /// The suggestions' names and digests, in the item's order.
    func suggestions(of key: Int64, asOf position: Int? = nil) throws -> [(id: SuggestionID, digest: Digest)] {
        try entries(of: key, asOf: position).filter { $0.ordinal > 0 }.map { (SuggestionID($0.name), $0.digest) }
    }

    /// The item itself and its suggestions, without their texts.
    func entries(of key: Int64, asOf position: Int? = nil) throws -> [ContentDirectory.Entry] {
        try database.all(
            "SELECT key, name, digest FROM content WHERE key BETWEEN ? AND ? AND since <= ? ORDER BY key",
            Self.key(key, 0), Self.key(key, SQLiteSchema.suggestionLimit), position ?? .max
        ) { try ContentDirectory($0).entries }.flatMap(\.self)
    }

    private func parse(_ bytes: [UInt8]) throws -> JSONValue {
        do {
            return try parser.parse(bytes)
        } catch {
            throw Damage(reason: "a stored record is no JSON: \(error)")
        }
    }
}

extension ContentDirectory {
    /// - Parameter row: begins with key, name and digest.
    init(_ row: ResultRow, at column: Int32 = 0) throws {
        try self.init(key: row.int64(column), name: row.text(column + 1), digests: row.blob(column + 2))
    }
}
