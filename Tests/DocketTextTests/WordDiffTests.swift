import Testing

@testable import DocketText

@Suite("Two texts are compared word by word")
struct WordDiffTests {
    /// The comparison as text: `[-removed-]`, `{+added+}`.
    static func rendered(_ diff: WordDiff, _ old: String, _ new: String) -> String {
        let old = Array(old.utf8)
        let new = Array(new.utf8)
        return diff.segments.map { segment in
            switch segment {
            case .unchanged(let range, _): String(decoding: old[range], as: UTF8.self)
            case .removed(let range): "[-" + String(decoding: old[range], as: UTF8.self) + "-]"
            case .added(let range): "{+" + String(decoding: new[range], as: UTF8.self) + "+}"
            }
        }.joined()
    }

    private static let cases: [(old: String, new: String, diff: String)] = [
        ("", "", ""),
        ("same text", "same text", "same text"),
        ("", "new", "{+new+}"),
        ("old", "", "[-old-]"),
        ("the cat sat", "the dog sat", "the [-cat-]{+dog+} sat"),
        ("the sat", "the big cat sat", "the {+big cat +}sat"),
        ("the big cat sat", "the sat", "the [-big cat -]sat"),
        ("a red old fox ran", "a grey young fox ran", "a [-red old-]{+grey young+} fox ran"),
        ("Hello, world.", "Hello, world!", "Hello, world[-.-]{+!+}"),
        ("one two", "one  two", "one[- -]{+  +}two"),
        ("ends here", "ends here ", "ends here{+ +}"),
        ("don't go", "do go", "[-don't-]{+do+} go"),
        ("東京都に住む", "京都に住む", "[-東-]京都に住む"),
        ("한국 사람", "한국 노래", "한국 [-사람-]{+노래+}"),
        ("cafe\u{301} x", "cafe x", "[-cafe\u{301}-]{+cafe+} x"),
        ("👩\u{200D}👧!", "👩!", "[-👩\u{200D}👧-]{+👩+}!"),
        ("line one\nline two", "line one\n\nline two", "line one\n{+\n+}line two"),
        ("a\r\nb", "a\nb", "a[-\r\n-]{+\n+}b"),
        ("x \u{301}y", "x y", "x[- \u{301}-]{+ +}y"),
        ("alpha beta", "gamma delta", "[-alpha beta-]{+gamma delta+}"),
    ]

    @Test("hand-checked comparisons", arguments: cases)
    func handChecked(old: String, new: String, diff: String) {
        let compared = WordDiff(old, new)
        let shown = WordDiffTests.rendered(compared, old, new)
        #expect(Array(shown.utf8) == Array(diff.utf8), "\(shown)")
        #expect(compared.isEqual == (Array(old.utf8) == Array(new.utf8)))
    }

    private static let distances: [(old: String, new: String, distance: Double, removed: Int, added: Int)] = [
        ("", "", 0, 0, 0),
        ("same", "same", 0, 0, 0),
        ("", "two words", 1, 0, 2),
        ("the cat sat", "the dog sat", 1.0 / 3, 1, 1),
        ("a b c d", "a b", 0.5, 2, 0),
        ("a b", "c d e", 1, 2, 3),
        ("Hello, world.", "Hello, world!", 0.25, 0, 0),
        ("one two", "one  two", 1.0 / 3, 0, 0),
        (" ", "  ", 1, 0, 0),
        ("日本語", "日本", 1.0 / 3, 1, 0),
    ]

    @Test("distances and counts of words by hand", arguments: distances)
    func distance(old: String, new: String, distance: Double, removed: Int, added: Int) {
        let diff = WordDiff(old, new)
        #expect(abs(diff.distance - distance) < 1e-12, "\(diff.distance)")
        #expect(diff.removedWords == removed)
        #expect(diff.addedWords == added)
    }

    @Test("texts that only look equal are not")
    func canonicalEquivalence() {
        #expect(!WordDiff("é", "e\u{301}").isEqual)
        #expect(WordDiff("é", "e\u{301}").distance == 1)
    }

    @Test("bytes that are not UTF-8 are compared as they are")
    func invalidBytes() {
        let diff = WordDiff(oldBytes: [0x61, 0x20, 0xFF, 0x20, 0x62], newBytes: [0x61, 0x20, 0xFE, 0x20, 0x62])
        #expect(
            diff.segments == [
                .unchanged(old: 0..<2, new: 0..<2), .removed(old: 2..<3), .added(new: 2..<3),
                .unchanged(old: 3..<5, new: 3..<5),
            ])
    }
}
