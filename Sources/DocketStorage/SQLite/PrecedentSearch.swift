import DocketModel
import DocketNotation
import GRDB

/// Finds the resolved items that are nearest to one by their words.
///
/// Only its rarest words are searched for, as many as lie in so many rows together: what nearly every item says tells
/// nothing apart and would be most of the work. In a queue of 100,000 resolved items a search stays in the milliseconds.
struct PrecedentSearch {
    let database: Database
    let queue: QueueRow

    /// Words that are looked up, and rows that the words searched for may lie in.
    private static let wordLimit = 200
    private static let rowLimit = 20_000
    /// How many more candidates than wanted are compared word by word.
    private static let candidates = 4
    /// Below this two items have nothing but a word or two in common.
    private static let leastSimilarity = 0.05

    func near(_ item: ItemRow, limit: Int) throws -> [Precedent] {
        let contents = ContentRows(database: database)
        var words = SearchWords(limit: Self.wordLimit)
        let asked = try contents.item(item.key)
        for message in asked.context + asked.suggestions.flatMap(\.messages) where !words.isFull {
            words.add(message.content)
        }
        let rare = try rarest(words.words)
        guard !rare.isEmpty else { return [] }
        let found = try database.all(
            """
            SELECT rowid, words FROM precedent WHERE precedent MATCH ?1 AND rowid <> ?2
            ORDER BY bm25(precedent, 0.0, 1.0), rowid LIMIT ?3
            """, query(rare), item.key, Self.candidates * limit
        ) { (item: $0.int64(0), words: $0.text(1)) }
        let mine = Set(words.words)
        let nearest = found.map { row in (item: row.item, similarity: Self.similarity(mine, row.words)) }
            .filter { $0.similarity >= Self.leastSimilarity }
            .sorted { ($1.similarity, $0.item) < ($0.similarity, $1.item) }
        return try nearest.prefix(limit).compactMap { row in
            guard let (resolution, position) = try resolution(of: row.item) else { return nil }
            return Precedent(
                item: try contents.item(row.item, asOf: position), resolution: resolution, position: position,
                similarity: row.similarity)
        }
    }

    /// Words of which others have some, the rarest first.
    private func rarest(_ words: [String]) throws -> [String] {
        let counted = try words.map { word in
            (
                word: word,
                rows: try database.integer("SELECT doc FROM precedent_word WHERE term = ? AND col = 'words'", word)
            )
        }.filter { $0.rows > 0 }.sorted { ($0.rows, $0.word) < ($1.rows, $1.word) }
        var rows = 0
        return counted.prefix { entry in
            defer { rows += entry.rows }
            return rows + entry.rows <= Self.rowLimit || rows == 0
        }.map(\.word)
    }

    /// Words hold nothing but letters, marks and digits; in quotes none is taken for an operator.
    private func query(_ words: [String]) -> String {
        "queue : \"\(queue.key)\" AND words : (" + words.map { "\"\($0)\"" }.joined(separator: " OR ") + ")"
    }

    /// The share of the words of both that both have (Jaccard's coefficient).
    private static func similarity(_ mine: Set<String>, _ stored: String) -> Double {
        let theirs = stored.utf8.split(separator: 0x20)
        let common = theirs.count { mine.contains(String(Substring($0))) }
        let all = mine.count + theirs.count - common
        return all == 0 ? 0 : Double(common) / Double(all)
    }

    private func resolution(of item: Int64) throws -> (Resolution, Int)? {
        guard
            let live = try database.first(
                "SELECT live FROM verdict WHERE item = ? AND live IS NOT NULL", item, read: { $0.int64(0) })
        else { return nil }
        let row = try EventRow.find(number: live, in: queue, database)
        guard case .resolution(let resolution) = try EventBody(row.stored) else { return nil }
        return (resolution, row.event.position)
    }
}
