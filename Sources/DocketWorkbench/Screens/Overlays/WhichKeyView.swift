import DocketTerminal
import DocketText

/// After the first key of a sequence: the keys that can follow, what each does, and why one cannot be used.
enum WhichKeyView {
    /// What the beginnings of sequences are for, in the registry's own notation.
    private static let titles = ["g": "go to"]

    private struct Row {
        var keys: DisplayText
        var title: DisplayText
        var reason: String?
        var command: Command?
    }

    /// The same as lines: key, what it does, why not.
    static func lines(_ trie: KeyTrie, _ list: CommandList) -> [String] {
        rows(trie, list, true).map { row in
            "\(row.keys.string): \(row.title.string)" + (row.reason.map { ", not now: \($0)" } ?? "")
        }
    }

    static func draw(_ pending: [KeyStroke], _ trie: KeyTrie, _ list: CommandList, _ canvas: inout Canvas) {
        let isASCII = canvas.glyphs.isASCII
        let rows = rows(trie, list, isASCII)
        let keyWidth = rows.map(\.keys.width).max() ?? 1
        let width = canvas.size.columns - 4
        var count = max(1, min(rows.count, width / 36))
        if rows.count > count * (canvas.size.rows - 5) {
            // All the keys go before why one of them does nothing.
            count = max(count, width / (keyWidth + (rows.map(\.title.width).max() ?? 0) + 4))
        }
        let height = (rows.count + count - 1) / count
        let typed = pending.map { $0.label(ascii: isASCII).string }.joined(separator: " ")
        let purpose = titles[pending.map(\.notation).joined(separator: " ")].map { " \($0)" } ?? ""
        let area = canvas.panel(
            title: DisplayText("\(typed) \(canvas.glyphs.ellipsis.string)\(purpose)   Esc leaves"), rows: height)
        let shown = min(rows.count, area.rows * count)
        for (index, column) in area.columns(count, gap: 2).enumerated() {
            for place in 0..<area.rows {
                // Down the first column, then the next.
                let number = index * area.rows + place
                guard number < shown else { continue }
                draw(
                    rows[number], keyWidth,
                    Rect(row: column.row + place, column: column.column, rows: 1, columns: column.columns), &canvas)
            }
        }
        if shown < rows.count {
            canvas.put(" \(rows.count - shown) more ", area.endRow, area.column, "notice")
        }
    }

    private static func rows(_ trie: KeyTrie, _ list: CommandList, _ isASCII: Bool) -> [Row] {
        let order = Command.allCases
        let entries = trie.entries.map { stroke, entry -> (place: Int, row: Row) in
            let keys = stroke.label(ascii: isASCII)
            switch entry {
            case .command(let command):
                let known = list.entry(of: command)
                return (
                    order.firstIndex(of: command) ?? order.count,
                    Row(
                        keys: keys, title: DisplayText(known?.title ?? command.title(in: list.scope)),
                        reason: known?.availability.reason, command: command)
                )
            case .prefix(let following):
                return (order.count, Row(keys: keys, title: "\(following.commands.count) more keys"))
            }
        }
        return entries.sorted { ($0.place, $0.row.keys.string) < ($1.place, $1.row.keys.string) }.map(\.row)
    }

    private static func draw(_ row: Row, _ keyWidth: Int, _ area: Rect, _ canvas: inout Canvas) {
        let isEnabled = row.reason == nil
        canvas.put(row.keys, area.row, area.column, isEnabled ? "key" : "key.disabled", maxWidth: keyWidth)
        var pieces = [Piece(row.title, isEnabled ? "text" : "key.disabled")]
        if let reason = row.reason {
            pieces.append(Piece("  " + DisplayText(reason, policy: canvas.policy(.singleLine)), "text.dim"))
        }
        canvas.put(pieces, area.row, area.column + keyWidth + 2, maxWidth: area.columns - keyWidth - 2)
        if let command = row.command { canvas.hit(area, .command(command)) }
    }
}
