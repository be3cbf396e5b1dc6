import DocketTerminal
import Testing

/// Bytes that come alone, and the strokes they are: in the notation of key maps.
private let strokes: [(bytes: String, notation: String)] = [
    ("a", "a"), ("A", "A"), (" ", "space"), ("é", "é"), ("日", "日"), ("🙂", "🙂"),
    ("\r", "enter"), ("\n", "enter"), ("\t", "tab"), ("\u{7F}", "backspace"), ("\u{8}", "backspace"),
    ("\u{0}", "C-space"), ("\u{1}", "C-a"), ("\u{12}", "C-r"), ("\u{1A}", "C-z"), ("\u{1C}", "C-\\"), ("\u{1F}", "C-_"),
    ("\u{1B}a", "A-a"), ("\u{1B}A", "A-A"), ("\u{1B}\r", "A-enter"), ("\u{1B}\u{7F}", "A-backspace"),
    ("\u{1B}\u{12}", "C-A-r"), ("\u{1B}é", "A-é"),
    // VT and xterm, both cursor key modes
    ("\u{1B}[A", "up"), ("\u{1B}OA", "up"), ("\u{1B}[B", "down"), ("\u{1B}OD", "left"), ("\u{1B}[C", "right"),
    ("\u{1B}[H", "home"), ("\u{1B}OF", "end"), ("\u{1B}[1~", "home"), ("\u{1B}[4~", "end"), ("\u{1B}[7~", "home"),
    ("\u{1B}[2~", "insert"), ("\u{1B}[3~", "del"), ("\u{1B}[5~", "pageup"), ("\u{1B}[6~", "pagedown"),
    ("\u{1B}OP", "f1"), ("\u{1B}[11~", "f1"), ("\u{1B}[15~", "f5"), ("\u{1B}[17~", "f6"), ("\u{1B}[21~", "f10"),
    ("\u{1B}[24~", "f12"), ("\u{1B}[25~", "f13"), ("\u{1B}[28~", "f15"), ("\u{1B}[34~", "f20"), ("\u{1B}[Z", "S-tab"),
    ("\u{1B}[1;5A", "C-up"), ("\u{1B}[1;2D", "S-left"), ("\u{1B}[1;3C", "A-right"), ("\u{1B}[1;8H", "C-A-S-home"),
    ("\u{1B}[3;5~", "C-del"), ("\u{1B}[15;2~", "S-f5"), ("\u{1B}[1;2P", "S-f1"), ("\u{1B}O1;5A", "C-up"),
    // the Linux console, rxvt, keypads
    ("\u{1B}[[A", "f1"), ("\u{1B}[[E", "f5"), ("\u{1B}[3^", "C-del"), ("\u{1B}[3$", "S-del"), ("\u{1B}[3@", "C-S-del"),
    ("\u{1B}[a", "S-up"), ("\u{1B}Oa", "C-up"), ("\u{1B}\u{1B}[A", "A-up"), ("\u{1B}OM", "enter"), ("\u{1B}Op", "0"),
    ("\u{1B}Ok", "+"),
    // CSI-u and modifyOtherKeys
    ("\u{1B}[97u", "a"), ("\u{1B}[97;5u", "C-a"), ("\u{1B}[97;2u", "A"), ("\u{1B}[97:65;2u", "A"),
    ("\u{1B}[49:33;2u", "!"), ("\u{1B}[13;2u", "S-enter"), ("\u{1B}[9;2u", "S-tab"), ("\u{1B}[27u", "esc"),
    ("\u{1B}[105;5u", "C-i"), ("\u{1B}[57399u", "0"), ("\u{1B}[57417u", "left"), ("\u{1B}[27;5;13~", "C-enter"),
]

private func point(_ row: Int, _ column: Int) -> Point { Point(row: row, column: column) }

private let reports: [(bytes: String, event: TerminalEvent)] = [
    ("\u{1B}[I", .focus(true)), ("\u{1B}[O", .focus(false)),
    ("\u{1B}[<0;10;5M", .mouse(MouseEvent(kind: .press(.left), at: point(4, 9)))),
    ("\u{1B}[<0;10;5m", .mouse(MouseEvent(kind: .release, at: point(4, 9)))),
    ("\u{1B}[<2;1;1M", .mouse(MouseEvent(kind: .press(.right), at: point(0, 0)))),
    ("\u{1B}[<32;300;5M", .mouse(MouseEvent(kind: .drag(.left), at: point(4, 299)))),
    ("\u{1B}[<35;3;5M", .mouse(MouseEvent(kind: .move, at: point(4, 2)))),
    ("\u{1B}[<64;3;5M", .mouse(MouseEvent(kind: .wheelUp, at: point(4, 2)))),
    ("\u{1B}[<65;3;5M", .mouse(MouseEvent(kind: .wheelDown, at: point(4, 2)))),
    ("\u{1B}[<66;3;5M", .mouse(MouseEvent(kind: .wheelLeft, at: point(4, 2)))),
    ("\u{1B}[<16;3;5M", .mouse(MouseEvent(kind: .press(.left), at: point(4, 2), modifiers: .control))),
    ("\u{1B}[M +&", .mouse(MouseEvent(kind: .press(.left), at: point(5, 10)))),
    ("\u{1B}[M#+&", .mouse(MouseEvent(kind: .release, at: point(5, 10)))),
    ("\u{1B}[200~two\nlines\u{1B}[201~", .paste(Array("two\nlines".utf8))),
    ("\u{1B}[200~\u{1B}[A\u{1B}[200~x~\u{1B}[201~", .paste(Array("\u{1B}[A\u{1B}[200~x~".utf8))),
    ("\u{1B}[200~\u{1B}[201~", .paste([])),
]

@Suite("Decoding what a terminal sends")
struct KeyDecoderTests {
    @Test("the bytes of a key are that key", arguments: strokes)
    func key(bytes: String, notation: String) throws {
        let stroke = try #require(KeyStroke(notation: notation))
        var decoder = KeyDecoder()
        #expect(decoder.feed(bytes.utf8) == [.key(stroke)])
        #expect(decoder.timeoutMilliseconds == nil)
    }

    @Test("the bytes of a report are that report", arguments: reports)
    func report(bytes: String, event: TerminalEvent) {
        var decoder = KeyDecoder()
        #expect(decoder.feed(bytes.utf8) == [event])
        #expect(decoder.timeoutMilliseconds == nil)
    }

    @Test(
        "an escape alone is the key once nothing follows",
        arguments: [
            ("\u{1B}", ["esc"]), ("\u{1B}\u{1B}", ["esc", "esc"]), ("\u{1B}[", ["A-["]), ("\u{1B}O", ["A-O"]),
            ("\u{1B}]", ["A-]"]), ("\u{1B}\u{1B}[", ["esc", "A-["]), ("\u{1B}[1;5", []),
        ])
    func escapeAlone(bytes: String, notations: [String]) throws {
        var decoder = KeyDecoder()
        #expect(decoder.feed(bytes.utf8) == [])
        #expect(decoder.timeoutMilliseconds == 25)
        let expected = try notations.map { TerminalEvent.key(try #require(KeyStroke(notation: $0))) }
        #expect(decoder.flush() == expected)
        #expect(decoder.timeoutMilliseconds == nil)
    }

    @Test(
        "answers to questions that nobody here asked are no keys",
        arguments: [
            "\u{1B}]11;rgb:1515/1717/1c1c\u{7}", "\u{1B}]11;rgb:1515/1717/1c1c\u{1B}\\", "\u{1B}[?62;22c",
            "\u{1B}[?2026;2$y", "\u{1B}P1$r0m\u{1B}\\", "\u{1B}[>0;276;0c", "\u{1B}_Gi=1;OK\u{1B}\\", "\u{1B}[97;1:3u",
            "\u{1B}[201~", "\u{1B}[57441u",
        ])
    func unaskedAnswers(bytes: String) {
        var decoder = KeyDecoder()
        #expect(decoder.feed((bytes + "q").utf8) == [.key(KeyStroke(.character("q")))])
    }

    @Test("bytes that are not UTF-8 show up as replacement characters, one for each maximal piece")
    func invalidText() {
        let replacement = TerminalEvent.key(KeyStroke(.character("\u{FFFD}")))
        let a = TerminalEvent.key(KeyStroke(.character("a")))
        let cases: [([UInt8], [TerminalEvent])] = [
            ([0x80, 0x61], [replacement, a]),
            ([0xC3, 0x61], [replacement, a]),
            ([0xE6, 0x97, 0x61], [replacement, a]),
            ([0xED, 0xA0, 0x80, 0x61], [replacement, replacement, replacement, a]),
            ([0xF4, 0x90, 0x80, 0x80], [replacement, replacement, replacement, replacement]),
            ([0xC2, 0x9B, 0x61], [replacement, a]),
        ]
        for (bytes, events) in cases {
            var decoder = KeyDecoder()
            #expect(decoder.feed(bytes) == events, "\(bytes)")
        }
        var cut = KeyDecoder()
        #expect(cut.feed([0xE6, 0x97]) == [])
        #expect(cut.flush() == [replacement])
    }

    @Test("keys that come in one read with the end of a paste are marked, later ones are not")
    func keysAfterPaste() {
        let a = KeyStroke(.character("a"))
        var decoder = KeyDecoder()
        #expect(
            decoder.feed("a\u{1B}[200~x\u{1B}[201~a".utf8) == [
                .key(a), .paste(Array("x".utf8)), .key(a, followsPaste: true),
            ])
        #expect(decoder.feed("a".utf8) == [.key(a)])
    }

    @Test("a paste whose end never comes ends by itself, and keys work again")
    func lostPasteEnd() {
        var decoder = KeyDecoder()
        #expect(decoder.feed("\u{1B}[200~abc".utf8) == [])
        #expect(decoder.timeoutMilliseconds == 2000)
        #expect(decoder.flush() == [.paste(Array("abc".utf8))])
        #expect(decoder.feed("a".utf8) == [.key(KeyStroke(.character("a")))])
    }

    @Test("Ctrl-C ends a paste whose end is lost, however fast keys follow; inside of what is pasted it is text")
    func endedByHand() {
        var decoder = KeyDecoder()
        _ = decoder.feed("\u{1B}[200~abc".utf8)
        #expect(decoder.feed("d".utf8) == [])
        #expect(decoder.feed([0x03]) == [.paste(Array("abcd".utf8))])
        #expect(decoder.timeoutMilliseconds == nil)
        #expect(decoder.feed([0x03]) == [.key(KeyStroke(.character("c"), .control))])
        #expect(decoder.feed("\u{1B}[200~a\u{03}x\u{1B}[201~".utf8) == [.paste(Array("a\u{03}x".utf8))])
    }

    @Test("a string without an end is given up at a bound")
    func endlessString() {
        var decoder = KeyDecoder()
        _ = decoder.feed("\u{1B}]".utf8)
        _ = decoder.feed(repeatElement(UInt8(ascii: "x"), count: 4096))
        #expect(decoder.feed("a".utf8) == [.key(KeyStroke(.character("a")))])
    }
}
