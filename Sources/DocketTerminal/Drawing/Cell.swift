/// What one cell of a frame shows.
///
/// Small and without references, so that frames are copied and compared as plain memory.
package struct Cell: Sendable, Hashable {
    /// What stands in the cell.
    enum Content: Sendable, Hashable {
        case scalar(Unicode.Scalar)
        /// A base with its marks: a place in the frame's table.
        case compound(UInt16)
        /// The right half of the wide glyph before it.
        case continuation
    }

    var content: Content
    /// 1 or 2; 0 for the right half of a wide glyph.
    package internal(set) var width: UInt8
    package internal(set) var style: Style

    static func blank(_ style: Style) -> Cell {
        Cell(content: .scalar(" "), width: 1, style: style)
    }
}
