import DocketModel
import DocketNotation
import DocketStorage
import DocketTerminal
import DocketText
import DocketWorkflow

/// A low terminal shows one thing at a time: each annotator's decision is a tab, and each suggestion behind them.
extension AdjudicateScreen {
    /// The decisions on the screen, by their place: only those are adopted.
    func shownDecisions(_ current: OpenConflict, _ size: Size) -> Range<Int> {
        let layout = AdjudicateLayout(size: size)
        if layout.isTabbed { return isSuggestionInFront ? 0..<0 : focus..<(focus + 1) }
        return DecisionColumns.visible(current.columns.count, focus: focus, width: layout.detail.columns)
    }

    /// Brings a decision, or behind those a suggestion, to the front.
    mutating func show(tab place: Int) {
        let decisions = current?.columns.count ?? 0
        isSuggestionInFront = place >= decisions
        if isSuggestionInFront { suggestion = place - decisions } else { focus = place }
        bodyScroll = 0
    }

    mutating func moveTab(_ distance: Int, _ current: OpenConflict) {
        let decisions = current.columns.count
        let count = decisions + current.state.item.suggestions.count
        guard count > 0 else { return }
        let place = isSuggestionInFront ? decisions + suggestion : focus
        show(tab: (place + distance + count) % count)
    }

    /// What is in front, below the tabs.
    func viewTabs(
        _ current: OpenConflict, _ sheet: AnswerSheet, _ people: DecisionColumns, _ area: Rect, _ canvas: inout Canvas
    ) {
        let (line, body) = area.split(rows: 1)
        drawTabs(current, sheet, line, &canvas)
        guard isSuggestionInFront, !sheet.order.isEmpty else {
            return people.drawAlone(focus, why: why(current, canvas), in: body, scroll: bodyScroll, &canvas)
        }
        var sheet = sheet
        sheet.setFocus(suggestion)
        let layout = AnsweringLayout(
            body: area, suggestions: sheet.order.count, focus: suggestion, contextRows: 0, isStacked: false)
        let view = SuggestionsView(
            sheet: sheet, scrolls: Array(repeating: bodyScroll, count: sheet.order.count), reading: reading,
            layout: layout)
        view.drawText(view.column(suggestion, width: body.columns, canvas).column, of: suggestion, in: body, &canvas)
    }

    private func drawTabs(_ current: OpenConflict, _ sheet: AnswerSheet, _ line: Rect, _ canvas: inout Canvas) {
        canvas.rule(line.row, from: line.column - 1, to: line.endColumn + 1)
        let decisions = current.columns.indices.map { place in
            let isFront = !isSuggestionInFront && place == focus
            return tab(place, name: current.columns[place].decision.annotator.id.rawValue, isFront, canvas)
        }
        let suggestions = sheet.order.indices.map { place in
            tab(place, name: sheet.order[place].rawValue, isSuggestionInFront && place == suggestion, canvas)
        }
        let between = [Piece(" " + canvas.glyphs.columnRule + " suggestions", "text.dim")]
        let all = decisions + [between] + suggestions
        var column = line.column + 1
        let room = line.endColumn - column
        if all.reduce(0, { $0 + Piece.width($1) }) > room {
            // Not all of them fit: the one in front, and how many there are.
            let place = isSuggestionInFront ? decisions.count + 1 + suggestion : focus
            let what = isSuggestionInFront ? "suggestion" : "decision"
            let count = isSuggestionInFront ? suggestions.count : decisions.count
            let rest: DisplayText = "\(what) of \(count)  \(canvas.key(.nextPane, in: .adjudicate)) moves "
            canvas.putOverRule(all[place] + [Piece(rest, "text.dim")], line.row, column, maxWidth: room)
            return
        }
        for (index, pieces) in all.enumerated() {
            let start = column
            column = canvas.putOverRule(pieces, line.row, column, maxWidth: line.endColumn - column)
            guard index != decisions.count else { continue }
            let place = index < decisions.count ? index : index - 1
            canvas.hit(Rect(row: line.row, column: start, rows: 1, columns: column - start), .pane(place))
        }
        let moves: DisplayText = " \(canvas.key(.nextPane, in: .adjudicate)) moves "
        let context: DisplayText = "\(canvas.key(.expandContext, in: .adjudicate)) context "
        let hasContext = !current.state.item.context.isEmpty
        for hint in [hasContext ? moves + " " + context : moves, hasContext ? " " + context : moves]
        where hint.width < line.endColumn - column {
            canvas.putOverRule(
                [Piece(hint, "text.dim")], line.row, line.endColumn - hint.width, maxWidth: hint.width)
            return
        }
    }

    /// Numbers, and the name of the one in front.
    private func tab(_ place: Int, name: String, _ isFront: Bool, _ canvas: Canvas) -> [Piece] {
        guard isFront else { return [Piece(" \(place + 1) ", "text.strong")] }
        let shown = DisplayText(name, policy: canvas.policy(.singleLine)).truncated(
            to: 12, ellipsis: canvas.glyphs.ellipsis)
        return [Piece("[\(place + 1) " + shown + "]", "focus")]
    }
}
