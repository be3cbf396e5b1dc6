import Testing

@testable import DocketText

@Suite("The display policy reveals and never strips")
struct DisplayPolicyTests {
    private static let shown: [(source: String, text: String, width: Int)] = [
        ("plain text", "plain text", 10),
        ("\u{0}\u{1B}[31m\u{7F}", "␀␛[31m␡", 7),
        ("\u{9B}31m", "⟨U+009B⟩31m", 11),
        ("user\u{202E}txt", "user⟨RLO⟩txt", 12),
        ("\u{61C}\u{200E}\u{200F}", "⟨ALM⟩⟨LRM⟩⟨RLM⟩", 15),
        ("\u{2066}x\u{2069}", "⟨LRI⟩x⟨PDI⟩", 11),
        ("pass\u{200B}word", "pass⟨ZWSP⟩word", 14),
        ("\u{FEFF}a\u{2060}b\u{AD}c", "⟨BOM⟩a⟨WJ⟩b⟨SHY⟩c", 17),
        ("\u{2028}\u{2029}\u{85}", "⟨LS⟩⟨PS⟩⟨U+0085⟩", 16),
        ("\u{FFF9}\u{FFFC}", "⟨IAA⟩⟨OBJ⟩", 10),
        ("a\u{200D}b\u{200C}c", "a⟨ZWJ⟩b⟨ZWNJ⟩c", 14),
        ("\u{E000}\u{FFFF}\u{378}", "⟨U+E000⟩⟨U+FFFF⟩⟨U+0378⟩", 24),
        ("\u{E0068}\u{E0069}\u{E0020}", "⟨tag h⟩⟨tag i⟩⟨tag SP⟩", 22),
        ("\u{3164}\u{115F}", "⟨HF⟩⟨HCF⟩", 9),
        ("x\u{FE0F}\u{E0101}", "x⟨VS16⟩⟨VS18⟩", 13),
        ("\u{301}a", "◌\u{301}a", 2),
        ("é e\u{301}", "é e\u{301}", 3),
        ("a\u{301}\u{302}\u{303}\u{304}\u{305}\u{306}", "a\u{301}\u{302}\u{303}\u{304}⟨+2 marks⟩", 11),
        ("漢字 ｱ Ａ", "漢字 ｱ Ａ", 9),
        ("\u{4DC0}\u{3248}", "⟨U+4DC0⟩⟨U+3248⟩", 16),
        ("한\u{1100}\u{1161}\u{11A8}", "한\u{1100}\u{1161}\u{11A8}", 4),
        ("\u{1161}", "⟨U+1161⟩", 8),
        ("שלום עולם", "שלום עולם", 9),
        ("हिन्दी", "हिन्दी", 5),
        ("می\u{200C}خواهم", "میخواهم", 7),
        ("ക്\u{200D}", "ക്", 1),
        ("👩\u{200D}👩\u{200D}👧", "👩👩👧", 6),
        ("🏃\u{200D}♂\u{FE0F}", "🏃♂", 3),
        ("👍\u{1F3FD}", "👍⟨tone3⟩", 9),
        ("❤\u{FE0F}❤", "❤❤", 2),
        ("🇫🇷🇩", "[FR][D]", 7),
        ("1\u{FE0F}\u{20E3}", "1\u{20E3}", 1),
        ("\u{1F3F4}\u{E0067}\u{E0062}\u{E0073}\u{E0063}\u{E0074}\u{E007F}", "\u{1F3F4}[gbsct]", 9),
        ("a\tb", "a   b", 5),
        ("abcd\tb", "abcd    b", 9),
        ("a\u{A0}b\u{3000}", "a\u{A0}b\u{3000}", 5),
    ]

    @Test("what is unsafe or without a shape is shown by a sign, the rest as it is", arguments: shown)
    func standard(source: String, text: String, width: Int) {
        let display = DisplayText(source)
        #expect(display.string.unicodeScalars.elementsEqual(text.unicodeScalars), "\(display.string)")
        #expect(display.width == width)
    }

    @Test(
        "line ends are one cluster each; a lone CR is a control",
        arguments: [("a\nb", "a\nb", 1), ("a\r\nb", "a\nb", 1), ("a\rb", "a␍b", 0), ("a\r\r\n\n", "a␍\n\n", 2)])
    func lineEnds(source: String, text: String, breaks: Int) {
        let display = DisplayText(source)
        #expect(display.string == text)
        #expect(display.clusters.count { $0.isLineBreak } == breaks)
    }

    @Test("bytes that are not UTF-8 are U+FFFD, one for each ill-formed part")
    func invalid() {
        let display = DisplayText(bytes: [0x61, 0xFF, 0x62, 0xE2, 0x82, 0x63, 0xED, 0xA0, 0x80])
        #expect(display.string == "a\u{FFFD}b\u{FFFD}c\u{FFFD}\u{FFFD}\u{FFFD}")
        #expect(display.notices.invalid == 5)
        #expect(display.clusters[3].source == 3..<5)
        #expect(display.clusters.filter { $0.notice == .invalid }.count == 5)
        #expect(
            display.string == String(decoding: [0x61, 0xFF, 0x62, 0xE2, 0x82, 0x63, 0xED, 0xA0, 0x80], as: UTF8.self))
    }

    @Test("tabs, trailing blanks, line ends and joiners are shown on demand")
    func revealing() {
        #expect(DisplayText("a\tb  \n c ", policy: .revealing).string == "a→  b··⏎\n c·")
        #expect(DisplayText("a\u{A0}b\r\n", policy: .revealing).string == "a⟨NBSP⟩b␍⏎\n")
        #expect(DisplayText("❤\u{FE0F}می\u{200C}خ", policy: .revealing).string == "❤⟨VS16⟩می⟨ZWNJ⟩خ")
        #expect(DisplayText("❤\u{FE0F} \t\n", policy: .revealing).notices.isEmpty)
    }

    @Test("one line for a title shows its line breaks")
    func singleLine() {
        #expect(DisplayText("a\r\nb\nc", policy: .singleLine).string == "a␍⏎b⏎c")
    }

    @Test("a locale without UTF-8 gets nothing but ASCII")
    func asciiOnly() {
        let policy = DisplayPolicy(asciiOnly: true)
        let display = DisplayText("é\u{202E}\u{1B}\u{0}\u{7F}漢", policy: policy)
        #expect(display.string == "\\u{00E9}<RLO>^[^@^?\\u{6F22}")
        #expect(display.width == display.string.utf8.count)
        #expect(DisplayText("🇫🇷 می\u{200C}خ", policy: policy).notices.isEmpty)
        #expect(DisplayText(bytes: [0xFF], policy: policy).string == "\\xFF")
    }

    @Test("a notice counts characters, names them, and stays silent on ordinary text")
    func notices() {
        let display = DisplayText("a\u{200B}\u{202E}b\u{1B}\u{1B}")
        #expect(display.notices.invisible == 1)
        #expect(display.notices.bidi == 1)
        #expect(display.notices.controls == 2)
        #expect(display.notices.count == 4)
        #expect(DisplayText("\u{200B}\u{202E}").notices.description == "2 hidden characters: ⟨ZWSP⟩ ⟨RLO⟩")
        #expect(DisplayText("\u{1B}").notices.description == "1 control character: ␛")
        #expect(DisplayText("हिन्दी می\u{200C}خ 👩\u{200D}👧 🇫🇷 \t\n").notices.isEmpty)
        #expect(DisplayText("").notices.description == "")
    }

    @Test("all cells of a token have the token's source and notice")
    func tokens() {
        let clusters = DisplayText("a\u{202E}b").clusters
        #expect(clusters.map(\.source) == [0..<1, 1..<4, 1..<4, 1..<4, 1..<4, 1..<4, 4..<5])
        #expect(clusters.map(\.notice) == [nil, .bidi, .bidi, .bidi, .bidi, .bidi, nil])
        #expect(clusters.allSatisfy { $0.width == 1 })
    }

    @Test("data hidden in selectors behind an emoji is revealed, but for the one that belongs there")
    func smuggledBytes() {
        let hidden = "😀\u{FE0F}\u{E0158}\u{E0155}\u{FE00}"
        #expect(DisplayText(hidden).string == "😀⟨VS105⟩⟨VS102⟩⟨VS1⟩")
        #expect(DisplayText(hidden).notices.invisible == 3)
        #expect(DisplayText("می\u{200C}\u{200C}خ").notices.invisible == 2)
    }
}
