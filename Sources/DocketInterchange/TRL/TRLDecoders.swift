import DocketModel
import DocketNotation

/// TRL's preference rows: `prompt`, `chosen` and `rejected`, as lists of messages or as strings. Without a prompt it is
/// what `chosen` and `rejected` begin with alike, as TRL's own `extract_prompt` has it.
struct TRLPreferenceDecoder: RecordDecoder {
    let context: DecodingContext

    static func isOne(_ object: JSONObject) -> Bool {
        object["chosen"] != nil && object["rejected"] != nil
    }

    func contents(of record: SourceRecord) throws(RecordError) -> [ImportRecord.Content] {
        let fields = FieldReader(record.object)
        var prompt = try ShortRecord.prompt(fields)
        var chosen = try ShortRecord.messages(fields, "chosen")
        var rejected = try ShortRecord.messages(fields, "rejected")
        if fields.value("prompt") == nil {
            if let first = fields.value("chosen")?.text, let second = fields.value("rejected")?.text {
                let shared = Self.sharedText(first.bytes, second.bytes)
                let split = { (text: SourceText) in SourceText(bytes: Array(text.bytes[shared...])) }
                if shared > 0 {
                    prompt = [.message(role: "user", content: SourceText(bytes: Array(first.bytes[..<shared])))]
                }
                chosen = [.message(role: "assistant", content: split(first))]
                rejected = [.message(role: "assistant", content: split(second))]
            } else if let first = chosen.array, let second = rejected.array {
                let shared = min(
                    zip(first, second).prefix { $0 == $1 }.count, max(0, min(first.count, second.count) - 1))
                prompt = .array(Array(first[..<shared]))
                chosen = .array(Array(first[shared...]))
                rejected = .array(Array(second[shared...]))
            }
        }
        return try RecordedPair(
            fields: TRLFields.native(
                record, besides: ["prompt", "chosen", "rejected", "chosen_model", "rejected_model"]),
            context: prompt, chosen: chosen, rejected: rejected, record: record.digest
        ).contents(context)
    }

    /// Up to the first difference, without a blank or part of a scalar before it.
    private static func sharedText(_ first: [UInt8], _ second: [UInt8]) -> Int {
        var shared = HHTranscript.sharedCount(first, second)
        if shared == min(first.count, second.count) { return 0 }
        while shared > 0, first[shared].isContinuation || second[shared].isContinuation { shared -= 1 }
        if shared > 0, first[shared - 1] == UInt8(ascii: " ") { shared -= 1 }
        return shared
    }
}

/// TRL's rows of a prompt and one completion, with a `label` (KTO) or without.
struct TRLCompletionDecoder: RecordDecoder {
    let context: DecodingContext
    let isLabeled: Bool

    static func isOne(_ object: JSONObject) -> Bool {
        object["prompt"] != nil && object["completion"] != nil
    }

    func contents(of record: SourceRecord) throws(RecordError) -> [ImportRecord.Content] {
        let fields = FieldReader(record.object)
        let digest = record.digest
        var native = TRLFields.native(record, besides: ["prompt", "completion"] + (isLabeled ? ["label"] : []))
        native["context"] = try ShortRecord.prompt(fields)
        native["suggestions"] = [.object(["messages": try ShortRecord.messages(fields, "completion")])]
        native["source"] = .object(["sha256": JSONValue(digest.hexadecimal)])
        if native["id"] == nil { native["id"] = JSONValue(context.identities.itemID(for: digest).rawValue) }
        let item = try nativeItem(native) { field in
            field = field.renaming("suggestions[0].messages", to: "completion").renaming("context", to: "prompt")
        }
        guard isLabeled else { return [.item(item)] }
        let verdict: Verdict = try fields.required("label", fields.bool("label")) ? .accept : .reject
        let id = item.suggestions[0].id
        return context.contents(
            item, chosen: Answers(judgements: [Judgement(suggestion: id, verdict: verdict)]), question: "verdict",
            value: .object(["suggestion": JSONValue(id.rawValue), "verdict": JSONValue(verdict.name)]))
    }
}

private enum TRLFields {
    /// An id, and all else in `ext`: a foreign `source` or `meta` is not what Docket calls so.
    static func native(_ record: SourceRecord, besides known: [String]) -> JSONObject {
        var native: JSONObject = [:]
        var ext = record.object.without(Set(known))
        switch ext["id"] {
        case .string(let text)? where text.isValidUTF8 && !text.isEmpty: native["id"] = .string(text)
        case .number(let number)?: native["id"] = .number(number)
        default: break
        }
        if native["id"] != nil { ext["id"] = nil }
        for name in ["chosen_model", "rejected_model"] where known.contains(name) {
            native.set(name, record.object[name])
        }
        if !ext.isEmpty { native["ext"] = .object(ext) }
        return native
    }
}
