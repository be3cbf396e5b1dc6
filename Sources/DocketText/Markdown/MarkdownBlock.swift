/// How a stretch of Markdown looks.
package struct MarkdownLooks: OptionSet, Sendable, Hashable {
    package let rawValue: UInt16
    package init(rawValue: UInt16) { self.rawValue = rawValue }

    package static let emphasis = MarkdownLooks(rawValue: 1)
    package static let strong = MarkdownLooks(rawValue: 2)
    package static let strike = MarkdownLooks(rawValue: 4)
    package static let code = MarkdownLooks(rawValue: 8)
    package static let link = MarkdownLooks(rawValue: 16)
    /// Where a link or an image points to.
    package static let address = MarkdownLooks(rawValue: 32)
    package static let html = MarkdownLooks(rawValue: 64)
    package static let image = MarkdownLooks(rawValue: 128)
    package static let task = MarkdownLooks(rawValue: 256)
}

/// A stretch of a text as Markdown shows it, and the bytes of the source it stands for.
package struct MarkdownSpan: Sendable, Hashable {
    package enum Shown: Sendable, Hashable {
        /// The bytes themselves.
        case source
        /// Something else: what an entity stands for, a sign.
        case text(String)
        /// The source breaks the line: always, or where it may also be read as a blank.
        case lineBreak(isSoft: Bool)
    }

    package var shown: Shown
    /// Empty for what has no bytes of its own.
    package var source: Range<Int>
    package var looks: MarkdownLooks

    package init(_ shown: Shown, _ source: Range<Int>, _ looks: MarkdownLooks = []) {
        self.shown = shown
        self.source = source
        self.looks = looks
    }
}

/// A paragraph, heading, table or other piece that stands by itself, and what it is in.
package struct MarkdownBlock: Sendable, Hashable {
    package enum Kind: Sendable, Hashable {
        case paragraph
        case heading(level: Int)
        /// Lines of code, and what stands behind the opening fence.
        case code(info: Range<Int>)
        case html
        case rule
        case table([MarkdownTable.Alignment], rows: [[MarkdownTable.Cell]])
        /// Shown as it is: what Markdown would not show at all, such as the definition of a link.
        case verbatim
    }

    /// A quote or a list's item.
    package struct Container: Sendable, Hashable {
        package enum Kind: Sendable, Hashable {
            case quote
            /// An item with its mark, such as `-` or `12.`.
            case item(mark: Range<Int>, isNumbered: Bool)
        }

        package var kind: Kind
        /// Which one of the document it is.
        package var number: Int
        /// Which list an item belongs to; 0 for a quote.
        var list: Int
        /// Whether what it holds, if that is a list's item, follows without a blank line.
        var isTight: Bool
    }

    package var kind: Kind
    /// From the outermost.
    package var containers: [Container]
    /// A table's are in its cells.
    package var spans: [MarkdownSpan]
    /// Whether a blank line parts it from the block before.
    package var hasGap = true
    /// Whether it begins with the box of a task.
    package var isTask = false
}

package enum MarkdownTable {
    package typealias Cell = [MarkdownSpan]
    package enum Alignment: Sendable, Hashable { case left, center, right }
}
