import DocketModel
import DocketNotation

/// What an event's body says. A decision's body is its record, to which `"standing":"surplus"` is added where it found no
/// free slot: whether it counts depends on claims, which the journal does not hold, so it is said and hashed.
enum EventBody {
    case decision(Decision, isSurplus: Bool)
    case resolution(Resolution)
    case sendBack(SendBack)
    case undo(UndoRecord)
    case growth(GrowthRecord)
    case assignment(AssignmentRecord)
    case promotion(PromotionRecord)
    case question(GuidelineQuestion)
    case answer(GuidelineAnswer)
    /// Its text was taken out; the chain still holds its digest.
    case redacted
    /// About the queue, not about an item.
    case other(JSONObject)

    init(_ event: StoredEvent, parser: JSONParser = JSONParser()) throws {
        guard let bytes = event.body else {
            self = .redacted
            return
        }
        do {
            guard var record = try parser.parse(bytes).object else { throw Damage(reason: "it is no object") }
            switch event.event.kind {
            case .decision:
                let isSurplus = Self.takeStanding(from: &record)
                self = .decision(try Self.decision(record, queue: event.event.queue), isSurplus: isSurplus)
            case .resolution:
                self = .resolution(try Resolution(json: record, defaults: Self.noDefaults(event.event.queue)))
            case .sendBack: self = .sendBack(try SendBack(json: record))
            case .undo: self = .undo(try UndoRecord(json: record))
            case .growth: self = .growth(try GrowthRecord(json: record))
            case .assignment: self = .assignment(try AssignmentRecord(json: record))
            case .promotion: self = .promotion(try PromotionRecord(json: record))
            case .question: self = .question(try GuidelineQuestion(json: record))
            case .answer: self = .answer(try GuidelineAnswer(json: record))
            case .importing, .configuration, .redaction: self = .other(record)
            }
        } catch {
            throw Damage(reason: "the body of event \(event.event.id) cannot be read: \(error)")
        }
    }

    static func bytes(of decision: Decision, isSurplus: Bool) -> [UInt8] {
        var record = decision.json
        if isSurplus { record["standing"] = "surplus" }
        return JSONValue.object(record).serialized
    }

    private static func takeStanding(from record: inout JSONObject) -> Bool {
        let standing = record["standing"]
        record["standing"] = nil
        return standing?.string == LiveDecision.Standing.surplus.rawValue
    }

    /// The decision in a stored body.
    static func decision(from bytes: [UInt8], queue: QueueID, parser: JSONParser) throws -> Decision {
        do {
            guard var record = try parser.parse(bytes).object else { throw Damage(reason: "it is no object") }
            _ = takeStanding(from: &record)
            return try decision(record, queue: queue)
        } catch {
            throw Damage(reason: "a stored decision cannot be read: \(error)")
        }
    }

    /// The resolution in a stored body.
    static func resolution(from bytes: [UInt8], queue: QueueID, parser: JSONParser) throws -> Resolution {
        do {
            guard let record = try parser.parse(bytes).object else { throw Damage(reason: "it is no object") }
            return try Resolution(json: record, defaults: noDefaults(queue))
        } catch {
            throw Damage(reason: "a stored resolution cannot be read: \(error)")
        }
    }

    /// The question in a stored body.
    static func question(from bytes: [UInt8], parser: JSONParser) throws -> GuidelineQuestion {
        do {
            return try GuidelineQuestion(json: try parser.parse(bytes).object ?? [:])
        } catch {
            throw Damage(reason: "a stored question cannot be read: \(error)")
        }
    }

    /// The answer in a stored body.
    static func answer(from bytes: [UInt8], parser: JSONParser) throws -> GuidelineAnswer {
        do {
            return try GuidelineAnswer(json: try parser.parse(bytes).object ?? [:])
        } catch {
            throw Damage(reason: "a stored answer cannot be read: \(error)")
        }
    }

    private static func decision(_ record: JSONObject, queue: QueueID) throws(RecordError) -> Decision {
        try Decision(json: record, defaults: noDefaults(queue))
    }

    /// Stored records are complete; nothing is ever taken from here.
    private static func noDefaults(_ queue: QueueID) -> Decision.Defaults {
        Decision.Defaults(
            queue: queue, annotator: nil, at: Timestamp(milliseconds: 0), id: { EventID("") })
    }
}

/// An undo or a redo. Its target is what is taken back; a redo takes back an undo.
struct UndoRecord: Hashable {
    var id: EventID
    var queue: QueueID
    var item: ItemID
    var target: EventID
    var at: Timestamp
    /// The decision that stands again found its slot taken.
    var isSurplus: Bool

    init(id: EventID, queue: QueueID, item: ItemID, target: EventID, at: Timestamp, isSurplus: Bool) {
        self.id = id
        self.queue = queue
        self.item = item
        self.target = target
        self.at = at
        self.isSurplus = isSurplus
    }

    var bytes: [UInt8] {
        var record: JSONObject = ["v": 1, "type": "undo", "id": JSONValue(id.rawValue)]
        record["queue"] = JSONValue(queue.rawValue)
        record["item"] = JSONValue(item.rawValue)
        record["target"] = JSONValue(target.rawValue)
        record["at"] = JSONValue(at.description)
        if isSurplus { record["standing"] = "surplus" }
        return JSONValue.object(record).serialized
    }

    init(json record: JSONObject) throws(RecordError) {
        let fields = FieldReader(record)
        self.init(
            id: EventID(try fields.required("id", fields.string("id"))),
            queue: QueueID(try fields.required("queue", fields.string("queue"))),
            item: ItemID(try fields.required("item", fields.string("item"))),
            target: EventID(try fields.required("target", fields.string("target"))),
            at: try fields.required("at", fields.timestamp("at")),
            isSurplus: try fields.string("standing") == LiveDecision.Standing.surplus.rawValue)
    }
}
