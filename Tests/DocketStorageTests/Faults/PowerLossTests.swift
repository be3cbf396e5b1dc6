import DocketModel
import DocketStorage
import DocketTestSupport
import Testing

/// The power goes at any write or flush; of what was not flushed, the disk has some writes, in any order, in part.
@Suite("Loss of power")
struct PowerLossTests {
    @Test("nothing acknowledged is lost, and the store opens, verifies and goes on", arguments: Scenario.allCases)
    func anywhere(scenario: Scenario) async throws {
        let base = try await scenario.makeBase()
        let whole = try await Self.cutOff(scenario, at: .max, from: base)
        let operations = whole.operations
        try #require(!whole.receipts.isEmpty)
        for seed in Surroundings.seeds(40) {
            var random = SeededGenerator(seed: seed)
            let operation = Int.random(in: 1...operations, using: &random)
            let run = try await Self.cutOff(scenario, at: operation, from: base)
            let copy = try Self.copy(of: run.plan, seed: random.next(), ids: "copy")
            let place = "seed \(seed): the power went at \(operation) of \(operations)"
            let aftermath = try await Aftermath(copy, mode: .createIfMissing)
            #expect(aftermath.problems == [], "\(place)")
            #expect(aftermath.lost(of: run.receipts) == [], "\(place)")
            let client = Client(copy)
            try await client.configure(overlap: Overlap(5))
            await client.close()
            let later = try await Aftermath(copy)
            #expect(later.problems == [], "\(place)")
            #expect(later.story.dropLast() == aftermath.story[...], "\(place)")
            #expect(later.lost(of: client.receipts) == [], "\(place)")
        }
    }

    private struct Run {
        var operations: Int
        var receipts: [Receipt]
        var plan: FaultPlan
    }

    private static func cutOff(_ scenario: Scenario, at operation: Int, from base: StoreImage?) async throws -> Run {
        let place = try Place()
        let folder = try place.makeStoreFolder()
        try base?.write(to: folder)
        let plan = try FaultPlan(folder: folder, keepsContent: true)
        plan.arm(.power, at: operation)
        let client = Client(place, plan: plan, persistence: .stops)
        do {
            try await scenario.run(client)
        } catch is Client.CutOff {
            await client.close()
        }
        return Run(operations: plan.count, receipts: client.receipts, plan: plan)
    }

    /// The disk after the loss. The files of the gate were made durable with the store's name.
    private static func copy(of plan: FaultPlan, seed: UInt64, ids: String) throws -> Place {
        let copy = try Place(ids: ids)
        let folder = try copy.makeStoreFolder()
        try #require(plan.losePower(seed: seed, into: folder))
        for name in ["docket.db-gate", "docket.db-turnstile"] { try Files.write([], to: "\(folder)/\(name)") }
        return copy
    }

    @Test(
        "what a program wrote that was killed while it flushed is durable before it is acknowledged as known",
        arguments: Surroundings.seeds(10))
    func killedInFlush(seed: UInt64) async throws {
        let place = try Place()
        let plan = try FaultPlan(folder: try place.makeStoreFolder(), keepsContent: true)
        let killed = Client(place, plan: plan, persistence: .stops)
        try await killed.configure(overlap: Overlap(1))
        try await killed.bring([Fixture.item(1)])
        plan.arm(.sync, at: 1, lasts: true)
        await #expect(throws: Client.CutOff.self) { try await killed.decide(place.decision("d1", 1, by: "ann")) }
        await killed.close()
        plan.disarm()
        let next = Client(place)
        try await next.decide(place.decision("d1", 1, by: "ann"))
        let copy = try Self.copy(of: plan, seed: seed, ids: "copy")
        await next.close()
        let aftermath = try await Aftermath(copy)
        #expect(aftermath.problems == [])
        #expect(aftermath.lost(of: killed.receipts + next.receipts) == [], "\(next.receipts)")
    }
}
