/// A record read from a source, and the line it began on (1-based; 0 where the source has no lines).
package struct ImportRecord: Sendable, Hashable {
    package enum Content: Sendable, Hashable {
        case item(Item)
        /// An item whose records are written already.
        case stored(StoredItem)
        case decision(Decision)
        case resolution(Resolution)
        case question(GuidelineQuestion)
        case answer(GuidelineAnswer)
    }

    package var content: Content
    package var line: Int

    package init(_ content: Content, line: Int) {
        self.content = content
        self.line = line
    }
}
