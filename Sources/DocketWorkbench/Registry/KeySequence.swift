package import DocketTerminal
package import DocketText

/// One key, or several pressed one after the other: `a`, `C-r`, `g g`.
package struct KeySequence: Sendable, Hashable, CustomStringConvertible {
    /// At least one.
    package let strokes: [KeyStroke]

    /// Nil where there is no stroke.
    package init?(_ strokes: [KeyStroke]) {
        guard !strokes.isEmpty else { return nil }
        self.strokes = strokes
    }

    /// Reads strokes with blanks between them, in the notation of `KeyStroke`.
    package init?(notation: String) {
        guard let strokes = KeyStroke.sequence(notation: notation) else { return nil }
        self.init(strokes)
    }

    package var notation: String { strokes.map(\.notation).joined(separator: " ") }
    package var description: String { notation }

    /// In the words of manuals: `Ctrl-R`, `Page down`, `g g`.
    package var words: String {
        strokes.map { stroke in
            let held = stroke.modifiers
            let label = KeyStroke(stroke.key).label(ascii: true).string
            let key = held.contains(.control) ? label.uppercased() : label
            return (held.contains(.control) ? "Ctrl-" : "") + (held.contains(.alt) ? "Alt-" : "")
                + (held.contains(.shift) ? "Shift-" : "") + (key.utf8.count > 1 ? label : key)
        }.joined(separator: " ")
    }

    /// How screens show it: `⌃R`, `g g`.
    package func label(ascii: Bool) -> DisplayText {
        DisplayText(strokes.map { $0.label(ascii: ascii).string }.joined(separator: " "))
    }
}
