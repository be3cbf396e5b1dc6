/// How text from outside is shown. Whatever the policy, nothing is stripped that changes what a reader judges, and
/// nothing but printable characters of known width comes out.
package struct DisplayPolicy: Sendable, Hashable {
    /// Shows tabs, trailing blanks and line ends as signs, unusual blanks by name, and also the joiners and
    /// selectors that spelling and emoji need.
    package var revealsBlanks: Bool
    /// Distance of tab stops in cells, counted from the start of the source line; at least 1.
    package var tabWidth: Int
    /// For locales that are not UTF-8: everything beyond ASCII as `\u{XXXX}`, controls as `^[`, tokens as `<RLO>`.
    package var asciiOnly: Bool
    /// Shows a line break as a sign instead of breaking the line, for one-line output.
    package var singleLine: Bool

    package init(
        revealsBlanks: Bool = false, tabWidth: Int = 4, asciiOnly: Bool = false, singleLine: Bool = false
    ) {
        self.revealsBlanks = revealsBlanks
        self.tabWidth = max(1, tabWidth)
        self.asciiOnly = asciiOnly
        self.singleLine = singleLine
    }

    /// For reading: tabs as blanks, line breaks as such.
    package static let standard = DisplayPolicy()
    /// For looking closely: everything has a sign.
    package static let revealing = DisplayPolicy(revealsBlanks: true)
    /// For a title, a table cell or a line of a report.
    package static let singleLine = DisplayPolicy(singleLine: true)
}
