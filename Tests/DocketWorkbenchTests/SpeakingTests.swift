import DocketModel
import DocketNotation
import DocketStorage
import DocketTerminal
import DocketTestSupport
import Testing

@Suite("Screens as they are heard")
@MainActor
struct SpeakingTests {
    private func check(_ harness: WorkbenchHarness, _ name: String) {
        let said = harness.spoken?.transcript.joined(separator: "\n") ?? ""
        let difference = Golden.difference(said, name: "spoken-\(name)")
        #expect(difference == nil, "\(difference.map(String.init(describing:)) ?? "")")
    }

    private func review(_ ask: Ask = Fixture.pairAsk, _ items: [Item] = Fixture.pairs) async throws -> WorkbenchHarness
    {
        try await WorkbenchHarness(items: items, configuration: Fixture.configuration(ask), isSpoken: true)
    }

    @Test("A preference, verdicts, a rating, a flag and a comment, submitted and taken back")
    func preference() async throws {
        let harness = try await review()
        try await harness.press("1 1 a tab x r 3 f 1 esc c")
        try await harness.type("ok")
        try await harness.press("enter enter")
        #expect(try await harness.decisions(on: "i1").count == 1)
        try await harness.press("u")
        check(harness, "preference")
    }

    @Test("An edit, line by line as it is typed, kept as a draft and taken over")
    func editing() async throws {
        let harness = try await review(
            Fixture.singleAsk,
            [Fixture.item("s1", "One line.\nAnother line."), Fixture.item("s2", "Short.")])
        try await harness.press("e ! left up esc e C-s")
        check(harness, "editing")
    }

    @Test("The end of a queue, and undo from there")
    func end() async throws {
        let harness = try await review(Fixture.singleAsk, Fixture.singles)
        try await harness.press("a x 1 s 2 u")
        check(harness, "end")
    }

    @Test("Adjudicating: what everybody decided, adopted and taken back, and a ruling of one's own")
    func adjudicate() async throws {
        let prefers = { (winner: SuggestionID) in Answers(preference: .win(winner, .clear)) }
        let harness = try await WorkbenchHarness(
            items: [Fixture.pairs[0]], configuration: Fixture.configuration(Fixture.pairAsk, overlap: 2),
            person: "ana",
            decisions: [
                Fixture.decision("d1", "i1", "ann1", prefers("a")),
                Fixture.decision("d2", "i1", "ann2", prefers("b"), comment: "clearer"),
            ], start: .adjudicate, isSpoken: true)
        try await harness.press("2 u e 1 esc B 2 esc")
        check(harness, "adjudicate")
    }

    @Test("The list of queues, into one and back")
    func home() async throws {
        let harness = try await WorkbenchHarness(
            items: Fixture.singles, configuration: Fixture.configuration(Fixture.singleAsk), start: .home,
            isSpoken: true)
        try await harness.press("j enter q")
        check(harness, "home")
    }

    @Test("The palette, the keys that follow another, and a key that means nothing")
    func palette() async throws {
        let harness = try await review()
        try await harness.press(": u n d esc g c esc Q")
        check(harness, "palette")
    }

    @Test("The help is a list that is read line by line, and the item is not read again behind it")
    func help() async throws {
        let harness = try await review()
        try await harness.press("? j j / u n d o enter esc esc")
        check(harness, "help")
    }

    @Test("Reading on goes line by line and part by part; the last lines and all lines can be heard again")
    func reading() async throws {
        let harness = try await review()
        try await harness.press("< j } } > j")
        #expect(harness.spoken?.last == ["end of what there is"])
        try await harness.press("1")
        let said = harness.spoken?.last
        #expect(said?.first?.contains("preferred, slightly") == true)
        try await harness.press(";")
        #expect(harness.spoken?.last == said)
        try await harness.press("C-l")
        let all = harness.spoken?.last ?? []
        #expect(all.first?.hasPrefix("Review: Assistant replies") == true)
        #expect(all.contains("Run git reset --hard HEAD~1 and commit again."))
        check(harness, "reading")
    }

    @Test("A reason that is given twice is heard twice")
    func twice() async throws {
        let harness = try await review()
        try await harness.press("enter")
        let said = harness.spoken?.last ?? []
        #expect(said.count == 1 && said[0].hasPrefix("still needed"))
        try await harness.press("enter")
        #expect(harness.spoken?.last == said)
    }

    @Test("What a veil hides is not heard before it is shown, and not decided")
    func veil() async throws {
        var configuration = Fixture.configuration(Fixture.singleAsk)
        configuration.veil = VeilPolicy()
        let harness = try await WorkbenchHarness(
            items: Fixture.singles, configuration: configuration, isSpoken: true)
        try await harness.press("a")
        let hidden = harness.spoken?.transcript ?? []
        #expect(hidden.first == "What comes here may disturb.")
        #expect(!hidden.contains { $0.contains("reply") || $0.contains("Suggestion") })
        #expect(try await harness.decisions(on: "s1").isEmpty)
        try await harness.press("space")
        #expect(harness.spoken?.last.contains("Suggestion 1 of 1:") == true)
    }

    @Test("Nothing from outside is said undisguised")
    func hostile() async throws {
        let text = "a\u{1B}[31m\u{202E}b\u{200B}c\u{7}\u{9B}2J\r\n\u{2028}d\te"
        let harness = try await review(
            Fixture.pairAsk, [Fixture.item("i\u{1B}1", text, text, context: [("us\u{1B}er", text)])])
        try await harness.press("e esc y esc o esc C-l /")
        try await harness.type("a")
        let said = harness.spoken?.transcript ?? []
        #expect(said.count > 20)
        let stray = said.joined().unicodeScalars.first { scalar in
            scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value)
                || [0x202E, 0x200B, 0x2028].contains(scalar.value)
        }
        #expect(stray == nil)
    }

    @Test("Where screens are painted, the key that says things again says why it does not")
    func painted() async throws {
        let harness = try await WorkbenchHarness(
            items: Fixture.pairs, configuration: Fixture.configuration(Fixture.pairAsk))
        try await harness.press(";")
        #expect(harness.lastRow.contains("nothing is said here"))
    }
}
