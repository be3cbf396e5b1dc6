import DocketModel
import DocketNotation
import DocketTerminal
import DocketTestSupport
import Testing

@Suite("Screens as text at three sizes")
@MainActor
struct FrameTests {
    nonisolated static let sizes = [
        Size(rows: 24, columns: 80), Size(rows: 40, columns: 140), Size(rows: 10, columns: 40),
    ]

    private func check(_ harness: WorkbenchHarness, _ name: String, _ size: Size) {
        let difference = Golden.difference(harness.screen, name: "\(name)-\(size.columns)x\(size.rows)")
        #expect(difference == nil, "\(difference.map(String.init(describing:)) ?? "")")
    }

    private static let conversation = [
        ("user", "My last commit message is wrong."), ("assistant", "Has it been pushed?"), ("user", "No."),
        ("assistant", "Then it can be changed."), ("user", "How do I undo the last git commit but keep my changes?"),
    ]

    private static let pair = Fixture.item(
        "i1", "Run\n\n    git reset --soft HEAD~1\n\nThe commit goes away and everything in it stays staged.",
        "Run\n\n    git reset --hard HEAD~1\n\nThis removes the commit\u{200B} and resets your files. \u{1B}[31mred",
        context: conversation)

    @Test("Review of a pair", arguments: sizes)
    func review(_ size: Size) async throws {
        let harness = try await WorkbenchHarness(
            items: [Self.pair], configuration: Fixture.configuration(Fixture.pairAsk), rows: size.rows,
            columns: size.columns)
        try await harness.press("1 1 a")
        check(harness, "review", size)
    }

    @Test("Editing in place", arguments: sizes)
    func editing(_ size: Size) async throws {
        let harness = try await WorkbenchHarness(
            items: [Self.pair], configuration: Fixture.configuration(Fixture.pairAsk), rows: size.rows,
            columns: size.columns)
        try await harness.press("e")
        try await harness.type(" You can commit again: 数据 🙂.")
        check(harness, "editing", size)
    }

    @Test("A list of flags over the screen", arguments: sizes)
    func flags(_ size: Size) async throws {
        let harness = try await WorkbenchHarness(
            items: [Self.pair], configuration: Fixture.configuration(Fixture.pairAsk), rows: size.rows,
            columns: size.columns)
        try await harness.press("f")
        check(harness, "flags", size)
    }

    @Test("Adjudication", arguments: sizes)
    func adjudicate(_ size: Size) async throws {
        let first = Answers(
            judgements: [
                Judgement(suggestion: "a", verdict: .edit("Run git reset --soft HEAD~1 and then commit again."))
            ],
            preference: .win("a", .clear))
        let second = Answers(
            judgements: [
                Judgement(suggestion: "a", verdict: .edit("Type git reset --soft HEAD~1 and commit once more."))
            ],
            preference: .win("a", .clear), flags: ["unsafe"])
        var ask = Fixture.pairAsk
        ask.verdict = .one
        let harness = try await WorkbenchHarness(
            items: [Fixture.pairs[0]], configuration: Fixture.configuration(ask, overlap: 2), person: "ana",
            rows: size.rows,
            columns: size.columns,
            decisions: [
                Fixture.decision("d1", "i1", "ann1", first),
                Fixture.decision("d2", "i1", "ann2", second, comment: "twice"),
            ],
            start: .adjudicate)
        check(harness, "adjudicate", size)
    }

    @Test("Home", arguments: sizes)
    func home(_ size: Size) async throws {
        let harness = try await WorkbenchHarness(
            items: Fixture.pairs, configuration: Fixture.configuration(Fixture.pairAsk), rows: size.rows,
            columns: size.columns,
            start: .home)
        check(harness, "home", size)
    }

    @Test("Help", arguments: sizes)
    func help(_ size: Size) async throws {
        let harness = try await WorkbenchHarness(
            items: Fixture.pairs, configuration: Fixture.configuration(Fixture.pairAsk), rows: size.rows,
            columns: size.columns)
        try await harness.press("?")
        check(harness, "help", size)
    }

    @Test("Too small a terminal says so, and a resize mends it")
    func tooSmall() async throws {
        let harness = try await WorkbenchHarness(
            items: Fixture.pairs, configuration: Fixture.configuration(Fixture.pairAsk), rows: 8, columns: 30)
        #expect(harness.screen.contains("needs 40x10"))
    }

    @Test("No theme lets text from outside through undisguised", arguments: Theme.shippedNames)
    func hostile(_ theme: String) async throws {
        let harness = try await WorkbenchHarness(
            items: [Self.pair], configuration: Fixture.configuration(Fixture.pairAsk), columns: 120, theme: theme)
        #expect(!harness.screen.unicodeScalars.contains { $0.value < 32 && $0 != "\n" || $0.value == 0x200B })
        #expect(harness.screen.contains("⟨ZWSP⟩") && harness.screen.contains("␛[31mred"))
    }
}
