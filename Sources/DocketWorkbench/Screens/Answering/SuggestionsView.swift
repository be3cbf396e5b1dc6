import DocketModel
import DocketNotation
import DocketTerminal
import DocketText

/// The suggestions side by side (or as tabs), with what was said of each.
struct SuggestionsView {
    let sheet: AnswerSheet
    /// First line of each suggestion, by its place.
    let scrolls: [Int]
    var editor: Editor?
    var comparison = Comparison.marked
    /// Two of them read against each other, where they are.
    var pair: ComparedPair?
    /// Which difference somebody went to.
    var change: Int?
    var reading = Reading()
    /// Edits that are drafts still.
    var drafts: [SuggestionID: Editor] = [:]
    /// Why the item was skipped, where that is what stands.
    var skipped: String?
    /// What stands beside their numbers, or in the place of these where none of them has the focus; nil for numbers alone.
    var labels: SuggestionLabels?
    /// Whether one of them has the focus; an adjudicator who only reads has none.
    var hasFocus = true
    var layout: AnsweringLayout

    func draw(_ canvas: inout Canvas) {
        if let pair, editor == nil { return drawCompared(pair, &canvas) }
        drawHeadings(&canvas)
        for pane in layout.panes {
            let area = pane.area
            canvas.hit(
                Rect(row: area.row - 1, column: area.column, rows: area.rows + 2, columns: area.columns),
                .pane(pane.place))
            drawPane(pane.place, area, &canvas)
        }
        drawChange(in: layout.panes.filter { $0.place == sheet.focus }.map(\.area), &canvas)
        drawAnswers(&canvas)
    }

    private var isSideBySide: Bool {
        layout.panes.count > 1 && layout.panes.allSatisfy { $0.area.row == layout.panes[0].area.row }
    }

    // MARK: Headings

    private func drawHeadings(_ canvas: inout Canvas) {
        canvas.rule(layout.headings, from: layout.body.column - 1, to: layout.body.endColumn + 1)
        if layout.isTabbed { return drawTabs(&canvas) }
        for (index, pane) in layout.panes.enumerated() {
            let row = isSideBySide ? layout.headings : pane.area.row - 1
            if !isSideBySide, index > 0 {
                canvas.rule(row, from: layout.body.column - 1, to: layout.body.endColumn + 1)
            }
            if isSideBySide, index > 0 {
                canvas.put(canvas.glyphs.teeDown, row, pane.area.column - 2, "rule")
                canvas.frame.fill(
                    Rect(row: row + 1, column: pane.area.column - 2, rows: layout.answers - row, columns: 1),
                    with: canvas.glyphs.columnRule, style: canvas.theme.style("rule"))
            }
            canvas.putOverRule(
                heading(pane.place, canvas), row, pane.area.column + 2, maxWidth: max(0, pane.area.columns - 3))
        }
        let count = sheet.order.count
        if isSideBySide, layout.panes.count < count {
            let text: DisplayText = " \(layout.panes.count) of \(count) \(canvas.glyphs.moreRight.string) "
            canvas.put(text, layout.headings, layout.body.endColumn - text.width, "accent")
        }
    }

    func heading(_ place: Int, _ canvas: Canvas) -> [Piece] {
        let isFocused = hasFocus && place == sheet.focus && sheet.order.count > 1
        var pieces = [Piece(isFocused ? " [\(place + 1)] " : " \(place + 1) ", isFocused ? "focus" : "text.strong")]
        if let labels {
            let label = DisplayText(labels.label(of: sheet.order[place]), policy: canvas.policy(.singleLine))
                .truncated(to: SuggestionLabels.width, ellipsis: canvas.glyphs.ellipsis)
            if hasFocus {
                pieces.append(Piece(label + " ", "text.dim"))
            } else {
                pieces = [Piece(" " + label + " ", "text.strong")]
            }
        }
        if let said = preference(place) {
            pieces.append(
                Piece(
                    " " + canvas.glyphs.preferred + DisplayText(" \(said) ", policy: canvas.policy(.singleLine)),
                    "preferred"))
        }
        if let model = suggestion(place)?.model {
            pieces.append(Piece(DisplayText(" \(model) ", policy: canvas.policy(.singleLine)), "text.dim"))
        }
        return pieces
    }

    private func preference(_ place: Int) -> String? {
        switch sheet.answers.preference {
        case .win(sheet.order[place], let strength):
            let name = strength.flatMap { sheet.ask.strengthName($0) }
            return "preferred" + (name.map { ", \($0)" } ?? "")
        case .tie: return "tie"
        case .bothBad: return "bad"
        default: return nil
        }
    }

    private func suggestion(_ place: Int) -> Suggestion? {
        sheet.order.indices.contains(place) ? sheet.item.suggestion(sheet.order[place]) : nil
    }

    private func drawTabs(_ canvas: inout Canvas) {
        var column = layout.body.column + 2
        let all = sheet.order.indices.reduce(0) { $0 + Piece.width(heading($1, canvas)) }
        if all > layout.body.endColumn - column {
            // Not all of them fit: the one in front, and how many there are.
            let text: DisplayText = "of \(sheet.order.count) \(canvas.glyphs.moreRight.string) "
            canvas.putOverRule(
                heading(sheet.focus, canvas) + [Piece(text, "accent")], layout.headings, column,
                maxWidth: layout.body.endColumn - column)
            return
        }
        for place in sheet.order.indices {
            let pieces = heading(place, canvas)
            let width = Piece.width(pieces)
            canvas.hit(Rect(row: layout.headings, column: column, rows: 1, columns: width), .pane(place))
            column = canvas.putOverRule(pieces, layout.headings, column, maxWidth: layout.body.endColumn - column)
        }
        let hint = DisplayText(" \(canvas.key(.nextPane)) other  \(canvas.key(.cycleDiff)) compare ")
        if layout.body.endColumn - column > hint.width + 2 {
            canvas.put(hint, layout.headings, layout.body.endColumn - hint.width - 1, "text.dim")
        }
    }

    // MARK: Texts

    private func drawPane(_ place: Int, _ area: Rect, _ canvas: inout Canvas) {
        if let editor, sheet.order[place] == editor.suggestion {
            EditorView.draw(editor, in: area, &canvas)
            return
        }
        let (column, changeRows) = column(place, width: area.columns, canvas)
        if place == sheet.focus { canvas.painted.changeRows = changeRows }
        drawText(column, of: place, in: area, &canvas)
    }

    /// Draws a suggestion's text, and below it what cannot be seen in it.
    func drawText(_ column: Column, of place: Int, in area: Rect, _ canvas: inout Canvas) {
        let warnings = area.rows > 3 ? warnings(column, area, canvas) : []
        let text = area.inset(bottom: warnings.count)
        for (index, line) in warnings.enumerated() {
            canvas.put(line, text.endRow + index, area.column, maxWidth: area.columns)
        }
        canvas.show(column, in: text, scroll: scrolls.indices.contains(place) ? scrolls[place] : 0, as: .pane(place))
    }

    /// What cannot be seen in the text as it is shown: hidden characters, differences in signs of Markdown. Each has a
    /// line of its own where not both fit into one; where there is no room for that, the words go before the signs.
    private func warnings(_ column: Column, _ area: Rect, _ canvas: Canvas) -> [[Piece]] {
        var notices = DisplayNotices()
        for passage in column.passages { notices.add(passage.text.text.notices) }
        let hidden = column.passages.reduce(0) { $0 + $1.hiddenMarks }
        var lines: [[Piece]] = []
        if !notices.isEmpty {
            let text = DisplayText(" " + notices.description, policy: canvas.policy(.singleLine))
            lines.append([Piece(canvas.glyphs.warning + text, "warning")])
            if !reading.isRevealing {
                lines[0].append(Piece(DisplayText("  \(canvas.key(.reveal)) reveals"), "text.dim"))
            }
        }
        if hidden > 0 {
            lines.append([
                Piece(canvas.glyphs.unequal + " \(hidden) in markup", "warning"),
                Piece(DisplayText("  \(canvas.key(.toggleMarkup)) shows \(hidden == 1 ? "it" : "them")"), "text.dim"),
            ])
        }
        guard lines.count > 1 else { return lines }
        let joined = lines[0] + [Piece("  ")] + lines[1]
        if Piece.width(joined) <= area.columns { return [joined] }
        if area.rows > Self.warningsStackFrom { return lines }
        return [
            [
                Piece(canvas.glyphs.warning + DisplayText(" hidden: \(canvas.key(.reveal))  "), "warning"),
                Piece(
                    canvas.glyphs.unequal + DisplayText(" \(hidden) in markup: \(canvas.key(.toggleMarkup))"), "warning"
                ),
            ]
        ]
    }

    /// Below this the text needs the row more than a second line of warnings does.
    private static let warningsStackFrom = 5

    /// What is read of a suggestion, with its marks, and the rows at which differences begin.
    func column(_ place: Int, width: Int, _ canvas: Canvas) -> (column: Column, changeRows: [Int]) {
        guard sheet.order.indices.contains(place), let suggestion = sheet.item.suggestion(sheet.order[place]) else {
            return (Column([]), [])
        }
        var column = Column(lead(of: place, width: width, canvas))
        let start = column.rowCount
        guard let marked = marked(suggestion, width: width, canvas) else {
            let text = sheet.answers.judgement(of: suggestion.id)?.verdict?.editedText ?? suggestion.text
            column.passages.append(Passage(canvas.text(text, width: width, reading)))
            return (column, [])
        }
        column.passages.append(marked.passage)
        return (column, marked.changeLines.map { $0 + start })
    }

    /// The messages of a suggestion before the one that is its text.
    func lead(of place: Int, width: Int, _ canvas: Canvas) -> [Passage] {
        guard let suggestion = sheet.item.suggestion(sheet.order[place]) else { return [] }
        return suggestion.messages.dropLast().flatMap { message in
            let label = SourceText("\(message.role):")
            return [
                Passage(canvas.text(label, width: width, reading, as: .raw), role: "text.dim"),
                Passage(canvas.text(message.content, width: width, reading)),
            ]
        }
    }

    /// The suggestion with its edit shown word by word, or marked where it differs from the other one; nil where it is
    /// shown by itself.
    private func marked(_ suggestion: Suggestion, width: Int, _ canvas: Canvas) -> MarkedText? {
        if let draft = drafts[suggestion.id] {
            return canvas.marked(draft.text, .edit, suggestion.text, width: width, reading)
        }
        guard comparison != .off else { return nil }
        if let edited = sheet.answers.judgement(of: suggestion.id)?.verdict?.editedText {
            return canvas.marked(edited, .edit, suggestion.text, width: width, reading)
        }
        return compared(with: suggestion.id).map {
            canvas.marked(suggestion.text, .differences, $0, width: width, reading)
        }
    }

    /// What a suggestion is compared with: the focused one; the focused one with its neighbour.
    private func compared(with id: SuggestionID) -> SourceText? {
        let order = sheet.order
        guard order.count > 1 else { return nil }
        let focused = order[sheet.focus]
        let other = id == focused ? order[sheet.focus == 0 ? 1 : sheet.focus - 1] : focused
        return sheet.item.suggestion(other)?.text
    }

    // MARK: Answers

    /// Answers below panes that stand otherwise than the layout says.
    func drawAnswers(of panes: [AnsweringLayout.Pane], _ canvas: inout Canvas) {
        var view = self
        // Two texts of one suggestion have one answer.
        view.layout.panes = Set(panes.map(\.place)).count < panes.count ? Array(panes.prefix(1)) : panes
        view.layout.isTabbed = false
        view.drawAnswers(&canvas)
    }

    private func drawAnswers(_ canvas: inout Canvas) {
        if layout.isTabbed || layout.panes.count == 1 {
            guard let pane = layout.panes.first else { return }
            canvas.put(
                said(pane.place, canvas) + saidOfItem(canvas), layout.answers, pane.area.column,
                maxWidth: pane.area.columns)
            return
        }
        if isSideBySide {
            for pane in layout.panes {
                let isLast = pane.place == layout.panes.last?.place
                let pieces = said(pane.place, canvas) + (isLast ? saidOfItem(canvas) : [])
                canvas.put(pieces, layout.answers, pane.area.column, maxWidth: pane.area.columns)
            }
        } else {
            var pieces: [Piece] = []
            for place in sheet.order.indices {
                pieces += [Piece("\(place + 1): ", "text.dim")] + said(place, canvas) + [Piece("   ")]
            }
            canvas.put(pieces + saidOfItem(canvas), layout.answers, layout.body.column, maxWidth: layout.body.columns)
        }
    }

    private func said(_ place: Int, _ canvas: Canvas) -> [Piece] {
        let id = sheet.order[place]
        let judgement = sheet.answers.judgement(of: id)
        if drafts[id] != nil {
            return [
                Piece(
                    canvas.glyphs.pencil + DisplayText(" draft, not taken over yet: \(canvas.key(.edit)) goes on   "),
                    "warning")
            ]
        }
        if let skipped, place == 0 {
            return [
                Piece(
                    canvas.glyphs.skipped + DisplayText(" skipped: \(skipped)", policy: canvas.policy(.singleLine)),
                    "verdict.skip")
            ]
        }
        return AnswerPieces.verdict(judgement, canvas)
            + AnswerPieces.ratings(sheet.ask.suggestionRatings, judgement?.ratings ?? [:], canvas)
    }

    private func saidOfItem(_ canvas: Canvas) -> [Piece] {
        AnswerPieces.ratings(sheet.ask.itemRatings, sheet.answers.ratings, canvas)
            + AnswerPieces.flags(sheet.answers.flags, canvas) + AnswerPieces.comment(sheet.comment, canvas)
    }
}
