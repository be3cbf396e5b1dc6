/// A colour scheme in the base16 format of tinted-theming (https://github.com/tinted-theming/home, styling.md), read to
/// become a theme of ours. Its larger sibling base24 has eight brighter and darker colours more, which are passed over.
package struct Base16Scheme: Sendable, Hashable {
    package var name: String
    package var isLight: Bool
    /// The sixteen colours, base00 to base0F.
    package var colors: [RGB]
    /// The colours of base24 that are there and that no theme of ours has a use for, of base10 to base17.
    package var unused: [String]

    /// Reads a scheme's YAML: in the newer layout the colours stand under `palette`, in the older one at the top.
    ///
    /// - Parameter source: what messages call it.
    package init(yaml: String, source: String) throws(ThemeError) {
        var values: [String: (text: String, line: Int)] = [:]
        for (index, line) in yaml.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated() {
            guard let colon = line.firstIndex(of: ":") else { continue }
            let key = line[..<colon].filter { $0 != " " }.lowercased()
            values[key] = (Self.scalar(line[line.index(after: colon)...]), index + 1)
        }
        colors = []
        for place in 0..<16 {
            let digit = String(place, radix: 16)
            guard let value = values["base0" + digit] else {
                throw .invalid(
                    source: source, line: 1, reason: "base0\(digit.uppercased()) is missing; a scheme has 16")
            }
            let text = value.text.hasPrefix("#") ? value.text : "#" + value.text
            guard let color = Color(hexadecimal: text)?.components else {
                throw .invalid(
                    source: source, line: value.line, reason: "\"\(value.text)\" is no colour; write six hex digits")
            }
            colors.append(color)
        }
        unused = (10...17).map { "base\($0)" }.filter { values[$0] != nil }
        name = values["name"]?.text ?? values["scheme"]?.text ?? "Imported"
        isLight = values["variant"].map { $0.text == "light" } ?? (colors[0].luminance > colors[5].luminance)
    }

    /// The value without its quotes, or without the comment after it.
    private static func scalar(_ text: Substring) -> String {
        let text = text.drop { $0 == " " }
        if let quote = text.first, quote == "\"" || quote == "'" {
            return String(text.dropFirst().prefix { $0 != quote })
        }
        return String(text.prefix { $0 != "#" || text.first == "#" }.prefix { $0 != " " })
    }

    /// A theme's file with these colours. What base16 has no colours for comes from the dark or the light theme.
    package var toml: String {
        // TOML takes no control characters in a string, and a title has no use for them.
        let title = String(
            String.UnicodeScalarView(
                name.unicodeScalars.filter { scalar in
                    scalar != "\"" && scalar != "\\" && scalar.properties.generalCategory != .control
                }))
        var lines = ["title = \"\(title)\"", "inherits = \"\(isLight ? "light" : "dark")\"", "", "[palette]"]
        for (place, color) in colors.enumerated() {
            lines.append("base0\(String(place, radix: 16).uppercased()) = \"\(color.hexadecimal)\"")
        }
        return lines.joined(separator: "\n") + "\n"
    }
}
