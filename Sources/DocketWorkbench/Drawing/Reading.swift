package import DocketNotation
package import DocketText

/// How the texts of a screen are read just now.
package struct Reading: Sendable, Hashable {
    /// Markdown as it was written, with all its signs.
    package var isRaw = false
    /// Tabs, trailing blanks and line ends shown as signs. Only the text as it is has all of them.
    package var isRevealing = false

    package init(isRaw: Bool = false, isRevealing: Bool = false) {
        self.isRaw = isRaw
        self.isRevealing = isRevealing
    }

    var showsMarkdown: Bool { !isRaw && !isRevealing }

    /// Does what `reveal` or `toggle-markup` says, and says what is shown now.
    @discardableResult
    mutating func toggle(_ command: Command) -> String {
        if command == .reveal {
            isRevealing.toggle()
            return isRevealing ? "tabs, trailing blanks and line ends are shown" : "blanks are blank again"
        }
        isRaw.toggle()
        return isRaw ? "texts are shown as they were written" : "Markdown is shown as it reads"
    }
}

extension Canvas {
    /// A text from outside, laid out as it is read now.
    /// - Parameter form: what it is shown as unless the text as it is was asked for.
    package func text(
        _ text: SourceText, width: Int, _ reading: Reading, as form: TextForm = .markdown
    ) -> RenderedText {
        cache.text(
            text, width: max(1, width), policy: policy(reading.isRevealing ? .revealing : .standard),
            form: reading.showsMarkdown ? form : .raw)
    }
}
