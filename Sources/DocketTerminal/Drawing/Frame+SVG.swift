/// The size of a cell in a picture, in pixels.
package struct FontMetrics: Sendable {
    package var family: String
    package var size: Double
    package var cellWidth: Double
    package var cellHeight: Double

    package init(family: String, size: Double, cellWidth: Double, cellHeight: Double) {
        self.family = family
        self.size = size
        self.cellWidth = cellWidth
        self.cellHeight = cellHeight
    }

    package static let standard = FontMetrics(
        family: "ui-monospace, 'DejaVu Sans Mono', Menlo, Consolas, monospace", size: 14, cellWidth: 8.43,
        cellHeight: 18)
}

extension Frame {
    /// The frame as a picture in SVG, at true colour.
    ///
    /// - Parameters:
    ///   - foreground: what the terminal's own text colour is taken to be.
    ///   - background: likewise for its background.
    package func svg(
        metrics: FontMetrics = .standard, foreground: RGB = RGB(red: 0xD8, green: 0xDC, blue: 0xE2),
        background: RGB = RGB(red: 0x14, green: 0x16, blue: 0x1A)
    ) -> String {
        let painter = Painter(metrics: metrics, foreground: foreground, background: background)
        let width = painter.x(size.columns)
        let height = painter.y(size.rows)
        var lines = [
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 \(width) \(height)\" width=\"\(width)\" "
                + "height=\"\(height)\" font-family=\"\(escaped(metrics.family))\" font-size=\"\(metrics.size)\">",
            "<rect width=\"100%\" height=\"100%\" fill=\"\(background.hexadecimal)\"/>",
        ]
        for row in 0..<size.rows {
            let runs = runs(in: self.row(row))
            lines += runs.compactMap { painter.background($0, row: row) }
            lines += runs.compactMap { painter.text($0, row: row) }
        }
        if let cursor, bounds.contains(cursor) {
            lines.append(
                "<rect x=\"\(painter.x(cursor.column))\" y=\"\(painter.y(cursor.row))\" width=\"2\" "
                    + "height=\"\(decimal(metrics.cellHeight))\" fill=\"\(foreground.hexadecimal)\"/>")
        }
        return lines.joined(separator: "\n") + "\n</svg>\n"
    }

    /// The same as a terminal shows it in a theme: in the theme's own colours where it has any.
    package func svg(of theme: Theme) -> String {
        var themed = self
        themed.restyle(bounds) { theme.canvas.merging($0) }
        guard let foreground = theme.canvas.foreground?.components, let background = theme.canvas.background?.components
        else { return themed.svg() }
        return themed.svg(foreground: foreground, background: background)
    }

    private struct Painter {
        var metrics: FontMetrics
        var foreground: RGB
        var background: RGB

        func x(_ column: Int) -> String { decimal(Double(column) * metrics.cellWidth) }
        func y(_ row: Int) -> String { decimal(Double(row) * metrics.cellHeight) }

        func colors(_ style: Style) -> (text: RGB, behind: RGB) {
            let text = style.foreground?.components ?? foreground
            let behind = style.background?.components ?? background
            return style.attributes.contains(.reverse) ? (behind, text) : (text, behind)
        }

        func background(_ run: Run, row: Int) -> String? {
            let behind = colors(run.style).behind
            guard behind != background else { return nil }
            return "<rect x=\"\(x(run.column))\" y=\"\(y(row))\" width=\"\(x(run.columns))\" "
                + "height=\"\(y(1))\" fill=\"\(behind.hexadecimal)\"/>"
        }

        func text(_ run: Run, row: Int) -> String? {
            let attributes = run.style.attributes
            let decorations = [
                attributes.contains(.underline) ? "underline" : nil,
                attributes.contains(.strikethrough) ? "line-through" : nil,
            ].compactMap { $0 }
            guard !decorations.isEmpty || run.text.contains(where: { $0 != " " }) else { return nil }
            var element = "<text xml:space=\"preserve\" x=\"\(x(run.column))\" "
            element += "y=\"\(decimal(Double(row) * metrics.cellHeight + metrics.size * 0.96))\" "
            element += "textLength=\"\(x(run.columns))\" lengthAdjust=\"spacingAndGlyphs\" "
            element += "fill=\"\(colors(run.style).text.hexadecimal)\""
            if attributes.contains(.bold) { element += " font-weight=\"bold\"" }
            if attributes.contains(.italic) { element += " font-style=\"italic\"" }
            if attributes.contains(.dim) { element += " opacity=\"0.65\"" }
            if !decorations.isEmpty { element += " text-decoration=\"\(decorations.joined(separator: " "))\"" }
            return element + ">\(escaped(run.text))</text>"
        }
    }
}

private func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
        switch scalar {
        case "&": result += "&amp;"
        case "<": result += "&lt;"
        case ">": result += "&gt;"
        case "\"": result += "&quot;"
        default: result.unicodeScalars.append(scalar)
        }
    }
    return result
}

/// Two decimals at most: pictures should not differ by the last bit of a double.
private func decimal(_ value: Double) -> String {
    let hundredths = Int((value * 100).rounded())
    let rest = hundredths % 100
    guard rest != 0 else { return String(hundredths / 100) }
    return "\(hundredths / 100)." + (rest < 10 ? "0\(rest)" : rest % 10 == 0 ? String(rest / 10) : String(rest))
}
