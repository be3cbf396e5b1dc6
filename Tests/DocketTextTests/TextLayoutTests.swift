import DocketTestSupport
import Testing

@testable import DocketText

@Suite("Text is wrapped to a width")
struct TextLayoutTests {
    private static let wrapped: [(source: String, width: Int, lines: [String])] = [
        ("", 10, [""]),
        ("one two three", 7, ["one two", "three"]),
        ("one two three", 13, ["one two three"]),
        ("one  two", 4, ["one", "two"]),
        ("a\n\nb\n", 5, ["a", "", "b", ""]),
        ("abcdefghij", 4, ["abcd", "efgh", "ij"]),
        ("go abcdefgh", 4, ["go", "abcd", "efgh"]),
        ("well-known fact", 7, ["well-", "known", "fact"]),
        ("--flag -5", 4, ["--fl", "ag", "-5"]),
        ("漢字漢字", 4, ["漢字", "漢字"]),
        ("漢字漢", 5, ["漢字", "漢"]),
        ("漢字、漢", 4, ["漢", "字、", "漢"]),
        ("「漢字」", 6, ["「漢", "字」"]),
        ("- one two three", 9, ["- one two", "  three"]),
        ("10. alpha beta", 10, ["10. alpha", "    beta"]),
        ("  indented text", 10, ["  indented", "  text"]),
        ("-5 is not a list", 8, ["-5 is", "not a", "list"]),
        ("    a b c d", 6, ["    a", "b c d"]),
        ("trailing   ", 8, ["trailing"]),
        ("x trailing ", 12, ["x trailing "]),
        ("ab\u{202E}cd", 6, ["ab", "⟨RLO⟩c", "d"]),
        ("\u{202E}", 3, ["⟨RL", "O⟩"]),
        ("漢", 1, ["漢"]),
        ("a\u{A0}b c", 3, ["a\u{A0}b", "c"]),
    ]

    @Test("by words, ideographs and hanging indents; inside what is longer than a line", arguments: wrapped)
    func wrapping(source: String, width: Int, lines: [String]) {
        #expect(TextLayoutTests.rendered(TextLayout(DisplayText(source), width: width)) == lines)
    }

    @Test("without a hanging indent every line begins at the edge")
    func noIndent() {
        let layout = TextLayout("- one two three", width: 9, hangingIndent: false)
        #expect(TextLayoutTests.rendered(layout) == ["- one two", "three"])
        #expect(layout.lines.map(\.isContinuation) == [false, true])
        #expect(layout.lines.map(\.endsWithLineBreak) == [false, false])
    }

    @Test("positions of shown, swallowed and final clusters")
    func positions() {
        let layout = TextLayout("one two\nx", width: 3)
        let places = (0...9).map { layout.position(ofCluster: $0) }
        #expect(places.map(\.line) == [0, 0, 0, 0, 1, 1, 1, 1, 2, 2])
        #expect(places.map(\.column) == [0, 1, 2, 3, 0, 1, 2, 3, 0, 1])
    }

    @Test("the nearest cluster to any cell")
    func nearest() {
        let layout = TextLayout("- 漢字 b\nabcdef", width: 6)
        #expect(TextLayoutTests.rendered(layout) == ["- 漢字", "  b", "abcdef"])
        #expect([-1, 0, 2, 3, 4, 5, 6, 60].map { layout.cluster(atLine: 0, column: $0) } == [0, 0, 2, 2, 3, 3, 4, 4])
        #expect([0, 2, 3].map { layout.cluster(atLine: 1, column: $0) } == [5, 5, 6])
        #expect(layout.cluster(atLine: 2, column: 9) == layout.text.clusters.count)
        #expect(layout.cluster(atLine: -1, column: 3) == 0)
        #expect(layout.cluster(atLine: 7, column: 0) == layout.text.clusters.count)
    }

    @Test("behind the end of a line that was cut inside a word is its last character")
    func endOfFullLine() {
        let layout = TextLayout("abcdef", width: 3)
        #expect(layout.cluster(atLine: 0, column: 9) == 2)
        #expect(layout.cluster(atLine: 1, column: 9) == 6)
    }

    @Test("every cluster is on one line, in order, within the width, and its place leads back to it")
    func properties() {
        for seed in 0..<UInt64(Surroundings.rounds(300)) {
            var generator = SeededGenerator(seed: seed)
            let text = DisplayText(TroubledText.make(40, using: &generator))
            let width = Int.random(in: 2...30, using: &generator)
            let layout = TextLayout(text, width: width, hangingIndent: seed % 2 == 0)
            var shown = 0
            for (number, line) in layout.lines.enumerated() {
                let swallowed = text.clusters[shown..<line.clusters.lowerBound]
                #expect(swallowed.allSatisfy { $0.isBlank || $0.isLineBreak }, "seed \(seed) line \(number)")
                #expect(layout.width(ofLine: number) <= width, "seed \(seed) line \(number)")
                #expect(!text.clusters[line.clusters].contains { $0.isLineBreak }, "seed \(seed) line \(number)")
                shown = line.clusters.upperBound
                for cluster in line.clusters {
                    let place = layout.position(ofCluster: cluster)
                    #expect(place.line == number, "seed \(seed) cluster \(cluster)")
                    #expect(layout.cluster(atLine: place.line, column: place.column) == cluster, "seed \(seed)")
                }
            }
            #expect(text.clusters[shown...].allSatisfy { $0.isBlank }, "seed \(seed)")
            let breaks = text.clusters.count { $0.isLineBreak }
            #expect(layout.lines.count { $0.endsWithLineBreak } == breaks, "seed \(seed)")
            #expect(layout.lines.count { !$0.isContinuation } == breaks + 1, "seed \(seed)")
        }
    }

    @Test("what stands for one character of the source stays on one line if it fits")
    func tokensStayTogether() {
        for seed in 0..<UInt64(Surroundings.rounds(200)) {
            var generator = SeededGenerator(seed: seed)
            let text = DisplayText(TroubledText.make(40, using: &generator))
            let layout = TextLayout(text, width: 40)
            for (line, next) in zip(layout.lines, layout.lines.dropFirst()) where !line.endsWithLineBreak {
                let first = text.clusters[next.clusters.lowerBound]
                let group = text.clusters.filter { $0.source == first.source }.reduce(0) { $0 + $1.width }
                guard group <= 20 else { continue }
                #expect(text.clusters[next.clusters.lowerBound - 1].source != first.source, "seed \(seed)")
            }
        }
    }

    static func rendered(_ layout: TextLayout) -> [String] {
        layout.lines.map { line in
            String(repeating: " ", count: line.indent) + layout.text.clusters[line.clusters].map(\.text).joined()
        }
    }
}
