package import DocketTerminal
import DocketText

/// Passages below each other, of which a window is drawn.
package struct Column {
    package var passages: [Passage]
    /// Cells before the text, where labels stand.
    package var labelWidth: Int

    package init(_ passages: [Passage], labelWidth: Int = 0) {
        self.passages = passages
        self.labelWidth = labelWidth
    }

    package var rowCount: Int {
        passages.reduce(0) { $0 + $1.rowCount }
    }

    /// The rows of an area that texts get: where not everything fits, the last one says where one is.
    func textRows(_ rows: Int) -> Int {
        rowCount > rows && rows >= 3 ? rows - 1 : rows
    }

    /// The furthest that scrolling makes sense: the last line at the lower edge.
    package func lastScroll(rows: Int) -> Int { max(0, rowCount - textRows(rows)) }

    /// The row at which a passage begins, behind the gap above it.
    package func row(ofPassage place: Int) -> Int {
        passages.prefix(place).reduce(0) { $0 + $1.rowCount }
            + (passages.indices.contains(place) ? passages[place].gap : 0)
    }

    /// The rows at which a heading or, of several passages, one of these begins.
    package var landmarks: [Int] {
        var rows: [Int] = []
        var row = 0
        for passage in passages {
            let start = row + passage.gap
            if passages.count > 1 { rows.append(start) }
            rows += passage.text.headings.map { start + $0.line }
            row += passage.rowCount
        }
        return rows
    }

    /// Draws the rows from `scroll` on into an area and says what is above and below them. Costs what is visible.
    package func draw(in area: Rect, scroll: Int, on canvas: inout Canvas) {
        guard area.rows > 0 else { return }
        let rows = textRows(area.rows)
        let first = min(max(0, scroll), lastScroll(rows: area.rows))
        var row = -first
        for passage in passages {
            defer { row += passage.rowCount }
            guard row < rows else { break }
            guard row + passage.rowCount > 0 else { continue }
            let start = row + passage.gap
            for index in max(0, -start)..<max(0, -start, min(passage.text.lines.count, rows - start)) {
                let place = Point(row: area.row + start + index, column: area.column + labelWidth)
                if index == 0, let label = passage.label, labelWidth > 0 {
                    canvas.put(label, place.row, area.column, passage.labelRole, maxWidth: labelWidth - 1)
                }
                if let aside = passage.asides[index] {
                    draw(aside, at: place, area, &canvas)
                    if aside.filling != nil { continue }
                }
                draw(index, of: passage, at: place, area, &canvas)
                if let target = passage.target {
                    canvas.hit(Rect(row: place.row, column: area.column, rows: 1, columns: area.columns), target)
                }
            }
        }
        drawPosition(first, rows, area, &canvas)
    }

    private func draw(_ aside: Aside, at point: Point, _ area: Rect, _ canvas: inout Canvas) {
        if let sign = aside.sign, labelWidth > 0 {
            canvas.put(sign, point.row, area.column, "text.dim", maxWidth: labelWidth - 1)
        }
        let room = Rect(row: point.row, column: point.column, rows: 1, columns: area.endColumn - point.column)
        if let filling = aside.filling {
            canvas.frame.fill(room, with: filling, style: canvas.theme.style("rule"))
        }
        if let title = aside.title {
            canvas.putOverRule([Piece(title, "text.dim")], point.row, point.column + 2, maxWidth: room.columns - 2)
        }
        if let target = aside.target { canvas.hit(room, target) }
    }

    private func draw(_ index: Int, of passage: Passage, at point: Point, _ area: Rect, _ canvas: inout Canvas) {
        let theme = canvas.theme
        let base = theme.style(passage.role)
        let token = theme.style("token")
        let line = passage.text.lines[index]
        var column = point.column + line.indent
        for stretch in passage.text.stretches(ofLine: index) {
            let style = stretch.roles.reduce(base) { $0.merging(theme.style($1)) }
            let clusters = passage.text.text.clusters[stretch.clusters]
            let place = Point(row: point.row, column: column)
            let width = area.endColumn - column
            if passage.isPlain {
                column += canvas.frame.put(clusters, at: place, style: style, maxWidth: width)
                continue
            }
            // Most clusters are like the one before: where that ends is looked up once.
            var known = 0..<0
            var shown = style
            var isHit = false
            column += canvas.frame.put(
                clusters, at: place,
                style: { cluster in
                    if cluster.source.isEmpty { return style }
                    let offset = cluster.source.lowerBound
                    if !known.contains(offset) {
                        let mark = Passage.stretch(at: offset, passage.marks)
                        let hit = Passage.stretch(at: offset, passage.hits)
                        known = mark.range.clamped(to: hit.range)
                        isHit = hit.role != nil
                        shown =
                            hit.role.map { theme.style($0) }
                            ?? mark.role.map { style.merging(theme.style($0)) } ?? style
                    }
                    return cluster.notice != nil && !isHit ? token : shown
                }, maxWidth: width)
        }
    }

    /// How much is above and below, and how far through one is, at the right of the last row.
    private func drawPosition(_ first: Int, _ rows: Int, _ area: Rect, _ canvas: inout Canvas) {
        let below = rowCount - first - rows
        guard first > 0 || below > 0 else { return }
        let row = area.endRow - 1
        let above: DisplayText = first > 0 ? "\(canvas.glyphs.above.string) \(first)" : ""
        let more: DisplayText = below > 0 ? "\(canvas.glyphs.unfolded.string) \(below) more" : "end"
        let share: DisplayText = "\((first + rows) * 100 / max(1, rowCount))%"
        // From the fullest to what always fits.
        var candidates: [DisplayText] = [
            " " + above + (above.isEmpty ? "" : "  ") + more + "  " + share + " ",
            " " + above + (above.isEmpty ? "" : "  ") + more + " ",
            below > 0 ? canvas.glyphs.unfolded : canvas.glyphs.above,
        ]
        // Where the mark has no row of its own, it hides as little as it can.
        if rows == area.rows {
            let sign: DisplayText = below > 0 ? "\(canvas.glyphs.unfolded.string)\(below)" : ""
            candidates =
                [" " + (first > 0 ? "\(canvas.glyphs.above.string)\(first)" : "") + sign] + candidates.suffix(1)
        }
        guard let text = candidates.first(where: { $0.width <= area.columns }) else { return }
        canvas.frame.fill(
            Rect(row: row, column: area.endColumn - text.width, rows: 1, columns: text.width), style: .plain)
        canvas.put(text, row, area.endColumn - text.width, "position")
    }
}
