import DocketModel
import DocketNotation

/// A slot of an item is kept for somebody, or is not any more.
struct AssignmentRecord: Hashable {
    var id: EventID
    var queue: QueueID
    var item: ItemID
    var person: PersonID
    var isAssigned: Bool
    var at: Timestamp

    init(id: EventID, queue: QueueID, item: ItemID, person: PersonID, isAssigned: Bool, at: Timestamp) {
        self.id = id
        self.queue = queue
        self.item = item
        self.person = person
        self.isAssigned = isAssigned
        self.at = at
    }

    var bytes: [UInt8] {
        var record: JSONObject = ["v": 1, "type": "assignment", "id": JSONValue(id.rawValue)]
        record["queue"] = JSONValue(queue.rawValue)
        record["item"] = JSONValue(item.rawValue)
        record["annotator"] = JSONValue(person.rawValue)
        record["assigned"] = .bool(isAssigned)
        record["at"] = JSONValue(at.description)
        return JSONValue.object(record).serialized
    }

    init(json record: JSONObject) throws(RecordError) {
        let fields = FieldReader(record)
        self.init(
            id: EventID(try fields.required("id", fields.string("id"))),
            queue: QueueID(try fields.required("queue", fields.string("queue"))),
            item: ItemID(try fields.required("item", fields.string("item"))),
            person: PersonID(try fields.required("annotator", fields.string("annotator"))),
            isAssigned: try fields.required("assigned", fields.bool("assigned")),
            at: try fields.required("at", fields.timestamp("at")))
    }
}
