import DocketModel
import DocketTerminal
import DocketText

/// Every key of the screen it was called from, from the registry.
package struct HelpScreen: Screen {
    let about: Scope
    var scrollPosition = 0

    package init(about: Scope) {
        self.about = about
    }

    package var scope: Scope { .help }
    package var footer: [Command] { [.lineDown, .lineUp, .pageDown, .close] }
    package func availability(of command: Command) -> Availability { .enabled }
    package mutating func appear(_ context: Context) -> [Effect] { [] }
    package mutating func receive(_ message: Reply, _ context: Context) -> [Effect] { [] }
    package mutating func click(_ target: HitTarget, _ context: Context) -> [Effect] { [] }

    package mutating func perform(_ command: Command, _ context: Context) -> [Effect] {
        if command == .close { return [.back] }
        scrollPosition = Scrolling.moved(
            scrollPosition, command, page: context.size.rows - 6, limit: context.scrollLimits[.reader] ?? 0)
        return []
    }

    package mutating func scroll(_ target: HitTarget?, by lines: Int, _ context: Context) -> [Effect] {
        perform(lines > 0 ? .lineDown : .lineUp, context)
    }

    /// What the editor does with keys that are no commands, and so cannot be remapped.
    private static let editorKeys: [(keys: DisplayText, does: DisplayText)] = [
        ("arrows", "move; with Ctrl or Alt by words; with Shift select"),
        ("Home End", "start and end of the line; with Ctrl of the text"),
        ("Ctrl-A Ctrl-E", "start and end of the line"),
        ("Ctrl-K Ctrl-Y", "cut to the end of the line; put it back"),
        ("Ctrl-W", "deletes the word before the cursor"),
    ]

    /// The commands with a key in a scope, digits as one line.
    static func lines(_ scope: Scope, _ keyMap: KeyMap) -> [(keys: [KeyStroke], command: Command)] {
        keyMap.commands(in: scope).filter { ($0.digit ?? 1) == 1 }.map { (keyMap.keys(for: $0, in: scope), $0) }
    }

    package func view(_ canvas: inout Canvas) {
        canvas.header(left: [Piece("Keys: \(about.title)", "header.title")], right: [Piece("esc goes back", "header")])
        let area = Rect(row: 3, column: 2, rows: canvas.size.rows - 6, columns: canvas.size.columns - 4)
        let sentenceColumn = min(36, area.columns * 2 / 5)
        var lines: [(label: Piece?, title: String, sentence: DisplayText)] = []
        for (keys, command) in Self.lines(about, canvas.keyMap) {
            let shown =
                command == .choose1
                ? "1 \(canvas.glyphs.ellipsis.string) 9"
                : keys.prefix(3).map { $0.label(ascii: canvas.glyphs.isASCII).string }.joined(separator: " ")
            let layout = TextLayout(
                DisplayText(command.definition.summary), width: max(10, area.columns - sentenceColumn))
            for (index, line) in layout.lines.enumerated() {
                lines.append(
                    (
                        index == 0 ? Piece(DisplayText(shown), "key") : nil,
                        index == 0 ? command.title(in: about) : "",
                        layout.text.slice(line.clusters)
                    ))
            }
        }
        if about == .edit {
            lines += Self.editorKeys.map { (label: Piece($0.keys, "key"), title: "", sentence: $0.does) }
        }
        canvas.scrollLimits[.reader] = max(0, lines.count - area.rows)
        let first = min(scrollPosition, max(0, lines.count - area.rows))
        for (index, line) in lines.dropFirst(first).prefix(area.rows).enumerated() {
            let row = area.row + index
            if let label = line.label {
                canvas.put(label.text, row, area.column, label.role, maxWidth: sentenceColumn / 2 - 1)
            }
            canvas.put(
                DisplayText(line.title), row, area.column + sentenceColumn / 2, "text.strong",
                maxWidth: sentenceColumn / 2)
            canvas.put(line.sentence, row, area.column + sentenceColumn, maxWidth: area.columns - sentenceColumn)
        }
        let hidden = lines.count - first - area.rows
        if hidden > 0 { canvas.put(" \(hidden) more ", area.endRow, area.column, "notice") }
        canvas.footer(self, message: nil)
    }
}
