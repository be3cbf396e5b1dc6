import DocketNotation
import DocketTerminal
import DocketText

/// A text being written, with its cursor: the part of it that is in the window. Only what is near the window is laid out.
struct TextInputView {
    let input: TextInput
    let area: Rect

    /// Lines of context kept between the cursor and the edges.
    private static let margin = 2

    private var store: LineStore { input.buffer.characters }

    /// A row of a wrapped source line.
    private struct Place: Equatable {
        var line: Int
        var row: Int
    }

    func draw(_ canvas: inout Canvas) {
        guard area.rows > 0, area.columns > 0 else { return }
        canvas.frame.fill(area, style: canvas.theme.style("input"))
        let cursor = cursorPlace(canvas)
        let top = top(cursor.place, canvas)
        canvas.textWindow = TextWindow(width: area.columns, rows: area.rows, line: top.line, row: top.row)
        let selection = input.buffer.selection.map {
            input.buffer.utf8Offset(ofCharacter: $0.lowerBound)..<input.buffer.utf8Offset(ofCharacter: $0.upperBound)
        }
        var place = top
        var row = area.row
        while row < area.endRow {
            let layout = layout(place.line, canvas)
            drawRow(place, layout, at: row, selection, &canvas)
            if place == cursor.place { canvas.frame.cursor = point(row, cursor.column, canvas) }
            row += 1
            guard let next = following(place, layout.lines.count) else { break }
            place = next
            if row == area.endRow { drawMore(store.lines.count - place.line, below: true, &canvas) }
        }
        if top != Place(line: 0, row: 0) { drawMore(max(1, top.line), below: false, &canvas) }
    }

    /// How many rows the text takes, up to a limit.
    func rowCount(limit: Int, _ canvas: Canvas) -> Int {
        var rows = 0
        for line in store.lines.indices where rows < limit { rows += layout(line, canvas).lines.count }
        return min(rows, limit)
    }

    // MARK: Where things are

    private func layout(_ line: Int, _ canvas: Canvas) -> TextLayout {
        canvas.cache.text(
            SourceText(bytes: store.lines[line].bytes), width: area.columns, policy: canvas.policy(.standard)
        ).layout
    }

    private func cursorPlace(_ canvas: Canvas) -> (place: Place, column: Int) {
        let line = store.lineIndex(ofCharacter: input.buffer.cursor)
        let layout = layout(line, canvas)
        let offset = input.buffer.utf8Offset(ofCharacter: input.buffer.cursor) - store.byteStart(ofLine: line)
        let position = layout.position(ofCluster: layout.text.clusterIndex(atSourceOffset: offset))
        return (Place(line: line, row: position.line), position.column)
    }

    /// Behind a line that fills the width the cursor stands in the cell beside it, where there is one.
    private func point(_ row: Int, _ column: Int, _ canvas: Canvas) -> Point {
        Point(row: row, column: min(area.column + column, canvas.size.columns - 1))
    }

    private func following(_ place: Place, _ rows: Int) -> Place? {
        if place.row + 1 < rows { return Place(line: place.line, row: place.row + 1) }
        return place.line + 1 < store.lines.count ? Place(line: place.line + 1, row: 0) : nil
    }

    private func moved(_ place: Place, by distance: Int, _ canvas: Canvas) -> Place {
        var place = Place(line: min(max(0, place.line), store.lines.count - 1), row: place.row + distance)
        while place.row < 0 {
            guard place.line > 0 else { return Place(line: 0, row: 0) }
            place.line -= 1
            place.row += layout(place.line, canvas).lines.count
        }
        while true {
            let rows = layout(place.line, canvas).lines.count
            if place.row < rows { return place }
            guard place.line + 1 < store.lines.count else { return Place(line: place.line, row: rows - 1) }
            place.line += 1
            place.row -= rows
        }
    }

    /// Rows from one place down to another, up to a limit.
    private func distance(_ from: Place, _ to: Place, limit: Int, _ canvas: Canvas) -> Int {
        var rows = to.row - from.row
        for line in from.line..<max(from.line, to.line) {
            rows += layout(line, canvas).lines.count
            if rows - to.row > limit { break }
        }
        return rows
    }

    /// Scrolls no further than it takes to see the cursor with some lines around it.
    private func top(_ cursor: Place, _ canvas: Canvas) -> Place {
        let wanted = moved(Place(line: input.window.line, row: input.window.row), by: 0, canvas)
        guard input.followsCursor else { return wanted }
        let margin = min(Self.margin, max(0, area.rows - 1) / 2)
        let above = moved(cursor, by: -margin, canvas)
        if above.line < wanted.line || (above.line == wanted.line && above.row < wanted.row) { return above }
        let behind = distance(cursor, moved(cursor, by: margin, canvas), limit: margin, canvas)
        let room = area.rows - 1 - min(margin, behind)
        return distance(wanted, cursor, limit: area.rows, canvas) > room ? moved(cursor, by: -room, canvas) : wanted
    }

    // MARK: Drawing

    private func drawRow(
        _ place: Place, _ layout: TextLayout, at row: Int, _ selection: Range<Int>?, _ canvas: inout Canvas
    ) {
        let line = layout.lines[place.row]
        let start = store.byteStart(ofLine: place.line)
        let theme = canvas.theme
        canvas.frame.put(
            layout.text.clusters[line.clusters], at: Point(row: row, column: area.column + line.indent),
            style: { cluster in
                let isSelected = selection?.contains(start + cluster.source.lowerBound) ?? false
                if isSelected { return theme.style("selection") }
                return theme.style(cluster.notice != nil ? "token" : "input")
            }, maxWidth: area.columns - line.indent)
        addHits(line, layout, start, row, &canvas)
        // A selected line break shows as a cell behind the line.
        let width = layout.width(ofLine: place.row)
        let isEnd = place.row == layout.lines.count - 1
        if isEnd, let selection, selection.contains(start + layout.text.sourceCount), width < area.columns {
            canvas.put(" ", row, area.column + width, "selection")
        }
    }

    private func addHits(_ line: LayoutLine, _ layout: TextLayout, _ start: Int, _ row: Int, _ canvas: inout Canvas) {
        let end = layout.text.sourceOffset(ofCluster: line.clusters.upperBound)
        canvas.hit(
            Rect(row: row, column: area.column, rows: 1, columns: area.columns), .editor(offset: start + end))
        var column = area.column + line.indent
        for cluster in layout.text.clusters[line.clusters] {
            canvas.hit(
                Rect(row: row, column: column, rows: 1, columns: cluster.width),
                .editor(offset: start + cluster.source.lowerBound))
            column += cluster.width
        }
    }

    private func drawMore(_ lines: Int, below: Bool, _ canvas: inout Canvas) {
        guard area.rows > 4 else { return }
        let sign = below ? canvas.glyphs.unfolded : canvas.glyphs.above
        let text = " " + sign + " \(lines) more "
        guard text.width <= area.columns else { return }
        canvas.put(text, below ? area.endRow - 1 : area.row, area.endColumn - text.width, "notice")
    }
}
