package import DocketNotation

/// A text to read over the screen: the guideline.
package struct Pager: Sendable, Hashable {
    package var title: String
    package var text: SourceText
    package var scroll = 0

    package init(title: String, text: SourceText) {
        self.title = title
        self.text = text
    }
}
