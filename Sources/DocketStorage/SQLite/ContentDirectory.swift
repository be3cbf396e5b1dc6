import DocketModel

/// What lies in one row of `content`.
///
/// A row of an item that was imported holds the item's record and those of its suggestions, one behind the other, and
/// their digests likewise; its name says how long each record is and what the suggestions are called:
/// `120;1:95:a1:97:b` is an item of 120 bytes with the suggestions `a` and `b` of 95 and 97. A suggestion that came later
/// has a row of its own, under its name alone; so has everything that the first versions stored.
struct ContentDirectory {
    struct Entry {
        /// 0 the item itself, 1... its suggestions.
        var ordinal: Int
        /// Empty for the item itself.
        var name: String
        /// In the row's bytes; nil for all of them.
        var range: Range<Int>?
        var digest: Digest
    }

    private(set) var entries: [Entry] = []

    /// - Throws: `Damage` where the row does not say what lies in it.
    init(key: Int64, name: String, digests: [UInt8]) throws {
        let ordinal = Int(key & Int64(SQLiteSchema.suggestionLimit))
        guard ordinal == 0, !name.isEmpty else {
            guard let digest = Digest(bytes: digests) else { throw Damage(reason: "a digest is not 32 bytes long") }
            entries = [Entry(ordinal: ordinal, name: name, range: nil, digest: digest)]
            return
        }
        var reader = Reader(text: Array(name.utf8))
        var start = 0
        func add(_ name: String, length: Int) throws {
            let place = entries.count * 32
            guard place + 32 <= digests.count, let digest = Digest(bytes: Array(digests[place..<place + 32])) else {
                throw Damage(reason: "an item has fewer digests than texts")
            }
            let end = start + length
            entries.append(Entry(ordinal: entries.count, name: name, range: start..<end, digest: digest))
            start = end
        }
        try add("", length: reader.number(before: UInt8(ascii: ";")))
        while !reader.isAtEnd {
            let count = try reader.number(before: UInt8(ascii: ":"))
            let length = try reader.number(before: UInt8(ascii: ":"))
            try add(reader.text(count), length: length)
        }
        guard entries.count * 32 == digests.count else {
            throw Damage(reason: "an item has more digests than texts")
        }
    }

    /// The bytes of one entry.
    static func bytes(_ entry: Entry, of all: [UInt8]) throws -> [UInt8] {
        guard let range = entry.range else { return all }
        guard range.upperBound <= all.count else { throw Damage(reason: "an item is shorter than it says") }
        return Array(all[range])
    }

    // MARK: Writing

    static func append(itemLength: Int, to name: inout [UInt8]) {
        append(number: itemLength, to: &name)
        name.append(UInt8(ascii: ";"))
    }

    static func append(suggestion: String, length: Int, to name: inout [UInt8]) {
        append(number: suggestion.utf8.count, to: &name)
        name.append(UInt8(ascii: ":"))
        append(number: length, to: &name)
        name.append(UInt8(ascii: ":"))
        name.append(contentsOf: suggestion.utf8)
    }

    private static func append(number: Int, to name: inout [UInt8]) {
        if number >= 10 { append(number: number / 10, to: &name) }
        name.append(UInt8(ascii: "0") + UInt8(number % 10))
    }

    private struct Reader {
        let text: [UInt8]
        private var index = 0

        init(text: [UInt8]) {
            self.text = text
        }

        var isAtEnd: Bool { index == text.count }

        mutating func number(before end: UInt8) throws -> Int {
            var value = 0
            let first = index
            while index < text.count, text[index] != end {
                // More digits than any length has.
                guard (0x30...0x39).contains(text[index]), index - first < 12 else { throw Self.damage }
                value = value * 10 + Int(text[index] - 0x30)
                index += 1
            }
            guard index < text.count, index > first else { throw Self.damage }
            index += 1
            return value
        }

        mutating func text(_ count: Int) throws -> String {
            guard index + count <= text.count else { throw Self.damage }
            defer { index += count }
            return String(decoding: text[index..<index + count], as: UTF8.self)
        }

        private static let damage = Damage(reason: "an item does not say where its texts are")
    }
}
