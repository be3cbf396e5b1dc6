import DocketModel
import DocketNotation
import DocketTerminal
import DocketText

/// The editor in the place of the suggestion, and below it what changed.
enum EditorView {
    static func draw(_ editor: Editor, in area: Rect, _ canvas: inout Canvas) {
        let changes = changeLines(editor, width: area.columns, canvas)
        let changeRows = min(changes.count, max(0, area.rows / 4))
        let (top, text) = area.split(rows: changeRows)
        for (index, pieces) in changes.prefix(changeRows).enumerated() {
            canvas.put(pieces, top.row + index, top.column, maxWidth: top.columns)
        }
        canvas.frame.fill(text, style: canvas.theme.style("input"))
        let policy = canvas.policy(.standard)
        let layout = TextLayout(DisplayText(editor.text, policy: policy), width: max(1, text.columns - 1))
        let offset = editor.buffer.utf8Offset(ofCharacter: editor.buffer.cursor)
        let place = layout.position(ofCluster: layout.text.clusterIndex(atSourceOffset: offset))
        let scroll = visible(place.line, editor.scroll, rows: text.rows)
        let selection = editor.buffer.selection.map {
            editor.buffer.utf8Offset(ofCharacter: $0.lowerBound)..<editor.buffer.utf8Offset(ofCharacter: $0.upperBound)
        }
        let passage = Passage(
            RenderedText(raw: layout), marks: selection.map { [Mark($0, "selection")] } ?? [], role: "input")
        for row in 0..<text.rows where scroll + row < layout.lines.count {
            let line = layout.lines[scroll + row]
            let theme = canvas.theme
            canvas.frame.put(
                layout.text.clusters[line.clusters],
                at: Point(row: text.row + row, column: text.column + line.indent),
                style: { cluster in
                    if cluster.notice != nil { return theme.style("token") }
                    return theme.style(passage.role(at: cluster.source.lowerBound) ?? "input")
                }, maxWidth: text.columns - line.indent)
            addHits(
                line, layout, Rect(row: text.row + row, column: text.column, rows: 1, columns: text.columns), &canvas)
        }
        if text.rows > 0 {
            canvas.frame.cursor = Point(
                row: text.row + place.line - scroll, column: min(text.column + place.column, text.endColumn - 1))
        }
    }

    /// Scrolls no further than it takes to see the cursor.
    private static func visible(_ line: Int, _ scroll: Int, rows: Int) -> Int {
        guard rows > 0 else { return 0 }
        return min(max(scroll, line - rows + 1), line)
    }

    private static func addHits(_ line: LayoutLine, _ layout: TextLayout, _ area: Rect, _ canvas: inout Canvas) {
        let end = layout.text.sourceOffset(ofCluster: line.clusters.upperBound)
        canvas.hit(area, .editor(offset: end))
        var column = area.column + line.indent
        for cluster in layout.text.clusters[line.clusters] {
            canvas.hit(
                Rect(row: area.row, column: column, rows: 1, columns: cluster.width),
                .editor(offset: cluster.source.lowerBound))
            column += cluster.width
        }
    }

    /// One dim line a change: what was there, and what is.
    private static func changeLines(_ editor: Editor, width: Int, _ canvas: Canvas) -> [[Piece]] {
        let old = Array(editor.base.utf8)
        let new = Array(editor.text.utf8)
        let segments = canvas.cache.diff(SourceText(bytes: old), SourceText(bytes: new)).segments
        var lines: [[Piece]] = []
        func shown(_ bytes: ArraySlice<UInt8>) -> DisplayText {
            DisplayText(bytes: bytes, policy: canvas.policy(.singleLine)).truncated(to: max(4, width / 2 - 4))
        }
        var index = 0
        while index < segments.count {
            defer { index += 1 }
            switch segments[index] {
            case .unchanged: continue
            case .removed(let range):
                var line = [Piece("was [-" + shown(old[range]) + "-]", "text.dim")]
                if index + 1 < segments.count, case .added(let added) = segments[index + 1] {
                    line.append(Piece(" now {+" + shown(new[added]) + "+}", "text.dim"))
                    index += 1
                }
                lines.append(line)
            case .added(let range): lines.append([Piece("new {+" + shown(new[range]) + "+}", "text.dim")])
            }
        }
        return lines
    }

    /// How much changed, for the footer.
    static func summary(_ editor: Editor) -> Piece {
        let diff = WordDiff(editor.base, editor.text)
        let hundredths = Int((diff.distance * 100).rounded())
        let padded = hundredths % 100 < 10 ? "0\(hundredths % 100)" : "\(hundredths % 100)"
        return Piece(
            "+\(diff.addedWords) -\(diff.removedWords) words  distance \(hundredths / 100).\(padded)", "text.dim")
    }
}
