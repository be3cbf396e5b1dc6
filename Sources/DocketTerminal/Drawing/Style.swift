/// How a cell looks. A colour of nil leaves what lies beneath.
package struct Style: Sendable, Hashable {
    package struct Attributes: OptionSet, Sendable, Hashable {
        package let rawValue: UInt8
        package init(rawValue: UInt8) { self.rawValue = rawValue }

        package static let bold = Attributes(rawValue: 1)
        package static let dim = Attributes(rawValue: 2)
        package static let italic = Attributes(rawValue: 4)
        package static let underline = Attributes(rawValue: 8)
        package static let reverse = Attributes(rawValue: 16)
        /// ncurses knows no strike-through: it is shown dim.
        package static let strikethrough = Attributes(rawValue: 32)

        package static let named: [(name: String, attribute: Attributes)] = [
            ("bold", .bold), ("dim", .dim), ("italic", .italic), ("underline", .underline), ("reverse", .reverse),
            ("strikethrough", .strikethrough),
        ]
    }

    private var packedForeground: UInt32
    private var packedBackground: UInt32
    package var attributes: Attributes

    package init(foreground: Color? = nil, background: Color? = nil, attributes: Attributes = []) {
        packedForeground = Color.packed(foreground)
        packedBackground = Color.packed(background)
        self.attributes = attributes
    }

    package var foreground: Color? {
        get { Color.unpacked(packedForeground) }
        set { packedForeground = Color.packed(newValue) }
    }

    package var background: Color? {
        get { Color.unpacked(packedBackground) }
        set { packedBackground = Color.packed(newValue) }
    }

    /// The terminal's own colours, no attributes.
    package static let plain = Style()

    /// This style with `over` on top: its colours where it has any, the attributes of both.
    package func merging(_ over: Style) -> Style {
        var merged = over
        if merged.packedForeground == 0 { merged.packedForeground = packedForeground }
        if merged.packedBackground == 0 { merged.packedBackground = packedBackground }
        merged.attributes = attributes.union(over.attributes)
        return merged
    }

    /// Blank paper of this style over `old`: the colours it leaves open stay, attributes do not.
    func filling(_ old: Style) -> Style {
        var filled = self
        if filled.packedForeground == 0 { filled.packedForeground = old.packedForeground }
        if filled.packedBackground == 0 { filled.packedBackground = old.packedBackground }
        return filled
    }
}

extension Style: CustomStringConvertible {
    /// Such as `bold underline #d08770 on #2e3440`; empty for the plain style.
    package var description: String {
        var words = Attributes.named.filter { attributes.contains($0.attribute) }.map(\.name)
        if let foreground { words.append(foreground.description) }
        if let background { words.append("on " + background.description) }
        return words.joined(separator: " ")
    }
}

extension Color {
    /// In one word, 0 for nil: styles are merged and compared for every cell of every frame.
    fileprivate static func packed(_ color: Color?) -> UInt32 {
        switch color {
        case nil: 0
        case .rgb(let red, let green, let blue): 1 << 24 | UInt32(red) << 16 | UInt32(green) << 8 | UInt32(blue)
        case .indexed(let index): 2 << 24 | UInt32(index)
        case .standard: 3 << 24
        }
    }

    fileprivate static func unpacked(_ word: UInt32) -> Color? {
        switch word >> 24 {
        case 1:
            .rgb(
                UInt8(truncatingIfNeeded: word >> 16), UInt8(truncatingIfNeeded: word >> 8),
                UInt8(truncatingIfNeeded: word))
        case 2: .indexed(UInt8(truncatingIfNeeded: word))
        case 3: .standard
        default: nil
        }
    }
}

extension Color: CustomStringConvertible {
    package var description: String {
        switch self {
        case .rgb(let red, let green, let blue): RGB(red: red, green: green, blue: blue).hexadecimal
        case .indexed(let index): "color \(index)"
        case .standard: "standard"
        }
    }
}
