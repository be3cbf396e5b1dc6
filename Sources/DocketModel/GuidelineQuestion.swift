package import DocketNotation

/// Something that the guideline leaves open, found on an item: asked by whoever met it, answered by a lead.
package struct GuidelineQuestion: Sendable, Hashable {
    package var id: EventID
    package var queue: QueueID
    package var item: ItemID
    package var asker: PersonID
    package var text: SourceText
    package var at: Timestamp

    package init(id: EventID, queue: QueueID, item: ItemID, asker: PersonID, text: SourceText, at: Timestamp) {
        self.id = id
        self.queue = queue
        self.item = item
        self.asker = asker
        self.text = text
        self.at = at
    }

    /// The native record (`"type":"question"`).
    package var json: JSONObject {
        var record: JSONObject = ["v": 1, "type": "question", "id": JSONValue(id.rawValue)]
        record["queue"] = JSONValue(queue.rawValue)
        record["item"] = JSONValue(item.rawValue)
        record["asker"] = JSONValue(asker.rawValue)
        record["text"] = .string(text)
        record["at"] = JSONValue(at.description)
        return record
    }

    /// - Parameter queue: the queue's name where the record has none.
    package init(json record: JSONObject, queue: QueueID? = nil) throws(RecordError) {
        let fields = FieldReader(record)
        self.init(
            id: EventID(try fields.required("id", fields.string("id"))),
            queue: try fields.required("queue", fields.string("queue").map { QueueID($0) } ?? queue),
            item: ItemID(try fields.required("item", fields.string("item"))),
            asker: PersonID(try fields.required("asker", fields.string("asker"))),
            text: try fields.required("text", fields.text("text")),
            at: try fields.required("at", fields.timestamp("at")))
    }
}

/// What a lead answers to a question about the guideline. A later answer to the same question replaces it.
package struct GuidelineAnswer: Sendable, Hashable {
    package var id: EventID
    package var queue: QueueID
    package var item: ItemID
    package var question: EventID
    package var person: PersonID
    package var text: SourceText
    package var at: Timestamp

    package init(
        id: EventID, queue: QueueID, item: ItemID, question: EventID, person: PersonID, text: SourceText, at: Timestamp
    ) {
        self.id = id
        self.queue = queue
        self.item = item
        self.question = question
        self.person = person
        self.text = text
        self.at = at
    }

    /// The native record (`"type":"answer"`).
    package var json: JSONObject {
        var record: JSONObject = ["v": 1, "type": "answer", "id": JSONValue(id.rawValue)]
        record["queue"] = JSONValue(queue.rawValue)
        record["item"] = JSONValue(item.rawValue)
        record["question"] = JSONValue(question.rawValue)
        record["person"] = JSONValue(person.rawValue)
        record["text"] = .string(text)
        record["at"] = JSONValue(at.description)
        return record
    }

    /// - Parameter queue: the queue's name where the record has none.
    package init(json record: JSONObject, queue: QueueID? = nil) throws(RecordError) {
        let fields = FieldReader(record)
        self.init(
            id: EventID(try fields.required("id", fields.string("id"))),
            queue: try fields.required("queue", fields.string("queue").map { QueueID($0) } ?? queue),
            item: ItemID(try fields.required("item", fields.string("item"))),
            question: EventID(try fields.required("question", fields.string("question"))),
            person: PersonID(try fields.required("person", fields.string("person"))),
            text: try fields.required("text", fields.text("text")),
            at: try fields.required("at", fields.timestamp("at")))
    }
}
