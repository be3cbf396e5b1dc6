package import DocketNotation

/// A lead's (or a policy's) outcome for an item. It may match no annotator.
package struct Resolution: Sendable, Hashable {
    /// How the outcome was reached.
    package enum Method: Sendable, Hashable {
        case human
        case rule(String)
        case merge

        package var text: String {
            switch self {
            case .human: "human"
            case .rule(let name): "rule:\(name)"
            case .merge: "merge"
            }
        }

        /// Whether a queue's rule settled it, and no person.
        package var isRule: Bool {
            if case .rule = self { true } else { false }
        }

        package init?(text: String) {
            switch text {
            case "human": self = .human
            case "merge": self = .merge
            case _ where text.hasPrefix("rule:") && text.utf8.count > 5: self = .rule(String(text.dropFirst(5)))
            default: return nil
            }
        }
    }

    package var id: EventID
    package var queue: QueueID
    package var item: ItemID
    package var adjudicator: PersonID
    /// The live decisions it was made from. If one of them changes later, the resolution is stale.
    package var inputs: [EventID]
    package var method: Method
    package var outcome: Answers
    package var reason: SourceText?
    package var reasonCode: String?
    package var guideline: Digest?
    package var at: Timestamp
    package var supersedes: EventID?
    package var ext: JSONObject

    package init(
        id: EventID, queue: QueueID, item: ItemID, adjudicator: PersonID, inputs: [EventID] = [],
        method: Method = .human, outcome: Answers, reason: SourceText? = nil, reasonCode: String? = nil,
        guideline: Digest? = nil, at: Timestamp, supersedes: EventID? = nil, ext: JSONObject = [:]
    ) {
        self.id = id
        self.queue = queue
        self.item = item
        self.adjudicator = adjudicator
        self.inputs = inputs
        self.method = method
        self.outcome = outcome
        self.reason = reason
        self.reasonCode = reasonCode
        self.guideline = guideline
        self.at = at
        self.supersedes = supersedes
        self.ext = ext
    }
}

extension Resolution {
    private static let knownKeys: Set<String> = [
        "v", "type", "id", "queue", "item", "adjudicator", "inputs", "method", "outcome", "reason", "reason_code",
        "guideline", "at", "supersedes", "ext",
    ]

    /// The native record (`"type":"resolution"`).
    package var json: JSONObject {
        var record: JSONObject = ["v": 1, "type": "resolution", "id": JSONValue(id.rawValue)]
        record["queue"] = JSONValue(queue.rawValue)
        record["item"] = JSONValue(item.rawValue)
        record["adjudicator"] = JSONValue(adjudicator.rawValue)
        record["inputs"] = .array(inputs.map { JSONValue($0.rawValue) })
        record["method"] = JSONValue(method.text)
        record["outcome"] = .object(outcome.json)
        record.set("reason", reason.map { .string($0) })
        record.set("reason_code", reasonCode.map { JSONValue($0) })
        record.set("guideline", guideline.map { JSONValue($0.hexadecimal) })
        record["at"] = JSONValue(at.description)
        record.set("supersedes", supersedes.map { JSONValue($0.rawValue) })
        if !ext.isEmpty { record["ext"] = .object(ext) }
        return record
    }

    /// Reads the native record; only `item` and `outcome` must be there.
    package init(json record: JSONObject, defaults: Decision.Defaults) throws(RecordError) {
        let fields = FieldReader(record)
        let item = ItemID(try fields.required("item", fields.string("item")))
        let outcome = try fields.required("outcome", fields.reader("outcome"))
        let methodName = try fields.string("method") ?? "human"
        guard let method = Method(text: methodName) else {
            throw fields.failure("method", "expected \"human\", \"merge\" or \"rule:<name>\", found \"\(methodName)\"")
        }
        guard let adjudicator = try fields.string("adjudicator").map({ PersonID($0) }) ?? defaults.annotator?.id else {
            throw fields.failure("adjudicator", "is missing")
        }
        let answers = try Answers(outcome, sole: defaults.soleSuggestion(item))
        guard !answers.isEmpty else { throw fields.failure("outcome", "says nothing") }
        self.init(
            id: try fields.string("id").map { EventID($0) } ?? defaults.id(),
            queue: try fields.string("queue").map { QueueID($0) } ?? defaults.queue,
            item: item,
            adjudicator: adjudicator,
            inputs: try (fields.strings("inputs") ?? []).map { EventID($0) },
            method: method,
            outcome: answers,
            reason: try fields.text("reason"),
            reasonCode: try fields.string("reason_code"),
            guideline: try fields.digest("guideline"),
            at: try fields.timestamp("at") ?? defaults.at,
            supersedes: try fields.string("supersedes").map { EventID($0) },
            ext: try fields.extensions(beyond: Self.knownKeys))
    }
}
