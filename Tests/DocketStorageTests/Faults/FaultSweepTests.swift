import DocketModel
import DocketStorage
import DocketTestSupport
import Testing

/// Every write, flush, truncation and mapping of each scenario fails once, in each way that it can.
@Suite("Faults of the disk")
struct FaultSweepTests {
    /// On demand each operation fails in all ways; else in one of two twins, and of the many reads some.
    private static let isWhole = Surroundings.rounds(10) > 10
    private static let faults: [Fault] =
        isWhole
        ? Fault.allCases.filter { $0 != .power } : [.write, .noRoom, .sync, .truncate, .sharedMemory, .read]

    @Test(
        "whichever operation fails: nothing acknowledged is lost, nothing is doubled, and what failed is repeated",
        arguments: Scenario.allCases, faults)
    func sweep(scenario: Scenario, fault: Fault) async throws {
        let base = try await scenario.makeBase()
        let whole = try await Self.run(scenario, fault, at: .max, from: base)
        try #require(whole.fired == 0)
        let expected = whole.aftermath.story
        let step = fault == .read && !Self.isWhole ? max(1, whole.operations / 20) : 1
        for operation in stride(from: 1, through: whole.operations, by: step) {
            let fault = operation % 2 == 0 && !Self.isWhole ? fault.twin : fault
            let run = try await Self.run(scenario, fault, at: operation, from: base)
            let place = "\(fault) at \(operation) of \(whole.operations)"
            #expect(run.fired > 0, "\(place): nothing failed")
            #expect(run.aftermath.problems == [], "\(place)")
            #expect(run.aftermath.story == expected, "\(place)")
            #expect(run.aftermath.lost(of: run.receipts) == [], "\(place)")
        }
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
