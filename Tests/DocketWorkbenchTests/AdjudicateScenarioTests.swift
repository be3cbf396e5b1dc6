import DocketModel
import DocketNotation
import DocketStorage
import DocketTerminal
import DocketTestSupport
import Testing

@Suite("Adjudicating, key by key")
@MainActor
struct AdjudicateScenarioTests {
    private func harness(rows: Int = 40, columns: Int = 140) async throws -> WorkbenchHarness {
        let prefers = { (winner: SuggestionID) in
            Answers(
                judgements: [
                    Judgement(suggestion: "a", verdict: .accept), Judgement(suggestion: "b", verdict: .accept),
                ],
                preference: .win(winner, .clear))
        }
        let edits = { (text: SourceText) in
            Answers(
                judgements: [
                    Judgement(suggestion: "a", verdict: .edit(text)), Judgement(suggestion: "b", verdict: .reject),
                ],
                preference: .win("a", .clear))
        }
        return try await WorkbenchHarness(
            items: Fixture.pairs, configuration: Fixture.configuration(Fixture.pairAsk, overlap: 2), person: "ana",
            rows: rows,
            columns: columns,
            decisions: [
                Fixture.decision("d1", "i1", "ann1", prefers("a")),
                Fixture.decision("d2", "i1", "ann2", prefers("b"), comment: "clearer"),
                Fixture.decision("d3", "i2", "ann1", edits("Second, my own rewrite.")),
                Fixture.decision("d4", "i2", "ann2", edits("Second, first but longer suggestion.")),
                Fixture.decision("d5", "i3", "ann1", prefers("a")), Fixture.decision("d6", "i3", "ann2", prefers("a")),
            ], start: .adjudicate)
    }

    /// Moves to the conflict whose columns hold a text.
    private func select(_ harness: WorkbenchHarness, _ text: String) async throws {
        try await harness.press("home")
        for _ in 0..<3 where !harness.screen.contains(text) { try await harness.press("j") }
        #expect(harness.screen.contains(text))
    }

    @Test("In the smallest terminal decisions and suggestions are tabs, and only the decision in front is adopted")
    func tabs() async throws {
        let harness = try await harness(rows: 10, columns: 40)
        try await select(harness, "prefers")
        #expect(harness.row(2).contains("[1 ann1]") && harness.screen.contains("prefers a"))
        try await harness.press("tab")
        #expect(harness.row(2).contains("[2 ann2]") && harness.screen.contains("prefers b"))
        #expect(harness.screen.contains("clearer"))
        #expect(Golden.difference(harness.screen, name: "adjudicate-decision-40x10") == nil)
        try await harness.press("tab")
        #expect(harness.row(2).contains("[a]") && !harness.screen.contains("prefers"))
        #expect(Golden.difference(harness.screen, name: "adjudicate-suggestion-40x10") == nil)
        let before = try await harness.store.counts(of: "q").resolved
        try await harness.press("1")
        #expect(harness.row(2).contains("[1 ann1]") && harness.lastRow.contains("was not on the screen"))
        #expect(try await harness.store.counts(of: "q").resolved == before)
        try await harness.press("1")
        #expect(try await harness.store.counts(of: "q").resolved == before + 1)
    }

    @Test("A digit that was typed before a conflict was on the screen rules nothing")
    func nothingUnseen() async throws {
        let harness = try await harness()
        let one = TerminalEvent.key(KeyStroke(.character("1")))
        try await harness.send(one, one)
        #expect(try await harness.store.counts(of: "q").resolved == 1)
        #expect(harness.row(0).contains("conflict 1 of 1"))
    }

    @Test("A ruling never lands on another item, nor over what another lead ruled meanwhile; what was composed stays")
    func sameItem() async throws {
        let harness = try await harness()
        try await select(harness, "clearer")
        try await harness.press("e 1")
        // Another lead is faster.
        let faster = Resolution(
            id: "faster", queue: "q", item: "i1", adjudicator: "lea", outcome: Answers(preference: .tie),
            at: harness.clock.now)
        _ = try await harness.store.record(
            faster, by: Author(person: "lea", clientVersion: "t", clientTime: harness.clock.now))
        try await harness.press("enter")
        #expect(try await harness.store.state(of: "i2", in: "q")?.resolution == nil)
        #expect(try await harness.store.state(of: "i1", in: "q")?.resolution?.id == "faster")
        #expect(harness.lastRow.contains("already resolved by lea"))
        #expect(harness.screen.contains("your own ruling"))
    }

    @Test("What annotators made of an item that was sent back is what a digit adopts")
    func revisions() async throws {
        let harness = try await harness()
        let revised = Decision(
            id: "rev", queue: "q", item: "i1", occasion: .revision, annotator: Annotator(id: "ann2"),
            answer: .answers(
                Answers(judgements: [Judgement(suggestion: "a", verdict: .accept)], preference: .win("a", .much))),
            at: harness.clock.now)
        let author = Author(person: "ann2", clientVersion: "t", clientTime: harness.clock.now)
        _ = try await harness.store.record(revised, fence: nil, by: author)
        try await harness.reopen(as: "ana", queue: "q", start: .adjudicate)
        try await select(harness, "revised")
        #expect(harness.screen.contains("prefers a, much"))
        try await harness.press("2")
        let state = try await harness.store.state(of: "i1", in: "q")
        #expect(state?.resolution?.outcome.preference == .win("a", .much))
        #expect(state?.resolution?.inputs.contains("rev") == true)
    }

    @Test("Conflicts are listed with what they are about and why they are here")
    func list() async throws {
        let harness = try await harness()
        #expect(harness.row(0).contains("conflict 1 of 2"))
        #expect(harness.screen.contains("direction"))
        #expect(harness.screen.contains("edit"))
        #expect(harness.screen.contains("ann1") && harness.screen.contains("ann2"))
        #expect(harness.screen.contains("41s"))
    }

    @Test("Edits are shown word by word, in signs as well as colours")
    func wordDiff() async throws {
        let harness = try await harness()
        if !harness.screen.contains("{+") { try await harness.press("j") }
        #expect(harness.screen.contains("{+"))
        #expect(harness.screen.contains("[-"))
    }

    @Test("A digit adopts a decision and the next conflict is there; undo brings it back")
    func adopt() async throws {
        let harness = try await harness()
        try await select(harness, "clearer")
        let first = ItemID("i1")
        try await harness.press("1")
        let state = try #require(try await harness.store.state(of: first, in: "q"))
        #expect(state.resolution?.inputs.count == 2)
        #expect(state.resolution?.outcome == state.primaries.first?.answer.answers)
        #expect(harness.row(0).contains("conflict 1 of 1"))
        try await harness.press("u")
        #expect(harness.row(0).contains("of 2"))
        #expect(try await harness.store.state(of: first, in: "q")?.resolution == nil)
        try await harness.press("C-r")
        #expect(try await harness.store.state(of: first, in: "q")?.resolution != nil)
    }

    @Test("A ruling of one's own may match nobody")
    func ownRuling() async throws {
        let harness = try await harness()
        try await select(harness, "clearer")
        try await harness.press("e")
        #expect(harness.screen.contains("your own ruling"))
        try await harness.press("1 x tab x b enter")
        let outcome = try await harness.store.state(of: "i1", in: "q")?.resolution?.outcome
        #expect(outcome?.preference == .bothBad)
        #expect(outcome?.judgements.map(\.verdict) == [.reject, .reject])
    }

    @Test("A reason stays with its conflict while others are looked at")
    func reasonStays() async throws {
        let harness = try await harness()
        try await select(harness, "clearer")
        try await harness.press("c")
        try await harness.type("because")
        try await harness.press("enter ] [ [ ]")
        try await select(harness, "clearer")
        #expect(harness.lastRow.contains("because"))
        try await harness.press("1")
        #expect(try await harness.store.state(of: "i1", in: "q")?.resolution?.reason == "because")
    }

    @Test("Both suggestions can be read at 80x24, and what is not on the screen is not adopted")
    func narrow() async throws {
        let harness = try await harness(rows: 24, columns: 80)
        try await select(harness, "clearer")
        #expect(harness.screen.contains("--soft") && harness.screen.contains("--hard"))
        let tiny = try await self.harness(rows: 12, columns: 40)
        try await select(tiny, "ann1")
        try await tiny.press("2")
        #expect(tiny.lastRow.contains("decision 2 was not on the screen"))
        #expect(try await tiny.store.counts(of: "q").resolved == 0)
        try await tiny.press("2")
        #expect(try await tiny.store.counts(of: "q").resolved == 1)
    }

    @Test("A reason goes with the ruling")
    func reason() async throws {
        let harness = try await harness()
        try await select(harness, "clearer")
        try await harness.press("c")
        try await harness.type("the guideline says so")
        try await harness.press("enter 2")
        #expect(try await harness.store.state(of: "i1", in: "q")?.resolution?.reason == "the guideline says so")
    }

    @Test("Sending back puts the item into the annotators' inbox, with the note")
    func sendBack() async throws {
        let harness = try await harness()
        try await select(harness, "clearer")
        try await harness.press("B 1")
        try await harness.type("see section 2")
        try await harness.press("enter")
        let inbox = try await harness.store.inbox(of: "ann1", in: "q")
        #expect(inbox.map(\.note) == ["see section 2"])
        #expect(inbox.first?.reasonCode == "guideline misread")
        try await harness.reopen(as: "ann1", queue: "q")
        #expect(harness.screen.contains("revision"))
        try await harness.press("tab")
        #expect(harness.screen.contains("came back") && harness.screen.contains("see section 2"))
        try await harness.press("g b")
        #expect(harness.screen.contains("guideline misread, says ana") && harness.screen.contains("see section 2"))
        #expect(
            harness.screen.contains("You said") && harness.screen.contains("prefers 1, clearly; 1 accept; 2 accept"))
        #expect(!harness.screen.contains("ann2") && !harness.screen.contains("clearer"))
        try await harness.press("esc")
        try await harness.press("2 enter")
        let revised = try await harness.store.state(of: "i1", in: "q")?.decisions.filter {
            $0.decision.occasion == .revision
        }
        #expect(revised?.first?.decision.answer.answers?.preference?.winner == "b")
        #expect(try await harness.store.inbox(of: "ann1", in: "q").isEmpty)
    }

    @Test("A motion with nowhere to go says so")
    func standstill() async throws {
        let harness = try await harness()
        try await harness.press("k")
        #expect(harness.lastRow.contains("this is the first conflict"))
        try await harness.press("j j")
        #expect(harness.lastRow.contains("this is the last conflict"))
        try await harness.press("space")
        #expect(harness.lastRow.contains("all of it is on the screen"))
    }

    @Test("A click on a suggestion leaves the annotator in the focus, one on an annotator's column moves it")
    func clicks() async throws {
        let harness = try await harness()
        try await select(harness, "clearer")
        func click(_ text: String) async throws {
            let rows = harness.screen.split(separator: "\n", omittingEmptySubsequences: false)
            let row = try #require(rows.firstIndex { $0.contains(text) })
            let column = try #require(rows[row].firstRange(of: text)).lowerBound
            let place = Point(row: row, column: rows[row].distance(from: rows[row].startIndex, to: column))
            try await harness.send(.mouse(MouseEvent(kind: .press(.left), at: place)))
        }
        try await click("--hard")
        try await harness.press("y")
        #expect(!harness.screen.contains("ann2's"))
        try await harness.press("esc")
        try await click("clearer")
        try await harness.press("w")
        #expect(harness.screen.contains("Record of ann2"))
        try await harness.press("esc")
        try await click("--hard")
        try await harness.press("w")
        #expect(harness.screen.contains("Record of ann2"))
    }

    @Test("Somebody's record says how their decisions compare with others' and with rulings")
    func record() async throws {
        let harness = try await harness()
        try await select(harness, "clearer")
        try await harness.press("1 w")
        #expect(harness.screen.contains("Record of ann1"))
        #expect(harness.screen.contains("3 decided in this queue, 0 skipped"))
        #expect(harness.screen.contains("with others: 1 of 3 (33 %) comparisons agree"))
        #expect(harness.screen.contains("they differ on: direction 1, edit 1"))
        #expect(harness.screen.contains("with rulings: 1 of 1 (100 %) agree"))
        #expect(harness.screen.contains("no longer than 41s; others on the same items 41s"))
    }

    @Test("Who decided an item does not adjudicate it")
    func notOwn() async throws {
        let harness = try await harness()
        try await harness.reopen(as: "ann1", queue: "q", start: .adjudicate)
        try await harness.press("1")
        #expect(harness.lastRow.contains("you decided this item yourself"))
        #expect(try await harness.store.counts(of: "q").resolved == 0)
    }

    @Test("When nothing is left it says so")
    func empty() async throws {
        let harness = try await harness()
        try await harness.press("1 1")
        #expect(harness.screen.contains("No conflict is waiting"))
    }
}
