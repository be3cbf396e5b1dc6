import DocketTerminal
import DocketText
import DocketTestSupport
import Testing

private func frame(_ rows: Int, _ columns: Int) -> Frame { Frame(size: Size(rows: rows, columns: columns)) }
private func at(_ row: Int, _ column: Int) -> Point { Point(row: row, column: column) }
private let red = Style(foreground: .rgb(200, 0, 0))

@Suite("Drawing into a frame")
struct FrameTests {
    @Test("text is cut at the edges and at its own width, never through a glyph")
    func clipping() {
        let cases: [(text: DisplayText, column: Int, maxWidth: Int?, row: String, used: Int)] = [
            ("hello", 1, nil, ".hello..", 5),
            ("hello world", 1, nil, ".hello w", 7),
            ("hello", 1, 3, ".hel....", 3),
            ("hello", -2, nil, "llo.....", 5),
            ("日本語", 0, nil, "日本語..", 6),
            ("日本語", 3, nil, "...日本 ", 5),
            ("日本語", 0, 5, "日本 ...", 5),
            ("日本語", -1, nil, " 本語...", 6),
            ("abc", 9, nil, "........", 0),
            ("abc", 2, 0, "........", 0),
        ]
        for (text, column, maxWidth, row, used) in cases {
            var frame = frame(1, 8)
            frame.put("........", at: at(0, 0), style: .plain)
            let result = frame.put(text, at: at(0, column), style: red, maxWidth: maxWidth)
            #expect(frame.text == row.trimmedEnd, "\(text.string) at \(column), \(maxWidth ?? -1)")
            #expect(result == used, "\(text.string) at \(column), \(maxWidth ?? -1)")
        }
    }

    @Test("rows outside the frame take nothing")
    func outside() {
        var frame = frame(2, 4)
        #expect(frame.put("abc", at: at(2, 0), style: .plain) == 0)
        #expect(frame.put("abc", at: at(-1, 0), style: .plain) == 0)
        frame.fill(Rect(row: -3, column: 2, rows: 90, columns: 90), style: red)
        #expect(frame.text == "\n")
        #expect(frame[at(1, 3)].style == red)
        #expect(frame[at(1, 1)].style == .plain)
    }

    @Test("writing over half a wide glyph blanks the other half", arguments: [(1, "x 本", "x"), (0, "x 本", "x")])
    func halves(column: Int, _: String, glyph: String) {
        var frame = frame(1, 4)
        frame.put("日本", at: at(0, 0), style: .plain)
        frame.put(DisplayText(glyph), at: at(0, column), style: .plain)
        #expect(frame.text == (column == 0 ? "x 本" : " x本"))
    }

    @Test("text keeps the background it is written over, and its attributes add to what is there")
    func overlay() {
        let row = Style(background: .rgb(1, 2, 3), attributes: .reverse)
        var frame = frame(1, 4)
        frame.fill(frame.bounds, style: row)
        frame.put("ab", at: at(0, 1), style: Style(foreground: .rgb(9, 9, 9), attributes: .bold))
        let cell = frame[at(0, 1)].style
        #expect(cell.background == .rgb(1, 2, 3))
        #expect(cell.foreground == .rgb(9, 9, 9))
        #expect(cell.attributes == [.reverse, .bold])
        frame.fill(frame.bounds, style: .plain)
        #expect(frame[at(0, 1)].style.attributes == [])
        #expect(frame.text == "")
    }

    @Test("marks stay with their base and two frames with them compare by what they show")
    func compounds() {
        var left = frame(1, 6)
        var right = frame(1, 6)
        left.put("x\u{323}\u{302}", at: at(0, 0), style: .plain)
        left.put("y\u{323}\u{302}", at: at(0, 1), style: .plain)
        right.put("y\u{323}\u{302}", at: at(0, 1), style: .plain)
        right.put("x\u{323}\u{302}", at: at(0, 0), style: .plain)
        #expect(left == right)
        #expect(left.glyph(at: at(0, 0)).unicodeScalars.count == 3)
        right.put("x\u{323}", at: at(0, 0), style: .plain)
        #expect(left != right)
    }

    @Test("each cluster can have its own style")
    func perCluster() {
        var frame = frame(1, 5)
        let text: DisplayText = "ab cd"
        frame.put(text.clusters[...], at: at(0, 0), style: { $0.text == "c" ? red : .plain })
        #expect(frame.styledText() == "ab [#c80000|c]d")
    }

    @Test("a screen of distinct glyphs with marks keeps each, and shows the same as one drawn in another order")
    func manyCompounds() {
        let size = Size(rows: 100, columns: 400)
        var left = Frame(size: size)
        var right = Frame(size: size)
        let marks: [Unicode.Scalar] = (0x300...0x340).compactMap(Unicode.Scalar.init)
        var glyphs: [(point: Point, text: String)] = []
        for place in 0..<(size.rows * size.columns) {
            let base = Unicode.Scalar(UInt8(ascii: "a") + UInt8(place % 26))
            let scalars = [base, marks[place / 26 % marks.count], marks[place / 26 / marks.count % marks.count]]
            glyphs.append((at(place / size.columns, place % size.columns), String(String.UnicodeScalarView(scalars))))
        }
        for glyph in glyphs { left.put(DisplayText(glyph.text), at: glyph.point, style: .plain) }
        for glyph in glyphs.reversed() { right.put(DisplayText(glyph.text), at: glyph.point, style: .plain) }
        #expect(left == right)
        #expect(glyphs.allSatisfy { Array(left.glyph(at: $0.point).unicodeScalars) == Array($0.text.unicodeScalars) })
    }

    @Test("restyling changes how text looks, not what it says")
    func restyle() {
        var frame = frame(2, 6)
        frame.put("abcdef", at: at(0, 0), style: .plain)
        frame.restyle(Rect(row: 0, column: 1, rows: 1, columns: 2)) { style in
            style.merging(Style(attributes: .underline))
        }
        #expect(frame.text == "abcdef\n")
        #expect(frame.styledText() == "a[underline|bc]def\n")
    }

    @Test("no order of writing ever leaves half a glyph", arguments: 0..<UInt64(60))
    func wideInvariant(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        var frame = frame(3, 11)
        let texts: [DisplayText] = ["日本語", "a", "xyz", "한", "e\u{301}", "  "]
        for _ in 0..<40 {
            let point = at(Int.random(in: -1...3, using: &generator), Int.random(in: -3...12, using: &generator))
            if Bool.random(using: &generator) {
                let text = texts.randomElement(using: &generator) ?? "a"
                let width = Bool.random(using: &generator) ? Int.random(in: 0...5, using: &generator) : nil
                frame.put(text, at: point, style: red, maxWidth: width)
            } else {
                frame.fill(Rect(row: point.row, column: point.column, rows: 1, columns: 3), style: .plain)
            }
            for row in 0..<3 {
                var column = 0
                while column < 11 {
                    let width = Int(frame[at(row, column)].width)
                    #expect(width == 1 || width == 2, "seed \(seed): half a glyph at \(row), \(column)")
                    if width == 2 { #expect(frame[at(row, column + 1)].width == 0, "seed \(seed)") }
                    column += max(1, width)
                }
                #expect(column == 11, "seed \(seed): a glyph crosses the edge")
            }
        }
    }

    @Test("a picture holds every word, escaped, and colours both ways round")
    func picture() {
        var frame = frame(2, 12)
        frame.put("a<b & \"c\"", at: at(0, 0), style: Style(foreground: .rgb(1, 2, 3), attributes: .bold))
        frame.put("rev", at: at(1, 0), style: Style(foreground: .rgb(255, 0, 0), attributes: [.reverse, .underline]))
        frame.cursor = at(1, 4)
        let svg = frame.svg()
        #expect(svg.contains("a&lt;b &amp; &quot;c&quot;</text>"))
        #expect(svg.contains("fill=\"#010203\" font-weight=\"bold\""))
        #expect(svg.contains("<rect x=\"0\" y=\"18\" width=\"25.29\" height=\"18\" fill=\"#ff0000\"/>"))
        #expect(svg.contains("text-decoration=\"underline\""))
        #expect(svg.hasPrefix("<svg ") && svg.hasSuffix("</svg>\n"))
    }
}

extension String {
    fileprivate var trimmedEnd: String {
        var view = self[...]
        while view.last == " " { view.removeLast() }
        return String(view)
    }
}
