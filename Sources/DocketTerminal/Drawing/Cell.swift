/// What one cell of a frame shows.
///
/// Small and without references, so that frames are copied and compared as plain memory.
package struct Cell: Sendable, Hashable {
    /// What stands in the cell.
    enum Content: Sendable, Hashable {
        case scalar(Unicode.Scalar)
        /// A base with its marks: a place in the frame's table.
        case compound(UInt32)
        /// The right half of the wide glyph before it.
        case continuation
    }

    /// A scalar's value, or what lies above all of them: the places of compounds, and the continuation.
    private var packed: UInt32
    package internal(set) var style: Style
    /// 1 or 2; 0 for the right half of a wide glyph.
    package internal(set) var width: UInt8

    private static let compounds: UInt32 = 0x8000_0000
    private static let continuation: UInt32 = 0xFFFF_FFFF

    init(content: Content, width: UInt8, style: Style) {
        packed = Self.packed(content)
        self.width = width
        self.style = style
    }

    var content: Content {
        get {
            if packed == Self.continuation { return .continuation }
            if packed >= Self.compounds { return .compound(packed & ~Self.compounds) }
            return .scalar(Unicode.Scalar(packed) ?? " ")
        }
        set { packed = Self.packed(newValue) }
    }

    /// The value of the only scalar of a cell that is one column wide; 0 for others.
    var plain: UInt32 { width == 1 && packed < Self.compounds ? packed : 0 }

    /// Shows a scalar in place of another in a cell that is one column wide, in a style over its own.
    mutating func replacePlain(with scalar: UInt32, style over: Style) {
        packed = scalar
        style = style.merging(over)
    }

    private static func packed(_ content: Content) -> UInt32 {
        switch content {
        case .scalar(let scalar): scalar.value
        case .compound(let place): compounds | place
        case .continuation: continuation
        }
    }

    static func blank(_ style: Style) -> Cell {
        Cell(content: .scalar(" "), width: 1, style: style)
    }
}
