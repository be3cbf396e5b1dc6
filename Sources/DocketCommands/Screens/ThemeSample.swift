import DocketTerminal
import Glibc

/// The roles of a theme, each written as it looks.
struct ThemeSample {
    let theme: Theme
    let console: Console

    /// Rows of role names, as wide as the terminal; one a row, with its style in words, where none shows them.
    func lines(columns: Int) -> [String] {
        guard console.isTerminal else {
            return Theme.roles.map { role in "\(role)\t\(theme.style(role))" }
        }
        let mapping = theme.colorMapping(depth: depth)
        let width = (Theme.roles.map(\.utf8.count).max() ?? 0) + 2
        let perLine = max(1, (columns - 1) / width)
        var lines = [painted(" \(theme.title)", "header.title", perLine * width, mapping)]
        for start in stride(from: 0, to: Theme.roles.count, by: perLine) {
            let roles = Theme.roles[start..<min(start + perLine, Theme.roles.count)]
            let rest = painted("", "text", (perLine - roles.count) * width, mapping)
            lines.append(roles.map { painted(" \($0)", $0, width, mapping) }.joined() + rest)
        }
        return lines
    }

    /// By the variables alone: a preview does not open the screen.
    private var depth: ColorDepth {
        let variables = Surroundings.terminalVariables
        let term = variables["TERM"] ?? ""
        let colors =
            term.isEmpty || term == "dumb" ? 0 : term.contains("256") || variables["COLORTERM"] != nil ? 256 : 16
        return .detected(environment: variables, colors: colors)
    }

    private func painted(_ text: String, _ role: String, _ width: Int, _ mapping: ColorMapping) -> String {
        let style = mapping.style(theme.canvas.merging(theme.style(role)))
        var codes: [String] = []
        let attributes: [(Style.Attributes, String)] = [
            (.bold, "1"), (.dim, "2"), (.italic, "3"), (.underline, "4"), (.reverse, "7"), (.strikethrough, "9"),
        ]
        codes += attributes.filter { style.attributes.contains($0.0) }.map(\.1)
        if let color = style.foreground { codes.append(Self.code(color, base: 30)) }
        if let color = style.background { codes.append(Self.code(color, base: 40)) }
        let padding = String(repeating: " ", count: max(0, width - text.utf8.count))
        return "\u{1B}[0;" + codes.joined(separator: ";") + "m" + text + padding + "\u{1B}[0m"
    }

    private static func code(_ color: Color, base: Int) -> String {
        switch color {
        case .standard: "\(base + 9)"
        case .indexed(let index) where index < 8: "\(base + Int(index))"
        case .indexed(let index) where index < 16: "\(base + 60 + Int(index) - 8)"
        case .indexed(let index): "\(base + 8);5;\(index)"
        case .rgb(let red, let green, let blue): "\(base + 8);2;\(red);\(green);\(blue)"
        }
    }
}
