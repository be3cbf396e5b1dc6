package import DocketTerminal
package import DocketText

/// The lines above and below every screen.
extension Canvas {
    /// The first line: title and facts at the left, state and person at the right, which goes before.
    package mutating func header(left: [Piece], right: [Piece]) {
        let rightWidth = Piece.width(right)
        put(left, 0, 1, maxWidth: max(0, size.columns - rightWidth - 3))
        put(right, 0, max(0, size.columns - rightWidth - 1), maxWidth: rightWidth)
        rule(1)
    }

    /// The last line: keys and what they do, as many as fit, clickable; what is disabled is dim.
    /// - Parameter isIncidental: the message gives way to the keys where not both fit.
    package mutating func footer(_ screen: some Screen, message: Piece?, isIncidental: Bool = false) {
        let row = size.rows - 1
        rule(row - 1)
        guard row > 1 else { return }
        // In front of another screen its footer must not shine through.
        frame.fill(
            Rect(row: row, column: 0, rows: 1, columns: size.columns),
            style: Style(background: theme.canvas.background))
        var end = size.columns - 1
        if let message, !isIncidental || message.text.width < size.columns / 2 {
            let width = min(message.text.width + 2, size.columns - 2)
            end = size.columns - 1 - width
            if end < 8 || message.text.width > size.columns / 2 {
                // A long message takes the line: it is what the person has to read now.
                put(message.text.truncated(to: size.columns - 2, ellipsis: glyphs.ellipsis), row, 1, message.role)
                return
            }
            put(message.text, row, end + 2, message.role, maxWidth: width)
        }
        let entries = screen.footer.compactMap { FooterEntry($0, screen, keyMap, glyphs) }
        var column = 1
        for entry in FooterEntry.fitting(entries, columns: end - column) {
            let start = column
            column = put(entry.key, row, column, entry.isEnabled ? "key" : "key.disabled")
            column = put(entry.title, row, column + 1, entry.isEnabled ? "key.label" : "key.disabled")
            hit(Rect(row: row, column: start, rows: 1, columns: column - start), .command(entry.command))
            column += FooterEntry.gap
        }
    }

    /// Whether what was decided is on disk.
    package func savedMark(_ saving: Saving<some Sendable>) -> Piece {
        if let failure = saving.failure {
            return Piece(
                glyphs.warning
                    + DisplayText(" not saved: \(failure.reason), kept here, retrying", policy: policy(.singleLine)),
                "unsaved")
        }
        if !saving.isEmpty { return Piece(glyphs.ellipsis + " saving", "saving") }
        return Piece(saving.hasSaved ? glyphs.check + " saved" : "", "saved")
    }

    /// A bar of a share between 0 and 1, in half cells.
    package mutating func progressBar(_ share: Double, _ row: Int, _ column: Int, width: Int) {
        guard width > 0 else { return }
        let halves = Int((min(max(share, 0), 1) * Double(width * 2)).rounded(.down))
        for cell in 0..<width {
            let glyph: DisplayText
            let isDone: Bool
            switch halves - cell * 2 {
            case 2...: (glyph, isDone) = (glyphs.progressFull, true)
            case 1: (glyph, isDone) = (glyphs.progressHalf, true)
            default: (glyph, isDone) = (glyphs.progressEmpty, false)
            }
            put(glyph, row, column + cell, isDone ? "progress.done" : "progress.rest")
        }
    }

    /// A panel above the footer, over the whole width, with a title: lists and short texts. Returns the area inside.
    package mutating func panel(title: DisplayText, rows: Int) -> Rect {
        let height = min(size.rows - 4, rows + 1)
        let area = Rect(row: size.rows - 2 - height, column: 0, rows: height, columns: size.columns)
        frame.fill(area, style: Style(background: theme.canvas.background))
        rule(area.row, role: "accent")
        putOverRule([Piece(" " + title + " ", "header.title")], area.row, 2, maxWidth: size.columns - 4)
        return Rect(row: area.row + 1, column: 2, rows: max(0, height - 1), columns: size.columns - 4)
    }

    /// Text in the middle of an area: empty and loading states.
    package mutating func centered(_ lines: [Piece], in area: Rect) {
        let top = area.row + max(0, (area.rows - lines.count) / 2)
        for (index, line) in lines.enumerated() where top + index < area.endRow {
            let column = area.column + max(0, (area.columns - line.text.width) / 2)
            put(line.text, top + index, column, line.role, maxWidth: area.columns)
        }
    }
}

/// A key and what it does, as the footer shows them.
private struct FooterEntry {
    static let gap = 2

    let command: Command
    let key: DisplayText
    let title: DisplayText
    let isEnabled: Bool

    /// Nil where the command has no key.
    init?(_ command: Command, _ screen: some Screen, _ keyMap: KeyMap, _ glyphs: Glyphs) {
        guard let keys = keyMap.keys(for: command, in: screen.scope).first else { return nil }
        self.command = command
        key =
            command == .choose1 && !keyMap.digitsAreMapped(in: screen.scope)
            ? DisplayText(screen.choiceCount == 2 ? "1 2" : "1\(glyphs.ellipsis.string)\(max(1, screen.choiceCount))")
            : keys.label(ascii: glyphs.isASCII)
        title = DisplayText(command.title(in: screen.scope))
        isEnabled = screen.availability(of: command).isEnabled
    }

    private var width: Int { key.width + 1 + title.width + Self.gap }

    /// Where not all fit: the ones to finish with and the help always, the others as far as there is room.
    static func fitting(_ entries: [FooterEntry], columns: Int) -> [FooterEntry] {
        let essential: Set<Command> = [.submit, .help, .save, .keepDraft, .open, .close]
        var room = columns + gap
        for entry in entries where essential.contains(entry.command) { room -= entry.width }
        var isFull = false
        return entries.filter { entry in
            if essential.contains(entry.command) { return true }
            isFull = isFull || entry.width > room
            if !isFull { room -= entry.width }
            return !isFull
        }
    }
}
