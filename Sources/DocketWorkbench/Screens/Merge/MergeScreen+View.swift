import DocketAdjudication
import DocketModel
import DocketNotation
import DocketTerminal
import DocketText

extension MergeScreen {
    /// Below this many rows the original is not shown: the hunk and the result have them.
    private static let tallFrom = 16
    /// Texts are no wider than can be read with ease.
    private static let measure = 100

    func view(_ canvas: inout Canvas) {
        viewHeader(&canvas)
        let body = Rect(row: 2, column: 0, rows: max(0, canvas.size.rows - 4), columns: canvas.size.columns)
            .inset(left: 1, right: 1)
        var rest = body
        if canvas.size.rows >= Self.tallFrom {
            let original = original(width: min(body.columns - 2, Self.measure), canvas)
            let (top, below) = rest.split(rows: min(original.column.rowCount, max(2, body.rows / 4)))
            let area = Self.column(in: top)
            original.column.draw(in: area, scroll: max(0, original.row - area.rows / 2), on: &canvas)
            rest = drawTitle(isWriting ? "your text" : region.isHunk ? "hunk" : "change", below, &canvas)
        }
        // The result keeps two rows at least, a line and whose it is, and what a choice is made of comes before that.
        let most = max(1, (rest.rows - 1) * 3 / 5, min(choiceCount, rest.rows - 3))
        let wanted = isWriting ? most : min(most, variantRows(width: rest.columns, canvas))
        let (middle, below) = rest.split(rows: wanted)
        let bottom = drawTitle("result", below, &canvas)
        if case .writing(let editor) = mode {
            EditorView.draw(editor, in: middle, &canvas)
        } else {
            drawVariants(middle, &canvas)
        }
        drawResult(bottom, &canvas)
        if case .picking(let picker) = mode { PickerView.draw(picker, &canvas) }
        canvas.footer(self, message: footerMessage(canvas), isIncidental: isWriting && notice == nil)
    }

    /// Where a text stands in an area.
    private static func column(in area: Rect) -> Rect {
        area.inset(left: 1, right: max(1, area.columns - 1 - measure))
    }

    private var isWriting: Bool {
        if case .writing = mode { true } else { false }
    }

    private func footerMessage(_ canvas: Canvas) -> Piece? {
        if let notice {
            return Piece(
                DisplayText(notice.text, policy: canvas.policy(.singleLine)),
                notice.kind == .warning ? "warning" : "text.dim")
        }
        if case .writing(let editor) = mode { return EditorView.summary(editor, canvas) }
        return nil
    }

    // MARK: The header

    private func viewHeader(_ canvas: inout Canvas) {
        let isNarrow = canvas.size.columns < 60
        var left = [Piece("merge  ", "header")]
        let name = DisplayText(item.rawValue, policy: canvas.policy(.singleLine))
        left.append(
            Piece(name.truncated(to: isNarrow ? 8 : 24, ellipsis: canvas.glyphs.ellipsis), "header.title"))
        left.append(Piece("  " + DisplayText(place), "header"))
        left.append(Piece("  "))
        left += merge.hunks.map { dot($0, canvas) }
        let base = DisplayText(suggestion.rawValue, policy: canvas.policy(.singleLine)).truncated(
            to: 12, ellipsis: canvas.glyphs.ellipsis)
        canvas.header(left: left, right: canvas.exposure + [Piece(isNarrow ? base : "base: " + base, "header")])
    }

    /// Which of the hunks, or of all changes, has the focus.
    var place: String {
        if let hunk = merge.hunks.firstIndex(of: focus) { return "hunk \(hunk + 1) of \(merge.hunks.count)" }
        return "change \(focus + 1) of \(merge.regions.count)"
    }

    /// Settled, open, or open and in the focus.
    private func dot(_ hunk: Int, _ canvas: Canvas) -> Piece {
        if choices[hunk] != nil { return Piece(canvas.glyphs.filled, hunk == focus ? "accent" : "success") }
        return hunk == focus ? Piece(canvas.glyphs.halfFilled, "accent") : Piece(canvas.glyphs.empty, "warning")
    }

    /// A rule with a word on it.
    /// - Returns: the area below.
    private func drawTitle(_ title: DisplayText, _ area: Rect, _ canvas: inout Canvas) -> Rect {
        let (line, below) = area.split(rows: 1)
        guard line.rows > 0 else { return below }
        canvas.rule(line.row)
        canvas.putOverRule([Piece(" " + title + " ", "text.dim")], line.row, 2, maxWidth: line.columns - 2)
        return below
    }

    // MARK: The original

    /// The text as it was, the region in the focus between bars, and the row where that is.
    private func original(width: Int, _ canvas: Canvas) -> (column: Column, row: Int) {
        let bar = Array(canvas.glyphs.columnRule.string.utf8)
        let place = region.base
        let base = merge.base.bytes
        let text = base[..<place.lowerBound] + bar + base[place] + bar + base[place.upperBound...]
        let marked = place.lowerBound..<place.upperBound + 2 * bar.count
        let passage = Passage(
            canvas.text(SourceText(bytes: Array(text)), width: width, reading), marks: [Mark(marked, "diff.changed")],
            role: "text.dim")
        return (Column([passage]), passage.text.line(startingAt: marked.lowerBound) ?? 0)
    }

    // MARK: The variants

    /// One thing that can be taken.
    private struct Entry {
        var text: RenderedText
        var who: DisplayText
        var isChosen: Bool
        var role: String
    }

    private static let numberWidth = 6

    private func entries(width: Int, _ canvas: Canvas) -> (entries: [Entry], whoWidth: Int) {
        let chosen = merge.choice(of: focus, in: choices)
        let who = region.variants.map { DisplayText(whose($0), policy: canvas.policy(.singleLine)) }
        let whoWidth = min(who.map(\.width).max() ?? 0, max(8, width * 2 / 5))
        let textWidth = max(4, min(width - Self.numberWidth - whoWidth - 2, Self.measure))
        var entries = region.variants.enumerated().map { place, variant in
            Entry(
                text: shown(variant.text, width: textWidth, canvas), who: who[place],
                isChosen: chosen == .variant(place), role: variant.kind == .edited ? "text" : "text.dim")
        }
        var own = Entry(
            text: canvas.text("write here", width: textWidth, reading), who: "", isChosen: false, role: "text.dim")
        if case .own(let text)? = chosen {
            own = Entry(text: shown(text, width: textWidth, canvas), who: "yours", isChosen: true, role: "text")
        }
        entries.append(own)
        return (entries, max(whoWidth, own.who.width))
    }

    private func shown(_ text: SourceText, width: Int, _ canvas: Canvas) -> RenderedText {
        if text.isEmpty { return canvas.text("(nothing)", width: width, reading) }
        let isBlank = text.bytes.allSatisfy { $0 == 0x20 || $0 == 0x09 || $0 == 0x0A || $0 == 0x0D }
        return canvas.text(text, width: width, Reading(isRaw: true, isRevealing: reading.isRevealing || isBlank))
    }

    /// Who has a variant.
    func whose(_ variant: MergeVariant) -> String {
        let people = names(of: variant.people)
        return switch variant.kind {
        case .edited: people
        case .asItWas: people.isEmpty ? "as it was" : "as it was: \(people)"
        case .combined: "together: \(people)"
        }
    }

    private func variantRows(width: Int, _ canvas: Canvas) -> Int {
        entries(width: width, canvas).entries.reduce(0) { $0 + $1.text.lines.count }
    }

    private func drawVariants(_ area: Rect, _ canvas: inout Canvas) {
        let (entries, whoWidth) = entries(width: area.columns, canvas)
        let textWidth =
            entries.map { entry in
                entry.text.lines.indices.map { entry.text.layout.width(ofLine: $0) }.max() ?? 0
            }.max() ?? 0
        var row = area.row
        let hidden = max(0, entries.count - area.rows)
        let first = min(firstVariant, hidden)
        canvas.painted.limits[.columns] = hidden
        canvas.painted.scrolls[.columns] = first
        for (place, entry) in entries.enumerated().dropFirst(first).prefix(entries.count - hidden) {
            // Each one left has at least a row, as far as there are rows.
            let left = max(1, entries.count - place - (hidden - first))
            let rows = min(entry.text.lines.count, max(1, (area.endRow - row) / left))
            let line = Rect(row: row, column: area.column, rows: rows, columns: area.columns)
            let sign = entry.isChosen ? canvas.glyphs.filled : canvas.glyphs.empty
            canvas.put(sign, row, area.column + 1, entry.isChosen ? "accent" : "text.dim")
            canvas.put("\(place + 1)", row, area.column + 3, "key")
            let text = Rect(
                row: row, column: area.column + Self.numberWidth, rows: rows,
                columns: max(0, min(textWidth, area.columns - Self.numberWidth - whoWidth - 2)))
            Column([Passage(entry.text, role: entry.isChosen ? "text.strong" : entry.role)])
                .draw(in: text, scroll: 0, on: &canvas)
            canvas.put([Piece(entry.who, "text.dim")], row, text.endColumn + 2, maxWidth: whoWidth)
            canvas.hit(line, .pane(place))
            row += rows
        }
        guard hidden > 0 else { return }
        let key = canvas.key(.contextDown, in: .merge)
        let more: DisplayText = " \(first + 1)-\(first + area.rows) of \(entries.count)  \(key) moves "
        canvas.putOverRule([Piece(more, "accent")], area.endRow, area.endColumn - more.width - 1, maxWidth: more.width)
    }

    // MARK: The result

    private func drawResult(_ area: Rect, _ canvas: inout Canvas) {
        let area = Self.column(in: area)
        guard area.rows > 0 else { return }
        let view = MergeResultView(self, width: area.columns, canvas)
        let limit = max(0, view.rows.count - area.rows)
        // The line in the focus in the middle, with whose it is below it.
        let first = min(scroll ?? max(0, view.focusedRow - max(0, area.rows - 2) / 2), limit)
        canvas.painted.limits[.reader] = limit
        canvas.painted.scrolls[.reader] = first
        view.draw(from: first, in: area, &canvas)
    }
}
