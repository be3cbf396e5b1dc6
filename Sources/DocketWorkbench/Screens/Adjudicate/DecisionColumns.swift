import DocketModel
import DocketNotation
import DocketStorage
import DocketTerminal
import DocketText
import DocketWorkflow

/// The annotators side by side: what each of them did, how long it took them, and their edits word by word.
struct DecisionColumns {
    let conflict: OpenConflict
    let focus: Int
    let ask: Ask
    let reading: Reading
    /// Whose edits the others are read against; nil for the texts as they came.
    var against: Int?

    private var columns: [DecisionColumn] { conflict.columns }

    var hasEdits: Bool {
        columns.contains { $0.decision.answer.answers?.judgements.contains { $0.verdict?.editedText != nil } ?? false }
    }

    func draw(in area: Rect, scroll: Int, _ canvas: inout Canvas) {
        guard area.rows > 1 else { return }
        let visible = Self.visible(columns.count, focus: focus, width: area.columns)
        for (place, column) in zip(visible, area.columns(visible.count, gap: 3)) {
            if place > visible.lowerBound {
                canvas.frame.fill(
                    Rect(row: column.row, column: column.column - 2, rows: column.rows, columns: 1),
                    with: canvas.glyphs.columnRule, style: canvas.theme.style("rule"))
            }
            canvas.hit(column, .pane(place))
            draw(place, column, scroll: scroll, &canvas)
        }
        if visible.count < columns.count {
            let text = DisplayText(
                " \(visible.lowerBound + 1)-\(visible.upperBound) of \(columns.count)  \(canvas.key(.nextPane, in: .adjudicate)) moves "
            )
            canvas.putOverRule(
                [Piece(text, "accent")], area.row - 1, area.endColumn - text.width - 1, maxWidth: text.width)
        }
    }

    /// Which columns are on the screen: as many as fit, the focused one among them.
    static func visible(_ count: Int, focus: Int, width: Int) -> Range<Int> {
        let fitting = min(count, max(1, (width + 3) / 23))
        let first = min(max(0, focus - fitting / 2), count - fitting)
        return first..<(first + fitting)
    }

    private func draw(_ place: Int, _ area: Rect, scroll: Int, _ canvas: inout Canvas) {
        let decision = columns[place].decision
        let isFocused = place == focus
        var heading = [Piece("\(place + 1) ", "key")]
        heading.append(
            Piece(
                DisplayText(decision.annotator.id.rawValue, policy: canvas.policy(.singleLine)),
                isFocused ? "focus" : "text.strong"))
        if let milliseconds = decision.readingMilliseconds {
            heading.append(Piece("  " + Self.duration(milliseconds), "text.dim"))
        }
        if columns[place].isRevised { heading.append(Piece("  revised", "warning")) }
        canvas.put(heading, area.row, area.column, maxWidth: area.columns)
        let answers = decision.answer.answers ?? Answers()
        var row = area.row + 1
        func line(_ pieces: [Piece]) {
            guard !pieces.isEmpty, row < area.endRow else { return }
            canvas.put(pieces, row, area.column, maxWidth: area.columns)
            row += 1
        }
        line(AnswerPieces.preference(answers.preference, ask: ask, number: number, canvas))
        for judgement in answers.judgements {
            let verdict =
                [Piece(DisplayText(number(judgement.suggestion)) + "  ", "text.dim")]
                + AnswerPieces.verdict(judgement, canvas)
            let ratings = AnswerPieces.ratings(ask.suggestionRatings, judgement.ratings, canvas)
            if Piece.width(verdict + ratings) <= area.columns + 3 {
                line(verdict + ratings)
            } else {
                line(verdict)
                line(ratings.isEmpty ? [] : [Piece("   ")] + ratings)
            }
        }
        line(AnswerPieces.ratings(ask.itemRatings, answers.ratings, canvas))
        line(AnswerPieces.flags(answers.flags, canvas))
        if let comment = decision.comment, row < area.endRow {
            let quoted = SourceText(bytes: [0x22] + comment.bytes + [0x22])
            let column = Column([
                Passage(canvas.text(quoted, width: area.columns, Reading(isRaw: true)), role: "comment")
            ])
            let rows = min(column.rowCount, 3, area.endRow - row)
            column.draw(
                in: Rect(row: row, column: area.column, rows: rows, columns: area.columns), scroll: 0, on: &canvas)
            row += rows
        }
        if let against, hasEdits {
            let name = columns[against].decision.annotator.id.rawValue
            let said = against == place ? "others are read against this one" : "read against \(name)"
            line([Piece(DisplayText(said, policy: canvas.policy(.singleLine)), "text.dim")])
        }
        drawEdits(
            place, answers, Rect(row: row, column: area.column, rows: area.endRow - row, columns: area.columns), scroll,
            &canvas)
    }

    private func drawEdits(_ place: Int, _ answers: Answers, _ area: Rect, _ scroll: Int, _ canvas: inout Canvas) {
        let passages = answers.judgements.compactMap { judgement -> Passage? in
            guard let original = conflict.state.item.suggestion(judgement.suggestion)?.text else { return nil }
            let other = against == place ? nil : against.flatMap { editedText(of: judgement.suggestion, by: $0) }
            // Who left alone what the other one edited says something by that, too.
            guard let edited = judgement.verdict?.editedText ?? (other != nil ? original : nil) else { return nil }
            let base = other ?? original
            let (text, marks) = Comparing.inline(base, edited, canvas.cache)
            return Passage(canvas.text(text, width: area.columns, reading, as: .raw), marks: marks)
        }
        let column = Column(passages)
        canvas.show(column, in: area, scroll: scroll, as: .columns)
    }

    private func editedText(of suggestion: SuggestionID, by place: Int) -> SourceText? {
        columns[place].decision.answer.answers?.judgement(of: suggestion)?.verdict?.editedText
    }

    /// Suggestions are numbered as they stand above, in the order they were given.
    private func number(_ suggestion: SuggestionID) -> String {
        conflict.state.item.suggestions.firstIndex { $0.id == suggestion }.map { String($0 + 1) } ?? suggestion.rawValue
    }

    /// `41s`, `2m10s`.
    static func duration(_ milliseconds: Int) -> DisplayText {
        let seconds = milliseconds / 1000
        return seconds < 60 ? "\(seconds)s" : "\(seconds / 60)m\(seconds % 60 < 10 ? "0" : "")\(seconds % 60)s"
    }
}
