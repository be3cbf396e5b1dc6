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

    package var foreground: Color?
    package var background: Color?
    package var attributes: Attributes

    package init(foreground: Color? = nil, background: Color? = nil, attributes: Attributes = []) {
        self.foreground = foreground
        self.background = background
        self.attributes = attributes
    }

    /// The terminal's own colours, no attributes.
    package static let plain = Style()

    /// This style with `over` on top: its colours where it has any, the attributes of both.
    package func merging(_ over: Style) -> Style {
        Style(
            foreground: over.foreground ?? foreground, background: over.background ?? background,
            attributes: attributes.union(over.attributes))
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

extension Color: CustomStringConvertible {
    package var description: String {
        switch self {
        case .rgb(let red, let green, let blue): RGB(red: red, green: green, blue: blue).hexadecimal
        case .indexed(let index): "color \(index)"
        case .standard: "standard"
        }
    }
}
