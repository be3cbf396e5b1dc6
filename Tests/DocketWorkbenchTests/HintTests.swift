import DocketModel
import DocketNotation
import DocketTerminal
import DocketTestSupport
import DocketText
import Testing

@testable import DocketWorkbench

@Suite("Hints name the keys in force")
@MainActor
struct HintTests {
    private static let map = Result {
        try KeyMap(
            reading: """
                [review]
                submit = "f7"
                cycle-diff = "f8"
                next-change = "A-n"
                previous-change = "A-p"
                show-unchanged = "A-u"
                compare-with = "A-c"
                clear-search = "f11"
                [adjudicate]
                clear-search = "f11"
                [edit]
                save = "f7"
                edit-undo = "f8"
                keep-draft = "f11"
                mark = "f10"
                [prompt]
                open = "f7"
                edit-undo = "f8"
                close = "f11"
                mark = "f10"
                [rating]
                close = "f11"
                [ruling]
                submit = "f7"
                close = "f11"
                [help]
                close = "f11"
                [finding]
                close = "f11"
                """, source: "keys.toml")
    }

    private func harness(_ start: WorkbenchHarness.Start = .review, isUTF8: Bool = true) async throws
        -> WorkbenchHarness
    {
        let answers = { (winner: SuggestionID) in
            Answers(
                judgements: ["a", "b"].map { Judgement(suggestion: $0, verdict: .accept) },
                preference: .win(winner, .clear))
        }
        return try await WorkbenchHarness(
            items: Fixture.pairs,
            configuration: Fixture.configuration(Fixture.pairAsk, overlap: start == .review ? 1 : 2), person: "ana",
            rows: 30, columns: 200,
            decisions: start == .review
                ? []
                : [
                    Fixture.decision("d1", "i1", "ann1", answers("a")),
                    Fixture.decision("d2", "i1", "ann2", answers("b")),
                ], start: start, keyMap: try Self.map.get(), isUTF8: isUTF8)
    }

    /// What keys bring about, and which keys of the map the last row then names.
    nonisolated static let reviewing: [(keys: String, names: [String])] = [
        ("1 x tab a f7", ["f7"]), ("f8", ["A-n", "A-p", "A-u", "A-c"]), ("f8 f8", ["A-n", "A-p", "A-u"]),
        ("e f4", ["f7", "f8"]), ("c A-e", ["f7", "f8"]),
        ("e A-w", ["f10", "f11"]), ("c A-w", ["f10", "f11"]), ("e f10", ["f10"]), ("r y", ["f11"]),
        (": u n c h a n g e d enter", ["f8"]),
    ]
    nonisolated static let adjudicating: [(keys: String, names: [String])] = [
        ("c A-e", ["f7", "f8"]), ("e e f4", ["f7", "f8"]), ("e E", ["f7", "f8"]), ("c A-w", ["f10", "f11"]),
        ("e e A-w", ["f10", "f11"]), ("e r y", ["f11"]), ("e 1 x tab a f7", ["f7"]),
    ]
    /// Keys of the registry that the map moves, as messages spell them.
    nonisolated static let moved = [
        "Enter", "Esc", "C-s", "C-z", "C-space", "Ctrl-", " d compares", "D compares", "+ unfolds",
    ]

    private func check(_ harness: WorkbenchHarness, _ keys: String, _ names: [String]) async throws {
        harness.editor.willLeave { text in .text(text + Array(" more".utf8)) }
        try await harness.press(keys)
        let row = harness.lastRow
        for name in names {
            let shown = try #require(KeySequence(notation: name)).words
            let label = try #require(KeySequence(notation: name)).label(ascii: false).string
            #expect(row.contains(shown) || row.contains(label), "\(keys): \(row)")
        }
        for literal in Self.moved { #expect(!row.contains(literal), "\(keys): \(row)") }
    }

    @Test("Reviewing under a map that moves the keys, no message names the old ones", arguments: reviewing.indices)
    func review(_ index: Int) async throws {
        try await check(try await harness(), Self.reviewing[index].keys, Self.reviewing[index].names)
    }

    @Test("Adjudicating too", arguments: adjudicating.indices)
    func adjudicate(_ index: Int) async throws {
        try await check(try await harness(.adjudicate), Self.adjudicating[index].keys, Self.adjudicating[index].names)
    }

    @Test("The guide says what leaves it")
    func guide() async throws {
        let harness = try await harness()
        try await harness.press(": g u i d e enter")
        let label = try #require(KeySequence(notation: "f11")).label(ascii: false).string
        #expect(harness.screen.contains("\(label) leaves") && !harness.screen.contains("Esc"))
        try await harness.press("f11")
        #expect(!harness.screen.contains("guide 1"))
    }

    @Test("Where the terminal has no UTF-8, messages have none either")
    func ascii() async throws {
        let lead = try await harness(.adjudicate, isUTF8: false)
        try await lead.press("c")
        try await lead.type("größer")
        try await lead.press("f7")
        #expect(lead.lastRow.contains("reason") && lead.screen.unicodeScalars.allSatisfy(\.isASCII), "\(lead.lastRow)")
        let annotator = try await harness(isUTF8: false)
        annotator.editor.willLeave { _ in .failed("größer") }
        try await annotator.press("E")
        #expect(
            annotator.lastRow.contains("gr") && annotator.screen.unicodeScalars.allSatisfy(\.isASCII),
            "\(annotator.lastRow)")
    }

    @Test("The start of a changed text ends behind a whole character, however many bytes each has")
    func wholeCharacters() {
        let family: Character = "👩‍👩‍👧‍👦"
        for text in [String(repeating: family, count: 400), "a" + String(repeating: "é", count: 9000)] {
            let start = EditorView.start(of: Array(text.utf8), width: 20)
            #expect(start.count == 21 && text.hasPrefix(start))
        }
        #expect(EditorView.start(of: Array("short".utf8), width: 20) == "short")
    }

    @Test("A name is what was written without the blanks around it", arguments: [" a b \n", "a b", "\ta b"])
    func names(_ text: String) {
        #expect(Prompt(.item, title: "", text: text).name == "a b")
        #expect(Prompt(.item, title: "", text: " \n").name.isEmpty)
    }
}
