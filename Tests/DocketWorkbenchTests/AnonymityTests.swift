import DocketModel
import DocketNotation
import DocketStorage
import DocketTerminal
import DocketTestSupport
import DocketWorkflow
import Testing

@testable import DocketWorkbench

/// Annotators whom an adjudicator sees as letters.
@Suite("Decisions without names")
@MainActor
struct AnonymityTests {
    private let people: [PersonID] = ["ann1", "ann2", "ann3"]

    private func harness(_ names: AnnotatorNames, isSpoken: Bool = false) async throws -> WorkbenchHarness {
        var configuration = Fixture.configuration(Fixture.pairAsk, overlap: 3)
        configuration.policy.annotatorNames = names
        let items = (1...6).map { Fixture.item(ItemID("n\($0)"), "One reply \($0).", "Two reply \($0).") }
        let edited = { (text: String) in
            Answers(
                judgements: [Judgement(suggestion: "a", verdict: .edit(SourceText(text)))],
                preference: .win("a", .clear))
        }
        let decisions = items.flatMap { item in
            people.map { person in
                Fixture.decision(
                    EventID("\(item.id)-\(person)"), item.id, person,
                    edited("Said by number \(person.rawValue.suffix(1)).")
                )
            }
        }
        return try await WorkbenchHarness(
            items: items, configuration: configuration, person: "ana", rows: 40, columns: 140, decisions: decisions,
            start: .adjudicate, isSpoken: isSpoken)
    }

    private func namesSomebody(_ text: String) -> Bool { people.contains { text.contains($0.rawValue) } }

    @Test("Where a queue hides them, nothing on the screen or in the voice names anybody, whatever is opened")
    func hidden() async throws {
        let harness = try await harness(.hidden, isSpoken: true)
        for keys in ["tab", "y", "esc", "D", "2", "w", "esc", "e", "esc", "c", "esc", "A"] {
            try await harness.press(keys)
            #expect(!namesSomebody(harness.screen), "after \(keys)")
        }
        #expect(harness.screen.contains("keeps its annotators' names"))
        #expect(!namesSomebody(harness.spoken?.transcript.joined(separator: "\n") ?? ""))
        #expect(harness.screen.contains("1 A") && harness.screen.contains("2 B") && harness.screen.contains("3 C"))
    }

    @Test("Letters are each item's own, and a digit adopts who stands there")
    func shuffled() async throws {
        let harness = try await harness(.onDemand)
        var orders = Set<String>()
        for _ in 0..<6 {
            let screen = try #require(harness.workbench.screens.last as? AdjudicateScreen)
            orders.insert(screen.columns.map(\.decision.annotator.id.rawValue).joined())
            try await harness.press("j")
        }
        #expect(orders.count > 1)
        let screen = try #require(harness.workbench.screens.last as? AdjudicateScreen)
        let item = try #require(screen.current?.item)
        let second = screen.columns[1].decision
        try await harness.press("2")
        #expect(
            try await harness.store.state(of: item, in: "q")?.resolution?.outcome == second.answer.answers)
    }

    @Test("A key shows the names and hides them; the same person stays in the focus, and no digit comes too early")
    func toggled() async throws {
        let harness = try await harness(.shown)
        #expect(harness.screen.contains("1 ann1"))
        try await harness.press("tab")
        let before = try #require(harness.workbench.screens.last as? AdjudicateScreen)
        let focused = before.columns[before.focus].decision.id
        try await harness.send(.key(KeyStroke(.character("A"))), .key(KeyStroke(.character("1"))))
        #expect(try await harness.store.counts(of: "q").resolved == 0)
        #expect(!namesSomebody(harness.screen))
        let after = try #require(harness.workbench.screens.last as? AdjudicateScreen)
        #expect(after.columns[after.focus].decision.id == focused)
        try await harness.press("A")
        #expect(harness.screen.contains("1 ann1"))
    }
}
