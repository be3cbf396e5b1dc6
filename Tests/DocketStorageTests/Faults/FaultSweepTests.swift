import DocketModel
import DocketStorage
import DocketTestSupport
import Testing

/// Every write, flush, truncation and mapping of each scenario fails once, in each way that it can.
@Suite("Faults of the disk")
struct FaultSweepTests {
    private static let faults: [Fault] = Fault.allCases.filter { $0 != .power }

    @Test(
        "whichever operation fails: nothing acknowledged is lost, nothing is doubled, and what failed is repeated",
        arguments: Scenario.allCases, faults)
    func sweep(scenario: Scenario, fault: Fault) async throws {
        let base = try await scenario.makeBase()
        let whole = try await Self.run(scenario, fault, at: .max, from: base)
        try #require(whole.fired == 0)
        let expected = whole.aftermath.story
        for operation in stride(from: 1, through: whole.operations, by: 1) {
            let run = try await Self.run(scenario, fault, at: operation, from: base)
            let place = "\(fault) at \(operation) of \(whole.operations)"
            #expect(run.fired > 0, "\(place): nothing failed")
            #expect(run.aftermath.problems == [], "\(place)")
            #expect(run.aftermath.story == expected, "\(place)")
            #expect(run.aftermath.lost(of: run.receipts) == [], "\(place)")
        }
        print("\(scenario), \(fault): \(whole.operations) operations failed in turn")
    }

    private struct Run {
        var operations: Int
        var fired: Int
        var receipts: [Receipt]
        var aftermath: Aftermath
    }

    private static func run(
        _ scenario: Scenario, _ fault: Fault, at operation: Int, from base: StoreImage?
    ) async throws -> Run {
        let place = try Place()
        let folder = try place.makeStoreFolder()
        try base?.write(to: folder)
        let plan = try FaultPlan(folder: folder)
        plan.arm(fault, at: operation)
        let client = Client(place, plan: plan)
        do {
            try await scenario.run(client)
        } catch {
            Issue.record("\(fault) at \(operation): \(error)")
        }
        let (operations, fired) = (plan.count, plan.fired)
        plan.disarm()
        await client.close()
        let aftermath = try await Aftermath(place)
        return Run(operations: operations, fired: fired, receipts: client.receipts, aftermath: aftermath)
    }
}
