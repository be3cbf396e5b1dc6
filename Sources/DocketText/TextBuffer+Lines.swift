extension TextBuffer {
    /// Up by lines as they are wrapped to `width`, keeping the column aimed for; from the first line to its start.
    ///
    /// `policy` and `hangingIndent` are those of the layout on the screen. Only the source lines passed are laid out.
    package mutating func moveUp(
        width: Int, rows: Int = 1, policy: DisplayPolicy = .standard, hangingIndent: Bool = true,
        extendSelection: Bool = false
    ) {
        moveVertically(
            -rows, WrappedLine.Style(width: width, policy: policy, hangingIndent: hangingIndent), extendSelection)
    }

    /// Down by lines as they are wrapped to `width`; from the last line to its end.
    package mutating func moveDown(
        width: Int, rows: Int = 1, policy: DisplayPolicy = .standard, hangingIndent: Bool = true,
        extendSelection: Bool = false
    ) {
        moveVertically(
            rows, WrappedLine.Style(width: width, policy: policy, hangingIndent: hangingIndent), extendSelection)
    }

    /// To the start of the line as it is wrapped, and from there to that of the source line.
    package mutating func moveToRowStart(
        width: Int, policy: DisplayPolicy = .standard, extendSelection: Bool = false
    ) {
        let line = WrappedLine(characters, at: position, .init(width: width, policy: policy, hangingIndent: true))
        let row = line.place(of: position).row
        let start = line.character(row: row, column: 0)
        move(to: start == position ? line.range.lowerBound : start, extendSelection: extendSelection)
    }

    /// To the end of the line as it is wrapped, and from there to that of the source line.
    package mutating func moveToRowEnd(
        width: Int, policy: DisplayPolicy = .standard, extendSelection: Bool = false
    ) {
        let line = WrappedLine(characters, at: position, .init(width: width, policy: policy, hangingIndent: true))
        let row = line.place(of: position).row
        let end = line.character(row: row, column: .max)
        move(to: end == position ? line.range.upperBound : end, extendSelection: extendSelection)
    }

    private mutating func moveVertically(_ rows: Int, _ style: WrappedLine.Style, _ extendSelection: Bool) {
        var line = WrappedLine(characters, at: position, style)
        var (row, column) = line.place(of: position)
        column = goalColumn ?? column
        var remaining = rows
        var target: Int?
        while target == nil {
            let wanted = row + remaining
            if wanted < 0 {
                guard line.range.lowerBound > 0 else {
                    target = 0
                    break
                }
                remaining = wanted + 1
                line = WrappedLine(characters, at: line.range.lowerBound - 1, style)
                row = line.rowCount - 1
            } else if wanted >= line.rowCount {
                guard line.range.upperBound < characters.count else {
                    target = characters.count
                    break
                }
                remaining = wanted - line.rowCount
                line = WrappedLine(characters, at: line.range.upperBound + 1, style)
                row = 0
            } else {
                target = line.character(row: wanted, column: column)
            }
        }
        move(to: target ?? position, extendSelection: extendSelection)
        goalColumn = column
    }
}

/// One source line of a buffer, wrapped.
private struct WrappedLine {
    struct Style {
        var width: Int
        var policy: DisplayPolicy
        var hangingIndent: Bool
    }

    /// The line's characters, without its line break.
    let range: Range<Int>
    private let layout: TextLayout
    /// Byte offset of each character, and the length of the line.
    private var offsets: [Int] = [0]

    init(_ characters: LineStore, at index: Int, _ style: Style) {
        let number = characters.lineIndex(ofCharacter: index)
        let line = characters.lines[number]
        range = characters.start(ofLine: number)..<characters.end(ofLine: number)
        var end = 0
        for character in line.characters.prefix(line.characterCount) {
            end += character.utf8.count
            offsets.append(end)
        }
        layout = TextLayout(
            DisplayText(bytes: line.bytes, policy: style.policy), width: style.width,
            hangingIndent: style.hangingIndent)
    }

    var rowCount: Int { layout.lines.count }

    func place(of character: Int) -> (row: Int, column: Int) {
        let cluster = layout.text.clusterIndex(atSourceOffset: offsets[character - range.lowerBound])
        let place = layout.position(ofCluster: cluster)
        return (place.line, place.column)
    }

    func character(row: Int, column: Int) -> Int {
        let offset = layout.text.sourceOffset(ofCluster: layout.cluster(atLine: row, column: column))
        return range.lowerBound + (offsets.lastIndex { $0 <= offset } ?? 0)
    }
}
