package import DocketNotation

/// A word such as `majority:2`, or a table where the kinds are not the usual ones:
/// `{ rule = "majority", at_least = 2, kinds = ["verdict", "tie"] }`.
extension ResolutionRule {
    var json: JSONValue {
        guard kinds != criterion.usualKinds else { return JSONValue(criterion.text) }
        var record: JSONObject = ["rule": JSONValue(criterion.name)]
        switch criterion {
        case .unanimous, .strengthMedian: break
        case .majority(let count): record["at_least"] = JSONValue(count)
        case .posterior(let probability): record["above"] = JSONValue(probability)
        }
        record["kinds"] = .array(Conflict.Kind.allCases.filter(kinds.contains).map { JSONValue($0.rawValue) })
        return .object(record)
    }

    /// - Parameter field: the path to the value, for messages.
    init(_ value: JSONValue, field: String) throws(RecordError) {
        if let text = value.string {
            self.init(try Self.described(at: field) { () throws(ResolutionRuleError) in try Criterion(text: text) })
            return
        }
        let fields = try FieldReader(value, path: field)
        try fields.refuseUnknown(["rule", "at_least", "above", "kinds"])
        let name = try fields.required("rule", fields.string("rule"))
        let count = try fields.integer("at_least")
        let probability = fields.value("above")?.double
        let criterion = try Self.described(at: field) { () throws(ResolutionRuleError) -> Criterion in
            switch (name, count, probability) {
            case ("majority", let count?, nil): return try Criterion.majority(count, String(count))
            case ("posterior", nil, let probability?): return try Criterion.posterior(probability, "\(probability)")
            case ("strength", nil, nil): return .strengthMedian
            case ("majority", nil, _): throw ResolutionRuleError(reason: "\"majority\" needs at_least")
            case ("posterior", _, nil): throw ResolutionRuleError(reason: "\"posterior\" needs above")
            case (_, nil, nil): return try Criterion(text: name)
            default: throw ResolutionRuleError(reason: "\"\(name)\" does not take at_least or above")
            }
        }
        self.init(criterion, kinds: try ConflictPolicy.kinds(fields, "kinds"))
    }

    private static func described(
        at field: String, _ read: () throws(ResolutionRuleError) -> Criterion
    ) throws(RecordError) -> Criterion {
        do {
            return try read()
        } catch {
            throw RecordError(field: field, reason: error.reason)
        }
    }
}

extension ConflictPolicy {
    static func rules(_ fields: FieldReader, _ key: String) throws(RecordError) -> [ResolutionRule]? {
        guard let elements = try fields.array(key) else { return nil }
        var rules: [ResolutionRule] = []
        for (index, element) in elements.enumerated() {
            rules.append(try ResolutionRule(element, field: "\(fields.path(to: key))[\(index)]"))
        }
        return rules
    }
}

extension QueueConfiguration {
    /// Reads a configuration as a store keeps it.
    ///
    /// Text that is no rule is left out there: before there were rules any was taken, and meant nothing.
    package init(stored record: JSONObject) throws(RecordError) {
        var record = record
        if var policy = record["policy"]?.object, let rules = policy["resolve"]?.array {
            policy["resolve"] = .array(
                rules.filter { rule in rule.string.map { (try? ResolutionRule.Criterion(text: $0)) != nil } ?? true })
            record["policy"] = .object(policy)
        }
        try self.init(json: record)
    }
}
