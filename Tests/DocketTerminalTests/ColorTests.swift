import DocketTerminal
import DocketTestSupport
import Testing

@Suite("Colours")
struct ColorTests {
    @Test(
        "a colour is read from #rrggbb and from nothing else",
        arguments: [
            ("#102aFf", Color.rgb(0x10, 0x2A, 0xFF)), ("102aff", nil), ("#fff", nil), ("#+12345", nil),
            ("#10203g", nil),
            ("", nil),
        ])
    func hexadecimal(text: String, color: Color?) {
        #expect(Color(hexadecimal: text) == color)
    }

    @Test("contrast is as WCAG 2.1 defines it")
    func contrast() {
        let black = RGB(red: 0, green: 0, blue: 0)
        let white = RGB(red: 255, green: 255, blue: 255)
        #expect(abs(black.contrast(with: white) - 21) < 1e-9)
        #expect(abs(white.contrast(with: white) - 1) < 1e-9)
        // #777777 on white is the well-known grey that just fails.
        #expect(abs(RGB(red: 0x77, green: 0x77, blue: 0x77).contrast(with: white) - 4.48) < 0.01)
    }

    @Test(
        "the fixed part of the palette is where xterm has it",
        arguments: [
            (16, "#000000"), (21, "#0000ff"), (196, "#ff0000"), (231, "#ffffff"), (232, "#080808"), (255, "#eeeeee"),
        ])
    func palette(index: Int, color: String) {
        #expect(RGB.palette[index].hexadecimal == color)
        #expect(RGB.palette.count == 256)
    }

    @Test("a colour that the palette has maps to itself")
    func exact() {
        let mapping = ColorMapping(depth: .indexed256)
        for index in 16...255 {
            let color = RGB.palette[index]
            guard
                case .indexed(let place) = mapping.style(
                    Style(background: .rgb(color.red, color.green, color.blue))
                ).background
            else {
                Issue.record("no palette colour for \(color.hexadecimal)")
                continue
            }
            #expect(RGB.palette[Int(place)] == color)
            #expect(place >= 16)
        }
    }

    @Test("text keeps its contrast in fewer colours, whatever the colours", arguments: 0..<UInt64(40))
    func contrastIsKept(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        func channel() -> UInt8 { UInt8.random(in: 0...255, using: &generator) }
        for depth in [ColorDepth.indexed256, .ansi16] {
            let foreground = Color.rgb(channel(), channel(), channel())
            let background = Color.rgb(channel(), channel(), channel())
            let before = try #require(foreground.components).contrast(with: try #require(background.components))
            let shown = ColorMapping(depth: depth).style(Style(foreground: foreground, background: background))
            let ink = try #require(shown.foreground?.components)
            let paper = try #require(shown.background?.components)
            let most = [RGB.palette[16], RGB.palette[231]].map { $0.contrast(with: paper) }.max() ?? 0
            #expect(ink.contrast(with: paper) >= min(4.5, before, most) - 1e-9, "seed \(seed), \(depth)")
        }
    }

    @Test("where there are eight colours no other is used", arguments: 0..<UInt64(40))
    func eightColors(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        func channel() -> UInt8 { UInt8.random(in: 0...255, using: &generator) }
        let style = Style(
            foreground: .rgb(channel(), channel(), channel()), background: .rgb(channel(), channel(), channel()))
        let shown = ColorMapping(depth: .ansi16, basicCount: 8).style(style)
        for color in [shown.foreground, shown.background] {
            guard case .indexed(let place) = color else {
                Issue.record("seed \(seed): \(String(describing: color))")
                continue
            }
            #expect(place < 8, "seed \(seed)")
        }
    }

    @Test("a theme's choice among the basic colours is taken as long as it can be read")
    func basicChoice() {
        let night = RGB(red: 0x2B, green: 0x31, blue: 0x3D)
        let gray = RGB(red: 0xD5, green: 0xD9, blue: 0xE0)
        let mapping = ColorMapping(depth: .ansi16, basic: [night: 4, gray: 8])
        let shown = mapping.style(Style(foreground: .rgb(0xD5, 0xD9, 0xE0), background: .rgb(0x2B, 0x31, 0x3D)))
        #expect(shown.background == .indexed(4))
        #expect(shown.foreground != .indexed(8))
    }

    @Test("without colours only attributes are left; at true colour nothing changes; the terminal's own stay")
    func ends() {
        let style = Style(foreground: .rgb(1, 2, 3), background: .standard, attributes: [.bold, .underline])
        #expect(ColorMapping(depth: .mono).style(style) == Style(attributes: [.bold, .underline]))
        #expect(ColorMapping(depth: .trueColor).style(style) == style)
        #expect(ColorMapping(depth: .ansi16).style(style).background == .standard)
    }

    @Test(
        "the environment decides on the colours",
        arguments: [
            (["TERM": "xterm-256color"], 256, ColorDepth.indexed256),
            (["TERM": "xterm-256color", "COLORTERM": "truecolor"], 256, .trueColor),
            (["TERM": "xterm-256color", "COLORTERM": "24bit"], 256, .trueColor),
            (["TERM": "xterm-direct"], 1 << 24, .trueColor),
            (["TERM": "linux"], 8, .ansi16),
            (["TERM": "vt100"], -1, .mono),
            (["TERM": "xterm-256color", "COLORTERM": "truecolor", "NO_COLOR": "1"], 256, .mono),
            (["TERM": "xterm-256color", "NO_COLOR": ""], 256, .indexed256),
        ])
    func depth(environment: [String: String], colors: Int, depth: ColorDepth) {
        #expect(ColorDepth.detected(environment: environment, colors: colors) == depth)
    }
}
