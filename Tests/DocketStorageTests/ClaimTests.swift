import DocketModel
import DocketStorage
import Testing

@Suite("Claims and slots")
struct ClaimTests {
    @Test("an open claim is served again, with the same fence", arguments: Engine.allCases)
    func servesOpenClaim(engine: Engine) async throws {
        let fixture = try await Fixture(engine, items: 5)
        let first = try await fixture.claim("ann")
        #expect(try await fixture.claim("ann") == first)
        fixture.place.clock.advance(milliseconds: 20 * 60_000)
        let later = try await fixture.claim("ann")
        #expect(later.item == first.item)
        #expect(later.claim?.fence == first.claim?.fence)
        #expect(later.claim?.expires == fixture.place.clock.now.advanced(byMilliseconds: 30 * 60_000))
        #expect(try await fixture.counts().claimed == 1)
    }

    @Test("items held already are not dealt again", arguments: Engine.allCases)
    func besides(engine: Engine) async throws {
        let fixture = try await Fixture(engine, items: 3)
        var held = Set<ItemID>()
        for _ in 1...3 {
            let item = try #require(try await fixture.claim("ann", besides: held).item)
            #expect(held.insert(item).inserted)
        }
        #expect(try await fixture.claim("ann", besides: held) == .none)
        #expect(try await fixture.counts().claimed == 3)
    }

    @Test("nobody gets an item that somebody else holds, and all are dealt", arguments: Engine.allCases)
    func exclusive(engine: Engine) async throws {
        let fixture = try await Fixture(engine, items: 4)
        var dealt: [ItemID] = []
        for person: PersonID in ["a", "b", "c", "d"] {
            dealt.append(try #require(try await fixture.claim(person).item))
        }
        #expect(Set(dealt).count == 4)
        #expect(try await fixture.claim("e") == .waiting)
        for (person, item) in zip(["a", "b", "c", "d"], dealt) {
            var decision = fixture.decision(EventID("d-\(person)"), 1, by: PersonID(person))
            decision.item = item
            #expect(try await fixture.record(decision).status == .saved)
        }
        #expect(try await fixture.claim("e") == .finished)
        #expect(try await fixture.problems() == [])
    }

    @Test("higher priority first, then where fewest are missing", arguments: Engine.allCases)
    func order(engine: Engine) async throws {
        let fixture = try await Fixture(engine, overlap: Overlap(2))
        try await fixture.bring([
            Fixture.item(1, priority: 1), Fixture.item(2, priority: 9), Fixture.item(3, priority: 1),
            Fixture.item(4, priority: -5),
        ])
        try await fixture.record(fixture.decision("d1", 3, by: "zoe"))
        var order: [ItemID] = []
        for number in 1...4 {
            let item = try #require(try await fixture.claim("ann").item)
            order.append(item)
            var decision = fixture.decision(EventID("a\(number)"), 1, by: "ann")
            decision.item = item
            try await fixture.record(decision)
        }
        #expect(order == [2, 3, 1, 4].map(Fixture.itemID))
        #expect(try await fixture.claim("ann") == .none)
    }

    @Test("people get different orders, each their own again in another store", arguments: Engine.allCases)
    func ownOrder(engine: Engine) async throws {
        func order(of person: PersonID) async throws -> [ItemID] {
            let fixture = try await Fixture(engine, items: 30)
            var held: [ItemID] = []
            while let item = try await fixture.claim(person, besides: Set(held)).item { held.append(item) }
            return held
        }
        let ann = try await order(of: "ann")
        #expect(ann.count == 30)
        #expect(try await order(of: "ann") == ann)
        #expect(try await order(of: "bob") != ann)
        #expect(ann != ann.sorted())
    }

    @Test("a claim that lapsed goes to somebody else, and the late decision is surplus", arguments: Engine.allCases)
    func lapses(engine: Engine) async throws {
        let fixture = try await Fixture(engine, items: 1)
        let claim = try #require(try await fixture.claim("ann").claim)
        fixture.place.clock.advance(milliseconds: 30 * 60_000)
        #expect(try await fixture.counts().claimed == 0)
        #expect(try await fixture.claim("bob").item == Fixture.itemID(1))
        await #expect(throws: StoreError.claimLost(Fixture.itemID(1), holder: "bob")) {
            try await fixture.store.renew(claim, milliseconds: 60_000)
        }
        let late = try await fixture.store.record(
            fixture.decision("d1", 1, by: "ann"), fence: claim.fence, by: fixture.author("ann"))
        #expect(late.status == .surplus)
        #expect(try await fixture.record(fixture.decision("d2", 1, by: "bob")).status == .saved)
        #expect(try await fixture.state(1).primaries.map(\.id) == ["d2"])
        #expect(try await fixture.problems() == [])
    }

    @Test("a claim that lapsed and nobody took still holds for its decision", arguments: Engine.allCases)
    func lapsedButFree(engine: Engine) async throws {
        let fixture = try await Fixture(engine, items: 1)
        let claim = try #require(try await fixture.claim("ann").claim)
        fixture.place.clock.advance(milliseconds: 3_600_000)
        let renewed = try await fixture.store.renew(claim, milliseconds: 60_000)
        #expect(renewed.expires == fixture.place.clock.now.advanced(byMilliseconds: 60_000))
        fixture.place.clock.advance(milliseconds: 3_600_000)
        let receipt = try await fixture.store.record(
            fixture.decision("d1", 1, by: "ann"), fence: claim.fence, by: fixture.author("ann"))
        #expect(receipt.status == .saved)
    }

    @Test("a decision without a claim takes over a slot whose claim lapsed", arguments: Engine.allCases)
    func takesOverLapsed(engine: Engine) async throws {
        let fixture = try await Fixture(engine, items: 1)
        _ = try await fixture.claim("ann")
        #expect(try await fixture.record(fixture.decision("d0", 1, by: "eve")).status == .surplus)
        fixture.place.clock.advance(milliseconds: 30 * 60_000)
        #expect(try await fixture.record(fixture.decision("d1", 1, by: "bob")).status == .saved)
        #expect(try await fixture.problems() == [])
    }

    @Test("a clock set back leaves no item held for long", arguments: Engine.allCases)
    func clockSetBack(engine: Engine) async throws {
        let fixture = try await Fixture(engine, items: 1)
        _ = try await fixture.claim("ann")
        fixture.place.clock.advance(milliseconds: -3_600_000)
        #expect(try await fixture.claim("bob").item == Fixture.itemID(1))
    }

    @Test("a claim given back is free at once, and giving it back twice is no error", arguments: Engine.allCases)
    func releases(engine: Engine) async throws {
        let fixture = try await Fixture(engine, items: 1)
        let claim = try #require(try await fixture.claim("ann").claim)
        try await fixture.store.release(claim)
        try await fixture.store.release(claim)
        let other = try #require(try await fixture.claim("bob").claim)
        #expect(other.fence > claim.fence)
        try await fixture.store.release(claim)
        #expect(try await fixture.claim("ann") == .waiting)
    }

    @Test("one item can be asked for by name", arguments: Engine.allCases)
    func claimsByName(engine: Engine) async throws {
        let fixture = try await Fixture(engine, items: 3)
        #expect(try await fixture.claim("ann", item: 2).item == Fixture.itemID(2))
        #expect(try await fixture.claim("ann", item: 2).item == Fixture.itemID(2))
        #expect(try await fixture.claim("bob", item: 2) == .waiting)
        try await fixture.record(fixture.decision("d1", 2, by: "ann"))
        #expect(try await fixture.claim("ann", item: 2) == .none)
        #expect(try await fixture.claim("bob", item: 2) == .none)
        await #expect(throws: StoreError.unknownItem(Fixture.itemID(9), fixture.queue)) {
            try await fixture.claim("ann", item: 9)
        }
    }

    @Test("k can grow item by item, and brings the item back to others", arguments: Engine.allCases)
    func grows(engine: Engine) async throws {
        let fixture = try await Fixture(engine, items: 1)
        try await fixture.record(fixture.decision("d1", 1, by: "ann"))
        #expect(try await fixture.claim("bob") == .finished)
        try await fixture.store.grow(Fixture.itemID(1), in: fixture.queue, to: 3, by: fixture.author("lead"))
        try await fixture.store.grow(Fixture.itemID(1), in: fixture.queue, to: 2, by: fixture.author("lead"))
        #expect(try await fixture.state(1).overlap == 3)
        #expect(try await fixture.counts().complete == 0)
        #expect(try await fixture.claim("ann") == .none)
        #expect(try await fixture.claim("bob").item == Fixture.itemID(1))
        #expect(try await fixture.problems() == [])
    }

    @Test("a new k reaches the items that are there, as far as their slots allow", arguments: Engine.allCases)
    func configuredOverlap(engine: Engine) async throws {
        let fixture = try await Fixture(engine, items: 2)
        func configure(_ overlap: Int) async throws {
            _ = try await fixture.store.configure(
                QueueConfiguration(name: fixture.queue, overlap: Overlap(overlap)), guideline: nil,
                by: fixture.author("owner"))
        }
        try await configure(3)
        for (number, person) in ["ann", "bob"].enumerated() {
            try await fixture.record(fixture.decision(EventID("d\(number)"), 1, by: PersonID(person)))
        }
        #expect(try await fixture.counts() == QueueCounts(items: 2, decisions: 2))
        try await configure(1)
        #expect(try await fixture.state(1).overlap == 2)
        #expect(try await fixture.state(2).overlap == 1)
        #expect(try await fixture.counts() == QueueCounts(items: 2, decisions: 2, complete: 1))
        #expect(try await fixture.problems() == [])
    }

    @Test(
        "many people at once, over several open stores: at most k an item, nobody twice, all reach k",
        arguments: Engine.allCases, [1, 2, 3])
    func concurrent(engine: Engine, overlap: Int) async throws {
        let place = try Place()
        let items = 40
        let fixture = try await Fixture(engine, items: items, overlap: Overlap(overlap), place: place)
        var stores: [any Store] = [fixture.store]
        for _ in 1...2 { stores.append(try await engine.open(place)) }
        try await withThrowingTaskGroup(of: Int.self) { group in
            for number in 0..<9 {
                let store = stores[number % stores.count]
                group.addTask {
                    try await Self.work(PersonID("person-\(number)"), in: fixture, through: store)
                }
            }
            var saved = 0
            for try await count in group { saved += count }
            #expect(saved == items * overlap)
        }
        let page = try await fixture.store.states(
            in: fixture.queue, filter: .all, asOf: nil, after: nil, limit: 1000)
        for state in page.states {
            #expect(state.primaries.count == overlap)
            #expect(Set(state.primaries.map(\.annotator.id)).count == overlap)
            #expect(state.decisions.count == overlap)
        }
        #expect(try await fixture.counts() == QueueCounts(items: items, decisions: items * overlap, complete: items))
        #expect(try await fixture.problems() == [])
        for store in stores { await store.close() }
    }

    /// Works until nothing is left; returns how many decisions were saved.
    private static func work(_ person: PersonID, in fixture: Fixture, through store: any Store) async throws -> Int {
        var saved = 0
        while true {
            let answer = try await store.claim(
                ClaimRequest(queue: fixture.queue, annotator: person, milliseconds: 60_000))
            switch answer {
            case .claimed(let item, let claim):
                var decision = fixture.decision(EventID("\(person)-\(item.id)"), 1, by: person)
                decision.item = item.id
                let receipt = try await store.record(decision, fence: claim.fence, by: fixture.author(person))
                if receipt.status == .saved { saved += 1 }
            case .waiting: await Task.yield()
            case .none, .capped, .finished: return saved
            }
        }
    }

    @Test("the same decision sent by many at once is saved once", arguments: Engine.allCases)
    func sameIDAtOnce(engine: Engine) async throws {
        let place = try Place()
        let fixture = try await Fixture(engine, items: 1, place: place)
        let other = try await engine.open(place)
        let decision = fixture.decision("d1", 1, by: "ann")
        let statuses = try await withThrowingTaskGroup(of: Receipt.Status.self) { group in
            for number in 0..<20 {
                let store = number % 2 == 0 ? fixture.store : other
                group.addTask { try await store.record(decision, fence: nil, by: fixture.author("ann")).status }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(statuses.count { $0 == .saved } == 1)
        #expect(statuses.count { $0 == .duplicate } == 19)
    }
}
