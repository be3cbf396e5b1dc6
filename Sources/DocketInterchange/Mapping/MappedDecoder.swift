import DocketModel
import DocketNotation

/// Reads foreign rows as a mapping says.
final class MappedDecoder: RecordDecoder {
    private let mapping: Mapping
    private let context: DecodingContext
    /// Fields that an item takes whole, which are therefore not in `ext`.
    private let taken: Set<String>
    /// The answers' fields. Their values stay, as written, in `ext` of the decision.
    private let answered: Set<String>
    /// The items seen, where several rows are about one.
    private var seen = Set<UInt64>()

    init(mapping: Mapping, context: DecodingContext) {
        self.mapping = mapping
        self.context = context
        var paths = [mapping.item.id, mapping.item.group, mapping.item.priority, mapping.item.language?.wholeField]
        paths += mapping.item.meta.map { $0 }
        for text in mapping.context + mapping.suggestions.map(\.text) {
            switch text.content {
            case .joined(let fields, _): paths += fields.map { $0 }
            case .messages(let field): paths.append(field)
            }
        }
        paths += mapping.suggestions.map { $0.model?.wholeField }
        paths += mapping.annotators.flatMap { [$0.id.wholeField, $0.cohort?.wholeField, $0.at] }
        taken = Set(paths.compactMap { $0?.topLevelName })
        answered = Set(mapping.annotators.flatMap(\.answers).compactMap(\.field.topLevelName))
    }

    func contents(of record: SourceRecord) throws(RecordError) -> [ImportRecord.Content] {
        var item = try item(record.object)
        switch mapping.rows {
        case .item:
            let digest = record.digest
            if mapping.item.id == nil { item.id = context.identities.itemID(for: digest) }
            item.ext = record.object.without(taken.union(answered))
            item.source["sha256"] = JSONValue(digest.hexadecimal)
            var contents: [ImportRecord.Content] = [.item(item)]
            for annotator in mapping.annotators {
                if let decision = try decision(annotator, of: item, record.object, ext: [:]) {
                    contents.append(.decision(decision))
                }
            }
            return contents
        case .decision:
            let content = Digest(of: JSONValue.object(item.json(queue: nil)).serialized)
            if mapping.item.id == nil { item.id = context.identities.itemID(forContent: content) }
            let ext = record.object.without(taken.union(answered))
            let decision = try decision(mapping.annotators[0], of: item, record.object, ext: ext)
            let isNew = seen.insert(content.leadingBits).inserted
            return (isNew ? [.item(item)] : []) + (decision.map { [.decision($0)] } ?? [])
        }
    }

    private func item(_ row: JSONObject) throws(RecordError) -> Item {
        let fields = mapping.item
        var id = ItemID("")
        if let path = fields.id { id = ItemID(try required(path, path.string(in: row))) }
        var item = Item(id: id)
        item.group = try fields.group?.string(in: row)
        if let path = fields.priority, let value = path.value(in: row) {
            guard let priority = value.scalarText?.validString.flatMap({ Int($0) }) else {
                throw RecordError(field: path.text, reason: "expected a whole number, found \(value.kindName)")
            }
            item.priority = priority
        }
        item.language = try fields.language?.string(in: row)
        for path in fields.meta { item.meta.set(path.text, path.value(in: row)) }
        item.source = mapping.source
        for part in mapping.context { item.context += try part.messages(in: row) }
        for fields in mapping.suggestions {
            let messages = try fields.text.messages(in: row)
            if messages.isEmpty { continue }
            item.suggestions.append(
                Suggestion(
                    id: fields.id, origin: fields.origin, model: try fields.model?.string(in: row), messages: messages))
        }
        guard !item.suggestions.isEmpty else { throw RecordError(field: "", reason: "the row has no suggestion") }
        return item
    }

    private func required<Value>(_ path: FieldPath, _ value: Value?) throws(RecordError) -> Value {
        guard let value else { throw RecordError(field: path.text, reason: "is missing") }
        return value
    }

    /// Nil where nothing was answered.
    private func decision(
        _ fields: Mapping.AnnotatorFields, of item: Item, _ row: JSONObject, ext: JSONObject
    ) throws(RecordError) -> Decision? {
        var answers = AnswerParts()
        var ext = ext
        for field in fields.answers {
            guard let value = field.field.value(in: row) else {
                if field.isOptional { continue }
                throw RecordError(field: field.field.text, reason: "is missing")
            }
            try answers.add(field, value, item: item, labels: mapping.labels)
            if case .label = field.meaning { ext[field.field.text] = value }
        }
        guard let answer = answers.answer else { return nil }
        let annotator = Annotator(
            id: PersonID(try fields.id.string(in: row)), kind: fields.kind, cohort: try fields.cohort?.string(in: row))
        let time = try time(fields.at, row)
        let place = context.identities.decisionID(item: item.id, annotator: annotator.id, occasion: .primary)
        return Decision(
            id: place.id, queue: context.queue, item: item.id, annotator: annotator, answer: answer,
            comment: answers.comment, at: time ?? context.unknownTime, supersedes: place.supersedes, ext: ext)
    }

    private func time(_ path: FieldPath?, _ row: JSONObject) throws(RecordError) -> Timestamp? {
        guard let path, let text = try path.string(in: row), !text.isEmpty else { return nil }
        if let time = Timestamp(text) { return time }
        guard let seconds = Double(text), abs(seconds) < 1e12 else {
            throw RecordError(
                field: path.text,
                reason: "expected a time such as 2026-05-04T09:30:00Z, or seconds since 1970, found \"\(text)\"")
        }
        return Timestamp(milliseconds: Int64((seconds * 1000).rounded()))
    }
}

extension Mapping.TextFields {
    /// No message where the part is optional and empty.
    func messages(in row: JSONObject) throws(RecordError) -> [Message] {
        switch content {
        case .messages(let path):
            guard let value = path.value(in: row) else {
                if isOptional { return [] }
                throw RecordError(field: path.text, reason: "is missing")
            }
            guard let elements = value.array, isOptional || !elements.isEmpty else {
                throw RecordError(field: path.text, reason: "expected a list of messages, found \(value.kindName)")
            }
            var messages: [Message] = []
            for (index, element) in elements.enumerated() {
                messages.append(try Message(FieldReader(element, path: "\(path.text)[\(index)]")))
            }
            return messages
        case .joined(let paths, let separator):
            var text: SourceText = ""
            for path in paths {
                let part = try path.text(in: row)
                if part == nil, !isOptional { throw RecordError(field: path.text, reason: "is missing") }
                guard let part, !part.isEmpty else { continue }
                text = text.isEmpty ? part : text + SourceText(separator) + part
            }
            return text.isEmpty && isOptional ? [] : [Message(role: role, content: text)]
        }
    }
}
