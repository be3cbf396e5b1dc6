import DocketModel
import DocketNotation
import DocketTerminal
import DocketTestSupport
import DocketWorkbench
import Testing

@Suite("What may disturb stays hidden until somebody wants to see it")
@MainActor
struct VeilTests {
    private static func configuration(_ policy: VeilPolicy? = VeilPolicy(breakItems: 2, breakMinutes: 30))
        -> QueueConfiguration
    {
        var configuration = Fixture.configuration(Fixture.singleAsk)
        configuration.veil = policy
        return configuration
    }

    private func harness(
        _ policy: VeilPolicy? = VeilPolicy(breakItems: 2, breakMinutes: 30), rows: Int = 24, columns: Int = 80
    ) async throws -> WorkbenchHarness {
        try await WorkbenchHarness(
            items: Fixture.singles, configuration: Self.configuration(policy), rows: rows, columns: columns)
    }

    @Test("Nothing of the item is drawn before a key shows it, and the next one is hidden again")
    func itemByItem() async throws {
        let harness = try await harness()
        #expect(!harness.screen.contains("reply") && !harness.screen.contains("undo a commit"))
        #expect(harness.screen.contains("may disturb"))
        try await harness.press("space")
        #expect(harness.screen.contains(" reply.") && harness.screen.contains("1 seen"))
        try await harness.press("a")
        #expect(!harness.screen.contains("reply") && harness.screen.contains("saved"))
        try await harness.press("space")
        #expect(harness.screen.contains(" reply.") && harness.screen.contains("2 seen"))
    }

    @Test(
        "No key but the one that shows it reaches a hidden item",
        arguments: ["a", "e", "x", "s", "1", "0", "enter", "u"])
    func nothingUnseen(key: String) async throws {
        let harness = try await harness()
        try await harness.press(key + " " + key)
        #expect(harness.screen.contains("may disturb"))
        #expect(try await harness.decisions(on: "s1").isEmpty)
        try await harness.press("space")
        #expect(harness.screen.contains("One reply."))
        #expect(try await harness.decisions(on: "s1").isEmpty)
    }

    @Test("A key that waits for the item to be shown says so")
    func waitingKeys() async throws {
        let harness = try await harness()
        for key in ["a", "u"] {
            try await harness.press(key)
            #expect(harness.lastRow.contains("waits: the item is hidden, Space shows it"))
        }
        #expect(harness.lastRow.contains("u (undo)"))
        try await harness.press("? a")
        try await harness.press("esc space a")
        #expect(try await harness.decisions(on: "s1").count == 1)
    }

    @Test("The panic key hides everything at once, also in the editor and under the help, and it comes back as it was")
    func panic() async throws {
        let harness = try await harness(nil)
        #expect(harness.screen.contains("One reply."))
        let before = harness.screen
        try await harness.press("V")
        #expect(!harness.screen.contains("reply") && harness.screen.contains("Hidden"))
        try await harness.press("a V x")
        #expect(try await harness.decisions(on: "s1").isEmpty)
        try await harness.press("space")
        #expect(harness.screen == before)
        try await harness.press("e")
        try await harness.type("More. ")
        let editing = harness.screen
        try await harness.press("f12")
        #expect(!harness.screen.contains("More."))
        try await harness.press("space")
        #expect(harness.screen == editing)
        try await harness.press("esc ? V")
        #expect(!harness.screen.contains("reply") && harness.screen.contains("Hidden"))
    }

    @Test("The help and the list of commands say what can be done with a hidden item, and do not show it")
    func help() async throws {
        let harness = try await harness()
        try await harness.press("?")
        #expect(harness.screen.contains("Shows what is hidden.") && !harness.screen.contains("reply"))
        try await harness.press("esc :")
        #expect(!harness.screen.contains("reply"))
        try await harness.press("esc")
        #expect(harness.screen.contains("may disturb"))
    }

    @Test("After so many items a break is proposed, never forced, and a break ends that")
    func breaks() async throws {
        let harness = try await harness()
        try await harness.press("space a space a")
        #expect(harness.screen.contains("break is due: 2 items"))
        try await harness.press("space")
        #expect(harness.screen.contains(" reply.") && harness.screen.contains("break due"))
        try await harness.press("V")
        harness.clock.advance(milliseconds: 6 * 60_000)
        try await harness.press("space")
        #expect(harness.screen.contains(" reply.") && !harness.screen.contains("break due"))
    }

    @Test("How much was seen today is still known after a restart")
    func restart() async throws {
        let harness = try await harness()
        try await harness.press("space")
        harness.clock.advance(milliseconds: 90_000)
        try await harness.press("a")
        #expect(harness.screen.contains("today 1 items, 1 min"))
        try await harness.reopen(queue: "q")
        // What the journal knows comes between two pictures.
        try await harness.send()
        #expect(harness.screen.contains("today 1 items, 1 min"))
    }

    @Test("Leaving a hidden item leaves the review")
    func leaving() async throws {
        let harness = try await harness()
        try await harness.press("q")
        #expect(harness.workbench.hasEnded)
    }

    @Test("A hidden item fits the smallest terminal")
    func smallest() async throws {
        let harness = try await harness(rows: 10, columns: 40)
        #expect(harness.screen.contains("may disturb") && harness.lastRow.contains("show"))
        #expect(Golden.difference(harness.screen, name: "veil-40x10") == nil)
        #expect(try await Golden.difference(self.harness().screen, name: "veil-80x24") == nil)
    }

    @Test("The configuration reads true, false and a table, and comes back as it was")
    func configuration() throws {
        for (veil, policy) in [
            (#"true"#, VeilPolicy()),
            (#"{"break_items":0,"break_minutes":5}"#, VeilPolicy(breakItems: nil, breakMinutes: 5)),
            (#"{"break_minutes":0}"#, VeilPolicy(breakMinutes: nil)),
        ] {
            let record = try #require(try JSONParser().parse(#"{"name":"q","veil":\#(veil)}"#).object)
            let configuration = try QueueConfiguration(json: record)
            #expect(configuration.veil == policy)
            #expect(try QueueConfiguration(json: configuration.json) == configuration)
        }
        let plain = try QueueConfiguration(json: ["name": "q", "veil": .bool(false)])
        #expect(plain.veil == nil && plain.json["veil"] == nil)
        #expect(throws: RecordError.self) {
            try QueueConfiguration(json: ["name": "q", "veil": .object(["brake": .bool(true)])])
        }
    }
}
