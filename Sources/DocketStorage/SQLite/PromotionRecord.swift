import DocketModel
import DocketNotation

/// A surplus decision counts from now on.
struct PromotionRecord: Hashable {
    var id: EventID
    var queue: QueueID
    var item: ItemID
    var target: EventID
    var at: Timestamp

    init(id: EventID, queue: QueueID, item: ItemID, target: EventID, at: Timestamp) {
        self.id = id
        self.queue = queue
        self.item = item
        self.target = target
        self.at = at
    }

    var bytes: [UInt8] {
        var record: JSONObject = ["v": 1, "type": "promotion", "id": JSONValue(id.rawValue)]
        record["queue"] = JSONValue(queue.rawValue)
        record["item"] = JSONValue(item.rawValue)
        record["target"] = JSONValue(target.rawValue)
        record["at"] = JSONValue(at.description)
        return JSONValue.object(record).serialized
    }

    init(json record: JSONObject) throws(RecordError) {
        let fields = FieldReader(record)
        self.init(
            id: EventID(try fields.required("id", fields.string("id"))),
            queue: QueueID(try fields.required("queue", fields.string("queue"))),
            item: ItemID(try fields.required("item", fields.string("item"))),
            target: EventID(try fields.required("target", fields.string("target"))),
            at: try fields.required("at", fields.timestamp("at")))
    }
}
