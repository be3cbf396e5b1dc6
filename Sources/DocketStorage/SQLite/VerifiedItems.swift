import DocketModel
import DocketNotation
import GRDB

/// Checks one queue's items and suggestions: each text against its digest, and all of them against the digests in the
/// events of the imports that brought them.
struct VerifiedItems {
    let verification: Verification
    let queue: QueueRow

    private var database: Database { verification.database }

    func check() throws {
        var last: Int64?
        var items = 0
        let imports = try database.all(
            """
            SELECT p.position, p.first_item, p.last_item, b.bytes
            FROM import p LEFT JOIN event e ON e.queue = p.queue AND e.position = p.position AND e.kind = 'import'
                LEFT JOIN body b ON b.event = e.seq
            WHERE p.queue = ? ORDER BY p.position
            """, queue.key
        ) { (position: $0.int(0), first: $0.int64(1), last: $0.int64(2), body: $0.optionalBlob(3)) }
        for entry in imports {
            let after = max(entry.first - 1, last ?? 0)
            let range = VerifiedRange(
                verification: verification, queue: queue, position: entry.position, after: after, last: entry.last)
            let found = try range.check()
            items += found.items
            last = max(entry.last, last ?? 0)
            guard let body = entry.body, let record = try verification.parser.parse(body).object else {
                note(entry.position, "an import has no event")
                continue
            }
            if record["digest"]?.string != found.digest.hexadecimal {
                note(entry.position, "the items are not those that this import brought")
            }
        }
        let events = try database.integer(
            "SELECT count(*) FROM event WHERE queue = ? AND kind = 'import'", queue.key)
        if events != imports.count {
            verification.note(
                queue.name, nil, "the journal has \(events) imports, the store \(imports.count)", isDerived: true)
        }
        let present = try database.integer(
            "SELECT count(*) FROM item WHERE queue = ? AND seq <= ?", queue.key, queue.lastItem)
        if present != items || present != queue.counts.items {
            verification.note(
                queue.name, nil,
                "\(present) items are there, \(items) were imported, \(queue.counts.items) are counted",
                isDerived: true)
        }
    }

    private func note(_ position: Int?, _ what: String) {
        verification.note(queue.name, position, what)
    }
}

/// The items of one import.
private struct VerifiedRange {
    let verification: Verification
    let queue: QueueRow
    let position: Int
    let after: Int64
    let last: Int64

    private var database: Database { verification.database }

    func check() throws -> (items: Int, digest: Digest) {
        let digest = ImportDigest()
        var items = 0
        var current: Int64?
        var ordinal: Int64 = 0
        try database.forEachRow(
            """
            SELECT i.seq, i.id, i.rank, c.key, c.name, c.digest, c.bytes, c.since
            FROM item i LEFT JOIN content c ON c.key BETWEEN i.seq << \(SQLiteSchema.contentBits)
                AND (i.seq << \(SQLiteSchema.contentBits)) + \(SQLiteSchema.suggestionLimit)
            WHERE +i.queue = ? AND i.seq > ? AND i.seq <= ? ORDER BY i.seq, c.key
            """, queue.key, after, last
        ) { row in
            let item = row.int64(0)
            let isNew = item != current
            if isNew {
                items += 1
                current = item
                ordinal = 0
            }
            guard !row.isNull(3), row.int64(3) == ContentRows.key(item, Int(ordinal)) else {
                note("item \(row.text(1)): a text is missing")
                ordinal = row.int64(3) - ContentRows.key(item, 0) + 1
                return
            }
            let entries: [ContentDirectory.Entry]
            do {
                entries = try ContentDirectory(row, at: 3).entries
            } catch let damage as Damage {
                note("item \(row.text(1)): \(damage.reason)")
                ordinal += 1
                return
            }
            ordinal += Int64(entries.count)
            let all = row.blob(6)
            if let end = entries.last?.range?.upperBound, end != all.count {
                note("item \(row.text(1)): its texts are not as long as it says")
            }
            for entry in entries {
                guard let bytes = try? ContentDirectory.bytes(entry, of: all) else { continue }
                let isItem = entry.ordinal == 0
                if Digest(of: bytes) != entry.digest {
                    note("item \(row.text(1)): the \(isItem ? "item" : "suggestion \(entry.name)") was changed")
                }
                if isItem {
                    digest.addItem(row.text(1), entry.digest)
                    try checkBase(bytes, id: row.text(1), rank: row.int64(2))
                } else {
                    try checkName(bytes, name: entry.name, item: row.text(1))
                    if row.int(7) == 0 { digest.addSuggestion(entry.name, entry.digest) }
                }
            }
        }
        return (items, ImportDigest.total(items: digest.finish(), revisions: try revisions()))
    }

    /// Suggestions that this import added to items that were there.
    private func revisions() throws -> Digest {
        let digest = ImportDigest()
        try database.forEachRow(
            """
            SELECT i.id, c.name, c.digest FROM content c JOIN item i ON i.seq = c.key >> \(SQLiteSchema.contentBits)
            WHERE i.queue = ? AND c.since = ? ORDER BY c.key
            """, queue.key, position
        ) { row in
            digest.addItem(row.text(0), .zero)
            digest.addSuggestion(row.text(1), try row.digest(2))
        }
        return digest.finish()
    }

    private func checkBase(_ bytes: [UInt8], id: String, rank: Int64) throws {
        guard let record = try? verification.parser.parse(bytes).object else {
            note("item \(id) is no readable record")
            return
        }
        if record["id"]?.string != id { note("item \(id): its record has another id") }
        if -Int64(record["priority"]?.integer ?? 0) != rank {
            verification.note(queue.name, position, "item \(id): its priority is another", isDerived: true)
        }
    }

    private func checkName(_ bytes: [UInt8], name: String, item: String) throws {
        let record = try? verification.parser.parse(bytes).object
        if record?["id"]?.string != name { note("item \(item): the record of suggestion \(name) has another id") }
    }

    private func note(_ what: String) {
        verification.note(queue.name, position, what)
    }
}
