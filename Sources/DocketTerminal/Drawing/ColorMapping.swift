/// Brings the colours of a style to what a terminal can show, so that no text becomes harder to read on the way.
///
/// A background goes to the nearest colour there is. Its text goes to the nearest one that still has the contrast
/// the pair had before, up to `minimumContrast`; where none has, to the one with the most.
package struct ColorMapping: Sendable {
    package let depth: ColorDepth
    /// The contrast to keep, where the style itself has it.
    package let minimumContrast: Double
    /// A theme's own choice among the 16 basic colours.
    package let basic: [RGB: UInt8]
    /// How many basic colours there are at `ansi16`: 16, or 8 on the oldest terminals.
    package let basicCount: UInt8

    package init(
        depth: ColorDepth, minimumContrast: Double = 4.5, basic: [RGB: UInt8] = [:], basicCount: UInt8 = 16
    ) {
        self.basicCount = basicCount
        self.depth = depth
        self.minimumContrast = minimumContrast
        self.basic = basic
    }

    /// The style in colours of this depth: `rgb` only at true colour, `indexed` below, none in mono.
    package func style(_ style: Style) -> Style {
        guard depth != .mono else { return Style(attributes: style.attributes) }
        guard depth != .trueColor else { return style }
        let background = style.background.map { self.background($0) }
        let foreground = style.foreground.map { foreground in
            self.foreground(foreground, on: style.background, mapped: background)
        }
        return Style(foreground: foreground, background: background, attributes: style.attributes)
    }

    /// The places of the palette that may be used: the basic ones, or the fixed ones, which nobody has changed.
    private var places: ClosedRange<UInt8> { depth == .ansi16 ? 0...basicCount - 1 : 16...255 }

    private func background(_ color: Color) -> Color {
        guard isForeign(color), let wanted = color.components else { return color }
        if depth == .ansi16, let choice = basic[wanted], choice < basicCount { return .indexed(choice) }
        return .indexed(nearest(to: wanted) { _ in true } ?? 0)
    }

    private func foreground(_ color: Color, on background: Color?, mapped: Color?) -> Color {
        guard let wanted = color.components, isForeign(color) else { return color }
        guard let before = background?.components, let behind = mapped?.components else {
            return .indexed(nearest(to: wanted) { _ in true } ?? 7)
        }
        let needed = min(minimumContrast, wanted.contrast(with: before))
        if depth == .ansi16, let choice = basic[wanted], choice < basicCount,
            RGB.palette[Int(choice)].contrast(with: behind) >= needed
        {
            return .indexed(choice)
        }
        if let choice = nearest(to: wanted, where: { $0.contrast(with: behind) >= needed }) {
            return .indexed(choice)
        }
        let best = places.max { left, right in
            RGB.palette[Int(left)].contrast(with: behind) < RGB.palette[Int(right)].contrast(with: behind)
        }
        return .indexed(best ?? 7)
    }

    /// Whether the terminal lacks the colour as it is.
    private func isForeign(_ color: Color) -> Bool {
        switch color {
        case .rgb: true
        case .indexed(let index): depth == .ansi16 && index >= basicCount
        case .standard: false
        }
    }

    private func nearest(to wanted: RGB, where isFit: (RGB) -> Bool) -> UInt8? {
        var best: (place: UInt8, distance: Int)?
        for place in places {
            let color = RGB.palette[Int(place)]
            let distance = color.distance(to: wanted)
            // The contrast takes longer to find out than the distance.
            guard distance < best?.distance ?? .max, isFit(color) else { continue }
            best = (place, distance)
        }
        return best?.place
    }
}
