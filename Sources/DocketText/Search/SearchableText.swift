/// A text made ready for being searched: its grapheme clusters as numbers, with the bytes each stands for. Clusters that
/// are canonically equivalent have one number; a run of blanks, line ends among them, is one blank.
///
/// Making it is O(n), a search O(n + m) but for texts of much repetition.
package struct SearchableText: Sendable {
    private var units: [UInt32] = []
    private var starts: [UInt32] = []
    private var ends: [UInt32] = []

    /// - Parameters:
    ///   - shown: the stretches to look in, in order; what lies between them is passed over as if it were not there.
    ///   - foldsCase: whether letters that differ in case alone are one.
    package init(_ bytes: [UInt8], in shown: [Range<Int>], foldsCase: Bool) {
        let room = shown.reduce(0) { $0 + $1.count }
        units.reserveCapacity(room)
        starts.reserveCapacity(room)
        ends.reserveCapacity(room)
        for range in shown {
            Array(bytes[range]).withUnsafeBufferPointer { add($0, at: range.lowerBound, foldsCase) }
        }
    }

    private mutating func add(_ bytes: UnsafeBufferPointer<UInt8>, at offset: Int, _ foldsCase: Bool) {
        var scanner = GraphemeScanner(bytes)
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            let isPlain = byte < 0x80 && (index + 1 == bytes.count || bytes[index + 1] < 0x80)
            if isPlain {
                let isUpper = foldsCase && (0x41...0x5A).contains(byte)
                add(isUpper ? UInt32(byte) + 0x20 : UInt32(byte), offset + index, offset + index + 1)
                index += 1
                continue
            }
            scanner.advance(to: index)
            let piece = scanner.next()
            let end = max(index + 1, scanner.position)
            if case .grapheme? = piece {
                var text = ""
                text.unicodeScalars.append(contentsOf: scanner.scalars)
                add(Self.unit(text, foldsCase), offset + index, offset + end)
            } else {
                // Bytes that are no text equal nothing that can be typed.
                add(0xFFFF_FFFF, offset + index, offset + end)
            }
            index = end
        }
    }

    private mutating func add(_ unit: UInt32, _ start: Int, _ end: Int) {
        let isBlank = unit == 0x20 || unit == 0x09 || unit == 0x0A || unit == 0x0D
        if isBlank, units.last == 0x20 {
            ends[ends.count - 1] = UInt32(end)
            return
        }
        units.append(isBlank ? 0x20 : unit)
        starts.append(UInt32(start))
        ends.append(UInt32(end))
    }

    private static func unit(_ text: String, _ foldsCase: Bool) -> UInt32 {
        let folded = foldsCase ? text.lowercased() : text
        if folded.utf8.count == 1, let byte = folded.utf8.first { return UInt32(byte) }
        if folded == "\r\n" || folded == "\u{A0}" || folded == "\u{3000}" { return 0x20 }
        // Strings that are canonically equivalent have one hash.
        return UInt32(truncatingIfNeeded: folded.hashValue) | 0x8000_0000
    }

    /// Where a pattern stands, in bytes, in order, not overlapping.
    package func ranges(of pattern: SearchableText) -> [Range<Int>] {
        let wanted = pattern.units
        guard let first = wanted.first, wanted.count <= units.count else { return [] }
        var ranges: [Range<Int>] = []
        var index = 0
        while index + wanted.count <= units.count {
            if units[index] == first, units[index..<index + wanted.count].elementsEqual(wanted) {
                ranges.append(Int(starts[index])..<Int(ends[index + wanted.count - 1]))
                index += wanted.count
            } else {
                index += 1
            }
        }
        return ranges
    }
}

/// What is looked for.
package struct SearchPattern: Sendable, Hashable {
    package let text: String

    package init(_ text: String) {
        self.text = text
    }

    /// Case counts once a capital letter was typed.
    package var foldsCase: Bool { text == text.lowercased() }

    package struct Hits: Sendable, Hashable {
        /// In bytes of the source, in order.
        package var ranges: [Range<Int>]
        /// How many more there are that touch signs which are not shown.
        package var hidden: Int
    }

    /// Where it stands in a text as it is shown: signs that Markdown takes out are passed over, so that a phrase is found
    /// across them.
    package func hits(in source: [UInt8], shown: MarkdownDocument?) -> Hits {
        let bytes = Array(text.utf8)
        guard !bytes.isEmpty else { return Hits(ranges: [], hidden: 0) }
        let pattern = SearchableText(bytes, in: [0..<bytes.count], foldsCase: foldsCase)
        let whole = [0..<source.count]
        guard let document = shown else {
            let ranges = SearchableText(source, in: whole, foldsCase: foldsCase).ranges(of: pattern)
            return Hits(ranges: ranges, hidden: 0)
        }
        let ranges = SearchableText(source, in: document.shown, foldsCase: foldsCase).ranges(of: pattern)
        let all = SearchableText(source, in: whole, foldsCase: foldsCase).ranges(of: pattern)
        var place = 0
        let hidden = all.count { range in
            while place < ranges.count, ranges[place].upperBound <= range.lowerBound { place += 1 }
            return place == ranges.count || ranges[place].lowerBound >= range.upperBound
        }
        return Hits(ranges: ranges, hidden: hidden)
    }
}
