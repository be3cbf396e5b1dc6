package import DocketNotation

/// Why a record could not be read: where in the record, and what is wrong.
package struct RecordError: Error, Hashable, CustomStringConvertible {
    /// The path to the field, for example `judgements[0].verdict`; empty for the record itself.
    package var field: String
    package var reason: String

    package init(field: String, reason: String) {
        self.field = field
        self.reason = reason
    }

    package var description: String { field.isEmpty ? reason : "\(field): \(reason)" }
}

/// Reads the fields of one object, and knows its path for messages.
package struct FieldReader {
    package let object: JSONObject
    private let front: String
    /// The place in the array at `front`; nil for `front` itself. Put together only where it is asked for.
    private let index: Int?

    package init(_ object: JSONObject, path: String = "") {
        self.object = object
        front = path
        index = nil
    }

    private init(_ element: JSONValue, at index: Int, of array: String) throws(RecordError) {
        guard let object = element.object else {
            throw RecordError(field: "\(array)[\(index)]", reason: "expected an object, found \(element.kindName)")
        }
        self.object = object
        front = array
        self.index = index
    }

    package var path: String { index.map { "\(front)[\($0)]" } ?? front }

    /// - Throws: when the value is no object.
    package init(_ value: JSONValue, path: String) throws(RecordError) {
        guard let object = value.object else {
            throw RecordError(field: path, reason: "expected an object, found \(value.kindName)")
        }
        self.init(object, path: path)
    }

    package func path(to key: String) -> String {
        path.isEmpty ? key : "\(path).\(key)"
    }

    package func failure(_ key: String, _ reason: String) -> RecordError {
        RecordError(field: path(to: key), reason: reason)
    }

    /// The member, or nil where it is absent or null.
    package func value(_ key: String) -> JSONValue? {
        guard let value = object[key], !value.isNull else { return nil }
        return value
    }

    package func required<Value>(_ key: String, _ value: Value?) throws(RecordError) -> Value {
        guard let value else { throw failure(key, "is missing") }
        return value
    }

    package func text(_ key: String) throws(RecordError) -> SourceText? {
        try read(key, "a string") { $0.text }
    }

    package func string(_ key: String) throws(RecordError) -> String? {
        try read(key, "a string of valid UTF-8") { $0.string }
    }

    package func integer(_ key: String) throws(RecordError) -> Int? {
        try read(key, "a whole number") { $0.integer }
    }

    package func bool(_ key: String) throws(RecordError) -> Bool? {
        try read(key, "true or false") { $0.bool }
    }

    package func array(_ key: String) throws(RecordError) -> [JSONValue]? {
        try read(key, "an array") { $0.array }
    }

    package func objectMember(_ key: String) throws(RecordError) -> JSONObject? {
        try read(key, "an object") { $0.object }
    }

    package func reader(_ key: String) throws(RecordError) -> FieldReader? {
        try objectMember(key).map { FieldReader($0, path: path(to: key)) }
    }

    package func strings(_ key: String) throws(RecordError) -> [String]? {
        guard let elements = try array(key) else { return nil }
        var strings: [String] = []
        for (index, element) in elements.enumerated() {
            guard let string = element.string else {
                throw failure("\(key)[\(index)]", "expected a string, found \(element.kindName)")
            }
            strings.append(string)
        }
        return strings
    }

    /// Readers for the objects of an array.
    package func readers(_ key: String) throws(RecordError) -> [FieldReader]? {
        guard let elements = try array(key) else { return nil }
        var readers: [FieldReader] = []
        readers.reserveCapacity(elements.count)
        let array = path(to: key)
        for (index, element) in elements.enumerated() {
            readers.append(try FieldReader(element, at: index, of: array))
        }
        return readers
    }

    @inline(__always)
    private func read<Value>(
        _ key: String, _ expected: String, _ member: (JSONValue) -> Value?
    ) throws(RecordError) -> Value? {
        guard let value = value(key) else { return nil }
        guard let read = member(value) else {
            throw failure(key, "expected \(expected), found \(value.kindName)")
        }
        return read
    }
}
