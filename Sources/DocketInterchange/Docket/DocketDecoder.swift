import DocketModel
import DocketNotation

/// Native records, and the short forms that a person writes by hand.
struct DocketDecoder: RecordDecoder {
    let context: DecodingContext

    func contents(of record: SourceRecord) throws(RecordError) -> [ImportRecord.Content] {
        if let item = ShortRecord.plainItem(record, context) { return [.item(item)] }
        let fields = FieldReader(record.object)
        if let version = fields.value("v"), version.integer != 1 {
            throw fields.failure("v", "expected 1, the only version there is, found \(version.serializedString)")
        }
        try checkQueue(fields)
        switch try fields.string("type") {
        case "item": return [.item(try item(record, fields))]
        case "decision": return [.decision(try decision(record, fields))]
        case "resolution": return [.resolution(try resolution(record))]
        case "question":
            var question = try GuidelineQuestion(json: record.object, queue: context.queue)
            question.queue = context.queue
            return [.question(question)]
        case "answer":
            var answer = try GuidelineAnswer(json: record.object, queue: context.queue)
            answer.queue = context.queue
            return [.answer(answer)]
        case nil where ShortRecord.isOne(record.object): return try ShortRecord.contents(of: record, context)
        case nil where record.object["suggestions"] != nil: return [.item(try item(record, fields))]
        case nil where record.object["prompt"] != nil:
            throw RecordError(field: "", reason: "beside \"prompt\" must stand \(ShortRecord.answerFields)")
        case nil: throw fields.failure("type", "is missing; expected \"item\", \"decision\" or \"resolution\"")
        case let type?:
            throw fields.failure(
                "type",
                "expected \"item\", \"decision\", \"resolution\", \"question\" or \"answer\", found \"\(type)\"")
        }
    }

    private func checkQueue(_ fields: FieldReader) throws(RecordError) {
        guard !context.isQueueGiven, let queue = try fields.string("queue"), queue != context.queue.rawValue else {
            return
        }
        throw fields.failure(
            "queue",
            "the record is for \"\(queue)\" and this import goes to \"\(context.queue)\"; "
                + "import each queue from a file of its own, or say --queue to bring all into one")
    }

    private func item(_ record: SourceRecord, _ fields: FieldReader) throws(RecordError) -> Item {
        guard fields.value("id") == nil else { return try Item(json: record.object) }
        var object = record.object
        object["id"] = JSONValue(context.identities.itemID(for: record.digest).rawValue)
        return try Item(json: object)
    }

    private func decision(_ record: SourceRecord, _ fields: FieldReader) throws(RecordError) -> Decision {
        var decision = try Decision(json: record.object, defaults: context.defaults())
        decision.queue = context.queue
        if fields.value("id") == nil {
            let place = context.identities.decisionID(
                item: decision.item, annotator: decision.annotator.id, occasion: decision.occasion)
            decision.id = place.id
            decision.supersedes = decision.supersedes ?? place.supersedes
        }
        return decision
    }

    private func resolution(_ record: SourceRecord) throws(RecordError) -> Resolution {
        let isNamed = record.object["id"]?.string != nil
        let digest = isNamed ? nil : record.digest
        var resolution = try Resolution(json: record.object, defaults: context.defaults(resolution: digest))
        resolution.queue = context.queue
        return resolution
    }
}
