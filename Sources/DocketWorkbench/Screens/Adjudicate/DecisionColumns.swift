import DocketModel
import DocketNotation
import DocketStorage
import DocketTerminal
import DocketText
import DocketWorkflow

/// The annotators side by side: what each of them did, how long it took them, and their edits word by word.
struct DecisionColumns {
    let item: Item
    let columns: [DecisionColumn]
    /// What stands for the suggestions: the digits are the decisions'.
    let labels: SuggestionLabels
    let focus: Int
    let ask: Ask
    let reading: Reading
    /// Whose edits the others are read against; nil for the texts as they came.
    var against: Int?

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
            canvas.hit(column, .column(place))
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
        let isFocused = place == focus
        var heading = [Piece("\(place + 1) ", "key")]
        heading.append(
            Piece(
                DisplayText(columns[place].name, policy: canvas.policy(.singleLine)),
                isFocused ? "focus" : "text.strong"))
        heading += time(of: place).map { Piece("  " + $0.text, $0.role) }
        canvas.put(heading, area.row, area.column, maxWidth: area.columns)
        let column = Column(passages(of: place, width: area.columns, canvas))
        canvas.show(column, in: area.inset(top: 1), scroll: scroll, as: .columns)
    }

    /// The rows that show all of what the annotators on the screen said.
    func rows(width: Int, _ canvas: Canvas) -> Int {
        let visible = Self.visible(columns.count, focus: focus, width: width)
        let area = Rect(row: 0, column: 0, rows: 1, columns: width)
        return zip(visible, area.columns(visible.count, gap: 3)).map { place, column in
            Column(passages(of: place, width: column.columns, canvas)).rowCount + 1
        }.max() ?? 0
    }

    /// One of them with nothing beside it, in as few rows as there are: all of it can be scrolled to.
    /// - Parameter why: what they disagree on; it comes last.
    func drawAlone(_ place: Int, why: [Piece], in area: Rect, scroll: Int, _ canvas: inout Canvas) {
        guard columns.indices.contains(place) else { return }
        var all = passages(of: place, width: area.columns, canvas)
        all.append(
            passage(time(of: place).flatMap { [$0, Piece("  ")] } + why, area.columns, canvas))
        canvas.show(Column(all), in: area, scroll: scroll, as: .columns)
    }

    /// What somebody answered and wrote.
    private func passages(of place: Int, width: Int, _ canvas: Canvas) -> [Passage] {
        var passages = said(by: place, width: width, canvas).map { passage($0, width, canvas) }
        if let comment = comment(of: place, width: width, canvas) { passages.append(comment) }
        if let partner = partner(of: place, canvas) { passages.append(passage([partner], width, canvas)) }
        return passages + edits(by: place, width: width, canvas)
    }

    /// How long somebody took, and whether it is what they made of an item that came back.
    private func time(of place: Int) -> [Piece] {
        var pieces: [Piece] = []
        if let milliseconds = columns[place].decision.readingMilliseconds {
            pieces.append(Piece(Self.duration(milliseconds), "text.dim"))
        }
        if columns[place].isRevised { pieces.append(Piece("revised", "warning")) }
        return pieces
    }

    /// Pieces as a text that wraps.
    private func passage(_ pieces: [Piece], _ width: Int, _ canvas: Canvas) -> Passage {
        var bytes: [UInt8] = []
        var marks: [Mark] = []
        for piece in pieces {
            let start = bytes.count
            bytes += Array(piece.text.string.utf8)
            marks.append(Mark(start..<bytes.count, piece.role))
        }
        var passage = Passage(canvas.text(SourceText(bytes: bytes), width: width, Reading(isRaw: true)), marks: marks)
        passage.isSearched = false
        return passage
    }

    /// What somebody answered, a line each.
    private func said(by place: Int, width: Int, _ canvas: Canvas) -> [[Piece]] {
        let answers = columns[place].decision.answer.answers ?? Answers()
        var lines = [AnswerPieces.preference(answers.preference, ask: ask, number: labels.label(of:), canvas)]
        for judgement in answers.judgements {
            let verdict =
                [Piece(label(judgement.suggestion, canvas) + "  ", "text.dim")]
                + AnswerPieces.verdict(judgement, canvas)
            let ratings = AnswerPieces.ratings(ask.suggestionRatings, judgement.ratings, canvas)
            if Piece.width(verdict + ratings) <= width + 3 {
                lines.append(verdict + ratings)
            } else {
                lines.append(verdict)
                lines += ask.suggestionRatings.map { scale in
                    let rating = AnswerPieces.ratings([scale], judgement.ratings, canvas)
                    return rating.isEmpty ? [] : [Piece("   ")] + rating
                }
            }
        }
        lines.append(AnswerPieces.ratings(ask.itemRatings, answers.ratings, canvas))
        lines.append(AnswerPieces.flags(answers.flags, canvas))
        return lines.filter { !$0.isEmpty }
    }

    private func comment(of place: Int, width: Int, _ canvas: Canvas) -> Passage? {
        columns[place].decision.comment.map { comment in
            let quoted = SourceText(bytes: [0x22] + comment.bytes + [0x22])
            return Passage(canvas.text(quoted, width: width, Reading(isRaw: true)), role: "comment")
        }
    }

    /// Whose edits these are read against, where they are.
    private func partner(of place: Int, _ canvas: Canvas) -> Piece? {
        guard let against, hasEdits else { return nil }
        let name = columns[against].name
        let said = against == place ? "others are read against this one" : "read against \(name)"
        return Piece(DisplayText(said, policy: canvas.policy(.singleLine)), "text.dim")
    }

    private func edits(by place: Int, width: Int, _ canvas: Canvas) -> [Passage] {
        (columns[place].decision.answer.answers?.judgements ?? []).compactMap { judgement -> Passage? in
            guard let original = item.suggestion(judgement.suggestion)?.text else { return nil }
            let other = against == place ? nil : against.flatMap { editedText(of: judgement.suggestion, by: $0) }
            // Who left alone what the other one edited says something by that, too.
            guard let edited = judgement.verdict?.editedText ?? (other != nil ? original : nil) else { return nil }
            let base = other ?? original
            return canvas.marked(edited, .edit, base, width: width, reading).passage
        }
    }

    private func editedText(of suggestion: SuggestionID, by place: Int) -> SourceText? {
        columns[place].decision.answer.answers?.judgement(of: suggestion)?.verdict?.editedText
    }

    private func label(_ suggestion: SuggestionID, _ canvas: Canvas) -> DisplayText {
        DisplayText(labels.label(of: suggestion), policy: canvas.policy(.singleLine)).truncated(
            to: SuggestionLabels.width, ellipsis: canvas.glyphs.ellipsis)
    }

    /// `41s`, `2m10s`.
    static func duration(_ milliseconds: Int) -> DisplayText {
        let seconds = milliseconds / 1000
        return seconds < 60 ? "\(seconds)s" : "\(seconds / 60)m\(seconds % 60 < 10 ? "0" : "")\(seconds % 60)s"
    }
}
