import DocketModel
import GRDB

/// The digest over what an import brought, which its event carries: over the new items with their suggestions, in
/// order, and over the further suggestions of items that were there.
struct ImportDigest: ~Copyable {
    private let hasher = DigestHasher()

    func addItem(_ id: String, _ digest: Digest) {
        hasher.update(part: Array("item".utf8))
        hasher.update(part: Array(id.utf8))
        hasher.update(part: digest.bytes)
    }

    func addSuggestion(_ name: String, _ digest: Digest) {
        hasher.update(part: Array("suggestion".utf8))
        hasher.update(part: Array(name.utf8))
        hasher.update(part: digest.bytes)
    }

    /// The entries of a batch that are new items.
    func add(_ entries: [Int], of batch: StagedBatch) {
        var parts: [UInt8] = []
        parts.reserveCapacity(entries.count * 256)
        batch.bytes.withUnsafeBytes { bytes in
            func append(_ part: UnsafeRawBufferPointer) {
                withUnsafeBytes(of: UInt64(part.count).bigEndian) { parts.append(contentsOf: $0) }
                parts.append(contentsOf: part)
            }
            func append(_ kind: StaticString, _ name: String, _ digest: Range<Int>) {
                var name = name
                append(UnsafeRawBufferPointer(start: kind.utf8Start, count: kind.utf8CodeUnitCount))
                name.withUTF8 { append(UnsafeRawBufferPointer($0)) }
                append(UnsafeRawBufferPointer(rebasing: bytes[digest]))
            }
            for entry in entries {
                guard case .item(let item) = batch.entries[entry] else { continue }
                append("item", item.id.rawValue, batch.parts[item.parts.lowerBound].digest)
                for part in batch.parts[item.parts].dropFirst() { append("suggestion", part.name, part.digest) }
            }
        }
        hasher.update(parts)
    }

    consuming func finish() -> Digest {
        hasher.finish()
    }

    static func total(items: Digest, revisions: Digest) -> Digest {
        Digest(ofParts: [Array("docket.import.v1".utf8), items.bytes, revisions.bytes])
    }
}

/// Hashes what an import stages, beside the staging.
actor ImportHasher {
    private var digest: ImportDigest? = ImportDigest()

    func add(_ entries: [Int], of batch: StagedBatch) {
        digest?.add(entries, of: batch)
    }

    /// The items that an import had staged when it was cut off.
    func add(_ staged: StagedImport, in store: SQLiteStore) async throws {
        var next = staged.start.firstItem
        while next < staged.nextItem {
            let end = min(next + Self.itemsAtOnce, staged.nextItem)
            let rows = try await store.read { [next] database in
                try database.all(
                    """
                    SELECT c.key, c.name, c.digest, i.id
                    FROM content c JOIN item i ON i.seq = c.key >> \(SQLiteSchema.contentBits)
                    WHERE c.key >= ? AND c.key < ? ORDER BY c.key
                    """, ContentRows.key(next, 0), ContentRows.key(end, 0)
                ) { (entries: try ContentDirectory($0).entries, id: $0.text(3)) }
            }
            for row in rows {
                for entry in row.entries {
                    if entry.ordinal == 0 {
                        digest?.addItem(row.id, entry.digest)
                    } else {
                        digest?.addSuggestion(entry.name, entry.digest)
                    }
                }
            }
            next = end
        }
    }

    /// How many items one read takes: a long one would keep the log from being emptied.
    private static let itemsAtOnce: Int64 = 5000

    func finish() -> Digest {
        digest.take()?.finish() ?? .zero
    }
}
