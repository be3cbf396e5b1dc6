import DocketTestSupport
import Testing

@testable import DocketText

@Suite("What an edit changed, from key to key")
struct LiveComparisonTests {
    private static let words = ["the", "commit", "stays", "git", "reset", "you", "can", "again", "it", "soft"]

    private func text(lines: Int, using generator: inout SeededGenerator) -> String {
        (0..<lines).map { _ in
            (0..<Int.random(in: 0...9, using: &generator))
                .map { _ in Self.words.randomElement(using: &generator) ?? "a" }.joined(separator: " ")
        }.joined(separator: "\n")
    }

    @Test("it says of both texts what comparing them whole does")
    func sameAsWhole() {
        for seed in 0..<UInt64(Surroundings.rounds(60)) {
            var generator = SeededGenerator(seed: seed)
            let base = TextBuffer(text(lines: 12, using: &generator))
            var comparison = LiveComparison(base: base)
            var buffer = base
            for step in 0..<12 {
                buffer.cursor = Int.random(in: 0...buffer.characters.count, using: &generator)
                switch Int.random(in: 0..<4, using: &generator) {
                case 0: buffer.deleteWordForward()
                case 1: buffer.insert("\n")
                case 2: buffer.undo()
                default: buffer.insert(Self.words.randomElement(using: &generator) ?? "a")
                }
                comparison.update(buffer)
                let whole = WordDiff(base.text, buffer.text)
                #expect(comparison.isEqual == whole.isEqual, "seed \(seed) step \(step)")
                #expect(comparison.addedWords == whole.addedWords, "seed \(seed) step \(step)")
                #expect(comparison.removedWords == whole.removedWords, "seed \(seed) step \(step)")
                #expect(abs(comparison.distance - whole.distance) < 0.02, "seed \(seed) step \(step)")
            }
        }
    }

    @Test("changes say what was there and what is")
    func changes() {
        let base = TextBuffer("keep\none two three\nkeep too")
        var comparison = LiveComparison(base: base)
        comparison.update(TextBuffer("keep\none 2 three\nkeep too, yes"))
        let said = comparison.changes.map { change in
            [String(decoding: change.removed, as: UTF8.self), String(decoding: change.added, as: UTF8.self)]
        }
        #expect(said == [["two", "2"], ["", ", yes"]])
        comparison.update(base)
        #expect(comparison.isEqual && comparison.changes.isEmpty && comparison.distance == 0)
    }

    @Test("where much changed far apart, what is between is still not counted as changed")
    func farApart() {
        let lines = (0..<2000).map { "line \($0) of a text that goes on" }
        let base = TextBuffer(lines.joined(separator: "\n"))
        var buffer = base
        buffer.insert("first ")
        buffer.moveToDocumentEnd()
        buffer.insert(" last")
        var comparison = LiveComparison(base: base)
        comparison.update(buffer)
        #expect(comparison.addedWords == 2 && comparison.removedWords == 0)
        #expect(comparison.changes.count == 2)
        #expect(comparison.distance > 0 && comparison.distance < 0.001)
    }
}
