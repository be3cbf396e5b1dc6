/// Something about a theme that makes a screen hard to read.
package enum ThemeProblem: Sendable, Hashable, CustomStringConvertible {
    /// Neither the role nor an ancestor of it is there.
    case missingRole(String)
    /// - Parameter over: the role whose background it stands on; nil for its own.
    case lowContrast(role: String, over: String?, depth: ColorDepth, ratio: Double, wanted: Double)

    package var description: String {
        switch self {
        case .missingRole(let role):
            return "the role \"\(role)\" is not there; it would look like plain text"
        case .lowContrast(let role, let over, let depth, let ratio, let wanted):
            let place = over.map { " over \"\($0)\"" } ?? ""
            let rounded = (ratio * 100).rounded(.down) / 100
            return "\"\(role)\"\(place) has a contrast of \(rounded) at \(depth.title); it wants \(wanted)"
        }
    }
}

extension ColorDepth {
    package var title: String {
        switch self {
        case .mono: "no colour"
        case .ansi16: "16 colours"
        case .indexed256: "256 colours"
        case .trueColor: "true colour"
        }
    }
}

extension Theme {
    /// Roles that lie under others as a whole row.
    private static let surfaces = ["selection", "cursor.line", "input", "notice"]
    /// Lines and placeholders, which say nothing that must be read on every surface.
    private static let ornaments: Set = [
        "rule", "progress.rest", "rating.empty", "chart.rest", "key.disabled", "code.edge",
    ]

    /// What is wrong with the theme: roles that are missing, text whose contrast is below what the theme promises
    /// (at least 4.5), on its own background or on a row's, at each colour depth. Empty is good.
    package func check() -> [ThemeProblem] {
        var problems: [ThemeProblem] = Self.roles.filter { !resolves($0) }.map { .missingRole($0) }
        let mappings =
            [ColorDepth.trueColor, .indexed256, .ansi16].map { colorMapping(depth: $0) }
            + [colorMapping(depth: .ansi16, basicCount: 8)]
        for mapping in mappings {
            for role in Self.roles {
                let style = style(role)
                problems += problem(role, over: nil, canvas.merging(style), mapping)
                guard style.background == nil, !Self.ornaments.contains(role) else { continue }
                for surface in Self.surfaces {
                    let below = canvas.merging(self.style(surface))
                    problems += problem(role, over: surface, below.merging(style), mapping)
                }
            }
        }
        return problems
    }

    private func problem(_ role: String, over: String?, _ style: Style, _ mapping: ColorMapping) -> [ThemeProblem] {
        let shown = mapping.style(style)
        guard let foreground = shown.foreground?.components, let background = shown.background?.components else {
            return []
        }
        let wanted = max(4.5, minimumContrast)
        let ratio = foreground.contrast(with: background)
        guard ratio < wanted else { return [] }
        return [.lowContrast(role: role, over: over, depth: mapping.depth, ratio: ratio, wanted: wanted)]
    }
}
