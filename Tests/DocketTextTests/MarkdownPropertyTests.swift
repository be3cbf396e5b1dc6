import DocketTestSupport
import DocketText
import Testing

@Suite("What holds for every text that is read as Markdown")
struct MarkdownPropertyTests {
    /// Pieces of the syntax, of text around it, and of what breaks either.
    private static let pieces: [String] = [
        "word", "two words", "don't", "é", "漢字", "🙂", "e\u{301}", "\u{200B}", "\u{202E}", "\u{1B}[31m", "\t", " ", "  ",
        "\n", "\n", "\n\n", "\r\n", "\r", "    ", "*", "**", "_", "__", "~~", "`", "``", "```", "```swift", "~~~", "# ",
        "## ", "###### ", "- ", "* ", "1. ", "12) ", "> ", ">", "|", "|--|--|", "| a | b |\n|--|--|\n| c | d |", "---",
        "===", "***", "[x] ", "[ ] ", "[", "]", "](", ")", "[a](b)", "![i](j \"k\")", "[r]", "[r][s]",
        "[r]: /url 'title'",
        "<http://x.y>", "http://z.w/q?a=b&c", "www.d.e", "a@b.cd", "<b>", "</b>", "<!-- c -->", "<div>", "&amp;",
        "&#65;",
        "&nope;", "\\", "\\*", "\\\\", "\u{0}", "\u{FEFF}", "$x$", ": ", "1", "\u{0C}", "\u{0B}", "\u{85}", "\u{2028}",
    ]

    private static func text(using generator: inout SeededGenerator) -> [UInt8] {
        (0..<Int.random(in: 1...40, using: &generator)).flatMap { _ in
            Array((pieces.randomElement(using: &generator) ?? "a").utf8)
        }
    }

    /// The first thing that is wrong with a rendered text.
    private static func fault(_ source: [UInt8], width: Int, joinsLines: Bool) -> String? {
        let document = MarkdownDocument(source)
        let rendered = RenderedText(document, width: width, joinsLines: joinsLines)
        var seen = [Bool](repeating: false, count: source.count)
        for (number, line) in rendered.lines.enumerated() {
            guard rendered.text.clusters.indices.contains(line.clusters) || line.clusters.isEmpty else {
                return "a line outside the text"
            }
            for cluster in rendered.text.clusters[line.clusters] {
                guard cluster.source.lowerBound >= 0, cluster.source.upperBound <= source.count else {
                    return "bytes outside the source: \(cluster)"
                }
                if cluster.isLineBreak { return "a line break inside a line" }
                if let unsafe = cluster.text.unicodeScalars.first(where: { $0.value < 0x20 || $0.value == 0x202E }) {
                    return "painted \(unsafe)"
                }
                for index in cluster.source { seen[index] = true }
            }
            let covered = rendered.stretches(ofLine: number)
            if covered.reduce(0, { $0 + $1.clusters.count }) != line.clusters.count { return "stretches leave a gap" }
        }
        // Whatever the syntax takes out, it is no letter, no digit, no control and nothing beyond ASCII.
        for index in source.indices where !seen[index] {
            let byte = source[index]
            let isContent =
                byte >= 0x7F || (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte)
                || (0x61...0x7A).contains(byte) || byte < 0x20 && ![0x09, 0x0A, 0x0D].contains(byte)
            if isContent { return "byte \(index) (\(byte)) is not shown" }
        }
        return nil
    }

    @Test(
        "Nothing but signs of the syntax is taken out, and what is painted stands for bytes of the source",
        arguments: Surroundings.seeds(4))
    func nothingIsLost(_ seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        for round in 0..<750 {
            let source = Self.text(using: &generator)
            let width = Int.random(in: 1...60, using: &generator)
            let fault = Self.fault(source, width: width, joinsLines: round % 2 == 0)
            #expect(
                fault == nil,
                "seed \(seed), round \(round), width \(width): \(String(decoding: source, as: UTF8.self).debugDescription)"
            )
            if fault != nil { return }
        }
    }

    @Test("Bytes that are no text at all are shown whole, too", arguments: Surroundings.seeds(4))
    func randomBytes(_ seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let alphabet: [UInt8] =
            Array("*_`#>-[]()|~<&\\!\n 1.a".utf8) + [0xBF, 0xC3, 0xE2, 0xF0, 0xFF, 0x00, 0x0D, 0x09]
        for round in 0..<750 {
            let source = (0..<Int.random(in: 0...80, using: &generator)).map { _ in
                alphabet.randomElement(using: &generator) ?? 0
            }
            let fault = Self.fault(source, width: 20, joinsLines: false)
            #expect(fault == nil, "seed \(seed), round \(round): \(source)")
            if fault != nil { return }
        }
    }

    @Test("On a line that is no table the bytes of the source are in order", arguments: Surroundings.seeds(4))
    func order(_ seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        for round in 0..<250 {
            let source = Self.text(using: &generator).filter { $0 != UInt8(ascii: "|") }
            let rendered = RenderedText(MarkdownDocument(source), width: 30)
            for line in rendered.lines {
                let starts = rendered.text.clusters[line.clusters].filter { !$0.source.isEmpty }.map(
                    \.source.lowerBound)
                #expect(
                    starts == starts.sorted(),
                    "seed \(seed), round \(round): \(String(decoding: source, as: UTF8.self).debugDescription)")
            }
        }
    }
}

extension Range where Bound == Int {
    /// Whether another range lies in this one.
    fileprivate func contains(_ other: Range<Int>) -> Bool {
        other.lowerBound >= lowerBound && other.upperBound <= upperBound
    }
}
