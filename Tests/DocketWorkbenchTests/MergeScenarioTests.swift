import DocketModel
import DocketNotation
import DocketStorage
import DocketTerminal
import DocketTestSupport
import Testing

@Suite("Merging edits, key by key")
@MainActor
struct MergeScenarioTests {
    private static let base: SourceText = "Spring into savings: 20% off all shoes this weekend."
    private static let texts: [PersonID: SourceText] = [
        "ann1": "Spring into comfort: 20% off all running shoes this weekend.",
        "ann2": "Run into value: 20% off all shoes this weekend only.",
        "ann3": "Spring into value: 20% off all shoes on Sunday.",
    ]

    /// Three people edited suggestion a of the only item; a queue of preferences also wants a winner.
    private func harness(
        rows: Int = 24, columns: Int = 80, prefers: [PersonID: SuggestionID] = [:],
        editsBoth: Bool = false, isSpoken: Bool = false, isUTF8: Bool = true
    ) async throws -> WorkbenchHarness {
        let decisions = Self.texts.sorted { $0.key < $1.key }.enumerated().map { place, pair in
            var answers = Answers(judgements: [Judgement(suggestion: "a", verdict: .edit(pair.value))])
            if editsBoth {
                answers.judgements.append(
                    Judgement(suggestion: "b", verdict: .edit(SourceText("Fresh miles by \(pair.key)"))))
            }
            answers.preference = prefers[pair.key].map { .win($0, .clear) }
            return Fixture.decision(EventID("d\(place)"), "i1", pair.key, answers)
        }
        var ask = Fixture.pairAsk
        ask.verdict = .any
        ask.preference = !prefers.isEmpty
        return try await WorkbenchHarness(
            items: [Fixture.item("i1", Self.base.string, "Fresh miles, fresh prices")],
            configuration: Fixture.configuration(ask, overlap: 3), person: "ana", rows: rows, columns: columns,
            decisions: decisions, start: .adjudicate, isSpoken: isSpoken, isUTF8: isUTF8)
    }

    private func outcome(_ harness: WorkbenchHarness) async throws -> Resolution? {
        try await harness.store.state(of: "i1", in: "q")?.resolution
    }

    @Test("What merges by itself is there, digits settle the hunks one after the other, and Enter resolves")
    func resolve() async throws {
        let harness = try await harness()
        try await harness.press("M")
        #expect(harness.row(0).contains("merge") && harness.row(0).contains("hunk 1 of 2"))
        #expect(harness.screen.contains("Run into") && harness.screen.contains("running shoes"))
        try await harness.press("enter")
        #expect(harness.lastRow.contains("still open: 2 of 2 hunks"))
        #expect(try await outcome(harness) == nil)
        // "value" has two votes and comes first.
        try await harness.press("1")
        #expect(harness.row(0).contains("hunk 2 of 2"))
        try await harness.press("2")
        #expect(harness.lastRow.contains("every hunk is settled"))
        try await harness.press("enter")
        let resolution = try #require(try await outcome(harness))
        #expect(resolution.method == .merge)
        #expect(Set(resolution.inputs) == ["d0", "d1", "d2"])
        let text = resolution.outcome.judgement(of: "a")?.verdict?.editedText?.string
        #expect(text?.hasPrefix("Run into value: 20% off all running shoes ") == true)
        #expect(harness.screen.contains("No conflict is waiting"))
        try await harness.press("u")
        #expect(try await outcome(harness) == nil)
    }

    @Test("Esc goes back, and what was chosen is there again; undo and redo go through the choices")
    func keeping() async throws {
        let harness = try await harness()
        try await harness.press("M 1 esc")
        #expect(harness.row(0).contains("adjudicate"))
        try await harness.press("M")
        #expect(harness.screen.contains("Run into value"))
        try await harness.press("u")
        #expect(harness.screen.contains("Run into savings"))
        try await harness.press("U")
        #expect(harness.screen.contains("Run into value"))
    }

    @Test("What merged by itself can be taken back, by going from change to change")
    func changes() async throws {
        let harness = try await harness()
        try await harness.press("M ,")
        #expect(harness.row(0).contains("change 1 of"))
        try await harness.press("1")
        #expect(harness.screen.contains("Spring into"))
        #expect(!harness.screen.contains("Run into savings"))
    }

    @Test("All of one person's is that person's text")
    func takingAll() async throws {
        let harness = try await harness()
        try await harness.press("M A 3")
        #expect(harness.lastRow.contains("everything as ann3 has it"))
        try await harness.press("enter")
        let resolution = try #require(try await outcome(harness))
        #expect(resolution.outcome.judgement(of: "a")?.verdict?.editedText == Self.texts["ann3"])
    }

    @Test("The votes settle what has most of them, a tie goes to the edit nearest to all")
    func votes() async throws {
        let harness = try await harness()
        try await harness.press("M p")
        #expect(harness.lastRow.contains("1 by vote, 1 in a tie as"))
        #expect(harness.screen.contains("Run into value"))
        try await harness.press("enter")
        #expect(try await outcome(harness)?.method == .merge)
    }

    @Test("The digit behind the last variant, or e, writes a text of one's own")
    func writing() async throws {
        let harness = try await harness()
        try await harness.press("M e C-a C-k")
        try await harness.type("warmth")
        try await harness.press("C-s")
        #expect(harness.screen.contains("Run into warmth: 20%"))
        #expect(harness.screen.contains("yours"))
        #expect(harness.row(0).contains("hunk 2 of 2"))
        // Esc on a text that nobody touched settles nothing.
        try await harness.press("e esc enter")
        #expect(harness.lastRow.contains("still open: 1 of 2 hunks"))
    }

    @Test("What the queue asks besides is composed before the merge resolves anything")
    func composing() async throws {
        let harness = try await harness(prefers: ["ann1": "a", "ann2": "b", "ann3": "a"])
        try await harness.press("M p enter")
        if try await outcome(harness) == nil {
            #expect(harness.lastRow.contains("merged;"))
        } else {
            #expect(try await outcome(harness)?.outcome.preference?.winner == "a")
        }
        let open = try await self.harness(prefers: ["ann1": "a", "ann2": "b"])
        try await open.press("M p enter")
        #expect(open.lastRow.contains("merged; still contested: preference"))
        #expect(try await outcome(open) == nil)
        try await open.press("1 enter")
        let resolution = try #require(try await outcome(open))
        #expect(resolution.outcome.preference?.winner == "a")
        #expect(resolution.outcome.judgement(of: "a")?.verdict?.editedText != nil)
    }

    @Test("In a ruling being composed the merged text becomes its edit")
    func inRuling() async throws {
        let harness = try await harness()
        try await harness.press("e M p enter")
        #expect(harness.lastRow.contains("the merged text is in your ruling"))
        #expect(try await outcome(harness) == nil)
        try await harness.press("enter")
        #expect(
            try await outcome(harness)?.outcome.judgement(of: "a")?.verdict?.editedText?.string.hasPrefix("Run") == true
        )
    }

    @Test("Where several suggestions were edited it asks which")
    func several() async throws {
        let harness = try await harness(editsBoth: true)
        try await harness.press("M")
        #expect(harness.screen.contains("Merge the edits of which suggestion?"))
        try await harness.press("2")
        #expect(harness.row(0).contains("base: b"))
    }

    @Test("Where nobody edited anything the key says so")
    func nothingEdited() async throws {
        let answers = { (winner: SuggestionID) in Answers(preference: .win(winner, .clear)) }
        let harness = try await WorkbenchHarness(
            items: Fixture.pairs, configuration: Fixture.configuration(Fixture.pairAsk, overlap: 2), person: "ana",
            decisions: [
                Fixture.decision("d1", "i1", "ann1", answers("a")), Fixture.decision("d2", "i1", "ann2", answers("b")),
            ], start: .adjudicate)
        try await harness.press("M")
        #expect(harness.lastRow.contains("nobody edited a suggestion of this item"))
    }

    @Test("Where letters stand for the annotators they do so here, too")
    func anonymous() async throws {
        let harness = try await harness()
        try await harness.press("A M p")
        #expect(harness.row(0).contains("merge"))
        #expect(!harness.screen.contains("ann"))
        try await harness.press("A")
        #expect(harness.screen.contains("Take all of whose edit?") && !harness.screen.contains("ann"))
    }

    @Test("A variant that is not on the screen is brought there, and taken by the second press")
    func unseen() async throws {
        let harness = try await harness(rows: 10, columns: 40)
        try await harness.press("M n 5")
        #expect(harness.row(0).contains("hunk 2 of 2"))
        #expect(harness.screen.contains("5  write here"))
        try await harness.press("4")
        #expect(harness.row(0).contains("hunk 1 of 2"))
        try await harness.press("1 enter")
        let text = try await outcome(harness)?.outcome.judgement(of: "a")?.verdict?.editedText?.string
        #expect(text == "Run into value: 20% off all running shoes on Sunday only.")
    }

    @Test("Without UTF-8 nothing but ASCII is painted")
    func ascii() async throws {
        let harness = try await harness(isUTF8: false)
        try await harness.press("M 1")
        #expect(harness.screen.contains("^^^ ann2"))
        #expect(harness.screen.unicodeScalars.allSatisfy { $0.isASCII })
    }

    @Test("The merge as text at three sizes", arguments: FrameTests.sizes)
    func frames(_ size: Size) async throws {
        let harness = try await harness(rows: size.rows, columns: size.columns)
        try await harness.press("M 1")
        let difference = Golden.difference(harness.screen, name: "merge-\(size.columns)x\(size.rows)")
        #expect(difference == nil, "\(difference.map(String.init(describing:)) ?? "")")
    }

    @Test("The merge is said: the place, its variants with their people, the result and whose it is")
    func spoken() async throws {
        let harness = try await harness(isSpoken: true)
        try await harness.press("M 1")
        let difference = Golden.difference(
            harness.spoken?.transcript.joined(separator: "\n") ?? "", name: "spoken-merge")
        #expect(difference == nil, "\(difference.map(String.init(describing:)) ?? "")")
    }
}
