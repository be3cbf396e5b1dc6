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
            "SELECT key, bytes FROM content WHERE key BETWEEN ? AND ? AND since <= ? ORDER BY key",
            Self.key(key, 0), Self.key(key, SQLiteSchema.suggestionLimit), position ?? .max
        ) { row in
            let value = try parse(row.blob(1))
            if row.int64(0) == Self.key(key, 0) { record = value.object } else { suggestions.append(value) }
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
        try database.all(
            "SELECT name, digest FROM content WHERE key BETWEEN ? AND ? AND since <= ? ORDER BY key", Self.key(key, 1),
            Self.key(key, SQLiteSchema.suggestionLimit), position ?? .max
        ) { (SuggestionID($0.text(0)), try $0.digest(1)) }
    }

    private func parse(_ bytes: [UInt8]) throws -> JSONValue {
        do {
            return try parser.parse(bytes)
        } catch {
            throw Damage(reason: "a stored record is no JSON: \(error)")
        }
    }
}
