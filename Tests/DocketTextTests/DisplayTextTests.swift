import Testing

@testable import DocketText

@Suite("Display text is cut, filled and joined by cells")
struct DisplayTextTests {
    @Test("a wide character is not cut in half", arguments: [(0, ""), (1, "a"), (2, "a"), (3, "a漢"), (9, "a漢字")])
    func prefix(width: Int, expected: String) {
        #expect(DisplayText("a漢字").prefix(width: width).string == expected)
    }

    @Test(
        "text that does not fit ends in an ellipsis",
        arguments: [(8, "reviewer"), (5, "revi…"), (1, "…"), (0, ""), (20, "reviewer")])
    func truncation(width: Int, expected: String) {
        #expect(DisplayText("reviewer").truncated(to: width).string == expected)
    }

    @Test("an ellipsis wider than the room gives way to the text")
    func wideEllipsis() {
        #expect(DisplayText("reviewer").truncated(to: 2, ellipsis: "...").string == "re")
    }

    @Test("padding fills up to a width and never cuts")
    func padding() {
        #expect(DisplayText("漢").padded(to: 4).string == "漢  ")
        #expect(DisplayText("7").paddedLeading(to: 3).string == "  7")
        #expect(DisplayText("long").padded(to: 2).string == "long")
        #expect(DisplayText(repeating: "─", count: 3).string == "───")
        #expect(DisplayText(repeating: "─", count: -1).isEmpty)
    }

    @Test("joining keeps the notices of both and the order of sources")
    func joining() {
        let text = DisplayText("a\u{202E}") + DisplayText("b\u{200B}")
        #expect(text.string == "a⟨RLO⟩b⟨ZWSP⟩")
        #expect(text.notices.count == 2)
        #expect(text.notices.description == "2 hidden characters: ⟨RLO⟩ ⟨ZWSP⟩")
        #expect(SafetyOracle.fault(in: text, ofByteCount: text.sourceCount) == nil)
    }

    @Test("literals and interpolations go through the policy")
    func literals() {
        let name = "x\u{202E}"
        let text: DisplayText = "item \(name)"
        #expect(text.string == "item x⟨RLO⟩")
        #expect(DisplayText("\(text)!").string == "item x⟨RLO⟩!")
    }

    @Test("bytes and clusters lead to each other")
    func sourceOffsets() {
        let text = DisplayText("a\u{202E}é")
        #expect(text.clusterIndex(atSourceOffset: 0) == 0)
        #expect(text.clusterIndex(atSourceOffset: 1) == 1)
        #expect(text.clusterIndex(atSourceOffset: 3) == 1)
        #expect(text.clusterIndex(atSourceOffset: 4) == 6)
        #expect(text.clusterIndex(atSourceOffset: 6) == 7)
        #expect((0...7).map { text.sourceOffset(ofCluster: $0) } == [0, 1, 1, 1, 1, 1, 4, 6])
    }

    @Test("words, blanks and line breaks are told apart")
    func kinds() {
        let clusters = DisplayText("é_9 -\u{A0}\n").clusters
        #expect(clusters.map(\.isWordCharacter) == [true, true, true, false, false, false, false])
        #expect(clusters.map(\.isBlank) == [false, false, false, true, false, false, false])
        #expect(clusters.map(\.isLineBreak) == [false, false, false, false, false, false, true])
    }

    @Test(
        "a character is as wide as it is painted",
        arguments: [
            ("a", 1), ("漢", 2), ("e\u{301}", 1), ("👩\u{200D}👧", 4), ("🇫🇷", 4), ("\u{200B}", 6),
            ("\n", 0), ("\u{1B}", 1), ("हि", 2),
        ] as [(Character, Int)])
    func cellWidth(character: Character, width: Int) {
        #expect(CellWidth.of(character) == width)
    }
}
