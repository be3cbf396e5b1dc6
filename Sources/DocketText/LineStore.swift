import Synchronization

/// The characters of a text by its source lines, each with the line break that ends it.
///
/// Replacing characters costs the lines that are touched and a step for each line behind them, however long the text is;
/// finding a character is O(log lines).
package struct LineStore: Sendable, RandomAccessCollection {
    package struct Line: Sendable {
        package let characters: [Character]
        /// The same characters, as text.
        package let text: String
        /// Lines with the same one are the same: most of a text need not be compared to say that it did not change.
        private let stamp: Int

        private static let stamps = Atomic(0)

        init(_ characters: [Character]) {
            self.characters = characters
            text = String(characters)
            stamp = Self.stamps.add(1, ordering: .relaxed).newValue
        }

        /// Without the line break at its end.
        package var characterCount: Int { endsWithLineBreak ? characters.count - 1 : characters.count }
        package var endsWithLineBreak: Bool { characters.last?.isLineBreak ?? false }
        /// UTF-8, without the line break at its end.
        package var bytes: [UInt8] {
            Array(text.utf8.dropLast(endsWithLineBreak ? characters.last?.utf8.count ?? 0 : 0))
        }

        func isSame(as other: Line) -> Bool {
            stamp == other.stamp || text.utf8.elementsEqual(other.text.utf8)
        }
    }

    /// At least one; all but the last end with a line break.
    package private(set) var lines: [Line] = []
    /// Where each line begins, in characters and in bytes, and the end of the text.
    private var starts: [Int] = [0]
    private var byteStarts: [Int] = [0]

    init(_ text: String) {
        var rest = Array(text)[...]
        repeat {
            let end = rest.firstIndex(where: \.isLineBreak).map { $0 + 1 } ?? rest.endIndex
            lines.append(Line(Array(rest[..<end])))
            rest = rest[end...]
        } while !rest.isEmpty || lines[lines.count - 1].endsWithLineBreak
        count(from: 0)
    }

    package var startIndex: Int { 0 }
    package var endIndex: Int { starts[lines.count] }
    /// Length of the text in bytes.
    package var byteCount: Int { byteStarts[lines.count] }

    package subscript(index: Int) -> Character {
        let line = lineIndex(ofCharacter: index)
        return lines[line].characters[index - starts[line]]
    }

    /// The line that holds a character; the last one for the end of the text.
    package func lineIndex(ofCharacter index: Int) -> Int {
        Self.line(holding: index, starts)
    }

    package func lineIndex(ofByte offset: Int) -> Int {
        Self.line(holding: offset, byteStarts)
    }

    /// The first character of a line; for the number of lines the end of the text.
    package func start(ofLine line: Int) -> Int { starts[line] }
    package func byteStart(ofLine line: Int) -> Int { byteStarts[line] }

    /// Behind the last character of a line that is no line break.
    package func end(ofLine line: Int) -> Int { starts[line] + lines[line].characterCount }

    /// The characters of a range, in as many steps as it has lines.
    func array(_ range: Range<Int>) -> [Character] {
        var found: [Character] = []
        guard !range.isEmpty else { return found }
        found.reserveCapacity(range.count)
        for line in lineIndex(ofCharacter: range.lowerBound)...lineIndex(ofCharacter: range.upperBound - 1) {
            let part = range.clamped(to: starts[line]..<starts[line + 1])
            found += lines[line].characters[part.lowerBound - starts[line]..<part.upperBound - starts[line]]
        }
        return found
    }

    /// The whole text. O(n).
    package var text: String {
        var text = ""
        text.reserveCapacity(byteCount)
        for line in lines { text += line.text }
        return text
    }

    mutating func replace(_ range: Range<Int>, with new: [Character]) {
        let first = lineIndex(ofCharacter: range.lowerBound)
        let last = lineIndex(ofCharacter: range.upperBound)
        var rest =
            (lines[first].characters[..<(range.lowerBound - starts[first])] + new
            + lines[last].characters[(range.upperBound - starts[last])...])[...]
        var made: [Line] = []
        while let end = rest.firstIndex(where: \.isLineBreak) {
            made.append(Line(Array(rest[...end])))
            rest = rest[(end + 1)...]
        }
        if !rest.isEmpty || last == lines.count - 1 { made.append(Line(Array(rest))) }
        lines.replaceSubrange(first...last, with: made)
        count(from: first)
    }

    private mutating func count(from first: Int) {
        starts.removeLast(starts.count - first - 1)
        byteStarts.removeLast(byteStarts.count - first - 1)
        for line in lines[first...] {
            starts.append(starts[starts.count - 1] + line.characters.count)
            byteStarts.append(byteStarts[byteStarts.count - 1] + line.text.utf8.count)
        }
    }

    private static func line(holding place: Int, _ starts: [Int]) -> Int {
        var low = 0
        var high = starts.count - 2
        while low < high {
            let middle = (low + high + 1) / 2
            if starts[middle] <= place { low = middle } else { high = middle - 1 }
        }
        return low
    }
}
