import DocketModel
import DocketNotation
import DocketTerminal
import DocketText

/// Two texts read against each other, in the place of the suggestions.
extension SuggestionsView {
    /// Cells for the sign before a line, and one between.
    private static let signWidth = 2

    func drawCompared(_ pair: ComparedPair, _ canvas: inout Canvas) {
        let body = Rect(
            row: layout.headings + 1, column: layout.body.column, rows: layout.answers - layout.headings - 1,
            columns: layout.body.columns)
        let sides = pair.form == .unified ? [pair.right] : [pair.left, pair.right]
        let areas = body.columns(sides.count, gap: 3)
        canvas.rule(layout.headings, from: body.column - 1, to: body.endColumn + 1)
        if areas.count > 1 {
            canvas.put(canvas.glyphs.teeDown, layout.headings, areas[1].column - 2, "rule")
            canvas.frame.fill(
                Rect(row: body.row, column: areas[1].column - 2, rows: body.rows + 1, columns: 1),
                with: canvas.glyphs.columnRule, style: canvas.theme.style("rule"))
        }
        // The cells may not divide evenly.
        let width = (areas.map(\.columns).min() ?? body.columns) - Self.signWidth
        let texts = compared(pair, width: width, canvas)
        let leads = sides.map { lead(of: $0.place, width: width, canvas) }
        let leadRows = leads.map { $0.reduce(0) { $0 + $1.rowCount } }.max() ?? 0
        for (index, (side, area)) in zip(sides, areas).enumerated() {
            canvas.putOverRule(
                title(of: side, pair, canvas), layout.headings, area.column + 2, maxWidth: max(0, area.columns - 3))
            canvas.hit(
                Rect(row: layout.headings, column: area.column, rows: area.rows + 2, columns: area.columns),
                .pane(side.place))
            var passage = texts.passages[index]
            // Texts begin on the same row, whatever stands before them.
            passage.gap = leadRows - leads[index].reduce(0) { $0 + $1.rowCount }
            let column = Column(leads[index] + [passage], labelWidth: Self.signWidth)
            drawText(column, of: side.place, in: area, &canvas)
        }
        canvas.painted.changeRows = texts.changeRows.map { $0 + leadRows }
        drawChange(in: areas, &canvas)
        drawAnswers(of: zip(sides, areas).map { AnsweringLayout.Pane(place: $0.place, area: $1) }, &canvas)
    }

    private func compared(_ pair: ComparedPair, width: Int, _ canvas: Canvas) -> ComparedTexts {
        let key = ComparedTexts.Key(
            old: pair.left.text, new: pair.right.text, form: pair.form, width: max(1, width),
            policy: canvas.policy(reading.isRevealing ? .revealing : .standard),
            textForm: reading.showsMarkdown ? .markdown : .raw, unfolded: pair.unfolded, unfoldsAll: pair.unfoldsAll)
        return canvas.cache.compared(key, canvas.glyphs)
    }

    private func title(of side: ComparedPair.Side, _ pair: ComparedPair, _ canvas: Canvas) -> [Piece] {
        var pieces = heading(side.place, canvas)
        if let name = side.name { pieces.append(Piece(DisplayText("\(name) "), "text.dim")) }
        if pair.form == .unified {
            let other = pair.left.name.map { " \($0)" } ?? ""
            let number = pair.left.place == pair.right.place ? "" : " \(pair.left.place + 1)"
            pieces.append(Piece(DisplayText(" against\(number)\(other) "), "text.dim"))
        }
        return pieces
    }

    /// Marks where the difference begins that somebody went to.
    func drawChange(in areas: [Rect], _ canvas: inout Canvas) {
        guard let change, canvas.painted.changeRows.indices.contains(change) else { return }
        let limit = canvas.painted.limits[.pane(sheet.focus)] ?? 0
        let scroll = min(scrolls.indices.contains(sheet.focus) ? scrolls[sheet.focus] : 0, limit)
        for area in areas {
            let row = area.row + canvas.painted.changeRows[change] - scroll
            if row >= area.row, row < area.endRow { canvas.put(canvas.glyphs.selected, row, area.column - 1, "accent") }
        }
    }
}
