/// An identifier that cannot be mistaken for another kind of identifier. Kept as given, to the byte.
package struct Identifier<Subject>: Sendable, Hashable, Comparable, RawRepresentable, ExpressibleByStringLiteral,
    CustomStringConvertible
{
    package var rawValue: String

    package init(rawValue: String) {
        self.rawValue = rawValue
    }

    package init(_ rawValue: String) {
        self.rawValue = rawValue
    }

    package init(stringLiteral value: String) {
        rawValue = value
    }

    package var description: String { rawValue }

    package static func < (left: Self, right: Self) -> Bool {
        left.rawValue < right.rawValue
    }
}

/// A queue's name, unique in its store.
package typealias QueueID = Identifier<QueueConfiguration>
/// An item's id, unique in its queue.
package typealias ItemID = Identifier<Item>
/// A suggestion's id, unique in its item.
package typealias SuggestionID = Identifier<Suggestion>
/// A person's (or an agent's) name.
package typealias PersonID = Identifier<Person>
/// The id of an event in a queue's journal: of a decision, an undo, a resolution, …
package typealias EventID = Identifier<JournalEvent>

extension Identifier where Subject == JournalEvent {
    /// A random (version 4) UUID in lower case.
    package static func random(using generator: inout some RandomNumberGenerator) -> Self {
        let bits: (UInt64, UInt64) = (generator.next(), generator.next())
        let high = bits.0 & 0xFFFF_FFFF_FFFF_0FFF | 0x4000
        let low = bits.1 & 0x3FFF_FFFF_FFFF_FFFF | 0x8000_0000_0000_0000
        return Self(UUIDText.text(high: high, low: low))
    }

    /// An id that follows from what it names: the same parts give the same id. (A version 8 UUID over SHA-256.)
    package static func derived(from parts: [String]) -> Self {
        let bytes = Digest(ofParts: parts.map { Array($0.utf8) }).bytes
        let words = (bytes[0..<8], bytes[8..<16])
        let value = { (slice: ArraySlice<UInt8>) in slice.reduce(UInt64(0)) { $0 << 8 | UInt64($1) } }
        let high = value(words.0) & 0xFFFF_FFFF_FFFF_0FFF | 0x8000
        let low = value(words.1) & 0x3FFF_FFFF_FFFF_FFFF | 0x8000_0000_0000_0000
        return Self(UUIDText.text(high: high, low: low))
    }
}

/// The written form of a UUID, 8-4-4-4-12 hexadecimal digits.
enum UUIDText {
    static func text(high: UInt64, low: UInt64) -> String {
        let digits = [high, low].map { word in
            let text = String(word, radix: 16)
            return String(repeating: "0", count: 16 - text.count) + text
        }.joined()
        let places = [0, 8, 12, 16, 20, 32]
        let characters = Array(digits)
        return zip(places, places.dropFirst()).map { String(characters[$0..<$1]) }.joined(separator: "-")
    }
}
