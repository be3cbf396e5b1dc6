import DocketTerminal
import DocketText

/// The editor in the place of the suggestion, and above it what changed.
enum EditorView {
    static func draw(_ editor: Editor, in area: Rect, _ canvas: inout Canvas) {
        let rows = min(editor.comparison.changes.count, max(0, area.rows / 4))
        let (top, text) = area.split(rows: rows)
        let hidden = editor.comparison.changes.count - rows
        for (index, change) in editor.comparison.changes.prefix(rows).enumerated() {
            var pieces = line(change, width: top.columns, canvas)
            if index == rows - 1, hidden > 0 { pieces.insert(Piece("(\(hidden) more below) ", "text.dim"), at: 0) }
            canvas.put(pieces, top.row + index, top.column, maxWidth: top.columns)
        }
        TextInputView(input: editor.input, area: text).draw(&canvas)
    }

    /// What was there, and what is.
    private static func line(_ change: LiveComparison.Change, width: Int, _ canvas: Canvas) -> [Piece] {
        // Room for the signs around it, and for the other half where there is one.
        let room = max(4, (change.removed.isEmpty || change.added.isEmpty ? width : width / 2) - 9)
        func shown(_ bytes: [UInt8]) -> DisplayText {
            DisplayText(start(of: bytes, width: width), policy: canvas.policy(.singleLine))
                .truncated(to: room, ellipsis: canvas.glyphs.ellipsis)
        }
        let was = change.removed.isEmpty ? [] : [Piece("was [-" + shown(change.removed) + "-]", "text.dim")]
        let now = change.added.isEmpty ? [] : [Piece(" now {+" + shown(change.added) + "+}", "text.dim")]
        return was.isEmpty ? [Piece("new {+" + shown(change.added) + "+}", "text.dim")] : was + now
    }

    /// Enough of a text to fill a row and to be cut there: whole characters, however many bytes each has.
    static func start(of bytes: [UInt8], width: Int) -> String {
        // A character may have hundreds of bytes; what is read must not grow with the text.
        let part = bytes.prefix(64 * (width + 1))
        let characters = String(decoding: part, as: UTF8.self)
        return String((part.count < bytes.count ? characters.dropLast(2) : characters[...]).prefix(width + 1))
    }

    /// How much changed, for the footer.
    static func summary(_ editor: Editor, _ canvas: Canvas) -> Piece {
        let comparison = editor.comparison
        let hundredths = Int((comparison.distance * 100).rounded())
        let padded = hundredths % 100 < 10 ? "0\(hundredths % 100)" : "\(hundredths % 100)"
        let marking =
            editor.input.buffer.isMarking
            ? DisplayText("selecting: \(canvas.key(.mark, in: .edit)) ends   ") : ""
        let counts: DisplayText = "+\(comparison.addedWords) -\(comparison.removedWords) words"
        return Piece(marking + counts + "  distance \(hundredths / 100).\(padded)", "text.dim")
    }
}
