/// Width in terminal cells, from utf8proc's pinned table: the same for layout and for painting.
package enum CellWidth {
    /// The cells that one grapheme cluster takes once it went through the standard display policy, so that a
    /// hidden character is as wide as its token. 0 for a line break.
    package static func of(_ cluster: Character) -> Int {
        if let ascii = cluster.asciiValue, (0x20...0x7E).contains(ascii) { return 1 }
        return DisplayText(String(cluster)).width
    }
}
