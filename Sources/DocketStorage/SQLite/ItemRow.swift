import DocketModel
import GRDB

/// What the store needs to know of an item to deal it out.
struct ItemRow {
    var key: Int64
    var id: ItemID
    var overlap: Int

    /// Nil where there is no such item, or where it is not published.
    static func find(_ id: ItemID, in queue: QueueRow, _ database: Database) throws -> ItemRow? {
        try database.first(
            "SELECT seq, overlap FROM item WHERE queue = ? AND id = ? AND seq <= ?", queue.key, id, queue.lastItem
        ) { ItemRow(key: $0.int64(0), id: id, overlap: $0.int(1)) }
    }

    static func existing(_ id: ItemID, in queue: QueueRow, _ database: Database) throws -> ItemRow {
        guard let item = try find(id, in: queue, database) else { throw StoreError.unknownItem(id, queue.name) }
        return item
    }
}
