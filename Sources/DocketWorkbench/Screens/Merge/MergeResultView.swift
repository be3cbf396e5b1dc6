import DocketAdjudication
import DocketModel
import DocketNotation
import DocketTerminal
import DocketText

/// The whole result as it stands, and under each line whose the changed stretches are.
struct MergeResultView {
    enum Row {
        /// A line of the text.
        case line(Int)
        case notes([Note])
    }

    /// Under a stretch of a line.
    struct Note {
        var columns: Range<Int>
        var text: DisplayText
        var role: String
    }

    private let text: RenderedText
    private let marks: [Mark]
    private(set) var rows: [Row] = []
    /// The row where the region in the focus begins.
    private(set) var focusedRow = 0

    init(_ screen: MergeScreen, width: Int, _ canvas: Canvas) {
        let result = screen.merge.result(screen.choices)
        let text = canvas.text(result.text, width: width, screen.reading)
        let spans = result.spans.filter { $0.origin != .base }
        self.text = text
        marks = spans.filter { !$0.range.isEmpty }.map { Mark($0.range, Self.role($0.origin, screen)) }
        var next = 0
        for line in text.lines.indices {
            let end = line + 1 < text.lines.count ? text.sourceOffset(ofLine: line + 1) : Int.max
            rows.append(.line(line))
            var notes: [Note] = []
            // What goes on from the line before has its name there.
            while next < spans.count, spans[next].range.lowerBound < end {
                if spans[next].origin.region == screen.focus { focusedRow = rows.count - 1 }
                notes.append(note(spans[next], line, screen, canvas))
                next += 1
            }
            if !notes.isEmpty { rows.append(.notes(notes)) }
        }
    }

    private static func role(_ origin: MergeResult.Origin, _ screen: MergeScreen) -> String {
        if origin.region == screen.focus { return "match.current" }
        if case .open = origin { return "match" }
        return "diff.changed"
    }

    private func note(
        _ span: MergeResult.Span, _ line: Int, _ screen: MergeScreen, _ canvas: Canvas
    ) -> Note {
        let start = column(of: span.range.lowerBound, line)
        let end = span.range.isEmpty ? start + 1 : max(start + 1, column(of: span.range.upperBound, line))
        let who = Self.who(span, screen)
        let sign = span.range.isEmpty ? canvas.glyphs.minus : ""
        let role = span.origin.region == screen.focus ? "accent" : "text.dim"
        return Note(
            columns: start..<end, text: sign + DisplayText(who, policy: canvas.policy(.singleLine)), role: role)
    }

    /// Whose a stretch of the result is.
    static func who(_ span: MergeResult.Span, _ screen: MergeScreen) -> String {
        switch span.origin {
        case .base: return ""
        case .own: return "yours"
        case .open: return "open"
        case .variant(let region, let place):
            let variant = screen.merge.regions[region].variants[place]
            if variant.kind == .asItWas { return "as it was" }
            return variant.people.count == screen.merge.edits.count ? "all" : screen.names(of: variant.people)
        }
    }

    /// The cell of a line at which an offset of the source is shown; its end for what comes behind it.
    private func column(of offset: Int, _ line: Int) -> Int {
        var column = text.lines[line].indent
        for index in text.lines[line].clusters {
            if text.text.clusters[index].source.lowerBound >= offset { break }
            column += text.text.clusters[index].width
        }
        return column
    }

    func draw(from first: Int, in area: Rect, _ canvas: inout Canvas) {
        for (index, row) in rows.dropFirst(first).prefix(area.rows).enumerated() {
            let place = Rect(row: area.row + index, column: area.column, rows: 1, columns: area.columns)
            switch row {
            case .line(let line):
                Column([Passage(text.arranged([line]), marks: marks)]).draw(in: place, scroll: 0, on: &canvas)
            case .notes(let notes): draw(notes, in: place, &canvas)
            }
        }
    }

    /// Each name behind its line, as far as the next one leaves room.
    private func draw(_ notes: [Note], in area: Rect, _ canvas: inout Canvas) {
        for (place, note) in notes.enumerated() {
            let next = place + 1 < notes.count ? notes[place + 1].columns.lowerBound : area.columns + 1
            let start = area.column + note.columns.lowerBound
            let end = min(note.columns.upperBound, next, area.columns)
            let line = DisplayText(repeating: canvas.glyphs.overline, count: end - note.columns.lowerBound)
            canvas.put(line, area.row, start, note.role, maxWidth: area.endColumn - start)
            let room = next - end - 2
            // Less than the start of a name would be a riddle.
            guard room >= min(note.text.width, 5) else { continue }
            canvas.put(
                note.text.truncated(to: room, ellipsis: canvas.glyphs.ellipsis), area.row, area.column + end + 1,
                note.role, maxWidth: room)
        }
    }
}
