@testable import DocketTerminal
import Testing

private let colors = (0..<16).map { "#\(String($0, radix: 16))\(String($0, radix: 16))2030" }

@Suite("Importing base16 schemes")
struct Base16SchemeTests {
    private static let newer =
        "system: \"base16\"\nname: \"Old Harbour\" # ours\nvariant: \"light\"\npalette:\n"
        + colors.enumerated().map { place, color in
            "  base0\(String(place, radix: 16).uppercased()): \"\(color)\"  # a comment\n"
        }.joined()
    private static let older =
        "scheme: \"Old Harbour\"\n"
        + colors.enumerated().map { place, color in
            "base0\(String(place, radix: 16).uppercased()): \(color.dropFirst())\r\n"
        }.joined()

    @Test("both layouts are read", arguments: [(newer, true), (older, false)])
    func layouts(yaml: String, isLight: Bool) throws {
        let scheme = try Base16Scheme(yaml: yaml, source: "harbour.yaml")
        #expect(scheme.name == "Old Harbour")
        #expect(scheme.isLight == isLight)
        #expect(scheme.colors.map(\.hexadecimal) == colors)
    }

    @Test("what is written is a theme with those colours and every role")
    func theme() throws {
        let scheme = try Base16Scheme(yaml: Self.newer, source: "harbour.yaml")
        let file = try ThemeFile(scheme.toml, source: "harbour")
        #expect(file.inherits == "light")
        #expect(file.title == "Old Harbour")
        #expect(file.palette["base0D"] == Color(hexadecimal: colors[13]))
    }

    @Test("base24 is read, and what is not used of it is named")
    func base24() throws {
        let more = (10...17).map { "  base\($0): \"#abcdef\"\n" }.joined()
        let scheme = try Base16Scheme(yaml: Self.newer + more, source: "harbour.yaml")
        #expect(scheme.colors.map(\.hexadecimal) == colors)
        #expect(scheme.unused == ["base10", "base11", "base12", "base13", "base14", "base15", "base16", "base17"])
        #expect(!scheme.toml.contains("#abcdef"))
        #expect(try Base16Scheme(yaml: Self.newer, source: "harbour.yaml").unused.isEmpty)
    }

    @Test("a name cannot break out of its string")
    func name() throws {
        var scheme = try Base16Scheme(yaml: Self.newer, source: "harbour.yaml")
        scheme.name = "a\"\nb\\"
        #expect(try ThemeFile(scheme.toml, source: "harbour").title == "ab")
    }

    @Test("a scheme that lacks a colour or has a broken one is an error with its line")
    func errors() {
        let missing = Self.newer.split(separator: "\n").filter { !$0.contains("base07") }.joined(separator: "\n")
        #expect(throws: ThemeError.self) { try Base16Scheme(yaml: missing, source: "x") }
        let broken = Self.newer.split(separator: "\n").map { $0.contains("base01") ? "  base01: \"blue\"" : $0 }
        let error = #expect(throws: ThemeError.self) {
            try Base16Scheme(yaml: broken.joined(separator: "\n"), source: "x")
        }
        #expect(error?.description.hasPrefix("x:6: ") == true)
    }
}
