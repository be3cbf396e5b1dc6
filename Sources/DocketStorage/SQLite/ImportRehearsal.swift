import DocketModel
import DocketNotation
import GRDB

/// Finds out what publishing would come to, in short transactions that are rolled back.
///
/// Decisions and resolutions that could get in each other's way are tried together: those about one item, and those of
/// several items that share an id.
struct ImportRehearsal {
    let store: SQLiteStore
    let request: ImportRequest
    let author: Author

    private struct Group: Sendable {
        var records: [Int64] = []
    }

    func receipt() async throws -> ImportReceipt {
        let (staged, receipt) = try await store.read { database in
            let staged = try StagedImport.find(in: database)
            return (staged, try staged?.receipt(in: database) ?? ImportReceipt())
        }
        guard let staged else { return receipt }
        var total = receipt
        var groups = try await groups()[...]
        while !groups.isEmpty {
            let tried = try await store.write(keepingIf: { _ in false }) { [groups] database in
                try rehearse(groups, staged, database)
            }
            groups = groups.dropFirst(tried.groups)
            total.decisions += tried.receipt.decisions
            total.resolutions += tried.receipt.resolutions
            total.questions += tried.receipt.questions
            total.unchanged += tried.receipt.unchanged
            total.refused += tried.receipt.refused
        }
        total.refused.sort { $0.line < $1.line }
        return total
    }

    private func groups() async throws -> [Group] {
        try await store.read { database in
            let sharing = Set(
                try database.all(
                    """
                    SELECT DISTINCT item FROM staged_record
                    WHERE id IN (SELECT id FROM staged_record GROUP BY id HAVING count(DISTINCT item) > 1)
                    """
                ) { $0.text(0) })
            var together = Group()
            var groups: [Group] = []
            var current: String?
            try database.forEachRow("SELECT item, seq FROM staged_record ORDER BY item, seq") { row in
                let item = row.text(0)
                if sharing.contains(item) {
                    together.records.append(row.int64(1))
                } else {
                    if item != current { groups.append(Group()) }
                    groups[groups.count - 1].records.append(row.int64(1))
                }
                current = item
            }
            together.records.sort()
            return together.records.isEmpty ? groups : [together] + groups
        }
    }

    private struct Tried: Sendable {
        var groups: Int
        var receipt: ImportReceipt
    }

    private func rehearse(_ groups: ArraySlice<Group>, _ staged: StagedImport, _ database: Database) throws -> Tried {
        guard var queue = try QueueRow.find(key: staged.start.queue, in: database) else {
            throw Damage(reason: "the queue of an import is gone")
        }
        // What is staged is seen by this transaction alone.
        queue.lastItem = max(queue.lastItem, staged.nextItem - 1)
        let journal = Journal(database: database, author: author, now: store.clock())
        let revisions = StagedRevisions(database: database)
        var records = ImportedRecords(journal: journal, cursor: 0, receipt: ImportReceipt())
        var revised = Set<Int64>()
        let clock = ContinuousClock()
        let end = clock.now + SQLiteImport.batch
        var done = 0
        for group in groups {
            for number in group.records {
                let row = try database.first(
                    "SELECT line, kind, item, bytes FROM staged_record WHERE seq = ?", number
                ) { (line: $0.int(0), kind: $0.text(1), item: ItemID($0.text(2)), bytes: $0.blob(3)) }
                guard let row else { throw Damage(reason: "a staged record is gone") }
                if let item = try ItemRow.find(row.item, in: queue, database)?.key, revised.insert(item).inserted {
                    try revisions.publish(of: item, at: queue.position + 1)
                }
                try records.append(row.kind, row.bytes, line: row.line, to: &queue)
            }
            done += 1
            if clock.now >= end { break }
        }
        return Tried(groups: done, receipt: records.receipt)
    }
}
