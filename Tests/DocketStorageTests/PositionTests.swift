import DocketModel
import DocketNotation
import DocketStorage
import Testing

/// What the store says of an earlier position does not depend on what came later.
@Suite("Earlier positions")
struct PositionTests {
    private func configure(_ overlap: Overlap, title: String = "", in fixture: Fixture) async throws -> QueueRecord {
        try await fixture.store.configure(
            QueueConfiguration(name: fixture.queue, title: title, overlap: overlap), guideline: nil,
            by: fixture.author("owner"))
    }

    private func past(_ position: Int, _ fixture: Fixture) async throws -> ItemState {
        try #require(
            try await fixture.store.states(
                in: fixture.queue, filter: .all, asOf: position, after: nil, limit: 9
            ).states.first)
    }

    @Test("the queue at each position is the record that stood there", arguments: Engine.allCases)
    func queueThen(engine: Engine) async throws {
        let fixture = try await Fixture(engine, items: 1)
        var then = [try await fixture.store.queue(fixture.queue)]
        then.append(try await configure(Overlap(2), title: "second", in: fixture))
        _ = try await fixture.store.configure(
            then[1].configuration, guideline: "Be quick.", by: fixture.author("owner"))
        then.append(try await fixture.store.queue(fixture.queue))
        try await fixture.record(fixture.decision("d1", 1, by: "ann"))
        then.append(try await fixture.store.queue(fixture.queue))
        try await fixture.store.setArchived(true, queue: fixture.queue, by: fixture.author("owner"))
        then.append(try await fixture.store.queue(fixture.queue))
        try await fixture.store.setArchived(false, queue: fixture.queue, by: fixture.author("owner"))
        then.append(try await configure(Overlap(3), title: "last", in: fixture))
        for record in then {
            #expect(try await fixture.store.queue(fixture.queue, asOf: record.position) == record)
        }
        #expect(try await fixture.store.queue(fixture.queue, asOf: 999) == then.last)
        let before = try await fixture.store.queue(fixture.queue, asOf: 0)
        #expect(before.position == 0 && before.hash == .zero && before.configuration.overlap == Overlap(1))
        await #expect(throws: StoreError.unknownQueue("nope", near: [])) {
            try await fixture.store.queue("nope", asOf: 1)
        }
    }

    @Test("k is what the queue asked for then, whatever it asks for now", arguments: Engine.allCases)
    func configuredThen(engine: Engine) async throws {
        let fixture = try await Fixture(engine, items: 1)
        try await fixture.record(fixture.decision("d1", 1, by: "ann"))
        let first = try await fixture.store.queue(fixture.queue).position
        let second = try await configure(Overlap(3), in: fixture).position
        try await fixture.record(fixture.decision("d2", 1, by: "bob"))
        let third = try await configure(Overlap(1), in: fixture).position
        #expect(try await past(first, fixture).overlap == 1)
        #expect(try await past(second, fixture).overlap == 3)
        // As many as have decided, at least.
        #expect(try await past(third, fixture).overlap == 2)
        #expect(try await fixture.state(1) == past(third, fixture))
    }

    @Test("k that was raised is so from its event on, and for that item only", arguments: Engine.allCases)
    func grownThen(engine: Engine) async throws {
        let fixture = try await Fixture(engine, items: 2)
        try await fixture.record(fixture.decision("d1", 1, by: "ann"))
        let before = try await fixture.store.queue(fixture.queue).position
        try await fixture.store.grow(Fixture.itemID(1), in: fixture.queue, to: 3, by: fixture.author("lead"))
        try await fixture.store.grow(Fixture.itemID(1), in: fixture.queue, to: 2, by: fixture.author("lead"))
        let after = try await fixture.store.queue(fixture.queue).position
        #expect(after == before + 1)
        #expect(try await past(before, fixture).overlap == 1)
        #expect(try await past(after, fixture).overlap == 3)
        #expect(try await fixture.state(1).overlap == 3)
        #expect(try await fixture.state(2).overlap == 1)
        let event = try #require(try await fixture.store.events(in: fixture.queue, after: before, limit: 9).first)
        #expect(event.event.kind == .growth && event.event.actor == "lead")
        #expect(try await fixture.problems() == [])
    }

    @Test(
        "k that was raised stays when the queue asks for that many itself, and then for fewer",
        arguments: Engine.allCases)
    func grownAndConfigured(engine: Engine) async throws {
        let fixture = try await Fixture(engine, items: 2)
        let lead = fixture.author("lead")
        try await fixture.store.grow(Fixture.itemID(1), in: fixture.queue, to: 3, by: lead)
        for overlap in [3, 1] {
            _ = try await fixture.store.configure(
                QueueConfiguration(name: fixture.queue, overlap: Overlap(overlap)), guideline: nil, by: lead)
        }
        #expect(try await fixture.state(1).overlap == 3)
        #expect(try await fixture.state(2).overlap == 1)
        for person in ["ann", "bob", "cid"] as [PersonID] {
            #expect(try await fixture.claim(person, item: 1).item == Fixture.itemID(1))
        }
        #expect(try await fixture.problems() == [])
    }

    @Test("An event gives its decision without what the journal added, and its resolution", arguments: Engine.allCases)
    func records(engine: Engine) async throws {
        let fixture = try await Fixture(engine, items: 1)
        let surplus = fixture.decision("d2", 1, by: "bob")
        try await fixture.record(fixture.decision("d1", 1, by: "ann"))
        #expect(try await fixture.record(surplus).status == .surplus)
        let resolution = fixture.resolution("r", 1)
        _ = try await fixture.store.record(resolution, by: fixture.author("lead"))
        let events = try await fixture.store.events(about: Fixture.itemID(1), in: fixture.queue)
        #expect(try events.map { try $0.decision?.id } == ["d1", "d2", nil])
        #expect(try events[1].decision == surplus)
        #expect(try events.map { try $0.resolution } == [nil, nil, resolution])
        var broken = events[0]
        broken.body = Array("{}".utf8)
        #expect(throws: StoreError.self) { try broken.decision }
        broken.body = nil
        #expect(try broken.decision == nil)
    }
}
