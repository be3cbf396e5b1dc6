package import DocketNotation

extension Answers {
    /// The members `judgements`, `preference`, `ratings` and `flags`, as far as there is something to say.
    package var json: JSONObject {
        var record: JSONObject = [:]
        record["judgements"] = .array(judgements.map { .object($0.json) })
        record.set("preference", preference.map { .object($0.json) })
        if !ratings.isEmpty { record["ratings"] = .object(JSONObject(ratings: ratings)) }
        if !flags.isEmpty { record["flags"] = .array(flags.sorted().map { JSONValue($0) }) }
        return record
    }

    /// Reads the full form, or the short ones: `verdict` with `suggestion` (and `text`, `reasons`), `preference` with
    /// only a `winner`.
    /// - Parameter sole: the item's only suggestion, which a short form need not name.
    package init(_ fields: FieldReader, sole: @autoclosure () -> SuggestionID?) throws(RecordError) {
        var judgements: [Judgement] = []
        for field in try fields.readers("judgements") ?? [] {
            let judgement = try Judgement(field, sole: sole())
            guard !judgements.contains(where: { $0.suggestion == judgement.suggestion }) else {
                throw field.failure("suggestion", "\"\(judgement.suggestion)\" is judged twice")
            }
            judgements.append(judgement)
        }
        let isShort = fields.value("verdict") != nil || (fields.value("text") != nil && judgements.isEmpty)
        if isShort {
            guard judgements.isEmpty else {
                throw fields.failure("verdict", "stands beside \"judgements\"; give one of the two")
            }
            judgements = [try Judgement(fields, sole: sole())]
        }
        let ratings = isShort && fields.value("suggestion") != nil ? [:] : try fields.ratings("ratings")
        if isShort, fields.value("suggestion") == nil { judgements[0].ratings = [:] }
        self.init(
            judgements: judgements,
            preference: try Preference(fields),
            ratings: ratings,
            flags: Set(try fields.strings("flags") ?? []))
    }
}

extension Judgement {
    package var json: JSONObject {
        var record: JSONObject = ["suggestion": JSONValue(suggestion.rawValue)]
        record.set("verdict", verdict.map { JSONValue($0.name) })
        record.set("text", verdict?.editedText.map { .string($0) })
        if !reasons.isEmpty { record["reasons"] = .array(reasons.map { JSONValue($0) }) }
        if !ratings.isEmpty { record["ratings"] = .object(JSONObject(ratings: ratings)) }
        return record
    }

    init(_ fields: FieldReader, sole: @autoclosure () -> SuggestionID?) throws(RecordError) {
        let named = try fields.string("suggestion").map { SuggestionID($0) }
        guard let suggestion = named ?? sole() else {
            throw fields.failure("suggestion", "is missing, and the item has several")
        }
        self.init(
            suggestion: suggestion,
            verdict: try Verdict(fields),
            reasons: try fields.strings("reasons") ?? [],
            ratings: try fields.ratings("ratings"))
    }
}

extension Verdict {
    /// Nil where there is no verdict. `text` alone is an edit.
    init?(_ fields: FieldReader) throws(RecordError) {
        let text = try fields.text("text")
        switch (try fields.string("verdict"), text) {
        case ("accept", nil): self = .accept
        case ("reject", nil): self = .reject
        case ("edit", let text?), (nil, let text?): self = .edit(text)
        case ("edit", nil): throw fields.failure("text", "is missing: an edit needs the edited text")
        case ("accept", _), ("reject", _): throw fields.failure("text", "belongs to an edit only")
        case (nil, nil): return nil
        case (let name?, _):
            throw fields.failure("verdict", "expected \"accept\", \"edit\" or \"reject\", found \"\(name)\"")
        }
    }
}

extension Preference {
    package var json: JSONObject {
        switch self {
        case .win(let winner, let strength):
            var record: JSONObject = ["outcome": "win", "winner": JSONValue(winner.rawValue)]
            record.set("strength", strength.map { JSONValue($0.rawValue) })
            return record
        case .tie: return ["outcome": "tie"]
        case .bothBad: return ["outcome": "both_bad"]
        case .ranking(let groups):
            return ["ranking": .array(groups.map { .array($0.map { JSONValue($0.rawValue) }) })]
        }
    }

    /// Nil where no preference is given. A top-level `ranking` is read too.
    init?(_ fields: FieldReader) throws(RecordError) {
        if fields.value("preference") == nil, fields.value("ranking") != nil {
            self = .ranking(try Self.ranking(fields))
            return
        }
        guard let preference = try fields.reader("preference") else { return nil }
        let winner = try preference.string("winner").map { SuggestionID($0) }
        let level = try preference.integer("strength")
        let strength = level.flatMap(Strength.init(rawValue:))
        if let level, strength == nil {
            throw preference.failure("strength", "expected 1, 2 or 3, found \(level)")
        }
        switch (try preference.string("outcome"), winner) {
        case ("win", let winner?), (nil, let winner?): self = .win(winner, strength)
        case ("win", nil): throw preference.failure("winner", "is missing")
        case ("tie", nil): self = .tie
        case ("both_bad", nil): self = .bothBad
        case ("tie", _), ("both_bad", _): throw preference.failure("winner", "belongs to outcome \"win\" only")
        case (nil, nil):
            guard preference.value("ranking") != nil else { throw preference.failure("winner", "is missing") }
            self = .ranking(try Self.ranking(preference))
        case (let outcome?, _):
            throw preference.failure("outcome", "expected \"win\", \"tie\" or \"both_bad\", found \"\(outcome)\"")
        }
    }

    private static func ranking(_ fields: FieldReader) throws(RecordError) -> [[SuggestionID]] {
        var groups: [[SuggestionID]] = []
        var seen = Set<SuggestionID>()
        for (index, element) in try fields.required("ranking", fields.array("ranking")).enumerated() {
            guard let names = element.array, !names.isEmpty else {
                throw fields.failure("ranking[\(index)]", "expected a list of suggestions")
            }
            var group: [SuggestionID] = []
            for name in names {
                guard let id = name.string.map({ SuggestionID($0) }), seen.insert(id).inserted else {
                    throw fields.failure("ranking[\(index)]", "expected each suggestion once")
                }
                group.append(id)
            }
            groups.append(group)
        }
        return groups
    }
}

extension JSONObject {
    /// Ratings sorted by name, so that equal ratings are equal bytes.
    init(ratings: Ratings) {
        self.init()
        for (name, level) in ratings.sorted(by: { $0.key < $1.key }) { self[name] = JSONValue(level) }
    }
}

extension FieldReader {
    /// A member that maps rating names to whole numbers; empty where it is absent.
    func ratings(_ key: String) throws(RecordError) -> Ratings {
        var ratings: Ratings = [:]
        for member in try objectMember(key)?.members ?? [] where !member.value.isNull {
            guard let level = member.value.integer else {
                throw failure("\(key).\(member.key)", "expected a whole number, found \(member.value.kindName)")
            }
            ratings[member.key] = level
        }
        return ratings
    }
}
