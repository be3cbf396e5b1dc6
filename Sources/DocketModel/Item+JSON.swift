package import DocketNotation

extension Item {
    /// The native record's fields.
    package static let knownKeys: Set<String> = [
        "v", "type", "queue", "id", "group", "context", "suggestions", "assessments", "gold", "priority", "lang",
        "meta", "source", "ext",
    ]

    /// The native record (`"type":"item"`). Absent fields stay absent.
    package func json(queue: QueueID?) -> JSONObject {
        var record: JSONObject = ["v": 1, "type": "item"]
        record.set("queue", queue.map { JSONValue($0.rawValue) })
        record["id"] = JSONValue(id.rawValue)
        record.set("group", group.map { JSONValue($0) })
        record["context"] = .array(context.map { .object($0.json) })
        record["suggestions"] = .array(suggestions.map { .object($0.json) })
        if !assessments.isEmpty { record["assessments"] = .array(assessments.map { .object($0.json) }) }
        record.set("gold", gold)
        if priority != 0 { record["priority"] = JSONValue(priority) }
        record.set("lang", language.map { JSONValue($0) })
        if !meta.isEmpty { record["meta"] = .object(meta) }
        if !source.isEmpty { record["source"] = .object(source) }
        if !ext.isEmpty { record["ext"] = .object(ext) }
        return record
    }

    /// Reads the native record. Unknown fields go to `ext`.
    package init(json record: JSONObject) throws(RecordError) {
        let fields = FieldReader(record)
        let id = try fields.required("id", Self.identifier(fields, "id"))
        self.init(id: ItemID(id))
        group = try fields.string("group")
        context = try (fields.readers("context") ?? []).map { (field) throws(RecordError) in try Message(field) }
        suggestions = []
        for (index, field) in try (fields.readers("suggestions") ?? []).enumerated() {
            let suggestion = try Suggestion(field, ordinal: index)
            if self.suggestion(suggestion.id) != nil {
                throw RecordError(field: "\(field.path).id", reason: "\"\(suggestion.id)\" occurs twice in the item")
            }
            suggestions.append(suggestion)
        }
        guard !suggestions.isEmpty else { throw fields.failure("suggestions", "at least one suggestion is needed") }
        assessments = try (fields.readers("assessments") ?? []).map { (field) throws(RecordError) in
            try Assessment(field)
        }
        gold = fields.value("gold")
        priority = try fields.integer("priority") ?? 0
        language = try fields.string("lang")
        meta = try fields.objectMember("meta") ?? [:]
        source = try fields.objectMember("source") ?? [:]
        ext = try fields.extensions(beyond: Self.knownKeys)
    }

    private static func identifier(_ fields: FieldReader, _ key: String) throws(RecordError) -> String? {
        if case .number(let number)? = fields.value(key) { return number.text }
        return try fields.string(key)
    }
}

extension FieldReader {
    /// The object's own `ext` together with the fields that are not known.
    package func extensions(beyond known: Set<String>) throws(RecordError) -> JSONObject {
        var ext = try objectMember("ext") ?? [:]
        for member in object.members where !known.contains(member.key) { ext[member.key] = member.value }
        return ext
    }
}

extension Message {
    package var json: JSONObject {
        var record: JSONObject = ["role": JSONValue(role), "content": .string(content)]
        for member in ext.members { record[member.key] = member.value }
        return record
    }

    package init(_ fields: FieldReader) throws(RecordError) {
        self.init(
            role: try fields.required("role", fields.string("role")),
            content: try fields.required("content", fields.text("content")),
            ext: fields.object.count == 2 ? [:] : fields.object.without(["role", "content"]))
    }
}

extension Suggestion {
    private static let knownKeys: Set<String> = [
        "id", "parent", "origin", "model", "messages", "text", "meta", "ext",
    ]

    package var json: JSONObject {
        var record: JSONObject = ["id": JSONValue(id.rawValue)]
        record.set("parent", parent.map { JSONValue($0.rawValue) })
        record["origin"] = JSONValue(origin.rawValue)
        record.set("model", model.map { JSONValue($0) })
        record["messages"] = .array(messages.map { .object($0.json) })
        if !meta.isEmpty { record["meta"] = .object(meta) }
        if !ext.isEmpty { record["ext"] = .object(ext) }
        return record
    }

    /// - Parameter ordinal: the place among the item's suggestions; gives the id `a`, `b`, … where there is none.
    package init(_ fields: FieldReader, ordinal: Int) throws(RecordError) {
        let messages = try (fields.readers("messages") ?? []).map { (field) throws(RecordError) in try Message(field) }
        let text = try fields.text("text")
        guard !messages.isEmpty || text != nil else { throw fields.failure("messages", "is missing") }
        let originName = try fields.string("origin") ?? Origin.model.rawValue
        guard let origin = Origin(rawValue: originName) else {
            throw fields.failure("origin", "expected \"model\" or \"person\", found \"\(originName)\"")
        }
        self.init(
            id: try fields.string("id").map { SuggestionID($0) } ?? Self.defaultID(ordinal),
            parent: try fields.string("parent").map { SuggestionID($0) },
            origin: origin,
            model: try fields.string("model"),
            messages: text.map { [Message(role: "assistant", content: $0)] } ?? messages,
            meta: try fields.objectMember("meta") ?? [:],
            ext: try fields.extensions(beyond: Self.knownKeys))
    }

    /// `a` … `z`, then `s27`, `s28`, …
    package static func defaultID(_ ordinal: Int) -> SuggestionID {
        ordinal < 26
            ? SuggestionID(String(UnicodeScalar(UInt8(ascii: "a") + UInt8(ordinal)))) : SuggestionID("s\(ordinal + 1)")
    }
}

extension Assessment {
    package var json: JSONObject {
        var record: JSONObject = ["agent": JSONValue(agent), "question": JSONValue(question), "value": value]
        record.set("score", score)
        record.set("rationale", rationale.map { .string($0) })
        for member in ext.members { record[member.key] = member.value }
        return record
    }

    package init(_ fields: FieldReader) throws(RecordError) {
        self.init(
            agent: try fields.required("agent", fields.string("agent")),
            question: try fields.required("question", fields.string("question")),
            value: fields.value("value") ?? .null,
            score: fields.value("score"),
            rationale: try fields.text("rationale"),
            ext: fields.object.without(["agent", "question", "value", "score", "rationale"]))
    }
}
