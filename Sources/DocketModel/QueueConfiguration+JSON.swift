package import DocketNotation

/// The configuration's tree is the same in TOML, where people write it, and in JSON, where the journal keeps it.
extension QueueConfiguration {
    package var json: JSONObject {
        var record: JSONObject = ["name": JSONValue(name.rawValue), "title": JSONValue(title)]
        record.set("guideline", guideline.map { JSONValue($0) })
        record["overlap"] = overlap.json
        record["blind"] = .array(blind.map(\.rawValue).sorted().map { JSONValue($0) })
        record["order"] = JSONValue(order.rawValue)
        record["claim_minutes"] = JSONValue(claimMinutes)
        record.set("per_person", perPerson.map { JSONValue($0) })
        record["ask"] = .object(ask.json)
        record["policy"] = .object(policy.json)
        record.set("veil", veil.map { .object($0.json) })
        return record
    }

    /// - Parameter name: the queue's name where the record has none.
    /// - Throws: also for keys that are not known, so that a misspelt one is not silently ignored.
    package init(json record: JSONObject, name: QueueID? = nil) throws(RecordError) {
        let fields = FieldReader(record)
        try fields.refuseUnknown([
            "name", "title", "guideline", "overlap", "blind", "order", "claim_minutes", "per_person", "ask", "policy",
            "veil",
        ])
        let name = try fields.string("name").map { QueueID($0) } ?? name
        self.init(name: try fields.required("name", name))
        title = try fields.string("title") ?? self.name.rawValue
        guideline = try fields.string("guideline")
        if let value = fields.value("overlap") { overlap = try Overlap(value, fields) }
        if let names = try fields.strings("blind") {
            blind = []
            for name in names {
                guard let kind = Blindness(rawValue: name) else {
                    throw fields.failure("blind", "expected \"models\" or \"annotators\", found \"\(name)\"")
                }
                blind.insert(kind)
            }
        }
        order = try fields.choice("order") ?? order
        claimMinutes = try fields.integer("claim_minutes") ?? claimMinutes
        guard (1...10_080).contains(claimMinutes) else {
            throw fields.failure("claim_minutes", "expected 1 to 10080 (a week), found \(claimMinutes)")
        }
        perPerson = try fields.integer("per_person")
        if let perPerson, perPerson < 1 {
            throw fields.failure("per_person", "expected 1 or more, found \(perPerson); leave it out for no limit")
        }
        if let reader = try fields.reader("ask") { ask = try Ask(reader) }
        if let reader = try fields.reader("policy") { policy = try ConflictPolicy(reader) }
        if let value = fields.value("veil") { veil = try VeilPolicy.optional(value, fields) }
    }
}

extension FieldReader {
    package func refuseUnknown(_ known: Set<String>) throws(RecordError) {
        for key in object.keys where !known.contains(key) {
            throw failure(key, "is not a key that is known here (known: \(known.sorted().joined(separator: ", ")))")
        }
    }
}

extension VeilPolicy {
    var json: JSONObject {
        // A 0 says that none is proposed: what is left out has its usual value.
        ["break_items": JSONValue(breakItems ?? 0), "break_minutes": JSONValue(breakMinutes ?? 0)]
    }

    /// `true` and `false`, or a table of when breaks are proposed.
    static func optional(_ value: JSONValue, _ fields: FieldReader) throws(RecordError) -> VeilPolicy? {
        if let isVeiled = value.bool { return isVeiled ? VeilPolicy() : nil }
        let table = try FieldReader(value, path: "veil")
        try table.refuseUnknown(["break_items", "break_minutes"])
        func limit(_ key: String, _ usual: Int?) throws(RecordError) -> Int? {
            guard let count = try table.integer(key) else { return usual }
            guard (0...10_000).contains(count) else {
                throw table.failure(key, "expected 0 (no reminder) to 10000, found \(count)")
            }
            return count == 0 ? nil : count
        }
        let usual = VeilPolicy()
        return VeilPolicy(
            breakItems: try limit("break_items", usual.breakItems),
            breakMinutes: try limit("break_minutes", usual.breakMinutes))
    }
}

extension Overlap {
    var json: JSONValue {
        minimum == maximum
            ? JSONValue(minimum)
            : .object(["min": JSONValue(minimum), "max": JSONValue(maximum), "until": "agreement"])
    }

    init(_ value: JSONValue, _ fields: FieldReader) throws(RecordError) {
        if let count = value.integer {
            guard (1...100).contains(count) else {
                throw fields.failure("overlap", "expected 1 to 100, found \(count)")
            }
            self.init(count)
            return
        }
        let range = try FieldReader(value, path: "overlap")
        try range.refuseUnknown(["min", "max", "until"])
        let minimum = try range.required("min", range.integer("min"))
        let maximum = try range.required("max", range.integer("max"))
        guard (1...100).contains(minimum), (minimum...100).contains(maximum) else {
            throw fields.failure("overlap", "expected 1 <= min <= max <= 100, found \(minimum) and \(maximum)")
        }
        guard try range.string("until") ?? "agreement" == "agreement" else {
            throw range.failure("until", "expected \"agreement\"")
        }
        self.init(minimum: minimum, maximumUntilAgreement: maximum)
    }
}

extension Ask {
    var json: JSONObject {
        var record: JSONObject = ["verdict": JSONValue(verdict.rawValue), "preference": .bool(preference)]
        record["strength"] = .array(strength.map { JSONValue($0) })
        var reasons: JSONObject = [
            "reject": .array(rejectReasons.map { JSONValue($0) }), "skip": .array(skipReasons.map { JSONValue($0) }),
        ]
        if sendBackReasons != Self.usualSendBackReasons {
            reasons["send_back"] = .array(sendBackReasons.map { JSONValue($0) })
        }
        record["reasons"] = .object(reasons)
        record["reasons_required"] = rejectNeedsReason ? ["reject"] : []
        if !ratings.isEmpty { record["rating"] = .array(ratings.map { .object($0.json) }) }
        if !flags.isEmpty { record["flag"] = .array(flags.map { .object($0.json) }) }
        return record
    }

    init(_ fields: FieldReader) throws(RecordError) {
        try fields.refuseUnknown([
            "verdict", "preference", "strength", "reasons", "reasons_required", "rating", "flag",
        ])
        self.init()
        verdict = try fields.choice("verdict") ?? verdict
        preference = try fields.bool("preference") ?? preference
        strength = try fields.strings("strength") ?? strength
        guard strength.count <= Strength.allCases.count else {
            throw fields.failure("strength", "expected at most 3 names, found \(strength.count)")
        }
        if let reasons = try fields.reader("reasons") {
            try reasons.refuseUnknown(["reject", "skip", "send_back"])
            rejectReasons = try reasons.strings("reject") ?? []
            skipReasons = try reasons.strings("skip") ?? Ask.usualSkipReasons
            sendBackReasons = try reasons.strings("send_back") ?? Ask.usualSendBackReasons
            guard !sendBackReasons.isEmpty else {
                throw reasons.failure("send_back", "expected at least one reason; leave it out for the usual ones")
            }
        }
        for name in try fields.strings("reasons_required") ?? [] {
            guard name == "reject" else {
                throw fields.failure("reasons_required", "expected \"reject\", found \"\(name)\"")
            }
            rejectNeedsReason = true
        }
        ratings = try (fields.readers("rating") ?? []).map { (field) throws(RecordError) in try RatingScale(field) }
        flags = try (fields.readers("flag") ?? []).map { (field) throws(RecordError) in try FlagDefinition(field) }
        for name in Self.repeated(ratings.map(\.name)) + Self.repeated(flags.map(\.name)) {
            throw fields.failure("", "\"\(name)\" is defined twice")
        }
        guard verdict != .no || preference else {
            throw fields.failure("verdict", "\"no\" needs preference = true: nothing would be asked")
        }
    }

    private static func repeated(_ names: [String]) -> [String] {
        var seen = Set<String>()
        return names.filter { !seen.insert($0).inserted }
    }
}

extension RatingScale {
    var json: JSONObject {
        var record: JSONObject = ["name": JSONValue(name), "min": JSONValue(minimum), "max": JSONValue(maximum)]
        if !labels.isEmpty { record["labels"] = .array(labels.map { JSONValue($0) }) }
        record["of"] = JSONValue(subject.rawValue)
        record["required"] = .bool(isRequired)
        record["tolerance"] = JSONValue(tolerance)
        return record
    }

    init(_ fields: FieldReader) throws(RecordError) {
        try fields.refuseUnknown(["name", "min", "max", "labels", "of", "required", "tolerance"])
        self.init(name: try fields.required("name", fields.string("name")))
        minimum = try fields.integer("min") ?? minimum
        maximum = try fields.integer("max") ?? maximum
        guard minimum < maximum, maximum - minimum <= 1_000_000 else {
            throw fields.failure("max", "expected more than min (\(minimum)), found \(maximum)")
        }
        labels = try fields.strings("labels") ?? []
        guard labels.count <= maximum - minimum + 1 else {
            throw fields.failure("labels", "there are more labels (\(labels.count)) than levels")
        }
        subject = try fields.choice("of") ?? subject
        isRequired = try fields.bool("required") ?? isRequired
        tolerance = try fields.integer("tolerance") ?? tolerance
    }
}

extension FlagDefinition {
    var json: JSONObject {
        ["name": JSONValue(name), "conflict": .bool(isConflict), "excludes": .bool(excludes)]
    }

    init(_ fields: FieldReader) throws(RecordError) {
        try fields.refuseUnknown(["name", "conflict", "excludes"])
        self.init(
            name: try fields.required("name", fields.string("name")),
            isConflict: try fields.bool("conflict") ?? false,
            excludes: try fields.bool("excludes") ?? false)
    }
}

extension ConflictPolicy {
    var json: JSONObject {
        func names(_ kinds: Set<Conflict.Kind>) -> JSONValue {
            .array(Conflict.Kind.allCases.filter(kinds.contains).map { JSONValue($0.rawValue) })
        }
        var record: JSONObject = [
            "lead": names(lead), "note": names(note), "resolve": .array(resolve.map(\.json)),
            "adjudicator_may_be_annotator": .bool(adjudicatorMayBeAnnotator),
            "minor_edit_distance": JSONValue(minorEditDistance),
        ]
        if annotatorNames != .shown { record["annotator_names"] = JSONValue(annotatorNames.rawValue) }
        return record
    }

    init(_ fields: FieldReader) throws(RecordError) {
        try fields.refuseUnknown([
            "lead", "note", "resolve", "adjudicator_may_be_annotator", "minor_edit_distance", "annotator_names",
        ])
        self.init()
        lead = try Self.kinds(fields, "lead") ?? lead
        note = try Self.kinds(fields, "note") ?? note.subtracting(lead)
        if let both = lead.intersection(note).first {
            throw fields.failure("note", "\"\(both.rawValue)\" is in \"lead\" too")
        }
        resolve = try Self.rules(fields, "resolve") ?? resolve
        adjudicatorMayBeAnnotator = try fields.bool("adjudicator_may_be_annotator") ?? adjudicatorMayBeAnnotator
        minorEditDistance = fields.value("minor_edit_distance")?.double ?? minorEditDistance
        annotatorNames = try fields.choice("annotator_names") ?? annotatorNames
    }

    static func kinds(_ fields: FieldReader, _ key: String) throws(RecordError) -> Set<Conflict.Kind>? {
        guard let names = try fields.strings(key) else { return nil }
        var kinds = Set<Conflict.Kind>()
        for name in names {
            guard let kind = Conflict.Kind(rawValue: name) else {
                let known = Conflict.Kind.allCases.map(\.rawValue).joined(separator: ", ")
                throw fields.failure(key, "\"\(name)\" is no kind of conflict (\(known))")
            }
            kinds.insert(kind)
        }
        return kinds
    }
}
