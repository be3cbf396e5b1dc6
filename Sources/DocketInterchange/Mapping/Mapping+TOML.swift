import DocketModel
import DocketNotation

extension Mapping {
    /// Reads the mapping file at `path`.
    package init(path: String) throws(InterchangeError) {
        let text = try SettingsFile.read(path)
        self = try Mapping(toml: text, name: path)
    }

    /// - Parameter name: the file's name, for messages.
    package init(toml text: String, name: String) throws(InterchangeError) {
        let record = try SettingsFile.parse(text, name: name)
        do throws(RecordError) {
            try self.init(FieldReader(record))
        } catch {
            throw SettingsFile.failure(error, in: text, name: name)
        }
    }

    init(_ fields: FieldReader) throws(RecordError) {
        try fields.refuseUnknown(["rows", "item", "source", "context", "suggestion", "annotator", "labels", "table"])
        if let name = try fields.string("rows") {
            guard let kind = Rows(rawValue: name) else {
                throw fields.failure("rows", "expected \"item\" or \"decision\", found \"\(name)\"")
            }
            rows = kind
        }
        if let reader = try fields.reader("item") { item = try ItemFields(reader) }
        source = try fields.objectMember("source") ?? [:]
        for field in try fields.readers("context") ?? [] {
            try field.refuseUnknown(["role", "text", "separator", "messages", "optional"])
            context.append(try TextFields(field, usualRole: "user"))
        }
        for (ordinal, field) in try (fields.readers("suggestion") ?? []).enumerated() {
            let suggestion = try SuggestionFields(field, ordinal: ordinal)
            guard !suggestions.contains(where: { $0.id == suggestion.id }) else {
                throw field.failure("id", "\"\(suggestion.id)\" occurs twice")
            }
            suggestions.append(suggestion)
        }
        guard !suggestions.isEmpty else { throw fields.failure("suggestion", "at least one is needed") }
        if let tables = try fields.reader("labels") { labels = try Self.labels(tables) }
        for field in try fields.readers("annotator") ?? [] {
            annotators.append(try AnnotatorFields(field, labels: labels, suggestions: suggestions.map(\.id)))
        }
        if rows == .decision, annotators.count != 1 {
            throw fields.failure("annotator", "rows that are decisions need exactly one, found \(annotators.count)")
        }
        if let reader = try fields.reader("table") { table = try TableShape(reader) }
    }

    private static func labels(_ tables: FieldReader) throws(RecordError) -> [String: [String: JSONObject]] {
        var labels: [String: [String: JSONObject]] = [:]
        for name in tables.object.keys {
            guard let table = try tables.reader(name) else { continue }
            for label in table.object.keys {
                let meaning = try table.required(label, table.reader(label))
                if meaning.value("skip") == nil { _ = try Answers(meaning, sole: nil) }
                labels[name, default: [:]][label] = meaning.object
            }
        }
        return labels
    }
}

extension Mapping.ItemFields {
    init(_ fields: FieldReader) throws(RecordError) {
        try fields.refuseUnknown(["id", "group", "priority", "lang", "meta"])
        id = try fields.path("id")
        group = try fields.path("group")
        priority = try fields.path("priority")
        language = try fields.valueSource("lang")
        for (index, text) in (try fields.strings("meta") ?? []).enumerated() {
            meta.append(try fields.path(text, named: "meta[\(index)]"))
        }
    }
}

extension Mapping.TextFields {
    init(_ fields: FieldReader, usualRole: String) throws(RecordError) {
        role = try fields.string("role") ?? usualRole
        isOptional = try fields.bool("optional") ?? false
        let separator = try fields.string("separator") ?? "\n\n"
        switch (fields.value("text"), try fields.path("messages")) {
        case (nil, let messages?):
            content = .messages(messages)
        case (.string(let name)?, nil):
            content = .joined([try fields.path(name.string, named: "text")], separator: separator)
        case (.array?, nil):
            var paths: [FieldPath] = []
            for (index, name) in (try fields.strings("text") ?? []).enumerated() {
                paths.append(try fields.path(name, named: "text[\(index)]"))
            }
            guard !paths.isEmpty else { throw fields.failure("text", "expected at least one field") }
            content = .joined(paths, separator: separator)
        case (nil, nil): throw fields.failure("text", "is missing: the name of a field, or a list of them")
        case (_?, _?): throw fields.failure("messages", "stands beside \"text\"; give one of the two")
        case (let other?, nil):
            throw fields.failure("text", "expected the name of a field or a list of them, found \(other.kindName)")
        }
    }
}

extension Mapping.SuggestionFields {
    init(_ fields: FieldReader, ordinal: Int) throws(RecordError) {
        try fields.refuseUnknown(["id", "text", "role", "separator", "messages", "optional", "model", "origin"])
        id = try fields.string("id").map { SuggestionID($0) } ?? Suggestion.defaultID(ordinal)
        text = try Mapping.TextFields(fields, usualRole: "assistant")
        model = try fields.valueSource("model")
        let name = try fields.string("origin") ?? Suggestion.Origin.model.rawValue
        guard let origin = Suggestion.Origin(rawValue: name) else {
            throw fields.failure("origin", "expected \"model\" or \"person\", found \"\(name)\"")
        }
        self.origin = origin
    }
}

extension Mapping.AnnotatorFields {
    init(
        _ fields: FieldReader, labels: [String: [String: JSONObject]], suggestions: [SuggestionID]
    ) throws(RecordError) {
        try fields.refuseUnknown(["id", "kind", "cohort", "at", "answers"])
        id = try fields.required("id", fields.valueSource("id"))
        kind = try fields.choice("kind") ?? .human
        cohort = try fields.valueSource("cohort")
        at = try fields.path("at")
        answers = []
        for field in try fields.required("answers", fields.readers("answers")) {
            let answer = try Mapping.AnswerField(field)
            switch answer.meaning {
            case .label(let table) where labels[table] == nil:
                throw field.failure("labels", "there is no table [labels.\(table)]")
            case .rating(_, let id?) where !suggestions.contains(id):
                throw field.failure("suggestion", "no [[suggestion]] has the id \"\(id)\"")
            case .edit(let id) where !suggestions.contains(id):
                throw field.failure("edit", "no [[suggestion]] has the id \"\(id)\"")
            default: answers.append(answer)
            }
        }
        guard !answers.isEmpty else { throw fields.failure("answers", "at least one is needed") }
    }
}

extension Mapping.AnswerField {
    init(_ fields: FieldReader) throws(RecordError) {
        try fields.refuseUnknown(["field", "labels", "rating", "suggestion", "edit", "comment", "optional"])
        field = try fields.required("field", fields.path("field"))
        isOptional = try fields.bool("optional") ?? false
        let suggestion = try fields.string("suggestion").map { SuggestionID($0) }
        var meanings: [Meaning] = []
        if let table = try fields.string("labels") { meanings.append(.label(table: table)) }
        if let rating = try fields.string("rating") { meanings.append(.rating(rating, of: suggestion)) }
        if let edited = try fields.string("edit") { meanings.append(.edit(SuggestionID(edited))) }
        if try fields.bool("comment") ?? false { meanings.append(.comment) }
        guard meanings.count == 1 else {
            throw fields.failure("field", "needs exactly one of \"labels\", \"rating\", \"edit\" and \"comment\"")
        }
        meaning = meanings[0]
    }
}

extension FieldReader {
    fileprivate func path(_ key: String) throws(RecordError) -> FieldPath? {
        guard let text = try string(key) else { return nil }
        return try path(text, named: key)
    }

    fileprivate func path(_ text: String?, named key: String) throws(RecordError) -> FieldPath {
        guard let path = text.flatMap({ FieldPath($0) }) else {
            throw failure(key, "expected a field such as \"prompt\" or \"meta.scores[0]\", found \"\(text ?? "")\"")
        }
        return path
    }

    fileprivate func valueSource(_ key: String) throws(RecordError) -> ValueSource? {
        guard let value = value(key) else { return nil }
        if let constant = value.string { return .constant(constant) }
        let fields = try FieldReader(value, path: path(to: key))
        try fields.refuseUnknown(["field", "split", "part"])
        let split = try fields.string("split")
        let part = try fields.integer("part") ?? 1
        guard part != 0, split?.isEmpty != true else {
            throw fields.failure("part", "parts count from 1 (or from -1, the last), between texts to split at")
        }
        return .field(try fields.required("field", fields.path("field")), split: split, part: part)
    }
}
