import DocketModel
import GRDB

/// Finds the next item for somebody: by priority, then where fewest annotators are missing, then in a stable order of
/// their own. Each step is a walk of an index, so that a next item costs the same in a queue of ten and of a million.
///
/// Items nobody has touched are dealt on a ring of hashes that each annotator enters at a place of their own. Touched
/// ones come in the order of the touch; how far an annotator has passed over those they decided themselves is kept, so
/// that they are looked at once and not at every next.
struct Dealer {
    let database: Database
    let queue: QueueRow
    let annotator: PersonID
    let besides: Set<ItemID>

    /// Items with the same priority and as many free slots, on one shelf.
    private struct Group: Comparable {
        var shelf: Int64
        var rank: Int64
        var free: Int

        static func < (left: Group, right: Group) -> Bool {
            (left.rank, left.free, left.shelf) < (right.rank, right.free, right.shelf)
        }
    }

    /// How many touched items are looked at together, to choose among them by the annotator's own order.
    private static let window = 32
    /// How much must be passed over before it is worth a note.
    private static let worthNoting = 16

    /// - Returns: the item's number; nil where nothing is free for this annotator.
    func next() throws -> Int64? {
        let shelves =
            [0] + (try database.all("SELECT shelf FROM shelf WHERE queue = ? AND held = 0", queue.key) { $0.int64(0) })
        var heads = try shelves.compactMap { try group(after: nil, shelf: $0) }
        while let best = heads.min() {
            if let item = try untouched(best) ?? touched(best) { return item }
            heads.removeAll { $0.shelf == best.shelf }
            if let following = try group(after: best, shelf: best.shelf) { heads.append(following) }
        }
        return nil
    }

    static let groupSQL = """
        SELECT rank, free FROM item INDEXED BY item_deal
        WHERE queue = ? AND shelf = ? AND free > 0 AND (rank, free) > (?, ?) ORDER BY rank, free LIMIT 1
        """

    private func group(after group: Group?, shelf: Int64) throws -> Group? {
        try database.first(
            Self.groupSQL, queue.key, shelf, group?.rank ?? .min, group?.free ?? 0
        ) { Group(shelf: shelf, rank: $0.int64(0), free: $0.int(1)) }
    }

    /// `likely` keeps SQLite from taking the index's own condition for the range to walk, and then sorting.
    static let walkSQL = """
        SELECT i.seq, i.id, i.deal,
            EXISTS (SELECT 1 FROM line l WHERE l.item = i.seq AND l.annotator = ?1 AND l.live IS NOT NULL),
            EXISTS (SELECT 1 FROM slot s WHERE s.item = i.seq AND s.annotator = ?1)
        FROM item i INDEXED BY item_deal
        WHERE i.queue = ?2 AND i.shelf = ?3 AND likely(i.free > 0) AND i.rank = ?4 AND i.free = ?5
            AND i.deal >= ?6 AND i.deal < ?7 AND i.seq <= ?8
        ORDER BY i.deal
        """

    private struct Candidate {
        var item: Int64
        var deal: Int64
        /// Decided or skipped by the annotator: not for them as long as that stands.
        var isMine: Bool
        var isServable: Bool
    }

    private func walk(_ group: Group, from: Int64, to: Int64, visit: (Candidate) -> Bool) throws {
        struct Stop: Error {}
        do {
            try database.forEachRow(
                Self.walkSQL, annotator, queue.key, group.shelf, group.rank, group.free, from, to, queue.lastItem
            ) { row in
                let isMine = row.bool(3)
                let isServable = !isMine && !row.bool(4) && !besides.contains(ItemID(row.text(1)))
                let candidate = Candidate(
                    item: row.int64(0), deal: row.int64(2), isMine: isMine, isServable: isServable)
                if !visit(candidate) { throw Stop() }
            }
        } catch is Stop {
            return
        }
    }

    private func untouched(_ group: Group) throws -> Int64? {
        let start = entry
        var found: Int64?
        func take(_ candidate: Candidate) -> Bool {
            if candidate.isServable { found = candidate.item }
            return found == nil
        }
        try walk(group, from: start, to: SQLiteSchema.touched, visit: take)
        if found == nil { try walk(group, from: 0, to: start, visit: take) }
        return found
    }

    private func touched(_ group: Group) throws -> Int64? {
        let passed = Int64(
            try database.integer(
                "SELECT deal FROM passed WHERE queue = ? AND annotator = ? AND shelf = ? AND rank = ? AND free = ?",
                queue.key, annotator, group.shelf, group.rank, group.free))
        var best: (item: Int64, order: UInt64)?
        var seen = 0
        var mine = 0
        var prefix = max(passed, SQLiteSchema.touched)
        var isPrefix = true
        try walk(group, from: prefix + 1, to: .max) { candidate in
            isPrefix = isPrefix && candidate.isMine
            if isPrefix {
                prefix = candidate.deal
                mine += 1
            }
            if candidate.isServable {
                seen += 1
                let order = Self.mix(UInt64(bitPattern: candidate.item) &+ seed)
                if order < best?.order ?? .max { best = (candidate.item, order) }
            }
            return seen < Self.window
        }
        if mine >= Self.worthNoting {
            try database.run(
                """
                INSERT INTO passed(queue, annotator, shelf, rank, free, deal) VALUES (?, ?, ?, ?, ?, ?)
                ON CONFLICT (queue, annotator, shelf, rank, free) DO UPDATE SET deal = excluded.deal
                """, queue.key, annotator, group.shelf, group.rank, group.free, prefix)
        }
        return best?.item
    }

    // MARK: Orders

    /// The place of an untouched item on the ring: blocks in the order of import, so that a large import writes its
    /// index from front to back, and a hash of the id inside a block.
    static func deal(item: Int64, id: ItemID) -> Int64 {
        (item >> 12) << 32 | Int64(hash(id.rawValue) >> 32)
    }

    /// Where the annotator enters the ring.
    private var entry: Int64 {
        let span = UInt64(max(1, queue.lastItem - queue.firstItem + 1))
        let block = (queue.firstItem + Int64(seed % span)) >> 12
        return block << 32 | Int64(Self.mix(seed) >> 32)
    }

    private var seed: UInt64 { Self.mix(Self.hash(annotator.rawValue) ^ Self.hash(queue.name.rawValue) &* 31) }

    /// FNV-1a, 64 bits, finished by a mix that spreads the last bytes too.
    private static func hash(_ text: String) -> UInt64 {
        mix(text.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 })
    }

    /// The finaliser of SplitMix64 (Steele, Lea, Flood 2014).
    private static func mix(_ value: UInt64) -> UInt64 {
        var mixed = value &+ 0x9E37_79B9_7F4A_7C15
        mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        return mixed ^ mixed >> 31
    }
}
