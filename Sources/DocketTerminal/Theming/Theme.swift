/// How everything looks: a style for each role, and the glyphs to draw with.
///
/// A role is a dotted name. One that the theme does not have falls back to the one with its last part dropped, at
/// last to `text`: `diff.added.word` → `diff.added` → `diff` → `text`.
package struct Theme: Sendable {
    package let name: String
    package let title: String
    /// What the screen is covered with: what a style leaves open is shown in this. Everything else has a background
    /// only where it differs from it.
    package let canvas: Style
    package var glyphs: Glyphs
    /// The least contrast of text that this theme promises, at any colour depth.
    package let minimumContrast: Double
    /// The theme's own choice among a terminal's 16 basic colours.
    package let basicColors: [RGB: UInt8]
    private let styles: [String: Style]

    /// Every role that a screen may ask for. Themes that ship have each of them or an ancestor other than `text`.
    package static let roles = [
        "text", "text.dim", "text.strong", "rule", "header", "header.title", "accent", "focus", "saved", "saving",
        "unsaved", "progress.done", "progress.rest", "verdict.accept", "verdict.edit", "verdict.reject",
        "verdict.skip", "preferred", "rating.filled", "rating.empty", "flag", "comment", "token", "notice", "error",
        "warning", "success", "diff.added", "diff.added.word", "diff.removed", "diff.removed.word", "diff.changed",
        "role.system", "role.user", "role.assistant", "role.document", "role.tool", "key", "key.label", "key.disabled",
        "selection", "cursor.line", "input", "badge", "worth", "link", "link.address", "code", "code.block",
        "code.edge", "code.label", "code.keyword", "code.string", "code.number", "code.comment", "code.name", "heading",
        "heading.1",
        "quote", "markup", "strong", "emphasis", "strike", "list.mark", "position", "match", "match.current", "chart",
        "chart.rest",
    ]

    package func style(_ role: String) -> Style {
        if let style = styles[role] { return style }
        var name = role[...]
        while true {
            if let style = styles[String(name)] { return style }
            guard let dot = name.lastIndex(of: ".") else { return styles["text"] ?? .plain }
            name = name[..<dot]
        }
    }

    /// Whether the role, or an ancestor of it, is the theme's own.
    package func resolves(_ role: String) -> Bool {
        var name = role[...]
        while true {
            if styles[String(name)] != nil { return true }
            guard let dot = name.lastIndex(of: ".") else { return false }
            name = name[..<dot]
        }
    }

    /// How this theme's colours are shown in fewer.
    package func colorMapping(depth: ColorDepth, basicCount: UInt8 = 16) -> ColorMapping {
        ColorMapping(depth: depth, minimumContrast: minimumContrast, basic: basicColors, basicCount: basicCount)
    }

    /// - Parameter ancestry: the theme's own file, then the one it inherits from, and so on.
    init(name: String, ancestry: [ThemeFile]) throws(ThemeError) {
        var palette: [String: Color] = [:]
        var basic: [String: UInt8] = [:]
        var looks: [String: ThemeFile.Look] = [:]
        for file in ancestry.reversed() {
            palette.merge(file.palette) { $1 }
            basic.merge(file.basic) { $1 }
            looks.merge(file.roles) { $1 }
        }
        var styles: [String: Style] = [:]
        for (role, look) in looks {
            styles[role] = Style(
                foreground: try Self.color(look.foreground, palette, role, look),
                background: try Self.color(look.background, palette, role, look), attributes: look.attributes)
        }
        var basicColors: [RGB: UInt8] = [:]
        for (name, index) in basic {
            if let color = palette[name]?.components { basicColors[color] = index }
        }
        let text = styles["text"] ?? .plain
        styles["text"] = Style(foreground: text.foreground, attributes: text.attributes)
        self.name = name
        self.title = ancestry.first?.title ?? name
        self.canvas = Style(
            foreground: text.foreground ?? .standard, background: text.background ?? .standard)
        self.glyphs = ancestry.lazy.compactMap(\.glyphs).first == "ascii" ? .ascii : .unicode
        self.minimumContrast = ancestry.lazy.compactMap(\.contrast).first ?? 4.5
        self.basicColors = basicColors
        self.styles = styles
    }

    private static func color(
        _ name: String?, _ palette: [String: Color], _ role: String, _ look: ThemeFile.Look
    ) throws(ThemeError) -> Color? {
        guard let name else { return nil }
        if name == "standard" { return .standard }
        if let color = palette[name] ?? Color(hexadecimal: name) { return color }
        throw look.place.error(
            "the role \"\(role)\" names the colour \"\(name)\", which the palette has not; "
                + "write a name of the palette, \"#rrggbb\" or \"standard\"")
    }
}
