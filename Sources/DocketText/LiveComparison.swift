/// What an edit has changed so far. Brought up to date after each change at a cost that depends on what was changed and
/// not on how long the text is: the lines before the first and behind the last difference are passed over.
///
/// Words and distance are those of `WordDiff` of both whole texts. Where so much was changed that comparing it at each key
/// would be felt, lines are paired first and only what is between pairs is compared word by word.
package struct LiveComparison: Sendable {
    /// One change: what was there and what is, either of them maybe empty.
    package struct Change: Sendable, Hashable {
        package var removed: [UInt8]
        package var added: [UInt8]
    }

    package private(set) var addedWords = 0
    package private(set) var removedWords = 0
    package private(set) var distance = 0.0
    package private(set) var isEqual = true
    /// In the order of the text; no more than a screen can show.
    package private(set) var changes: [Change] = []

    private let base: LineStore
    /// Tokens of the base before each line.
    private let tokensBefore: [Int]

    /// From here on lines are paired before words.
    private static let wordwiseLimit = 16_384
    private static let changeLimit = 64

    package init(base: TextBuffer) {
        self.base = base.characters
        var counts = [0]
        for line in self.base.lines { counts.append(counts[counts.count - 1] + Self.tokenCount(line)) }
        tokensBefore = counts
    }

    package mutating func update(_ buffer: TextBuffer) {
        let lines = buffer.characters.lines
        let shorter = min(base.lines.count, lines.count)
        var prefix = 0
        while prefix < shorter, base.lines[prefix].isSame(as: lines[prefix]) { prefix += 1 }
        var suffix = 0
        while suffix < shorter - prefix,
            base.lines[base.lines.count - 1 - suffix].isSame(as: lines[lines.count - 1 - suffix])
        {
            suffix += 1
        }
        let old = base.lines[prefix..<base.lines.count - suffix]
        let new = lines[prefix..<lines.count - suffix]
        (addedWords, removedWords, changes) = (0, 0, [])
        isEqual = old.isEmpty && new.isEmpty
        let same =
            tokensBefore[prefix] + tokensBefore[base.lines.count] - tokensBefore[base.lines.count - suffix]
        var tally = WordDiff.Tally(old: same, new: same, common: same)
        let bytes = old.reduce(0) { $0 + $1.text.utf8.count } + new.reduce(0) { $0 + $1.text.utf8.count }
        if bytes <= Self.wordwiseLimit {
            add(old, new, to: &tally)
        } else {
            var (oldStart, newStart) = (old.startIndex, new.startIndex)
            for (oldLine, newLine) in Self.pairs(old, new) {
                add(old[oldStart..<oldLine], new[newStart..<newLine], to: &tally)
                let count = tokensBefore[oldLine + 1] - tokensBefore[oldLine]
                tally = tally + WordDiff.Tally(old: count, new: count, common: count)
                (oldStart, newStart) = (oldLine + 1, newLine + 1)
            }
            add(old[oldStart...], new[newStart...], to: &tally)
        }
        distance = tally.distance
    }

    private mutating func add(
        _ old: ArraySlice<LineStore.Line>, _ new: ArraySlice<LineStore.Line>, to tally: inout WordDiff.Tally
    ) {
        guard !old.isEmpty || !new.isEmpty else { return }
        let oldText = Array(old.map(\.text).joined().utf8)
        let newText = Array(new.map(\.text).joined().utf8)
        let diff = WordDiff(oldBytes: oldText, newBytes: newText)
        tally = tally + diff.tally
        addedWords += diff.addedWords
        removedWords += diff.removedWords
        var removed: [UInt8] = []
        for segment in diff.segments where changes.count < Self.changeLimit {
            switch segment {
            case .unchanged:
                if !removed.isEmpty { changes.append(Change(removed: removed, added: [])) }
                removed = []
            case .removed(let range): removed = Array(oldText[range])
            case .added(let range):
                changes.append(Change(removed: removed, added: Array(newText[range])))
                removed = []
            }
        }
        if !removed.isEmpty { changes.append(Change(removed: removed, added: [])) }
    }

    /// Equal lines, in order.
    private static func pairs(
        _ old: ArraySlice<LineStore.Line>, _ new: ArraySlice<LineStore.Line>
    ) -> [(old: Int, new: Int)] {
        var numbers: [[UInt8]: Int32] = [:]
        func number(_ line: LineStore.Line) -> Int32 {
            let bytes = Array(line.text.utf8)
            let known = numbers[bytes] ?? Int32(numbers.count)
            numbers[bytes] = known
            return known
        }
        let left = old.map(number)
        let right = new.map(number)
        let partners = SequenceAlignment(left, right, idCount: numbers.count).partners
        return partners.enumerated().compactMap { place, partner in
            partner < 0 ? nil : (old.startIndex + place, new.startIndex + Int(partner))
        }
    }

    private static func tokenCount(_ line: LineStore.Line) -> Int {
        var text = line.text
        return text.withUTF8 { WordToken.tokens(of: $0).count }
    }
}
