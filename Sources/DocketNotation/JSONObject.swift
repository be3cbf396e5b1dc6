/// An object's members in the order they were written. Keys are unique.
package struct JSONObject: Sendable, Hashable, ExpressibleByDictionaryLiteral {
    package struct Member: Sendable, Hashable {
        package var key: String
        package var value: JSONValue
    }

    package private(set) var members: [Member]

    package init() {
        members = []
    }

    package init(dictionaryLiteral elements: (String, JSONValue)...) {
        members = elements.map(Member.init)
    }

    /// - Precondition: no key occurs twice; the parser has checked it.
    init(uniqueMembers: [Member]) {
        members = uniqueMembers
    }

    package var count: Int { members.count }
    package var isEmpty: Bool { members.isEmpty }
    package var keys: [String] { members.map(\.key) }

    /// Reads a member; setting replaces it in place or appends it; setting nil removes it. Linear in the members.
    package subscript(key: String) -> JSONValue? {
        get { members.first { $0.key == key }?.value }
        set {
            let place = members.firstIndex { $0.key == key }
            switch (place, newValue) {
            case (let place?, let value?): members[place].value = value
            case (let place?, nil): members.remove(at: place)
            case (nil, let value?): members.append(Member(key: key, value: value))
            case (nil, nil): break
            }
        }
    }

    /// Appends a member unless its value is nil: for writing records whose absent fields stay absent.
    package mutating func set(_ key: String, _ value: JSONValue?) {
        if let value { self[key] = value }
    }

    /// The members whose keys are not in `known`: what a reader did not understand and must give back.
    package func without(_ known: Set<String>) -> JSONObject {
        JSONObject(uniqueMembers: members.filter { !known.contains($0.key) })
    }
}
