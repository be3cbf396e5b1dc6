/// What a block's inline nodes were parsed from, and where its bytes stand in the source: lines without the marks of the
/// containers they are in.
struct MarkdownContent {
    let bytes: [UInt8]
    /// Where each line of the content begins, and where that is in the source.
    private var lines: [(start: Int, source: Int)] = []
    private var starts: [Int] = []
    private var hasEscapes = false

    /// - Parameters:
    ///   - firstLine: where the block begins as far as is known; definitions of links may have been taken off its head.
    ///   - source: what the parser was fed.
    /// - Returns: nil where the lines are not found.
    init?(_ bytes: [UInt8], firstLine: Int, lastLine: Int, in source: [UInt8], _ table: SourceLines) {
        self.bytes = bytes
        var pieces: [Range<Int>] = []
        var start = 0
        for index in bytes.indices where bytes[index] == 0x0A {
            pieces.append(start..<index)
            start = index + 1
        }
        if start < bytes.count { pieces.append(start..<bytes.count) }
        starts = pieces.map(\.lowerBound)
        guard !pieces.isEmpty else { return }
        var candidate = max(0, firstLine)
        // A definition is at most the whole block; no more lines than that are tried.
        while candidate <= max(firstLine, lastLine - pieces.count + 1), candidate + pieces.count <= table.count {
            var places: [(start: Int, source: Int)] = []
            for (offset, piece) in pieces.enumerated() {
                guard let place = Self.place(bytes[piece], on: table[candidate + offset], in: source) else { break }
                places.append((piece.lowerBound, place))
            }
            if places.count == pieces.count {
                lines = places
                return
            }
            candidate += 1
        }
        return nil
    }

    /// A heading's or a cell's content, which is somewhere on one line.
    /// - Parameter isCell: whether `\|` in the source is `|` in the content.
    init?(_ bytes: [UInt8], in range: Range<Int>, of source: [UInt8], isCell: Bool) {
        self.bytes = bytes
        guard let first = bytes.first else { return }
        var start = range.lowerBound
        while start + bytes.count <= range.upperBound {
            if source[start] == first || isCell && source[start] == 0x5C,
                let lines = Self.match(bytes, at: start, range.upperBound, source, isCell)
            {
                self.lines = lines
                hasEscapes = lines.count > 1
                return
            }
            guard isCell || [0x20, 0x09, 0x23].contains(source[start]) else { return nil }
            start += 1
        }
        return nil
    }

    private static func match(
        _ bytes: [UInt8], at start: Int, _ end: Int, _ source: [UInt8], _ isCell: Bool
    ) -> [(start: Int, source: Int)]? {
        var lines = [(start: 0, source: start)]
        var place = start
        for (index, byte) in bytes.enumerated() {
            guard place < end else { return nil }
            if isCell, byte == 0x7C, source[place] == 0x5C, place + 1 < end, source[place + 1] == 0x7C {
                place += 1
                lines.append((index, place))
            }
            guard source[place] == byte else { return nil }
            place += 1
        }
        return lines
    }

    /// Where a line of the content begins on a line of the source: it is the end of it, blanks aside.
    private static func place(_ piece: ArraySlice<UInt8>, on line: Range<Int>, in source: [UInt8]) -> Int? {
        var count = piece.count
        while count > 0, isBlank(piece[piece.startIndex + count - 1]) { count -= 1 }
        var end = line.upperBound
        while end > line.lowerBound, isBlank(source[end - 1]) { end -= 1 }
        let start = end - count
        guard start >= line.lowerBound, piece.prefix(count).elementsEqual(source[start..<end]) else { return nil }
        return start
    }

    private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0D }

    /// Where a byte of the content stands in the source. O(log lines).
    func source(of offset: Int) -> Int {
        guard !lines.isEmpty else { return 0 }
        var low = 0
        var high = lines.count - 1
        while low < high {
            let middle = (low + high + 1) / 2
            if lines[middle].start <= offset { low = middle } else { high = middle - 1 }
        }
        return lines[low].source + offset - lines[low].start
    }

    /// The same for a stretch, which may not reach over a line's end; in pieces where the source has escapes.
    func sources(of range: Range<Int>) -> [Range<Int>] {
        let first = source(of: range.lowerBound)
        guard !range.isEmpty else { return [first..<first] }
        guard hasEscapes else { return [first..<first + range.count] }
        var pieces: [Range<Int>] = []
        var start = range.lowerBound
        for line in lines where line.start > range.lowerBound && line.start < range.upperBound {
            let begin = source(of: start)
            pieces.append(begin..<begin + line.start - start)
            start = line.start
        }
        let begin = source(of: start)
        pieces.append(begin..<begin + range.upperBound - start)
        return pieces
    }

    /// Where a line of the content begins; nil for one that is not there.
    func start(ofLine line: Int) -> Int? {
        line == 0 ? 0 : starts.indices.contains(line) ? starts[line] : nil
    }
}
