/// A stretch of code that has a colour of its own.
package struct CodeToken: Sendable, Hashable {
    package enum Kind: String, Sendable, Hashable, CaseIterable {
        case keyword, string, number, comment
        /// A key of a table, a tag, a variable of a shell.
        case name

        package var role: String { "code.\(rawValue)" }
    }

    /// Bytes; never over the end of a line.
    package var range: Range<Int>
    package var kind: Kind

    package init(_ range: Range<Int>, _ kind: Kind) {
        self.range = range
        self.kind = kind
    }
}
