package import DocketNotation

/// A lead's request to look at an item again, with a reason. It appears in those annotators' inbox.
package struct SendBack: Sendable, Hashable {
    package var id: EventID
    package var queue: QueueID
    package var item: ItemID
    package var adjudicator: PersonID
    package var to: [PersonID]
    package var reasonCode: String?
    package var note: SourceText?
    package var at: Timestamp

    package init(
        id: EventID, queue: QueueID, item: ItemID, adjudicator: PersonID, to: [PersonID], reasonCode: String? = nil,
        note: SourceText? = nil, at: Timestamp
    ) {
        self.id = id
        self.queue = queue
        self.item = item
        self.adjudicator = adjudicator
        self.to = to
        self.reasonCode = reasonCode
        self.note = note
        self.at = at
    }

    package var json: JSONObject {
        var record: JSONObject = ["v": 1, "type": "send-back", "id": JSONValue(id.rawValue)]
        record["queue"] = JSONValue(queue.rawValue)
        record["item"] = JSONValue(item.rawValue)
        record["adjudicator"] = JSONValue(adjudicator.rawValue)
        record["to"] = .array(to.map { JSONValue($0.rawValue) })
        record.set("reason_code", reasonCode.map { JSONValue($0) })
        record.set("note", note.map { .string($0) })
        record["at"] = JSONValue(at.description)
        return record
    }

    package init(json record: JSONObject) throws(RecordError) {
        let fields = FieldReader(record)
        self.init(
            id: EventID(try fields.required("id", fields.string("id"))),
            queue: QueueID(try fields.required("queue", fields.string("queue"))),
            item: ItemID(try fields.required("item", fields.string("item"))),
            adjudicator: PersonID(try fields.required("adjudicator", fields.string("adjudicator"))),
            to: try (fields.strings("to") ?? []).map { PersonID($0) },
            reasonCode: try fields.string("reason_code"),
            note: try fields.text("note"),
            at: try fields.required("at", fields.timestamp("at")))
    }
}
