import DocketModel
import DocketNotation

/// Anthropic's HH-RLHF: `chosen` and `rejected`, two transcripts that begin alike.
///
/// The prompt is what they share up to the last common `Assistant:`. The flat originals are kept in `ext.hh`, under the
/// suggestions' ids, so that they do not say which was chosen.
struct HHDecoder: RecordDecoder {
    let context: DecodingContext

    static func isOne(_ object: JSONObject) -> Bool {
        let texts = [object["chosen"]?.text, object["rejected"]?.text]
        return object["prompt"] == nil
            && texts.allSatisfy { $0?.bytes.starts(with: HHTranscript.human) ?? false }
    }

    func contents(of record: SourceRecord) throws(RecordError) -> [ImportRecord.Content] {
        let fields = FieldReader(record.object)
        let chosen = try fields.required("chosen", fields.text("chosen")).bytes
        let rejected = try fields.required("rejected", fields.text("rejected")).bytes
        guard let end = HHTranscript.sharedPrompt(chosen, rejected) else {
            throw RecordError(
                field: "rejected", reason: "\"chosen\" and \"rejected\" share no beginning up to an \"Assistant:\"")
        }
        var pair = RecordedPair(
            fields: [:],
            context: .array(HHTranscript.turns(chosen[..<end])),
            chosen: .array(HHTranscript.turns(chosen[end...])),
            rejected: .array(HHTranscript.turns(rejected[end...])),
            record: record.digest)
        var ext = record.object.without(["chosen", "rejected"])
        let isChosenFirst = pair.chosenOrdinal == 0
        ext["hh"] = .object([
            "a": .string(SourceText(bytes: isChosenFirst ? chosen : rejected)),
            "b": .string(SourceText(bytes: isChosenFirst ? rejected : chosen)),
        ])
        pair.fields = ["ext": .object(ext)]
        return try pair.contents(context)
    }
}
