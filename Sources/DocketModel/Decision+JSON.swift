package import DocketNotation

extension Decision {
    private static let knownKeys: Set<String> = [
        "v", "type", "id", "queue", "item", "occasion", "annotator", "judgements", "preference", "ranking", "ratings",
        "flags", "skip", "comment", "shown", "guideline", "reading_ms", "at", "supersedes", "ext", "verdict",
        "suggestion", "text", "reasons", "fence",
    ]

    /// The native record (`"type":"decision"`).
    package var json: JSONObject {
        var record: JSONObject = ["v": 1, "type": "decision", "id": JSONValue(id.rawValue)]
        record["queue"] = JSONValue(queue.rawValue)
        record["item"] = JSONValue(item.rawValue)
        record["occasion"] = JSONValue(occasion.rawValue)
        record["annotator"] = .object(annotator.json)
        switch answer {
        case .skip(let reason): record["skip"] = JSONValue(reason)
        case .answers(let answers):
            for member in answers.json.members { record[member.key] = member.value }
        }
        record.set("comment", comment.map { .string($0) })
        if !shown.isEmpty { record["shown"] = .array(shown.map { JSONValue($0.rawValue) }) }
        record.set("guideline", guideline.map { JSONValue($0.hexadecimal) })
        record.set("reading_ms", readingMilliseconds.map { JSONValue($0) })
        record["at"] = JSONValue(at.description)
        record.set("supersedes", supersedes.map { JSONValue($0.rawValue) })
        if !ext.isEmpty { record["ext"] = .object(ext) }
        return record
    }

    /// What a record may leave to the place it is read in.
    package struct Defaults {
        package var queue: QueueID
        package var annotator: Annotator?
        package var at: Timestamp
        /// Makes the id of a record that has none.
        package var id: () -> EventID
        /// The item's only suggestion, or nil where it has several or is not known.
        package var soleSuggestion: (ItemID) -> SuggestionID?

        package init(
            queue: QueueID, annotator: Annotator?, at: Timestamp, id: @escaping () -> EventID,
            soleSuggestion: @escaping (ItemID) -> SuggestionID? = { _ in nil }
        ) {
            self.queue = queue
            self.annotator = annotator
            self.at = at
            self.id = id
            self.soleSuggestion = soleSuggestion
        }
    }

    /// Reads the native record or a short form of it.
    package init(json record: JSONObject, defaults: Defaults) throws(RecordError) {
        let fields = FieldReader(record)
        let item: ItemID
        if case .number(let number)? = fields.value("item") {
            item = ItemID(number.text)
        } else {
            item = ItemID(try fields.required("item", fields.string("item")))
        }
        guard let annotator = try Annotator(fields) ?? defaults.annotator else {
            throw fields.failure("annotator", "is missing")
        }
        let answer: Answer
        if let reason = try fields.string("skip") {
            answer = .skip(reason: reason)
        } else {
            let answers = try Answers(fields, sole: defaults.soleSuggestion(item))
            guard !answers.isEmpty else {
                throw RecordError(
                    field: "", reason: "the decision says nothing: no verdict, preference, rating, flag or skip")
            }
            answer = .answers(answers)
        }
        self.init(
            id: try fields.string("id").map { EventID($0) } ?? defaults.id(),
            queue: try fields.string("queue").map { QueueID($0) } ?? defaults.queue,
            item: item,
            occasion: try fields.choice("occasion") ?? .primary,
            annotator: annotator,
            answer: answer,
            comment: try fields.text("comment"),
            shown: try (fields.strings("shown") ?? []).map { SuggestionID($0) },
            guideline: try fields.digest("guideline"),
            readingMilliseconds: try fields.integer("reading_ms"),
            at: try fields.timestamp("at") ?? defaults.at,
            supersedes: try fields.string("supersedes").map { EventID($0) },
            ext: try fields.extensions(beyond: Self.knownKeys))
    }
}

extension Annotator {
    package var json: JSONObject {
        var record: JSONObject = ["id": JSONValue(id.rawValue), "kind": JSONValue(kind.rawValue)]
        record.set("cohort", cohort.map { JSONValue($0) })
        return record
    }

    /// Reads `annotator`, an object or only a name; nil where it is absent.
    init?(_ fields: FieldReader) throws(RecordError) {
        guard let value = fields.value("annotator") else { return nil }
        if let name = value.string {
            self.init(id: PersonID(name))
            return
        }
        let annotator = try FieldReader(value, path: fields.path(to: "annotator"))
        self.init(
            id: PersonID(try annotator.required("id", annotator.string("id"))),
            kind: try annotator.choice("kind") ?? .human,
            cohort: try annotator.string("cohort"))
    }
}

extension FieldReader {
    /// A string that names one case; nil where it is absent.
    package func choice<Choice: RawRepresentable & CaseIterable>(_ key: String) throws(RecordError) -> Choice?
    where Choice.RawValue == String {
        guard let name = try string(key) else { return nil }
        guard let choice = Choice(rawValue: name) else {
            let known = Choice.allCases.map(\.rawValue).joined(separator: ", ")
            throw failure(key, "\"\(name)\" is not known here (known: \(known))")
        }
        return choice
    }

    package func timestamp(_ key: String) throws(RecordError) -> Timestamp? {
        guard let text = try string(key) else { return nil }
        guard let time = Timestamp(text) else {
            throw failure(key, "expected a time such as 2026-05-04T09:30:00Z, found \"\(text)\"")
        }
        return time
    }

    package func digest(_ key: String) throws(RecordError) -> Digest? {
        guard let text = try string(key) else { return nil }
        guard let digest = Digest(hexadecimal: text) else {
            throw failure(key, "expected a SHA-256 of 64 hexadecimal digits, found \"\(text)\"")
        }
        return digest
    }
}
