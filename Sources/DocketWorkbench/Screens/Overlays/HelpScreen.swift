import DocketModel
package import DocketTerminal
import DocketText

/// Every key of the screen it was called from, from the registry: found by a part of a name, or by pressing the key.
package struct HelpScreen: Screen {
    package enum Mode: Sendable, Hashable {
        case reading
        /// Writing what to look for.
        case filtering
        /// The next key is asked about and not obeyed; so far these were pressed.
        case asking([KeyStroke])
    }

    let about: CommandList
    let keyMap: KeyMap
    var mode = Mode.reading
    var scrollPosition = 0
    /// What is looked for; empty shows everything.
    var wanted = ""
    var notice: String?

    package init(about: CommandList, _ keyMap: KeyMap) {
        self.about = about
        self.keyMap = keyMap
    }

    package var scope: Scope { mode == .filtering ? .finding : .help }

    package var asksForKey: Bool {
        if case .asking = mode { true } else { false }
    }

    package var footer: [Command] {
        switch mode {
        case .reading: [.filter, .askKey, .lineDown, .pageDown, .close]
        case .filtering: [.open, .lineDown, .lineUp, .close]
        case .asking: []
        }
    }

    package func availability(of command: Command) -> Availability { .enabled }
    package mutating func appear(_ context: Context) -> [Effect] { [] }
    package mutating func receive(_ message: Reply, _ context: Context) -> [Effect] { [] }
    package mutating func click(_ target: HitTarget, _ context: Context) -> [Effect] { [] }
    package mutating func notify(_ text: String) { notice = text }

    package mutating func perform(_ command: Command, _ context: Context) -> [Effect] {
        notice = nil
        switch (command, mode) {
        case (.close, .filtering):
            wanted = ""
            mode = .reading
        case (.open, .filtering): mode = .reading
        case (.close, _) where !wanted.isEmpty:
            // One step back after the other: first all keys are there again.
            wanted = ""
            scrollPosition = 0
        case (.close, _): return [.back]
        case (.filter, _):
            mode = .filtering
            wanted = ""
            scrollPosition = 0
        case (.askKey, _): mode = .asking([])
        default:
            scrollPosition = Scrolling.moved(
                scrollPosition, command, page: context.size.rows - 6, limit: context.scrollLimits[.reader] ?? 0)
        }
        return []
    }

    package mutating func type(_ stroke: KeyStroke, _ context: Context) -> [Effect] {
        notice = nil
        switch mode {
        case .reading: return [.unused(stroke)]
        case .asking(let earlier): explain(earlier + [stroke])
        case .filtering:
            if let text = stroke.text {
                wanted += text
            } else if stroke.key == .backspace {
                if wanted.isEmpty { mode = .reading }
                _ = wanted.popLast()
            } else if stroke == KeyStroke(.character("u"), .control) {
                wanted = ""
            }
            scrollPosition = 0
        }
        return []
    }

    private mutating func explain(_ strokes: [KeyStroke]) {
        let keys = strokes.map(\.notation).joined(separator: " ")
        switch keyMap.entry(for: strokes, in: about.scope) {
        case .prefix?: mode = .asking(strokes)
        case .command(let command)?:
            mode = .reading
            let entry = about.entry(of: command)
            let reason = entry?.availability.reason.map { " Not now: \($0)." } ?? ""
            notice =
                "\(keys): \(entry?.title ?? command.title(in: about.scope)). \(command.summary(in: about.scope))\(reason)"
        case nil:
            mode = .reading
            notice =
                strokes.count == 1 && about.scope.takesText && strokes[0].text != nil
                ? "\(keys) is typed"
                : strokes.count == 1
                    ? KeyAdvice.text(for: strokes[0], on: about, keyMap, ascii: false)
                    : "\(keys) does nothing there"
        }
    }

    package mutating func paste(_ bytes: [UInt8], _ context: Context) -> [Effect] {
        if mode == .filtering {
            wanted += String(decoding: bytes, as: UTF8.self).filter { !$0.isNewline }.prefix(80)
        }
        return []
    }

    package mutating func scroll(_ target: HitTarget?, by lines: Int, _ context: Context) -> [Effect] {
        scrollPosition = min(max(0, scrollPosition + lines), context.scrollLimits[.reader] ?? 0)
        return []
    }

    // MARK: View

    package func view(_ canvas: inout Canvas) {
        canvas.header(
            left: [Piece("Keys: \(about.scope.title)", "header.title"), Piece(mapName(canvas), "header")],
            right: [Piece(closing(canvas), "header")])
        let area = Rect(row: 2, column: 2, rows: canvas.size.rows - 4, columns: canvas.size.columns - 4)
        let table = HelpTable(about, wanted: wanted, width: area.columns, canvas)
        canvas.painted.limits[.reader] = max(0, table.lines.count - area.rows)
        let first = min(scrollPosition, max(0, table.lines.count - area.rows))
        for (index, line) in table.lines.dropFirst(first).prefix(area.rows).enumerated() {
            for (column, piece) in line {
                canvas.put(
                    piece.text, area.row + index, area.column + column, piece.role, maxWidth: area.columns - column)
            }
        }
        if table.lines.isEmpty {
            canvas.put("no command here is called so", area.row, area.column, "text.dim", maxWidth: area.columns)
        }
        viewFooter(&canvas)
        let hidden = table.lines.count - first - area.rows
        if hidden > 0 {
            canvas.putOverRule([Piece(" \(hidden) more lines ", "notice")], area.endRow, area.column, maxWidth: 20)
        }
    }

    private func mapName(_ canvas: Canvas) -> DisplayText {
        keyMap.name == KeyMap.standard.name
            ? "" : "  key map " + DisplayText(keyMap.name, policy: canvas.policy(.singleLine))
    }

    private func closing(_ canvas: Canvas) -> DisplayText {
        guard let keys = keyMap.keys(for: .close, in: .help).first else { return "" }
        return keys.label(ascii: canvas.glyphs.isASCII) + " goes back"
    }

    private func viewFooter(_ canvas: inout Canvas) {
        switch mode {
        case .asking(let earlier):
            let pressed = earlier.map { $0.label(ascii: canvas.glyphs.isASCII).string }.joined(separator: " ")
            canvas.footer(self, message: Piece(DisplayText("press the key to be told about: \(pressed)"), "accent"))
        case .filtering:
            let row = canvas.size.rows - 1
            canvas.footer(self, message: nil)
            canvas.frame.fill(
                Rect(row: row, column: 0, rows: 1, columns: canvas.size.columns), style: canvas.theme.style("input"))
            let end = canvas.put(
                DisplayText("/ " + wanted, policy: canvas.policy(.singleLine)), row, 1, "input",
                maxWidth: canvas.size.columns - 2)
            canvas.frame.cursor = Point(row: row, column: min(end, canvas.size.columns - 1))
        case .reading:
            viewNotice(&canvas)
        }
    }

    /// What a key does may take more than the last line: it stands in a panel of its own.
    private func viewNotice(_ canvas: inout Canvas) {
        guard let notice else {
            canvas.footer(self, message: nil)
            return
        }
        let layout = TextLayout(
            DisplayText(notice, policy: canvas.policy(.singleLine)), width: max(10, canvas.size.columns - 4))
        canvas.footer(self, message: nil)
        let area = canvas.panel(title: "what a key does", rows: layout.lines.count)
        for (index, line) in layout.lines.prefix(area.rows).enumerated() {
            canvas.put(layout.text.slice(line.clusters), area.row + index, area.column, "text.strong")
        }
    }
}
