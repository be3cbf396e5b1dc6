import DocketModel
import DocketNotation

/// Two suggestions of which one was chosen, wherever they come from: the hand-written short form, HH and TRL.
struct RecordedPair {
    /// The record's other fields, by their native names; what is not known goes to `ext`.
    var fields: JSONObject
    var context: JSONValue
    var chosen: JSONValue
    var rejected: JSONValue
    var record: Digest

    /// Which of `a` and `b` the chosen one is. It follows from the record's bytes, so that neither the order nor the
    /// id says which was chosen, and a repeated import says the same.
    var chosenOrdinal: Int { record.bytes[0] & 1 == 0 ? 0 : 1 }

    func contents(_ context: DecodingContext) throws(RecordError) -> [ImportRecord.Content] {
        let isChosenFirst = chosenOrdinal == 0
        let names = isChosenFirst ? ["chosen", "rejected"] : ["rejected", "chosen"]
        var native = fields.without(["chosen_model", "rejected_model"])
        native["context"] = self.context
        native["suggestions"] = .array(
            names.map { name in
                var suggestion: JSONObject = ["messages": name == "chosen" ? chosen : rejected]
                suggestion.set("model", fields["\(name)_model"])
                return .object(suggestion)
            })
        if FieldReader(native).value("id") == nil {
            native["id"] = JSONValue(context.identities.itemID(for: record).rawValue)
        }
        if native["source"] == nil { native["source"] = .object(["sha256": JSONValue(record.hexadecimal)]) }
        let item = try nativeItem(native) { field in
            for (ordinal, name) in names.enumerated() {
                field = field.renaming("suggestions[\(ordinal)].messages", to: name)
                field = field.renaming("suggestions[\(ordinal)].model", to: "\(name)_model")
            }
            field = field.renaming("context", to: "prompt")
        }
        let winner = item.suggestions[chosenOrdinal].id
        return context.contents(
            item, chosen: Answers(preference: .win(winner, nil)), question: "preference",
            value: .object(["winner": JSONValue(winner.rawValue)]))
    }
}

/// Reads a record that was brought into the native shape, and names the source's own fields where it fails.
func nativeItem(_ record: JSONObject, renaming: (inout String) -> Void) throws(RecordError) -> Item {
    do throws(RecordError) {
        return try Item(json: record)
    } catch {
        var field = error.field
        renaming(&field)
        throw RecordError(field: field, reason: error.reason)
    }
}

extension String {
    /// The path with its beginning replaced, where it begins so.
    func renaming(_ front: String, to name: String) -> String {
        hasPrefix(front) ? name + dropFirst(front.count) : self
    }
}

extension JSONValue {
    /// One message, as the native record writes it.
    static func message(role: String, content: SourceText) -> JSONValue {
        .object(["role": JSONValue(role), "content": .string(content)])
    }
}
