import DocketModel
import DocketNotation
import DocketStorage
import DocketTerminal
import DocketTestSupport
import DocketWorkflow
import Testing

@testable import DocketWorkbench

/// Proposals, precedents, questions about the guideline, and many conflicts settled by rules at once.
@Suite("Proposals and rules, key by key")
@MainActor
struct RulesScenarioTests {
    /// Four items on which two of three prefer the first suggestion, and one on which all differ.
    private func harness(
        rows: Int = 40, columns: Int = 140, rules: [ResolutionRule] = [ResolutionRule(.majority(atLeast: 2))],
        isSpoken: Bool = false
    ) async throws -> WorkbenchHarness {
        var configuration = Fixture.configuration(Fixture.pairAsk, overlap: 3)
        configuration.policy.resolve = rules
        let items = (1...5).map {
            Fixture.item(
                ItemID("n\($0)"), "Answer \($0) names the capital of France.", "Answer \($0) avoids the question.",
                context: [("user", "What is the capital of France, asked for the time \($0)?")])
        }
        let preferences: [Preference] = [.win("a", .clear), .win("a", .clear), .win("b", .clear)]
        let split: [Preference] = [.win("a", .clear), .tie, .win("b", .clear)]
        let decisions = items.enumerated().flatMap { place, item in
            (place < 4 ? preferences : split).enumerated().map { number, preference in
                Fixture.decision(
                    EventID("\(item.id)-\(number)"), item.id, PersonID("ann\(number + 1)"),
                    Answers(
                        judgements: ["a", "b"].map { Judgement(suggestion: SuggestionID($0), verdict: .accept) },
                        preference: preference))
            }
        }
        return try await WorkbenchHarness(
            items: items, configuration: configuration, person: "ana", rows: rows, columns: columns,
            decisions: decisions, start: .adjudicate, isSpoken: isSpoken)
    }

    private func resolved(_ harness: WorkbenchHarness) async throws -> Int {
        try await harness.store.counts(of: "q").resolved
    }

    private func select(_ item: String, _ harness: WorkbenchHarness) async throws {
        try await harness.press("g i")
        try await harness.type(item)
        try await harness.press("enter")
    }

    @Test("What is proposed stands below the decisions, and a key takes it")
    func proposal() async throws {
        let harness = try await harness()
        try await select("n1", harness)
        #expect(harness.screen.contains("p proposal  .67  prefers a, clearly; a accept; b accept"))
        try await harness.press("p")
        let ruled = try #require(try await harness.store.state(of: "n1", in: "q")?.resolution)
        #expect(ruled.outcome.preference == .win("a", .clear) && ruled.method == .human)
        try await harness.press("u")
        #expect(try await resolved(harness) == 0)
    }

    @Test("A proposal that leaves something open is where composing begins")
    func openProposal() async throws {
        let harness = try await harness()
        try await select("n5", harness)
        try await harness.press("p")
        #expect(harness.lastRow.contains("the proposal leaves open"))
        #expect(harness.screen.contains("your own ruling"))
        #expect(try await resolved(harness) == 0)
    }

    @Test("In a low terminal the proposal is said before it is taken")
    func lowTerminal() async throws {
        let harness = try await harness(rows: 12, columns: 60)
        try await select("n1", harness)
        try await harness.press("p")
        #expect(harness.lastRow.contains("proposed: prefers a, clearly"))
        #expect(try await resolved(harness) == 0)
        try await harness.press("p")
        #expect(try await resolved(harness) == 1)
    }

    @Test("Items like the one in front that were ruled on are named, and shown with what was ruled and why")
    func precedents() async throws {
        let harness = try await harness()
        try await select("n1", harness)
        #expect(!harness.screen.contains("s similar   "))
        try await harness.press("s")
        #expect(harness.lastRow.contains("no resolved item is like this one"))
        try await harness.press("c")
        try await harness.type("Paris is named")
        try await harness.press("enter 1")
        try await select("n2", harness)
        #expect(harness.screen.contains("similar   n1: prefers a, clearly"))
        try await harness.press("s")
        #expect(harness.screen.contains("Resolved items like n2") && harness.screen.contains("Paris is named"))
        #expect(harness.screen.contains("Answer 1 names the capital of France."))
    }

    @Test("A question about the guideline waits with its item, can be read, and is taken back by undo")
    func question() async throws {
        let harness = try await harness()
        try await harness.press("g Q")
        #expect(harness.lastRow.contains("nobody has asked about the guideline"))
        try await select("n1", harness)
        try await harness.press("g q")
        try await harness.type("Does a city")
        try await harness.press("esc g q")
        #expect(harness.screen.contains("Does a city"))
        try await harness.type(" count?")
        try await harness.press("enter")
        #expect(harness.lastRow.contains("the item waits for the answer"))
        #expect(harness.screen.contains("n1") && harness.screen.contains("question"))
        #expect(try await harness.store.rulingDrafts(of: "ana", in: "q").isEmpty)
        try await harness.press("g Q")
        #expect(harness.screen.contains("1 of 1 open") && harness.screen.contains("Does a city count?"))
        try await harness.press("esc u")
        #expect(try await harness.store.questions(in: "q", onlyOpen: false).isEmpty)
    }

    @Test("Rules are shown before they are applied, single conflicts are left out, one undo takes all of it back")
    func rules() async throws {
        let harness = try await harness()
        try await harness.press("P")
        #expect(harness.row(0).contains("by rules") && harness.row(0).contains("4 of 4 chosen"))
        #expect(harness.screen.contains("majority:2") && harness.screen.contains("preference: a 2, b 1"))
        #expect(try await resolved(harness) == 0)
        try await harness.press("home x")
        #expect(harness.row(0).contains("3 of 4 chosen"))
        try await harness.press("enter")
        #expect(try await resolved(harness) == 3)
        #expect(harness.lastRow.contains("3 of 3 resolved by rules") && harness.row(0).contains("conflict 1 of 2"))
        try await select("n5", harness)
        try await harness.press("1")
        #expect(try await resolved(harness) == 4)
        try await harness.press("u")
        #expect(try await resolved(harness) == 3)
        try await harness.press("u")
        #expect(harness.lastRow.contains("3 of 3 that rules had resolved are taken back"))
        #expect(try await resolved(harness) == 0)
        try await harness.press("C-r")
        #expect(harness.lastRow.contains("3 of 3 are resolved by rules again"))
        #expect(try await resolved(harness) == 3)
    }

    @Test("What somebody else ruled on meanwhile is refused and said; the others are resolved")
    func refused() async throws {
        let harness = try await harness()
        try await harness.press("P")
        let faster = Resolution(
            id: "faster", queue: "q", item: "n2", adjudicator: "lea", outcome: Answers(preference: .tie),
            at: harness.clock.now)
        _ = try await harness.store.record(
            faster, by: Author(person: "lea", clientVersion: "t", clientTime: harness.clock.now))
        try await harness.press("enter")
        #expect(harness.lastRow.contains("3 of 4 resolved by rules; 1 not, n2:"))
        #expect(try await harness.store.state(of: "n2", in: "q")?.resolution?.id == "faster")
        try await harness.press("u")
        #expect(try await resolved(harness) == 1)
    }

    @Test("Enter that was typed before the rules were on the screen resolves nothing; without rules the key says so")
    func unseen() async throws {
        let harness = try await harness()
        try await harness.send(.key(KeyStroke(.character("P"))), .key(KeyStroke(.enter)))
        #expect(try await resolved(harness) == 0)
        let none = try await self.harness(rules: [])
        try await none.press("P")
        #expect(none.lastRow.contains("this queue has no rules"))
    }

    @Test(
        "What rules would do fits every terminal", arguments: [(40, 10), (80, 24), (140, 40)])
    func frames(_ columns: Int, _ rows: Int) async throws {
        let harness = try await harness(rows: rows, columns: columns)
        try await harness.press("P j x")
        #expect(Golden.difference(harness.screen, name: "rules-\(columns)x\(rows)") == nil)
        try await harness.press("esc")
        try await select("n1", harness)
        try await harness.press("1")
        try await select("n2", harness)
        #expect(Golden.difference(harness.screen, name: "proposal-\(columns)x\(rows)") == nil)
    }

    @Test("Whoever hears the screen hears the proposal, what is similar, and what rules would do")
    func heard() async throws {
        let harness = try await harness(isSpoken: true)
        try await select("n1", harness)
        try await harness.press("p")
        try await select("n2", harness)
        #expect(harness.spoken?.transcript.contains { $0.hasPrefix("Proposed: prefers a, clearly") } == true)
        #expect(harness.spoken?.transcript.contains { $0.hasPrefix("Similar: n1, prefers a, clearly") } == true)
        try await harness.press("P")
        #expect(harness.spoken?.last.contains("3 of 3 chosen") == true)
        try await harness.press("x")
        #expect(harness.spoken?.last.contains("2 of 3 chosen") == true)
    }
}
