package import DocketModel
package import DocketNotation
import DocketStorage

/// One change of a queue: a version of its configuration or of its guideline, or that it was archived or opened again.
package struct QueueChange: Sendable, Hashable {
    /// What a key was and is; nil where there was or is no such key.
    package struct Difference: Sendable, Hashable {
        /// Parts with dots between them, such as `ask.rating.helpfulness.max`.
        package var key: String
        package var before: JSONValue?
        package var after: JSONValue?
    }

    package var position: Int
    package var id: EventID
    package var person: PersonID
    package var at: Timestamp
    /// The version that holds from here on.
    package var version: Int
    /// The guideline that holds from here on.
    package var guideline: Digest?
    /// Nothing for the first version.
    package var differences: [Difference]

    package var json: JSONObject {
        var record: JSONObject = ["version": JSONValue(version), "position": JSONValue(position)]
        record["id"] = JSONValue(id.rawValue)
        record["person"] = JSONValue(person.rawValue)
        record["at"] = JSONValue(at.description)
        record["guideline_sha256"] = guideline.map { JSONValue($0.hexadecimal) } ?? .null
        record["changes"] = .array(
            differences.map { difference in
                .object([
                    "key": JSONValue(difference.key), "from": difference.before ?? .null,
                    "to": difference.after ?? .null,
                ])
            })
        return record
    }
}

/// Puts a queue's changes together from its configuration events, in journal order.
struct QueueChanges {
    private(set) var changes: [QueueChange] = []
    private var version = 0
    private var guideline: Digest?
    private var values: JSONObject = [:]
    private let parser = JSONParser()

    /// - Throws: `StoreError.damaged` where a body cannot be read.
    mutating func add(_ stored: StoredEvent, in queue: QueueID) throws {
        guard let body = stored.body else { return }
        guard let record = try? parser.parse(body).object else {
            throw StoreError.damaged("queue \(queue)", reason: "event \(stored.event.id) cannot be read")
        }
        var values = values
        if let isArchived = record["archived"] {
            values["archived"] = isArchived
        } else {
            version += 1
            guideline = record["guideline"]?.string.flatMap { Digest(hexadecimal: $0) }
            let isArchived = values["archived"]
            values = Self.flat(record["configuration"] ?? .null, at: "")
            values["guideline_sha256"] = guideline.map { JSONValue($0.hexadecimal) }
            values["archived"] = isArchived
        }
        let event = stored.event
        changes.append(
            QueueChange(
                position: event.position, id: event.id, person: event.actor, at: event.serverTime, version: version,
                guideline: guideline,
                differences: changes.isEmpty ? [] : Self.differences(from: self.values, to: values)))
        self.values = values
    }

    private static func differences(from before: JSONObject, to after: JSONObject) -> [QueueChange.Difference] {
        let keys = before.keys + after.keys.filter { before[$0] == nil }
        return keys.filter { before[$0] != after[$0] }.map { key in
            QueueChange.Difference(key: key, before: before[key], after: after[key])
        }
    }

    /// The leaves of a tree under their paths. Of a list of things with names, each is under its name.
    private static func flat(_ value: JSONValue, at path: String) -> JSONObject {
        var leaves: JSONObject = [:]
        func add(_ value: JSONValue, _ key: String) {
            let inner = path.isEmpty ? key : "\(path).\(key)"
            for leaf in flat(value, at: inner).members { leaves[leaf.key] = leaf.value }
        }
        if let object = value.object {
            for member in object.members { add(member.value, member.key) }
            return leaves
        }
        let named = value.array?.compactMap { element in element["name"]?.string.map { ($0, element) } } ?? []
        if !named.isEmpty, named.count == value.array?.count {
            for (name, element) in named { add(element, name) }
            return leaves
        }
        leaves[path] = value
        return leaves
    }
}
