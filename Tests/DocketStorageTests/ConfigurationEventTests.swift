import DocketModel
import DocketNotation
import DocketStorage
import Testing

@Suite("What was changed about a queue")
struct ConfigurationEventTests {
    @Test("configuration events are those about the queue itself, in order, with bodies", arguments: Engine.allCases)
    func events(engine: Engine) async throws {
        let fixture = try await Fixture(engine, items: 2)
        try await fixture.record(fixture.decision("d1", 1, by: "ann"))
        let owner = fixture.author("owner")
        _ = try await fixture.store.configure(
            QueueConfiguration(name: fixture.queue, title: "Other"), guideline: "Be kind.", by: owner)
        try await fixture.store.setArchived(true, queue: fixture.queue, by: owner)
        let events = try await fixture.store.configurationEvents(of: fixture.queue)
        #expect(events.map(\.event.kind) == [.configuration, .configuration, .configuration])
        #expect(events.map(\.event.position) == [1, 4, 5])
        let all = try await fixture.store.events(in: fixture.queue, after: 0, limit: 100)
        #expect(events == all.filter { $0.event.kind == .configuration })
        await #expect(throws: StoreError.self) { try await fixture.store.configurationEvents(of: "none") }
    }

    @Test(
        "the items that anybody decided are found, skipped and surplus ones too, undone ones not",
        arguments: Engine.allCases)
    func decidedByAnybody(engine: Engine) async throws {
        let fixture = try await Fixture(engine, items: 6)
        try await fixture.record(fixture.decision("d1", 1, by: "ann"))
        try await fixture.record(fixture.decision("d2", 1, by: "ben"))
        try await fixture.record(fixture.skip("s1", 3, by: "ann"))
        try await fixture.record(fixture.decision("r1", 4, by: "ann", occasion: .revision))
        try await fixture.record(fixture.decision("d3", 5, by: "ann"))
        let before = try await fixture.store.queue(fixture.queue).position
        _ = try await fixture.store.undo("d3", in: fixture.queue, as: "u1", by: fixture.author("ann"))
        func items(asOf position: Int?) async throws -> [ItemID] {
            var (items, cursor): ([ItemID], ItemCursor?) = ([], nil)
            repeat {
                let page = try await fixture.store.states(
                    in: fixture.queue, filter: .decidedByAnybody, asOf: position, after: cursor, limit: 2)
                items += page.states.map(\.item.id)
                cursor = page.next
            } while cursor != nil
            return items
        }
        #expect(try await items(asOf: nil) == [1, 3, 4].map(Fixture.itemID))
        #expect(try await items(asOf: before) == [1, 3, 4, 5].map(Fixture.itemID))
    }
}
