/// The smallest piece of text that is painted as one: a character of known width with at most four marks on it, or
/// a line break.
///
/// A character of the source that cannot be painted as it is becomes several clusters (`⟨RLO⟩` is five); they have
/// the same `source`, and a line is not wrapped nor a cursor put between them.
package struct DisplayCluster: Sendable, Hashable {
    /// The scalar of a cluster that is a single one and one cell wide, as nearly all are; else 0.
    package let plain: UInt32
    /// What to paint: safe, and of exactly `width` cells.
    package let glyph: DisplayGlyph
    private var start: UInt32
    private var length: UInt32
    private let cells: UInt8
    package let notice: DisplayNotice?
    private let traits: Traits

    struct Traits: OptionSet, Hashable {
        let rawValue: UInt8
        static let lineBreak = Traits(rawValue: 1)
        static let blank = Traits(rawValue: 2)
        static let word = Traits(rawValue: 4)
        static let opening = Traits(rawValue: 8)
        static let closing = Traits(rawValue: 16)
        static let unspaced = Traits(rawValue: 32)
        static let dash = Traits(rawValue: 64)
    }

    /// - Precondition: `text` has one to five scalars, which the builder sees to.
    init(_ text: String, width: Int, source: Range<Int>, notice: DisplayNotice? = nil, traits: Traits = []) {
        glyph = DisplayGlyph(text)
        plain = width == 1 ? glyph.scalar?.value ?? 0 : 0
        self.start = UInt32(source.lowerBound)
        self.length = UInt32(source.count)
        self.cells = UInt8(width)
        self.notice = notice
        self.traits = traits
    }

    package var text: String { glyph.text }

    /// The glyph where it is a single scalar, as nearly all are.
    package var scalar: Unicode.Scalar? { glyph.scalar }

    /// Cells: 1 or 2, 0 only for a line break.
    package var width: Int { Int(cells) }
    /// Byte offsets in the source text, which may be up to 4 GiB long.
    package var source: Range<Int> { Int(start)..<Int(start) + Int(length) }
    package var isLineBreak: Bool { traits.contains(.lineBreak) }
    /// A space, or a cell of a tab, at which a line may be wrapped.
    package var isBlank: Bool { traits.contains(.blank) }
    package var isWordCharacter: Bool { traits.contains(.word) }

    var isOpening: Bool { traits.contains(.opening) }
    var isClosing: Bool { traits.contains(.closing) }
    var isUnspaced: Bool { traits.contains(.unspaced) }
    var isDash: Bool { traits.contains(.dash) }

    /// The same cluster at another place of a source.
    func moved(by offset: Int) -> DisplayCluster {
        var moved = self
        moved.start += UInt32(offset)
        return moved
    }

    /// The same cluster as a sign for other bytes, or for none.
    func standing(for source: Range<Int>) -> DisplayCluster {
        var sign = self
        sign.start = UInt32(truncatingIfNeeded: source.lowerBound)
        sign.length = UInt32(truncatingIfNeeded: source.count)
        return sign
    }

    func placed(at offset: Int) -> DisplayCluster {
        var placed = self
        placed.start = UInt32(truncatingIfNeeded: offset)
        return placed
    }
}
