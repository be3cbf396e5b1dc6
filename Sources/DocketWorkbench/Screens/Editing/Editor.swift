package import DocketModel
package import DocketNotation
package import DocketTerminal
package import DocketText

/// A suggestion being edited in place. Leaving never loses text: what is not saved stays as a draft.
package struct Editor: Sendable {
    package let suggestion: SuggestionID
    /// What is being edited; the comparison is against this.
    package let base: SourceText
    package private(set) var input: TextInput
    /// What was changed so far.
    package private(set) var comparison: LiveComparison
    private var comparedRevision = 0

    package init(suggestion: SuggestionID, base: SourceText, text: SourceText) {
        self.suggestion = suggestion
        self.base = base
        input = TextInput(text.string)
        comparison = LiveComparison(base: TextBuffer(base.string))
        comparison.update(input.buffer)
        comparedRevision = input.buffer.revision
    }

    package var text: SourceText { SourceText(input.text) }
    package var isChanged: Bool { !comparison.isEqual }
    /// Counts the changes of the text.
    package var revision: Int { input.buffer.revision }

    /// - Returns: false where the command does nothing to a text.
    package mutating func perform(_ command: Command, _ context: Context) -> Bool {
        if command == .revert {
            input.replaceAll(with: base.string)
        } else if !input.perform(command, context) {
            return false
        }
        compare()
        return true
    }

    /// - Returns: false where the key types nothing.
    package mutating func type(_ stroke: KeyStroke, _ context: Context) -> Bool {
        defer { compare() }
        return input.type(stroke, context)
    }

    package mutating func paste(_ bytes: [UInt8]) {
        input.paste(bytes)
        compare()
    }

    /// Takes over a text that was made elsewhere. One step of undo.
    package mutating func replaceAll(with text: SourceText) {
        input.replaceAll(with: text.string)
        compare()
    }

    package mutating func copySelection(cuts: Bool) -> String? {
        defer { compare() }
        return input.copySelection(cuts: cuts)
    }

    package mutating func moveCursor(toOffset offset: Int, selects: Bool, _ context: Context) {
        input.moveCursor(toOffset: offset, selects: selects, context)
    }

    package mutating func scroll(by lines: Int, _ context: Context) {
        input.scroll(by: lines, context)
    }

    private mutating func compare() {
        guard comparedRevision != input.buffer.revision else { return }
        comparedRevision = input.buffer.revision
        comparison.update(input.buffer)
    }
}
