import DocketModel
import DocketNotation
import DocketStorage
import DocketTestSupport
import Synchronization
import Testing

/// Many people at once, each with connections of their own: to the gate they are as many programs.
@Suite("A crowd")
struct CrowdTests {
    private static let people = 32

    @Test("32 people decide 2,000 items: at most k an item, nobody twice, all reach k, also while an import runs")
    func everybody() async throws {
        let place = try Place()
        // Flushing is left out: what it costs is the disk's, and the order of things is the same.
        let plan = try FaultPlan(folder: try place.makeStoreFolder())
        let shares = [(queue: QueueID("one"), overlap: 1), ("two", 2), ("three", 3)].map { share in
            (queue: share.queue, overlap: share.overlap, items: Surroundings.rounds(2000) / 3)
        }
        let owner = try await Engine.sqlite.open(place)
        for share in shares {
            _ = try await owner.configure(
                QueueConfiguration(name: share.queue, overlap: Overlap(share.overlap)), guideline: "Be fair.",
                by: Fixture.author("owner", place))
            try await Self.bring(share.items, into: share.queue, owner, place)
        }
        let waits = Waits()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<Self.people {
                group.addTask {
                    let store = try await Engine.sqlite.open(place)
                    let person = PersonID("person-\(number)")
                    // Not all begin with the same queue.
                    for turn in 0..<shares.count {
                        try await Self.work(person, shares[(number + turn) % shares.count].queue, store, place, waits)
                    }
                    await store.close()
                }
            }
            group.addTask { try await Self.bring(Surroundings.rounds(4500), into: "later", owner, place) }
            try await group.waitForAll()
        }
        for share in shares {
            let whole = share.items * share.overlap
            #expect(
                try await owner.counts(of: share.queue)
                    == QueueCounts(items: share.items, decisions: whole, complete: share.items))
            var deciders: [ItemID: [PersonID]] = [:]
            for stored in try await owner.events(in: share.queue, after: 0, limit: .max) {
                if stored.event.kind == .decision, let item = stored.event.item {
                    deciders[item, default: []].append(stored.event.actor)
                }
            }
            #expect(deciders.count == share.items)
            #expect(deciders.values.allSatisfy { $0.count == share.overlap && Set($0).count == share.overlap })
        }
        #expect(try await owner.counts(of: "later").items == Surroundings.rounds(4500))
        #expect(try await owner.verify(against: nil).problems == [])
        await owner.close()
        print("\(Self.people) people: \(waits.count) calls, the longest took \(waits.longest)")
        withExtendedLifetime(plan) {}
    }

    private static func bring(_ count: Int, into queue: QueueID, _ store: any Store, _ place: Place) async throws {
        let session = try await store.beginImport(
            ImportRequest(
                configuration: QueueConfiguration(name: queue), guideline: nil, fileName: "file.jsonl",
                format: "native"), by: Fixture.author("owner", place))
        for start in stride(from: 1, through: count, by: 500) {
            try await session.add(
                (start...min(count, start + 499)).map { ImportRecord(.item(Fixture.item($0)), line: $0) })
        }
        #expect(try await session.publish(isDryRun: false).items == count)
    }

    /// Works until nothing is left.
    private static func work(
        _ person: PersonID, _ queue: QueueID, _ store: any Store, _ place: Place, _ waits: Waits
    ) async throws {
        while true {
            let answer = try await waits.measure {
                try await store.claim(ClaimRequest(queue: queue, annotator: person, milliseconds: 60_000))
            }
            switch answer {
            case .claimed(let item, let claim):
                var decision = place.decision(EventID("\(person)-\(item.id)"), 1, by: person)
                decision.queue = queue
                decision.item = item.id
                let receipt = try await waits.measure { [decision] in
                    try await store.record(decision, fence: claim.fence, by: Fixture.author(person, place))
                }
                #expect(receipt.status == .saved)
            case .waiting: await Task.yield()
            case .none, .capped, .finished: return
            }
        }
    }

    @Test(
        "one who is suspended past their claim never counts a second time, and holds nothing up",
        arguments: Surroundings.seeds(20))
    func suspended(seed: UInt64) async throws {
        var random = SeededGenerator(seed: seed)
        let place = try Place()
        let overlap = Int.random(in: 1...2, using: &random)
        let fixture = try await Fixture(items: 6, overlap: Overlap(overlap), place: place)
        let other = try await Engine.sqlite.open(place)
        var late: [(decision: Decision, fence: Int)] = []
        for number in 1...2 {
            let person = PersonID("late-\(number)")
            guard let claim = try await fixture.claim(person).claim else { continue }
            var decision = place.decision(EventID("late-\(number)"), 1, by: person)
            decision.item = claim.item
            late.append((decision, claim.fence))
        }
        // An hour on, or back, while they are away.
        place.clock.advance(milliseconds: (Bool.random(using: &random) ? 1 : -1) * 3_600_000)
        var saved: [ItemID: Int] = [:]
        func keep(_ receipt: Receipt, _ item: ItemID) {
            if receipt.status == .saved { saved[item, default: 0] += 1 }
        }
        let returns = Int.random(in: 0...8, using: &random)
        var turns = 0
        var isOver = false
        while !isOver {
            if turns == returns { for late in late { try await decideLate(late.decision, late.fence) } }
            isOver = true
            for person in ["ann", "bob"] as [PersonID] {
                let request = ClaimRequest(queue: "replies", annotator: person, milliseconds: 60_000)
                guard case .claimed(let item, let claim) = try await other.claim(request) else { continue }
                isOver = false
                var decision = place.decision(EventID("\(person)-\(item.id)"), 1, by: person)
                decision.item = item.id
                let receipt = try await other.record(
                    decision, fence: claim.fence, by: Fixture.author(person, place))
                keep(receipt, item.id)
            }
            turns += 1
        }
        if turns <= returns { for late in late { try await decideLate(late.decision, late.fence) } }
        func decideLate(_ decision: Decision, _ fence: Int) async throws {
            keep(
                try await fixture.store.record(decision, fence: fence, by: fixture.author(decision.annotator.id)),
                decision.item)
        }
        #expect(saved.values.allSatisfy { $0 == overlap } && saved.count == 6, "seed \(seed): \(saved)")
        let counts = try await fixture.counts()
        #expect(counts == QueueCounts(items: 6, decisions: 6 * overlap, complete: 6), "seed \(seed)")
        #expect(try await fixture.problems() == [], "seed \(seed)")
        await other.close()
    }
}

/// How long calls took.
private final class Waits: Sendable {
    private let times = Mutex<(count: Int, longest: Duration)>((0, .zero))

    var count: Int { times.withLock { $0.count } }
    var longest: Duration { times.withLock { $0.longest } }

    func measure<Value: Sendable>(_ call: () async throws -> Value) async rethrows -> Value {
        let start = ContinuousClock.now
        let value = try await call()
        let time = ContinuousClock.now - start
        times.withLock { $0 = ($0.count + 1, max($0.longest, time)) }
        return value
    }
}
