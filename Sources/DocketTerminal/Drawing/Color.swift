import Glibc

/// A colour of a cell.
package enum Color: Sendable, Hashable {
    case rgb(UInt8, UInt8, UInt8)
    /// A place in the terminal's palette: 0-15 are the person's own choice, 16-255 are fixed.
    case indexed(UInt8)
    /// Whatever the terminal shows text, or its background, in.
    case standard

    /// Reads `#rrggbb`.
    package init?(hexadecimal text: some StringProtocol) {
        let digits = text.utf8.dropFirst()
        guard text.utf8.first == UInt8(ascii: "#"), digits.count == 6,
            digits.allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }),
            let value = UInt32(text.dropFirst(), radix: 16)
        else { return nil }
        self = .rgb(UInt8(value >> 16), UInt8(value >> 8 & 0xFF), UInt8(value & 0xFF))
    }

    /// What the colour looks like; nil for `standard`, which only the terminal knows. 0-15 are taken from xterm.
    package var components: RGB? {
        switch self {
        case .rgb(let red, let green, let blue): RGB(red: red, green: green, blue: blue)
        case .indexed(let index): RGB.palette[Int(index)]
        case .standard: nil
        }
    }
}

/// Red, green and blue in sRGB.
package struct RGB: Sendable, Hashable {
    package var red: UInt8
    package var green: UInt8
    package var blue: UInt8

    package init(red: UInt8, green: UInt8, blue: UInt8) {
        self.red = red
        self.green = green
        self.blue = blue
    }

    /// As `#rrggbb`.
    package var hexadecimal: String {
        "#"
            + [red, green, blue].map { channel in
                let digits = String(channel, radix: 16)
                return digits.count == 1 ? "0" + digits : digits
            }.joined()
    }

    /// The 256 colours that xterm and its kin share: 16 basic ones, a cube of six levels, 24 greys.
    package static let palette: [RGB] = {
        let basic: [UInt32] = [
            0x000000, 0xCD0000, 0x00CD00, 0xCDCD00, 0x0000EE, 0xCD00CD, 0x00CDCD, 0xE5E5E5,
            0x7F7F7F, 0xFF0000, 0x00FF00, 0xFFFF00, 0x5C5CFF, 0xFF00FF, 0x00FFFF, 0xFFFFFF,
        ]
        let levels: [UInt8] = [0, 95, 135, 175, 215, 255]
        let cube = levels.flatMap { red in
            levels.flatMap { green in levels.map { RGB(red: red, green: green, blue: $0) } }
        }
        let grays = (0..<24).map { step in
            let level = UInt8(8 + 10 * step)
            return RGB(red: level, green: level, blue: level)
        }
        return basic.map { RGB(red: UInt8($0 >> 16), green: UInt8($0 >> 8 & 0xFF), blue: UInt8($0 & 0xFF)) }
            + cube + grays
    }()

    /// Relative luminance, 0 to 1 (WCAG 2.1).
    package var luminance: Double {
        0.2126 * Self.linear[Int(red)] + 0.7152 * Self.linear[Int(green)] + 0.0722 * Self.linear[Int(blue)]
    }

    /// Contrast ratio, 1 to 21 (WCAG 2.1); text wants at least 4.5.
    package func contrast(with other: RGB) -> Double {
        let lighter = max(luminance, other.luminance)
        let darker = min(luminance, other.luminance)
        return (lighter + 0.05) / (darker + 0.05)
    }

    /// How different two colours look, squared: weighted by the mean of the reds ("redmean", T. Riemersma).
    func distance(to other: RGB) -> Int {
        let mean = (Int(red) + Int(other.red)) / 2
        let dr = Int(red) - Int(other.red)
        let dg = Int(green) - Int(other.green)
        let db = Int(blue) - Int(other.blue)
        return ((512 + mean) * dr * dr) >> 8 + 4 * dg * dg + ((767 - mean) * db * db) >> 8
    }

    private static let linear: [Double] = (0...255).map { channel in
        let value = Double(channel) / 255
        return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
    }
}
