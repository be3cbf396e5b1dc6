import DocketModel
import DocketNotation

/// The records that a person writes by hand: a prompt with responses, or with a chosen and a rejected one.
///
/// A prompt is a string or a list of messages; a response is a string, a list of messages or a suggestion's native
/// object (with `model`, say). All other fields of a native item may stand beside them.
enum ShortRecord {
    /// What must stand beside a prompt.
    static let answerFields = "\"responses\", or \"chosen\" and \"rejected\""

    /// A prompt to which the responses were forgotten.
    static func isUnanswered(_ object: JSONObject) -> Bool {
        object["prompt"] != nil && object.without(Item.knownKeys.union(["prompt", "chosen", "rejected"])).isEmpty
    }

    static func isOne(_ object: JSONObject) -> Bool {
        object["responses"] != nil || isPair(object)
    }

    /// A pair of strings with a prompt that is one too; with lists of messages it is TRL's.
    static func isPair(_ object: JSONObject) -> Bool {
        object["prompt"]?.text != nil && object["chosen"]?.text != nil && object["rejected"]?.text != nil
    }

    static func contents(
        of record: SourceRecord, _ context: DecodingContext
    ) throws(RecordError) -> [ImportRecord.Content] {
        let fields = FieldReader(record.object)
        if record.object["responses"] != nil { return [.item(try item(fields, record, context))] }
        return try RecordedPair(
            fields: record.object.without(["v", "prompt", "chosen", "rejected"]),
            context: prompt(fields),
            chosen: messages(fields, "chosen"),
            rejected: messages(fields, "rejected"),
            record: record.digest
        ).contents(context)
    }

    /// A prompt and responses that are strings, an id, and nothing else: what most hand-made files hold, read without
    /// the way over a native record. Nil for all others, and for what must be refused.
    static func plainItem(_ record: SourceRecord, _ context: DecodingContext) -> Item? {
        var item = Item(id: "")
        var hasID = false
        for member in record.object.members {
            switch (member.key, member.value) {
            case ("id", .string(let text)):
                guard let id = text.validString else { return nil }
                item.id = ItemID(id)
                hasID = true
            case ("id", .number(let number)):
                item.id = ItemID(number.text)
                hasID = true
            case ("prompt", .string(let text)): item.context = [Message(role: "user", content: text)]
            case ("responses", .array(let responses)):
                item.suggestions.reserveCapacity(responses.count)
                for (ordinal, response) in responses.enumerated() {
                    guard case .string(let text) = response else { return nil }
                    item.suggestions.append(
                        Suggestion(
                            id: Suggestion.defaultID(ordinal), messages: [Message(role: "assistant", content: text)]))
                }
            default: return nil
            }
        }
        guard !item.suggestions.isEmpty else { return nil }
        if !hasID { item.id = context.identities.itemID(for: record.digest) }
        return item
    }

    private static func item(
        _ fields: FieldReader, _ record: SourceRecord, _ context: DecodingContext
    ) throws(RecordError) -> Item {
        var native = record.object.without(["v", "prompt", "responses"])
        native["context"] = try prompt(fields)
        native["suggestions"] = .array(
            try (fields.array("responses") ?? []).map { response in
                switch response {
                case .string: .object(["text": response])
                case .array: .object(["messages": response])
                default: response
                }
            })
        if fields.value("id") == nil {
            native["id"] = JSONValue(context.identities.itemID(for: record.digest).rawValue)
        }
        return try nativeItem(native) { field in
            field = field.renaming("suggestions", to: "responses").renaming("context", to: "prompt")
        }
    }

    /// An absent prompt is no context.
    static func prompt(_ fields: FieldReader) throws(RecordError) -> JSONValue {
        switch fields.value("prompt") {
        case nil: []
        case .string(let text): [.message(role: "user", content: text)]
        case .array(let messages): .array(messages)
        case let other?:
            throw fields.failure("prompt", "expected a string or a list of messages, found \(other.kindName)")
        }
    }

    /// The messages of a completion that is a string, a list of messages or one message.
    static func messages(_ fields: FieldReader, _ key: String) throws(RecordError) -> JSONValue {
        switch try fields.required(key, fields.value(key)) {
        case .string(let text): return [.message(role: "assistant", content: text)]
        case .array(let messages): return .array(messages)
        case .object(let message): return [.object(message)]
        case let other:
            throw fields.failure(key, "expected a string or a list of messages, found \(other.kindName)")
        }
    }
}
