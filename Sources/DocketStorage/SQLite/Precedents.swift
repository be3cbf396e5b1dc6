import DocketModel
import DocketNotation
import GRDB

/// Items with a resolution that stands, to be found by their words. A row follows from the item as it was when it was
/// resolved and from the resolution's reason; of what was redacted there is none.
struct Precedents {
    let database: Database
    let queue: QueueRow

    /// The row that an item has.
    func stored(_ item: Int64) throws -> String? {
        try database.first("SELECT words FROM precedent WHERE rowid = ? AND queue = ?", item, String(queue.key)) {
            $0.text(0)
        }
    }

    /// The row that it should have; nil for none.
    func expected(_ item: Int64, _ resolution: ItemHistory.Action?) throws -> String? {
        guard let resolution, case .resolution(let ruled) = resolution.body else { return nil }
        return try words(of: item, asOf: resolution.position, ruled)
    }

    /// Brings an item's row into agreement with the resolution that stands.
    func settle(_ item: Int64, _ resolution: ItemHistory.Action?) throws {
        try put(item, try expected(item, resolution))
    }

    func settle(_ item: Int64, _ resolution: Resolution, asOf position: Int) throws {
        try put(item, try words(of: item, asOf: position, resolution))
    }

    private func put(_ item: Int64, _ words: String?) throws {
        let present = try stored(item)
        guard present != words else { return }
        if present != nil { try database.run("DELETE FROM precedent WHERE rowid = ?", item) }
        guard let words else { return }
        try database.run(
            "INSERT INTO precedent(rowid, queue, words) VALUES (?, ?, ?)", item, String(queue.key), words)
    }

    private func words(of item: Int64, asOf position: Int, _ resolution: Resolution) throws -> String {
        var words = Self.words(of: try ContentRows(database: database).item(item, asOf: position))
        if let reason = resolution.reason { words.add(reason) }
        return words.words.joined(separator: " ")
    }

    /// The words that an item shows: the prompt's first, then the suggestions'.
    private static func words(of item: Item) -> SearchWords {
        var words = SearchWords()
        for message in item.context + item.suggestions.flatMap(\.messages) where !words.isFull {
            words.add(message.content)
        }
        return words
    }

    /// The index keeps deleted words until its parts are merged: now, so that nothing of them is left in the file.
    func forget() throws {
        try database.run("INSERT INTO precedent(precedent) VALUES ('optimize')")
    }

    /// Rows of items that nothing is resolved about.
    func removeStrays() throws {
        try database.run(
            """
            DELETE FROM precedent WHERE rowid IN (
                SELECT p.rowid FROM precedent p LEFT JOIN item i ON i.seq = p.rowid
                WHERE p.queue = ?1 AND (i.seq IS NULL OR i.queue <> ?2 OR i.resolved = 0))
            """, String(queue.key), queue.key)
    }

    /// What is wrong with the index as such: it cannot be read, or does not fit its own rows.
    static func problem(in database: Database) -> String? {
        do {
            var words = 0
            try database.forEachRow("SELECT words FROM precedent") { row in
                // By bytes, as the index does it: a blank and a mark behind it are one character.
                words += row.text(0).utf8.split(separator: 0x20).count
            }
            let indexed = try database.integer("SELECT coalesce(sum(doc), 0) FROM precedent_word WHERE col = 'words'")
            return indexed == words ? nil : "the index of precedents does not hold the words of its rows"
        } catch {
            return "the index of precedents cannot be read"
        }
    }

    /// For a store of an earlier schema: every row that there should be.
    static func fill(_ database: Database) throws {
        for queue in try QueueRow.all(in: database) {
            let precedents = Precedents(database: database, queue: queue)
            let resolved = try database.all(
                "SELECT v.item, v.live FROM verdict v JOIN item i ON i.seq = v.item WHERE i.queue = ? AND v.live IS NOT NULL",
                queue.key
            ) { (item: $0.int64(0), event: $0.int64(1)) }
            for row in resolved {
                do {
                    let event = try EventRow.find(number: row.event, in: queue, database)
                    guard case .resolution(let resolution) = try EventBody(event.stored) else { continue }
                    try precedents.settle(row.item, resolution, asOf: event.event.position)
                } catch is Damage {
                    // A damaged store has to open, or nobody could look at what is wrong with it: verify says.
                    continue
                }
            }
        }
    }
}
