import DocketModel
import DocketNotation
import DocketStorage
import DocketTerminal
import DocketText
import DocketWorkflow

/// A low terminal shows one thing at a time: each annotator's decision is a tab, and each suggestion behind them.
extension AdjudicateScreen {
    /// The decisions on the screen, by their place: only those are adopted.
    func shownDecisions(_ size: Size) -> Range<Int> {
        let layout = AdjudicateLayout(size: size)
        if layout.isTabbed { return isSuggestionInFront ? 0..<0 : focus..<(focus + 1) }
        return DecisionColumns.visible(columns.count, focus: focus, width: layout.detail.columns)
    }

    mutating func bringToFront(decision place: Int) {
        isSuggestionInFront = false
        focus = place
        bodyScroll = 0
    }

    mutating func bringToFront(suggestion place: Int, _ context: Context) {
        suggestion = place
        guard AdjudicateLayout(size: context.size).isTabbed else { return }
        isSuggestionInFront = true
        bodyScroll = 0
    }

    mutating func moveTab(_ distance: Int, _ context: Context) {
        let decisions = columns.count
        let count = decisions + (current?.state.item.suggestions.count ?? 0)
        guard count > 0 else { return }
        let place = ((isSuggestionInFront ? decisions + suggestion : focus) + distance + count) % count
        if place < decisions {
            bringToFront(decision: place)
        } else {
            bringToFront(suggestion: place - decisions, context)
        }
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
        let decisions = columns.enumerated().map { place, column in
            let isFront = !isSuggestionInFront && place == focus
            return tab(isFront ? "\(place + 1) \(column.name)" : "\(place + 1)", isFront, canvas)
        }
        let labels = SuggestionLabels(of: current.state.item)
        let suggestions = sheet.order.enumerated().map { place, id in
            tab(labels.label(of: id), isSuggestionInFront && place == suggestion, canvas)
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
            let target: HitTarget = index < decisions.count ? .column(index) : .pane(index - decisions.count - 1)
            canvas.hit(Rect(row: line.row, column: start, rows: 1, columns: column - start), target)
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

    private func tab(_ text: String, _ isFront: Bool, _ canvas: Canvas) -> [Piece] {
        let shown = DisplayText(text, policy: canvas.policy(.singleLine)).truncated(
            to: SuggestionLabels.width + 2, ellipsis: canvas.glyphs.ellipsis)
        return [isFront ? Piece("[" + shown + "]", "focus") : Piece(" " + shown + " ", "text.strong")]
    }
}
