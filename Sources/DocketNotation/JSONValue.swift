/// A value of JSON (or of TOML, which reads into the same tree).
///
/// Numbers keep the text they were written in and objects keep the order of their members, so that what was
/// read and not understood is written back as it was.
package enum JSONValue: Sendable, Hashable {
    case null
    case bool(Bool)
    case number(JSONNumber)
    case string(SourceText)
    case array([JSONValue])
    case object(JSONObject)
}

/// A number as it was written: `1`, `1.0` and `1e0` are different texts of one value.
package struct JSONNumber: Sendable, Hashable, ExpressibleByIntegerLiteral {
    package var text: String

    package init(text: String) {
        self.text = text
    }

    package init(_ value: Int) {
        text = String(value)
    }

    package init(integerLiteral value: Int) {
        self.init(value)
    }

    /// Shortest text that reads back as the same double. JSON has no infinities and no NaN: nil for them.
    package init?(_ value: Double) {
        guard value.isFinite else { return nil }
        text = value == value.rounded() && abs(value) < 1e15 ? String(Int(value)) : String(value)
    }

    package var integer: Int? {
        if let exact = Int(text) { return exact }
        guard let value = Double(text) else { return nil }
        return Int(exactly: value)
    }

    package var double: Double? { Double(text) }
}

extension JSONValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral,
    ExpressibleByArrayLiteral
{
    package init(stringLiteral value: String) { self = .string(SourceText(value)) }
    package init(integerLiteral value: Int) { self = .number(JSONNumber(value)) }
    package init(booleanLiteral value: Bool) { self = .bool(value) }
    package init(arrayLiteral elements: JSONValue...) { self = .array(elements) }

    package init(_ string: String) { self = .string(SourceText(string)) }
    package init(_ integer: Int) { self = .number(JSONNumber(integer)) }

    /// A double; null where it is not finite, which JSON cannot say.
    package init(_ double: Double) {
        self = JSONNumber(double).map(JSONValue.number) ?? .null
    }
}

extension JSONValue {
    package var text: SourceText? {
        if case .string(let text) = self { text } else { nil }
    }
    package var string: String? { text?.validString }
    package var integer: Int? {
        if case .number(let number) = self { number.integer } else { nil }
    }
    package var double: Double? {
        if case .number(let number) = self { number.double } else { nil }
    }
    package var bool: Bool? {
        if case .bool(let flag) = self { flag } else { nil }
    }
    package var array: [JSONValue]? {
        if case .array(let elements) = self { elements } else { nil }
    }
    package var object: JSONObject? {
        if case .object(let object) = self { object } else { nil }
    }
    package var isNull: Bool { self == .null }

    /// The member of that name, or nil where there is none or this is no object.
    package subscript(key: String) -> JSONValue? { object?[key] }

    /// What kind of value this is, for messages: "a number".
    package var kindName: String {
        switch self {
        case .null: "null"
        case .bool: "true or false"
        case .number: "a number"
        case .string: "a string"
        case .array: "an array"
        case .object: "an object"
        }
    }
}
