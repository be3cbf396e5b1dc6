import DocketTestSupport
import DocketText
import Testing

@Suite("Fuzzy matching")
struct FuzzyMatchTests {
    @Test("Letters are found in order, at the starts of words where they can be")
    func wordStarts() throws {
        #expect(try #require(FuzzyMatch("gi", in: "go to item")).places == [0, 6])
        #expect(try #require(FuzzyMatch("ni", in: "next item")).places == [0, 5])
        #expect(try #require(FuzzyMatch("bb", in: "both bad")).places == [0, 5])
        #expect(FuzzyMatch("ze", in: "next item") == nil)
    }

    @Test(
        "What begins alike goes before what only holds the letters",
        arguments: [("acc", "accept", "go back and check"), ("un", "undo", "turn"), ("re", "redo", "where")])
    func order(_ pattern: String, _ better: String, _ worse: String) throws {
        let good = try #require(FuzzyMatch(pattern, in: better))
        #expect(good.score > FuzzyMatch(pattern, in: worse)?.score ?? .min)
    }

    @Test("Capitals and blanks do not matter")
    func lenient() {
        #expect(FuzzyMatch("N I", in: "next item")?.places == [0, 5])
        #expect(FuzzyMatch("", in: "anything")?.places == [])
    }

    @Test("A subsequence is always found, at rising places that hold its letters")
    func property() {
        var generator = SeededGenerator(seed: 20_260)
        let letters = Array("abcde -")
        for _ in 0..<2000 {
            let name = String(
                (0..<Int.random(in: 1...24, using: &generator)).map { _ in
                    letters.randomElement(using: &generator) ?? "a"
                })
            let characters = Array(name)
            let places = characters.indices.filter { _ in Bool.random(using: &generator) }
            let pattern = String(places.map { characters[$0] }.filter { $0 != " " })
            guard let match = FuzzyMatch(pattern, in: name) else {
                Issue.record("\(pattern) is not found in \(name)")
                continue
            }
            #expect(match.places.map { characters[$0] } == Array(pattern))
            #expect(zip(match.places, match.places.dropFirst()).allSatisfy { $0 < $1 })
        }
    }
}
