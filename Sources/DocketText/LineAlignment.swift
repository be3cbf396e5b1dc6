/// Which lines of two texts belong beside each other.
///
/// Lines that occur once in both texts and have words are paired first, in their longest common order (Bram Cohen's patience
/// diff), then equal lines between them (Myers), then, of what is left, lines that have many of their words in common.
/// Time is that of pairing lines; only what is left is compared word by word, and that by the bag of its words.
package struct LineAlignment: Sendable, Hashable {
    /// A line of each text, with its line break, in bytes; or a line of one that has none beside it in the other.
    package struct Row: Sendable, Hashable {
        package var old: Range<Int>?
        package var new: Range<Int>?
        package var isSame: Bool
    }

    /// In the order of both texts, covering them.
    package private(set) var rows: [Row] = []
    /// Words of the two lines of a row that only one of them has, in bytes; lines that stand alone are marked whole, lines
    /// with little in common not at all.
    package private(set) var removed: [Range<Int>] = []
    package private(set) var added: [Range<Int>] = []

    /// Pairs are looked for in stretches of up to so many pairs of lines; larger ones are paired in order.
    private static let pairLimit = 4096
    /// Lines belong together from this share of common words on.
    private static let leastSimilarity = 0.4

    package init(_ old: [UInt8], _ new: [UInt8]) {
        let left = SplitText(old)
        let right = SplitText(new)
        var partners = [Int](repeating: -1, count: left.lines.count)
        Self.pairEqual(left, right, &partners)
        Self.pairSimilar(left, right, &partners)
        build(left, right, partners)
    }

    // MARK: Pairing

    private static func pairEqual(_ left: SplitText, _ right: SplitText, _ partners: inout [Int]) {
        var numbers: [ArraySlice<UInt8>: Int32] = [:]
        func number(_ line: ArraySlice<UInt8>) -> Int32 {
            let known = numbers[line] ?? Int32(numbers.count)
            numbers[line] = known
            return known
        }
        let first = left.lines.map { number(left.bytes[$0]) }
        let second = right.lines.map { number(right.bytes[$0]) }
        var counts = [(old: Int, new: Int)](repeating: (0, 0), count: numbers.count)
        for id in first { counts[Int(id)].old += 1 }
        for id in second { counts[Int(id)].new += 1 }
        func isAnchor(_ id: Int32) -> Bool { counts[Int(id)] == (1, 1) }
        let oldAnchors = first.indices.filter { isAnchor(first[$0]) && !left.isBlank($0) }
        let newAnchors = second.indices.filter { isAnchor(second[$0]) && !right.isBlank($0) }
        let anchored = SequenceAlignment(
            oldAnchors.map { first[$0] }, newAnchors.map { second[$0] }, idCount: numbers.count
        ).partners
        var start = (old: 0, new: 0)
        func pairBetween(_ end: (old: Int, new: Int), _ partners: inout [Int]) {
            let between = SequenceAlignment(
                Array(first[start.old..<end.old]), Array(second[start.new..<end.new]), idCount: numbers.count
            ).partners
            for (place, partner) in between.enumerated() where partner >= 0 {
                partners[start.old + place] = start.new + Int(partner)
            }
        }
        for (place, partner) in anchored.enumerated() where partner >= 0 {
            let pair = (old: oldAnchors[place], new: newAnchors[Int(partner)])
            pairBetween(pair, &partners)
            partners[pair.old] = pair.new
            start = (pair.old + 1, pair.new + 1)
        }
        pairBetween((first.count, second.count), &partners)
    }

    private static func pairSimilar(_ left: SplitText, _ right: SplitText, _ partners: inout [Int]) {
        var gap = (old: 0, new: 0)
        for old in 0...partners.count {
            let end = old == partners.count ? right.lines.count : partners[old]
            guard end >= 0 else { continue }
            for (oldLine, newLine) in pairs(left, gap.old..<old, right, gap.new..<end) { partners[oldLine] = newLine }
            gap = (old + 1, end + 1)
        }
    }

    /// The pairing of the lines of two stretches, in order, that has most words in common.
    private static func pairs(
        _ left: SplitText, _ old: Range<Int>, _ right: SplitText, _ new: Range<Int>
    ) -> [(Int, Int)] {
        guard !old.isEmpty, !new.isEmpty else { return [] }
        guard old.count * new.count <= pairLimit else { return Array(zip(old, new)) }
        let oldWords = old.map(left.words)
        let newWords = new.map(right.words)
        let columns = new.count + 1
        var best = [Double](repeating: 0, count: (old.count + 1) * columns)
        var scores = [Double](repeating: 0, count: old.count * new.count)
        for row in stride(from: old.count - 1, through: 0, by: -1) {
            for column in stride(from: new.count - 1, through: 0, by: -1) {
                let score = similarity(oldWords[row], newWords[column])
                scores[row * new.count + column] = score
                let apart = max(best[(row + 1) * columns + column], best[row * columns + column + 1])
                let together = score >= leastSimilarity ? score + best[(row + 1) * columns + column + 1] : 0
                best[row * columns + column] = max(apart, together)
            }
        }
        var found: [(Int, Int)] = []
        var (row, column) = (0, 0)
        while row < old.count, column < new.count {
            let score = scores[row * new.count + column]
            let here = best[row * columns + column]
            if score >= leastSimilarity, here == score + best[(row + 1) * columns + column + 1] {
                found.append((old.lowerBound + row, new.lowerBound + column))
                row += 1
                column += 1
            } else if here == best[(row + 1) * columns + column] {
                row += 1
            } else {
                column += 1
            }
        }
        return found
    }

    /// The share of words that two lines have in common.
    private static func similarity(_ left: [ArraySlice<UInt8>: Int], _ right: [ArraySlice<UInt8>: Int]) -> Double {
        let common = left.reduce(0) { $0 + min($1.value, right[$1.key] ?? 0) }
        let total = left.values.reduce(0, +) + right.values.reduce(0, +)
        return total == 0 ? 0 : Double(2 * common) / Double(total)
    }

    // MARK: Rows

    private mutating func build(_ left: SplitText, _ right: SplitText, _ partners: [Int]) {
        var start = (old: 0, new: 0)
        for (old, new) in partners.enumerated() where new >= 0 {
            appendReplaced(left.lines[start.old..<old], right.lines[start.new..<new])
            append(left, left.lines[old], right, right.lines[new])
            start = (old + 1, new + 1)
        }
        appendReplaced(left.lines[start.old...], right.lines[start.new...])
    }

    /// Lines with little in common, between two pairs: beside each other as far as there are, without marks, for nearly all
    /// of them would be marked; those that are left stand alone.
    private mutating func appendReplaced(_ old: ArraySlice<Range<Int>>, _ new: ArraySlice<Range<Int>>) {
        rows += zip(old, new).map { Row(old: $0, new: $1, isSame: false) }
        for line in old.dropFirst(new.count) {
            rows.append(Row(old: line, new: nil, isSame: false))
            removed.append(line)
        }
        for line in new.dropFirst(old.count) {
            rows.append(Row(old: nil, new: line, isSame: false))
            added.append(line)
        }
    }

    private mutating func append(
        _ left: SplitText, _ old: Range<Int>, _ right: SplitText, _ new: Range<Int>
    ) {
        let isSame = left.bytes[old].elementsEqual(right.bytes[new])
        rows.append(Row(old: old, new: new, isSame: isSame))
        guard !isSame else { return }
        for segment in WordDiff(oldBytes: left.bytes[old], newBytes: right.bytes[new]).segments {
            switch segment {
            case .unchanged: break
            case .removed(let range):
                removed.append(old.lowerBound + range.lowerBound..<old.lowerBound + range.upperBound)
            case .added(let range):
                added.append(new.lowerBound + range.lowerBound..<new.lowerBound + range.upperBound)
            }
        }
    }
}

/// A text by its lines.
private struct SplitText {
    let bytes: [UInt8]
    /// Each with its line break. A line break at the end of the text begins no line.
    let lines: [Range<Int>]

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        var lines: [Range<Int>] = []
        var start = 0
        for (place, byte) in bytes.enumerated() where byte == 0x0A {
            lines.append(start..<place + 1)
            start = place + 1
        }
        if start < bytes.count { lines.append(start..<bytes.count) }
        self.lines = lines
    }

    func isBlank(_ line: Int) -> Bool {
        bytes[lines[line]].allSatisfy { $0 == 0x20 || $0 == 0x09 || $0 == 0x0A || $0 == 0x0D }
    }

    /// How often the line has each word.
    func words(_ line: Int) -> [ArraySlice<UInt8>: Int] {
        let text = Array(bytes[lines[line]])
        return text.withUnsafeBufferPointer { buffer in
            WordToken.tokens(of: buffer).reduce(into: [:]) { counts, token in
                if token.isWord { counts[text[token.range], default: 0] += 1 }
            }
        }
    }
}
