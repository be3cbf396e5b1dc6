import DocketModel
import DocketNotation

/// Where a value stands in a row: `instruction`, `meta.source`, `scores[0]`, `completions[1].text`.
///
/// A name that holds a dot or a bracket itself is written in quotes: `"a.b".c`.
struct FieldPath: Sendable, Hashable {
    enum Step: Sendable, Hashable {
        case member(String)
        case element(Int)
    }

    let text: String
    let steps: [Step]

    /// Nil where the text is no path.
    init?(_ text: String) {
        self.text = text
        var steps: [Step] = []
        var rest = Substring(text)
        while let first = rest.first {
            switch first {
            case "[":
                guard let close = rest.firstIndex(of: "]"), let index = Int(rest[..<close].dropFirst()), index >= 0
                else {
                    return nil
                }
                steps.append(.element(index))
                rest = rest[rest.index(after: close)...]
            case "\"":
                rest = rest.dropFirst()
                guard let close = rest.firstIndex(of: "\"") else { return nil }
                steps.append(.member(String(rest[..<close])))
                rest = rest[rest.index(after: close)...]
            default:
                let name = rest.prefix { $0 != "." && $0 != "[" }
                guard !name.isEmpty else { return nil }
                steps.append(.member(String(name)))
                rest = rest[name.endIndex...]
            }
            if rest.first == "." {
                rest = rest.dropFirst()
                if rest.isEmpty { return nil }
            }
        }
        guard case .member? = steps.first else { return nil }
        self.steps = steps
    }

    /// The name of the row's own field, where the path goes no deeper.
    var topLevelName: String? {
        if steps.count == 1, case .member(let name)? = steps.first { name } else { nil }
    }

    /// Nil where the row has no such value, or null.
    func value(in row: JSONObject) -> JSONValue? {
        var value = JSONValue.object(row)
        for step in steps {
            switch step {
            case .member(let name):
                guard let member = value[name] else { return nil }
                value = member
            case .element(let index):
                guard let elements = value.array, index < elements.count else { return nil }
                value = elements[index]
            }
        }
        if value.isNull { return nil }
        return value
    }

    func required(in row: JSONObject) throws(RecordError) -> JSONValue {
        guard let value = value(in: row) else { throw RecordError(field: text, reason: "is missing") }
        return value
    }

    /// The value as text: a string as it is, a number as it is written, true or false.
    func text(in row: JSONObject) throws(RecordError) -> SourceText? {
        guard let value = value(in: row) else { return nil }
        guard let text = value.scalarText else {
            throw RecordError(field: text, reason: "expected a string or a number, found \(value.kindName)")
        }
        return text
    }

    func string(in row: JSONObject) throws(RecordError) -> String? {
        guard let text = try text(in: row) else { return nil }
        guard let string = text.validString else { throw RecordError(field: self.text, reason: "is not valid UTF-8") }
        return string
    }
}

extension JSONValue {
    /// A string, or what a number, true or false is written as; nil for the others.
    var scalarText: SourceText? {
        switch self {
        case .string(let text): text
        case .number(let number): SourceText(number.text)
        case .bool(let flag): SourceText(flag ? "true" : "false")
        case .null, .array, .object: nil
        }
    }
}
