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

    /// How screens show it: `⌃R`, `g g`.
    package func label(ascii: Bool) -> DisplayText {
        DisplayText(strokes.map { $0.label(ascii: ascii).string }.joined(separator: " "))
    }
}
