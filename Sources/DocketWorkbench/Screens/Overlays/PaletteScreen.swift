package import DocketTerminal
import DocketText

/// Every command that applies on the screen below, found by a few letters of its name.
package struct PaletteScreen: Screen {
    /// What applies below; the workbench keeps it up to date.
    package var list: CommandList {
        didSet { search() }
    }
    private(set) var buffer = TextBuffer("")
    private(set) var hits: [CommandSearch.Hit] = []
    private(set) var selected = 0
    private(set) var notice: String?

    package init(_ list: CommandList) {
        self.list = list
        search()
    }

    package var scope: Scope { .finding }
    package var coversAll: Bool { false }
    package var footer: [Command] { [.open, .lineDown, .lineUp, .close] }

    package func availability(of command: Command) -> Availability {
        switch command {
        case .open, .lineDown, .lineUp, .pageDown, .pageUp:
            hits.isEmpty ? .disabled("no command is called so: Backspace takes letters back") : .enabled
        default: .enabled
        }
    }

    package mutating func appear(_ context: Context) -> [Effect] { [] }
    package mutating func receive(_ message: Reply, _ context: Context) -> [Effect] { [] }
    package mutating func notify(_ text: String) { notice = text }

    private mutating func search() {
        let chosen = hits.indices.contains(selected) ? hits[selected].entry.command : nil
        hits = CommandSearch.hits(for: buffer.text, in: list)
        selected = hits.firstIndex { $0.entry.command == chosen } ?? 0
    }

    /// What is written changed: the best match is the one to take.
    private mutating func searchAnew() {
        hits = CommandSearch.hits(for: buffer.text, in: list)
        selected = 0
    }

    package mutating func perform(_ command: Command, _ context: Context) -> [Effect] {
        notice = nil
        switch command {
        case .close: return [.back]
        case .open: return run(selected)
        case .lineDown: selected = (selected + 1) % max(1, hits.count)
        case .lineUp: selected = (selected + hits.count - 1) % max(1, hits.count)
        case .pageDown: selected = min(selected + Self.page, max(0, hits.count - 1))
        case .pageUp: selected = max(0, selected - Self.page)
        default: break
        }
        return []
    }

    private static let page = 8

    private mutating func run(_ place: Int) -> [Effect] {
        guard hits.indices.contains(place) else { return [] }
        selected = place
        let entry = hits[place].entry
        if let reason = entry.availability.reason {
            notice = "\(entry.title): \(reason)"
            return []
        }
        return [.back, .perform(entry.command)]
    }

    package mutating func type(_ stroke: KeyStroke, _ context: Context) -> [Effect] {
        notice = nil
        if let text = stroke.text {
            buffer.insert(text)
        } else {
            switch (stroke.key, stroke.modifiers) {
            case (.backspace, []) where buffer.text.isEmpty: return [.back]
            case (.backspace, []): buffer.deleteBackward()
            case (.backspace, _), (.character("w"), .control): buffer.deleteWordBackward()
            case (.delete, _): buffer.deleteForward()
            case (.left, _): buffer.moveLeft()
            case (.right, _): buffer.moveRight()
            case (.home, _), (.character("a"), .control): buffer.moveToLineStart()
            case (.end, _), (.character("e"), .control): buffer.moveToLineEnd()
            case (.character("u"), .control): buffer = TextBuffer("")
            default: return []
            }
        }
        searchAnew()
        return []
    }

    package mutating func paste(_ bytes: [UInt8], _ context: Context) -> [Effect] {
        buffer.insert(String(String(decoding: bytes, as: UTF8.self).filter { !$0.isNewline }.prefix(80)))
        searchAnew()
        return []
    }

    package mutating func click(_ target: HitTarget, _ context: Context) -> [Effect] {
        if case .entry(let place) = target { run(place) } else { [] }
    }

    package mutating func scroll(_ target: HitTarget?, by lines: Int, _ context: Context) -> [Effect] {
        selected = min(max(0, selected + (lines > 0 ? 1 : -1)), max(0, hits.count - 1))
        return []
    }

    // MARK: View

    /// So many entries, where there is room: the item stays in sight.
    private static let mostRows = 10

    package func view(_ canvas: inout Canvas) {
        let rows = min(max(1, hits.count), Self.mostRows, max(1, canvas.size.rows - 7))
        let area = canvas.panel(title: "Commands here: " + DisplayText(list.scope.title), rows: rows + 1)
        drawLine(Rect(row: area.row, column: area.column, rows: 1, columns: area.columns), &canvas)
        if hits.isEmpty {
            canvas.put("no command is called so", area.row + 1, area.column, "text.dim", maxWidth: area.columns)
        }
        let first = max(0, min(selected - rows + 1, hits.count - rows))
        let titleWidth = min(22, hits.map { $0.entry.title.count }.max() ?? 0)
        for (index, hit) in hits.enumerated().dropFirst(first).prefix(rows) {
            let row = Rect(
                row: area.row + 1 + index - first, column: area.column, rows: 1, columns: area.columns)
            draw(hit, row, titleWidth, isSelected: index == selected, &canvas)
            canvas.hit(row, .entry(index))
        }
        let hidden = hits.count - first - rows
        if hidden > 0 || first > 0 {
            let text: DisplayText = " \(hits.count > 0 ? selected + 1 : 0) of \(hits.count) "
            canvas.putOverRule(
                [Piece(text, "text.dim")], area.row - 1, area.endColumn - text.width, maxWidth: text.width)
        }
        canvas.footer(
            self, message: notice.map { Piece(DisplayText($0, policy: canvas.policy(.singleLine)), "warning") })
    }

    private func drawLine(_ area: Rect, _ canvas: inout Canvas) {
        canvas.frame.fill(area, style: canvas.theme.style("input"))
        let start = canvas.put(": ", area.row, area.column, "input")
        let text = DisplayText(buffer.text, policy: canvas.policy(.singleLine))
        let before = text.slice(
            0..<text.clusterIndex(atSourceOffset: buffer.utf8Offset(ofCharacter: buffer.cursor))
        ).width
        guard !text.isEmpty else {
            canvas.put("type a part of a command's name", area.row, start, "text.dim", maxWidth: area.endColumn - start)
            canvas.frame.cursor = Point(row: area.row, column: start)
            return
        }
        canvas.put(text, area.row, start, "input", maxWidth: area.endColumn - start)
        canvas.frame.cursor = Point(row: area.row, column: min(start + before, area.endColumn - 1))
    }

    private func draw(
        _ hit: CommandSearch.Hit, _ area: Rect, _ titleWidth: Int, isSelected: Bool, _ canvas: inout Canvas
    ) {
        let reason = hit.entry.availability.reason
        if isSelected {
            canvas.frame.fill(area, style: canvas.theme.style("selection"))
            canvas.put(canvas.glyphs.selected, area.row, area.column, "accent")
        }
        let isEnabled = reason == nil
        // The keys stand at the right, so that titles and sentences line up.
        let keys = canvas.keyMap.keys(for: hit.entry.command, in: list.scope).first
        let label = keys?.label(ascii: canvas.glyphs.isASCII) ?? ""
        canvas.put(label, area.row, area.endColumn - label.width, isEnabled ? "key" : "key.disabled")
        let end = area.endColumn - label.width - 2
        let title = DisplayText(hit.entry.title)
        let column = area.column + 2
        let role = isEnabled ? isSelected ? "text.strong" : "text" : "key.disabled"
        canvas.put(title, area.row, column, role, maxWidth: min(titleWidth, end - column))
        for place in hit.places where title.clusters.indices.contains(place) && place < titleWidth {
            canvas.put(title.slice(place..<place + 1), area.row, column + place, "match")
        }
        let sentence = column + titleWidth + 2
        canvas.putLine(
            reason.map { "not now: \($0)" } ?? hit.entry.command.summary(in: list.scope), area.row, sentence,
            "text.dim",
            maxWidth: end - sentence)
    }
}
