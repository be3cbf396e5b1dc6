import DocketModel
import DocketNotation

/// An item's k was raised.
struct GrowthRecord: Hashable {
    var id: EventID
    var queue: QueueID
    var item: ItemID
    var overlap: Int
    var at: Timestamp

    init(id: EventID, queue: QueueID, item: ItemID, overlap: Int, at: Timestamp) {
        self.id = id
        self.queue = queue
        self.item = item
        self.overlap = overlap
        self.at = at
    }

    var bytes: [UInt8] {
        var record: JSONObject = ["v": 1, "type": "growth", "id": JSONValue(id.rawValue)]
        record["queue"] = JSONValue(queue.rawValue)
        record["item"] = JSONValue(item.rawValue)
        record["overlap"] = JSONValue(overlap)
        record["at"] = JSONValue(at.description)
        return JSONValue.object(record).serialized
    }

    init(json record: JSONObject) throws(RecordError) {
        let fields = FieldReader(record)
        self.init(
            id: EventID(try fields.required("id", fields.string("id"))),
            queue: QueueID(try fields.required("queue", fields.string("queue"))),
            item: ItemID(try fields.required("item", fields.string("item"))),
            overlap: try fields.required("overlap", fields.integer("overlap")),
            at: try fields.required("at", fields.timestamp("at")))
    }
}
