import DocketTestSupport
import Testing

@testable import DocketText

@Suite("Changes of a base")
struct TextChangeTests {
    private static func changes(_ old: String, _ new: String) -> [String] {
        let (old, new) = (Array(old.utf8), Array(new.utf8))
        return TextChange.changes(from: old, to: [new])[0].map {
            String(decoding: old[$0.old], as: UTF8.self) + "→" + String(decoding: new[$0.new], as: UTF8.self)
        }
    }

    @Test(
        "words, blanks and punctuation are tokens",
        arguments: [
            ("a b c", "a x c", ["b→x"]),
            ("a b c", "a c", ["b →"]),
            ("a c", "a b c", ["→b "]),
            ("a b.", "a b!", [".→!"]),
            ("a  b", "a b", ["  → "]),
            ("", "a b", ["→a b"]),
            ("a b", "", ["a b→"]),
            ("same", "same", []),
            ("日本語", "日木語", ["本→木"]),
            ("don't", "do not", ["don't→do not"]),
            ("the red dog", "a blue dog", ["the→a", "red→blue"]),
            ("the red dog", "one very blue dog", ["the red→one very blue"]),
            ("x, y", "X; Y", ["x,→X;", "y→Y"]),
        ])
    func tokens(_ old: String, _ new: String, _ expected: [String]) {
        #expect(Self.changes(old, new) == expected)
    }

    @Test(
        "what could stand in several places stands in the last one",
        arguments: [
            ("very good", "very very good", ["→very "]),
            ("x\ny\n", "x\nz\ny\n", ["→z\n"]),
            ("a a a b", "a a b", ["a →"]),
            ("w a a y", "v a a a y", ["w→v", "→a "]),
            ("w a a y", "w a a a z", ["y→a z"]),
            ("very good", "so very very good", ["→so ", "→very "]),
            ("so very very good", "very good", ["so →", "very →"]),
        ])
    func sliding(_ old: String, _ new: String, _ expected: [String]) {
        #expect(Self.changes(old, new) == expected)
    }

    @Test("the changes rebuild each text, and an untouched token is between them")
    func reconstruction() {
        for seed in Surroundings.seeds(400) {
            var generator = SeededGenerator(seed: seed)
            let vocabulary = ["a", "b", "c", " ", " ", "  ", ".", "\n", "日", "e\u{301}", "\u{301}", "don't"]
            func text() -> [UInt8] {
                (0..<Int.random(in: 0...30, using: &generator)).flatMap { _ -> [UInt8] in
                    Int.random(in: 0..<20, using: &generator) == 0
                        ? [0xFF, 0xE2, 0x80].shuffled(using: &generator)
                        : Array((vocabulary.randomElement(using: &generator) ?? "").utf8)
                }
            }
            let base = text()
            let texts = (0..<3).map { _ in text() }
            for (new, changes) in zip(texts, TextChange.changes(from: base, to: texts)) {
                var rebuilt: [UInt8] = []
                var end = -1
                for change in changes {
                    #expect(change.old.lowerBound > end, "seed \(seed)")
                    #expect(!change.old.isEmpty || !change.new.isEmpty, "seed \(seed)")
                    rebuilt += base[max(0, end)..<change.old.lowerBound] + new[change.new]
                    end = change.old.upperBound
                }
                #expect(rebuilt + base[max(0, end)...] == new, "seed \(seed)")
            }
        }
    }
}
