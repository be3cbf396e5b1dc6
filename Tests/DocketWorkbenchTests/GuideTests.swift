import DocketModel
import DocketStorage
import DocketTerminal
import DocketTestSupport
import Testing

@testable import DocketWorkbench

@Suite("The guide")
@MainActor
struct GuideTests {
    private func reviewing(offersGuide: Bool = false, rows: Int = 24, columns: Int = 80) async throws
        -> WorkbenchHarness
    {
        try await WorkbenchHarness(
            items: Fixture.singles, configuration: Fixture.configuration(Fixture.singleAsk), rows: rows,
            columns: columns, offersGuide: offersGuide)
    }

    private func start(rows: Int = 24, columns: Int = 80) async throws -> WorkbenchHarness {
        let harness = try await reviewing(rows: rows, columns: columns)
        try await harness.press(": g u i d e enter")
        return harness
    }

    @Test("From its first step to its last, each key it teaches takes it one on, and nothing is recorded")
    func whole() async throws {
        let harness = try await start()
        #expect(harness.screen.contains("guide 1 of 6") && harness.screen.contains("Tab goes to the other"))
        try await harness.press("tab")
        #expect(harness.screen.contains("guide 2 of 6") && harness.screen.contains("✓ that is the other one"))
        try await harness.press("1")
        #expect(harness.screen.contains("guide 3 of 6"))
        try await harness.press("e")
        try await harness.type("Hello. ")
        #expect(harness.screen.contains("guide 3 of 6"))
        try await harness.press("C-s")
        #expect(harness.screen.contains("guide 4 of 6"))
        try await harness.press("enter")
        #expect(harness.screen.contains("guide 5 of 6") && harness.screen.contains("Australia"))
        #expect(harness.row(0).contains("✓ saved"))
        try await harness.press("u")
        #expect(harness.screen.contains("guide 6 of 6") && harness.screen.contains("egg"))
        try await harness.press("?")
        #expect(harness.screen.contains("Keys: Review"))
        try await harness.press("esc")
        #expect(harness.screen.contains("guide: done"))
        try await harness.press("enter")
        #expect(harness.screen.contains("reply.") && !harness.screen.contains("guide"))
        #expect(try await harness.store.counts(of: "q").decisions == 0)
        #expect(try await harness.store.queues(includingArchived: true).map(\.id) == ["q"])
    }

    @Test("Esc leaves it at any step, and the editor first")
    func escapes() async throws {
        let harness = try await start()
        try await harness.press("tab 1 e esc")
        #expect(harness.screen.contains("guide 4 of 6"))
        try await harness.press("esc")
        #expect(harness.screen.contains("reply.") && !harness.screen.contains("guide 4"))
    }

    @Test("A key of a later step says that it comes in a moment")
    func early() async throws {
        let harness = try await start()
        try await harness.press("a")
        #expect(harness.screen.contains("in a moment: first what the panel says"))
        #expect(harness.screen.contains("guide 1 of 6"))
    }

    @Test("What the guide took is no time of reading")
    func timing() async throws {
        let harness = try await reviewing()
        harness.clock.advance(milliseconds: 1000)
        try await harness.press(": g u i d e enter tab")
        harness.clock.advance(milliseconds: 500_000)
        try await harness.press("esc a")
        let decided = try await harness.store.events(in: "q", after: 0, limit: 100).compactMap { try? $0.decision }
        let reading = try #require(decided.first?.readingMilliseconds)
        #expect(reading < 20_000)
    }

    @Test("At the first start it is offered below the screen; y takes it")
    func offer() async throws {
        let harness = try await reviewing(offersGuide: true)
        #expect(harness.screen.contains("First time here?") && harness.screen.contains("reply."))
        try await harness.press("y")
        #expect(harness.screen.contains("guide 1 of 6"))
        try await harness.press("esc")
        #expect(!harness.screen.contains("First time here?"))
    }

    @Test(
        "n only takes the offer away, and any other key is a key as ever", arguments: [("n", 0), ("esc", 0), ("a", 1)])
    func declined(_ key: String, _ decisions: Int) async throws {
        let harness = try await reviewing(offersGuide: true)
        try await harness.press(key)
        #expect(!harness.screen.contains("First time here?"))
        #expect(!harness.lastRow.contains("does nothing"))
        #expect(try await harness.store.counts(of: "q").decisions == decisions)
    }

    @Test("Where there is no room, the offer is a line of the footer and y is no key of it")
    func smallOffer() async throws {
        let harness = try await reviewing(offersGuide: true, rows: 10, columns: 60)
        #expect(harness.lastRow.contains(":guide teaches the keys"))
        try await harness.press("y")
        #expect(!harness.screen.contains("guide 1"))
    }

    @Test("The offer counts as made once it was on the screen, and not before there was room for a screen")
    func offerIsRemembered() async throws {
        let small = try await reviewing(offersGuide: true, rows: 6, columns: 30)
        #expect(small.offer.count == 0)
        let harness = try await reviewing(offersGuide: true)
        try await harness.press("a")
        #expect(harness.offer.count == 1)
        #expect(try await reviewing().offer.count == 0)
    }

    @Test(
        "What only a store can answer is not in the guide, and says so; the steps go on", arguments: ["[", "]", "C-r"])
    func withoutStore(_ key: String) async throws {
        let harness = try await start()
        try await harness.press(key)
        #expect(harness.screen.contains("not in the guide"))
        try await harness.press("tab 1")
        #expect(harness.screen.contains("guide 3 of 6"))
    }

    @Test("What was written in one's own editor is there, and so is what was copied")
    func externally() async throws {
        let harness = try await start()
        harness.editor.willLeave { _ in .text(Array("From my editor.".utf8)) }
        try await harness.press("tab 1 e f4")
        #expect(harness.screen.contains("From my editor.") && harness.screen.contains("guide 3 of 6"))
        try await harness.press("C-s")
        #expect(harness.screen.contains("guide 4 of 6"))
        try await harness.press("y y")
        #expect(harness.device.clipboard != nil && harness.screen.contains("copied suggestion"))
    }

    @Test("A click takes the offer")
    func clicked() async throws {
        let harness = try await reviewing(offersGuide: true)
        try await harness.send(.mouse(MouseEvent(kind: .press(.left), at: Point(row: 22, column: 10))))
        #expect(harness.screen.contains("guide 1 of 6"))
    }

    @Test("It is readable at every size", arguments: [Size(rows: 24, columns: 80), Size(rows: 10, columns: 40)])
    func frames(_ size: Size) async throws {
        let harness = try await start(rows: size.rows, columns: size.columns)
        try await harness.press("tab")
        let difference = Golden.difference(harness.screen, name: "guide-\(size.columns)x\(size.rows)")
        #expect(difference == nil, "\(difference.map(String.init(describing:)) ?? "")")
    }

    @Test("No step's text is cut at the smallest size", arguments: GuideStep.allCases)
    func fits(_ step: GuideStep) {
        let text = step.text { command, _ in KeyMap.standard.keys(for: command, in: .review).first?.notation ?? "C-s" }
        #expect(
            (step.rawValue > 0 ? "✓ \(GuideStep.allCases[step.rawValue - 1].praise). " : "").count + text.count < 4 * 34
        )
    }
}
