import DocketText
import DocketTestSupport
import Testing

@Suite("Markdown as it reads")
struct MarkdownTests {
    /// The lines that a text is rendered to.
    private func lines(_ text: String, width: Int = 40, joinsLines: Bool = false, ascii: Bool = false) -> [String] {
        let rendered = RenderedText(
            MarkdownDocument(Array(text.utf8)), width: width, policy: DisplayPolicy(asciiOnly: ascii),
            joinsLines: joinsLines)
        return rendered.lines.map { line in
            var string = rendered.text.slice(line.clusters).string
            while string.last == " " { string.removeLast() }
            return string
        }
    }

    @Test(
        "Each construct of the syntax is shown as readers expect it",
        arguments: [
            ("plain words", ["plain words"]),
            ("*a* **b** ~~c~~ `d`", ["a b ~~c~~ d"]),
            ("# One\ntext", ["One", "━━━", "", "text"]),
            ("Two\n---", ["Two", "───"]),
            ("### Three ###", ["### Three"]),
            ("- a\n- b\n  - c\n    more", ["• a", "• b", "  ◦ c", "    more"]),
            ("- a\n\n- b", ["• a", "", "• b"]),
            ("9. nine\n10. ten\n    still", ["9. nine", "10. ten", "    still"]),
            ("- [ ] open\n- [x] done", ["[ ] open", "[x] done"]),
            ("> - [x] boxed", ["▎ [x] boxed"]),
            ("> quoted\n> more\n>> twice", ["▎ quoted", "▎ more", "▎", "▎ ▎ twice"]),
            ("a\n\n---\n\nb", ["a", "", String(repeating: "─", count: 40), "", "b"]),
            ("[text](http://a.b \"title\")", ["text (http://a.b \"title\")"]),
            ("[text][r]\n\n[r]: http://a.b", ["text (http://a.b)", "", "[r]: http://a.b"]),
            ("see <http://a.b> and www.c.d", ["see http://a.b and www.c.d"]),
            ("![alt *x*](src.png)", ["[image: alt x] (src.png)"]),
            ("a &amp; &copy; &#65; \\*b\\*", ["a & © A *b*"]),
            ("a<br>b\n\n<div>\n<b>raw</b>\n</div>", ["a<br>b", "", "<div>", "<b>raw</b>", "</div>"]),
            ("<!-- hidden words -->", ["<!-- hidden words -->"]),
            ("    code\n\n      more", ["│ code", "│", "│   more"]),
            ("```swift\nlet a = 1\n```", ["┌ swift", "│ let a = 1", "└"]),
            ("~~~\nplain\n~~~", ["│ plain"]),
            ("verse one\nverse two", ["verse one", "verse two"]),
            ("-", ["•"]),
            ("", [""]),
        ])
    func constructs(_ text: String, _ expected: [String]) {
        #expect(lines(text) == expected)
    }

    @Test("Line ends inside a paragraph of a page are blanks, those that are asked for are not")
    func pages() {
        #expect(lines("one\ntwo  \nthree\\\nfour", joinsLines: true) == ["one two", "three", "four"])
    }

    @Test("Long lines of code are cut at the edge and go on behind a sign")
    func longCode() {
        #expect(
            lines("```\nabcdefghijklmnop\nqr\n```", width: 10) == ["│ abcdefgh", "↳ ijklmnop", "│ qr"])
    }

    @Test("A table is aligned, its cells wrap, and in a narrow column its rows stand below each other")
    func tables() {
        let table = "| Name | n |\n|:--|--:|\n| one | 1 |\n| a longer name | 22 |"
        #expect(
            lines(table) == [
                "Name          │  n", "──────────────┼───", "one           │  1", "a longer name │ 22",
            ])
        #expect(
            lines(table, width: 13) == [
                "Name     │  n", "─────────┼───", "one      │  1", "a longer │ 22", "name     │",
            ])
        #expect(
            lines("| Name | Value |\n|--|--|\n| the first | something long |", width: 12) == [
                "Name", "Value", "────────────", "Name: the", "first", "Value:", "something", "long",
            ])
    }

    @Test("A bar in a cell that the source escapes is shown once")
    func escapedBar() {
        #expect(lines("| a | b |\n|-|-|\n| x\\|y | `p\\|q` |").last == "x|y │ p|q")
    }

    @Test("Where there is only ASCII, the signs are ASCII")
    func ascii() {
        #expect(
            lines("- a\n\n> b\n\n```c\nd\n```", ascii: true) == ["* a", "", "> b", "", "+ c", "| d", "+"])
    }

    @Test("What is shown knows its bytes of the source")
    func sources() {
        let text = "# A *b*\n\n- x &lt; `y`\n\n| h | i |\n|--|--|\n| *1* | 2 |\n"
        let bytes = Array(text.utf8)
        let rendered = RenderedText(MarkdownDocument(bytes), width: 40)
        for cluster in rendered.text.clusters where !cluster.source.isEmpty && cluster.text.utf8.count == 1 {
            let source = String(decoding: bytes[cluster.source], as: UTF8.self)
            #expect(source == cluster.text || source == "&lt;" && cluster.text == "<", "\(cluster)")
        }
        #expect(rendered.line(showing: 4..<7) == 0)
        let one = bytes.lastIndex(of: UInt8(ascii: "1")) ?? 0
        #expect(rendered.line(showing: one..<one + 1) == rendered.lines.count - 1)
    }

    @Test("A difference in signs that are taken out is known not to be on the screen")
    func hiddenSigns() {
        let document = MarkdownDocument(Array("a **b** c\n\n\n\nd".utf8))
        #expect(!document.shows(2..<4) && document.shows(4..<5) && !document.shows(5..<7))
        #expect(!document.shows(11..<13) && document.shows(3..<5))
    }

    @Test("Headings know their line and title")
    func headings() {
        let rendered = RenderedText(MarkdownDocument(Array("a\n\n# One *two*\n\nb\n\n### Three".utf8)), width: 40)
        #expect(
            rendered.headings == [
                .init(line: 2, level: 1, title: "One two"), .init(line: 7, level: 3, title: "Three"),
            ])
    }

    @Test("Controls that the syntax would take for blanks are shown, also at the edges")
    func controls() {
        #expect(lines("\u{0B}# a\u{0C}\n\nb\rc").joined().contains("␋# a␌"))
        #expect(lines("b\rc") == ["b␍c"])
        #expect(lines("\u{FEFF}# a") == ["⟨BOM⟩# a"])
    }

    @Test("Text made to slow a parser down is shown as it is", arguments: ["[", "> ", "*a_ ", "![[]()", "- "])
    func pathological(_ piece: String) {
        let text = String(repeating: piece, count: 20_000)
        let document = MarkdownDocument(Array(text.utf8))
        #expect(document.blocks.count == 1 && document.blocks[0].kind == .verbatim)
    }

    @Test("A table of very many columns, or of rows that would be filled up to very many cells, is shown as it is")
    func hugeTables() {
        let wide = "|" + String(repeating: "x|", count: 5000) + "\n|" + String(repeating: "-|", count: 5000)
        let filled =
            String(repeating: "|a", count: 300) + "\n" + String(repeating: "|-", count: 300) + "\n"
            + String(repeating: "|b\n", count: 5000)
        for text in [wide, filled] {
            let document = MarkdownDocument(Array(text.utf8))
            #expect(document.blocks.count == 1 && document.blocks[0].kind == .verbatim)
        }
        let usual = "| a | b |\n|--|--|\n" + String(repeating: "| c | d |\n", count: 5000)
        #expect(MarkdownDocument(Array(usual.utf8)).blocks.first.map { $0.kind != .verbatim } == true)
    }
}
