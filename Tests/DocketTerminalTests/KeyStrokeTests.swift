import DocketTerminal
import DocketText
import Testing

@Suite("Key notation")
struct KeyStrokeTests {
    private static let keys: [Key] =
        [
            .enter, .tab, .backTab, .escape, .backspace, .delete, .insert, .up, .down, .left, .right, .home, .end,
            .pageUp, .pageDown,
        ] + (1...35).map(Key.function) + (0x21...0x7E).map { .character(Character(Unicode.Scalar($0))) }
        + [.character(" "), .character("é"), .character("日")]

    @Test("what a stroke is written as reads back as that stroke", arguments: 0..<UInt8(8))
    func roundTrip(modifiers: UInt8) {
        for key in Self.keys {
            let stroke = KeyStroke(key, KeyModifiers(rawValue: modifiers))
            #expect(KeyStroke(notation: stroke.notation) == stroke, "\(stroke.notation)")
        }
    }

    @Test("no two strokes are written alike")
    func uniqueness() {
        var seen: [String: KeyStroke] = [:]
        for key in Self.keys {
            for modifiers in UInt8(0)..<8 {
                let stroke = KeyStroke(key, KeyModifiers(rawValue: modifiers))
                #expect(seen.updateValue(stroke, forKey: stroke.notation) ?? stroke == stroke)
            }
        }
    }

    @Test(
        "one stroke has one form, however it is written",
        arguments: [("S-a", "A"), ("C-R", "C-r"), ("return", "enter"), ("escape", "esc"), ("backtab", "S-tab")])
    func normalForm(written: String, normal: String) {
        #expect(KeyStroke(notation: written)?.notation == normal)
    }

    @Test(
        "what is no stroke is not read as one",
        arguments: ["", "C-", "ab", "f0", "f36", "f05", "C-C-a", "X-a", "\u{1B}"])
    func refusals(written: String) {
        #expect(KeyStroke(notation: written) == nil)
    }

    @Test(
        "footers show strokes in few columns, and with letters only where they must",
        arguments: [
            ("enter", "⏎", "Enter"), ("C-r", "⌃R", "^R"), ("a", "a", "a"), ("S-tab", "⇧Tab", "Shift-Tab"),
            ("A-f", "Alt-f", "Alt-f"), ("space", "Space", "Space"), ("up", "↑", "Up"), ("f5", "F5", "F5"),
        ])
    func labels(written: String, label: String, ascii: String) throws {
        let stroke = try #require(KeyStroke(notation: written))
        #expect(stroke.label.string == label)
        #expect(stroke.label(ascii: true).string == ascii)
    }

    @Test("only plain strokes type text")
    func text() {
        #expect(KeyStroke(.character("a")).text == "a")
        #expect(KeyStroke(.character("a"), .shift).text == "A")
        #expect(KeyStroke(.character("a"), .control).text == nil)
        #expect(KeyStroke(.character("a"), .alt).text == nil)
        #expect(KeyStroke(.enter).text == nil)
    }
}
