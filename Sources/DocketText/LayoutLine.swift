/// One line of a `TextLayout`.
package struct LayoutLine: Sendable, Hashable {
    /// Blank cells before the text.
    package var indent: Int
    /// What the line shows, as indices into the text's clusters: without the line break, and without the blanks
    /// that were swallowed where it was wrapped.
    package var clusters: Range<Int>
    /// Whether the source breaks the line here, rather than its width.
    package var endsWithLineBreak = false
    /// Whether the line goes on with what the line before it began.
    package var isContinuation: Bool
}
