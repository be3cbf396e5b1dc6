import DocketModel
import GRDB

/// Further suggestions, staged, of items that were there.
struct StagedRevisions {
    let database: Database

    struct Published {
        var count = 0
        var digest: Digest
    }

    func publish(at position: Int) throws -> Published {
        let digest = ImportDigest()
        var count = 0
        try database.forEachRow(
            """
            SELECT i.id, s.name, s.digest FROM staged_suggestion s JOIN item i ON i.seq = s.item
            ORDER BY s.item, s.ordinal
            """
        ) { row in
            digest.addItem(row.text(0), .zero)
            digest.addSuggestion(row.text(1), try row.digest(2))
            count += 1
        }
        if count > 0 {
            try database.run(
                """
                INSERT INTO content(key, name, digest, since, bytes)
                SELECT item << \(SQLiteSchema.contentBits) | ordinal, name, digest, ?, bytes FROM staged_suggestion
                """, position)
            try database.run(
                "UPDATE item SET revision = revision + 1 WHERE seq IN (SELECT item FROM staged_suggestion)")
        }
        return Published(count: count, digest: digest.finish())
    }

    /// Those of one item, for trying what would become of decisions about it.
    func publish(of item: Int64, at position: Int) throws {
        try database.run(
            """
            INSERT INTO content(key, name, digest, since, bytes)
            SELECT item << \(SQLiteSchema.contentBits) | ordinal, name, digest, ?, bytes FROM staged_suggestion
            WHERE item = ?
            """, position, item)
    }
}

/// Staged items whose k is not the one that their queue asks for by now.
struct StagedOverlap {
    let staged: StagedImport
    let overlap: Int

    /// Nil where all is as it should be.
    static func wanted(_ configuration: QueueConfiguration, _ database: Database) throws -> StagedOverlap? {
        guard let staged = try StagedImport.find(in: database),
            let queue = try QueueRow.find(configuration.name, in: database)
        else { return nil }
        let current = queue.version == 0 ? configuration : try queue.configuration()
        let overlap = current.overlap.minimum
        return overlap == staged.start.overlap ? nil : StagedOverlap(staged: staged, overlap: overlap)
    }

    private static let itemsAtOnce = 2000

    /// - Returns: whether there may be more.
    func raise(_ database: Database) throws -> Bool {
        let wrong = try database.all(
            "SELECT seq FROM item WHERE seq >= ? AND seq < ? AND overlap <> ? LIMIT \(Self.itemsAtOnce)",
            staged.start.firstItem, staged.nextItem, overlap
        ) { $0.int64(0) }
        for item in wrong {
            try database.run("UPDATE item SET overlap = ?1, free = ?1 WHERE seq = ?2", overlap, item)
        }
        if wrong.count == Self.itemsAtOnce { return true }
        try database.run("UPDATE staged_import SET overlap = ?", overlap)
        return false
    }
}
