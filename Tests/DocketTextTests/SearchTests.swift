import DocketText
import Testing

@Suite("Searching a text")
struct SearchTests {
    private func found(_ pattern: String, in text: String, rendered: Bool = false) -> [String] {
        let bytes = Array(text.utf8)
        let hits = SearchPattern(pattern).hits(in: bytes, shown: rendered ? MarkdownDocument(bytes) : nil)
        return hits.ranges.map { String(decoding: bytes[$0], as: UTF8.self) }
    }

    @Test(
        "Case folds until a capital is typed, blanks are one, and clusters are whole",
        arguments: [
            ("abc", "ABC abc aBc", ["ABC", "abc", "aBc"]),
            ("aBc", "ABC abc aBc", ["aBc"]),
            ("é", "e\u{301} \u{E9} e \u{C9}", ["e\u{301}", "\u{E9}", "\u{C9}"]),
            ("e", "e\u{301} e", ["e"]),
            ("straße", "STRASSE Straße", ["Straße"]),
            ("a b", "a\n  b a\tb", ["a\n  b", "a\tb"]),
            ("漢", "漢字漢", ["漢", "漢"]),
            ("👩", "👩\u{200D}👩 👩", ["👩"]),
            ("aa", "aaaa", ["aa", "aa"]),
            ("x", "", []),
            ("", "abc", []),
        ])
    func folding(_ pattern: String, _ text: String, _ expected: [String]) {
        #expect(found(pattern, in: text) == expected)
    }

    @Test("Where Markdown is rendered, a phrase is found across its signs, which are not searched")
    func rendered() {
        #expect(found("bold word", in: "a **bold** word", rendered: true) == ["bold** word"])
        #expect(found("**", in: "a **bold** word", rendered: true) == [])
        #expect(
            SearchPattern("**").hits(in: Array("a **b** c".utf8), shown: MarkdownDocument(Array("a **b** c".utf8)))
                .hidden == 2)
    }

    @Test("Bytes that are not UTF-8 are found by nothing and stop nothing")
    func invalid() {
        let bytes: [UInt8] = [0x61, 0xFF, 0x62, 0xC3, 0x61, 0x62]
        #expect(SearchPattern("ab").hits(in: bytes, shown: nil).ranges == [4..<6])
        #expect(SearchPattern("\u{FFFD}").hits(in: bytes, shown: nil).ranges == [])
    }
}
