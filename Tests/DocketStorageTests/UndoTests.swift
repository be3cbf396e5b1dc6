import DocketModel
import DocketStorage
import Testing

@Suite("Undo and redo")
struct UndoTests {
    @Test("undo brings back what stood before, redo puts it forward again, to any depth", arguments: Engine.allCases)
    func depth(engine: Engine) async throws {
        let fixture = try await Fixture(engine, items: 1)
        let ids: [EventID] = ["d1", "d2", "d3"]
        for (index, id) in ids.enumerated() {
            try await fixture.record(
                fixture.decision(
                    id, 1, by: "ann", accepting: index % 2 == 0 ? "a" : "b",
                    supersedes: index == 0 ? nil : ids[index - 1]))
        }
        let ann = fixture.author("ann")
        for expected in ids.reversed() {
            let undone = try await fixture.store.undo(nil, in: fixture.queue, as: fixture.newID(), by: ann)
            #expect(undone.target.event.id == expected)
            #expect(undone.receipt.status == .saved)
            let place = ids.firstIndex(of: expected) ?? 0
            #expect(try await fixture.state(1).primaries.map(\.id) == (place == 0 ? [] : [ids[place - 1]]))
            #expect(try await fixture.counts().decisions == (place == 0 ? 0 : 1))
        }
        let empty = try await refusal {
            _ = try await fixture.store.undo(nil, in: fixture.queue, as: fixture.newID(), by: ann)
        }
        #expect(empty == .nothingToUndo)
        for expected in ids {
            #expect(
                try await fixture.store.redo(in: fixture.queue, as: fixture.newID(), by: ann).target.event.id
                    == expected)
            #expect(try await fixture.state(1).primaries.map(\.id) == [expected])
        }
        let full = try await refusal {
            _ = try await fixture.store.redo(in: fixture.queue, as: fixture.newID(), by: ann)
        }
        #expect(full == .nothingToRedo)
        #expect(try await fixture.problems() == [])
    }

    @Test("undo and redo go on after the store was closed and opened again", arguments: Engine.allCases)
    func survivesRestart(engine: Engine) async throws {
        let place = try Place()
        do {
            let fixture = try await Fixture(engine, items: 2, place: place)
            try await fixture.record(fixture.decision("d1", 1, by: "ann"))
            try await fixture.record(fixture.decision("d2", 2, by: "ann"))
            _ = try await fixture.store.undo(nil, in: fixture.queue, as: fixture.newID(), by: fixture.author("ann"))
            await fixture.store.close()
        }
        let fixture = try await Fixture(engine, place: place)
        #expect(
            try await fixture.store.redo(in: fixture.queue, as: fixture.newID(), by: fixture.author("ann")).target.event
                .id == "d2")
        _ = try await fixture.store.undo(nil, in: fixture.queue, as: fixture.newID(), by: fixture.author("ann"))
        #expect(
            try await fixture.store.undo(nil, in: fixture.queue, as: fixture.newID(), by: fixture.author("ann")).target
                .event.id == "d1")
        #expect(try await fixture.problems() == [])
    }

    @Test("something new ends what could be redone", arguments: Engine.allCases)
    func newActionDiscards(engine: Engine) async throws {
        let fixture = try await Fixture(engine, items: 2)
        try await fixture.record(fixture.decision("d1", 1, by: "ann"))
        _ = try await fixture.store.undo(nil, in: fixture.queue, as: fixture.newID(), by: fixture.author("ann"))
        try await fixture.record(fixture.decision("d2", 2, by: "ann"))
        let refused = try await refusal {
            _ = try await fixture.store.redo(in: fixture.queue, as: fixture.newID(), by: fixture.author("ann"))
        }
        #expect(refused == .nothingToRedo)
        #expect(
            try await fixture.store.recentActions(of: "ann", in: fixture.queue, limit: 9).map(\.event.id) == ["d2"])
    }

    @Test("after an undo the item can be decided anew without naming anything", arguments: Engine.allCases)
    func decidesAgain(engine: Engine) async throws {
        let fixture = try await Fixture(engine, items: 1)
        try await fixture.record(fixture.decision("d1", 1, by: "ann"))
        let undo = try await fixture.store.undo(nil, in: fixture.queue, as: fixture.newID(), by: fixture.author("ann"))
        #expect(try await fixture.claim("ann").item == Fixture.itemID(1))
        let again = fixture.decision("d2", 1, by: "ann", accepting: "b")
        #expect(try await fixture.record(again).status == .saved)
        let events = try await fixture.store.events(about: Fixture.itemID(1), in: fixture.queue)
        #expect(events.map(\.event.supersedes) == [nil, "d1", undo.receipt.id])
        #expect(try await fixture.record(again).status == .duplicate)
        #expect(try await fixture.problems() == [])
    }

    @Test("an older decision on another item can be undone by its id", arguments: Engine.allCases)
    func undoesByID(engine: Engine) async throws {
        let fixture = try await Fixture(engine, items: 2)
        try await fixture.record(fixture.decision("d1", 1, by: "ann"))
        try await fixture.record(fixture.decision("d2", 2, by: "ann"))
        _ = try await fixture.store.undo("d1", in: fixture.queue, as: fixture.newID(), by: fixture.author("ann"))
        #expect(try await fixture.state(1).decisions.isEmpty)
        #expect(try await fixture.state(2).primaries.map(\.id) == ["d2"])
        #expect(
            try await fixture.store.redo(in: fixture.queue, as: fixture.newID(), by: fixture.author("ann")).target.event
                .id == "d1")
        #expect(try await fixture.problems() == [])
    }

    @Test("what cannot be undone is refused with its reason", arguments: Engine.allCases)
    func refusals(engine: Engine) async throws {
        let fixture = try await Fixture(engine, items: 1)
        try await fixture.record(fixture.decision("d1", 1, by: "ann"))
        try await fixture.record(fixture.decision("d2", 1, by: "ann", accepting: "b", supersedes: "d1"))
        func undo(_ id: EventID, by person: PersonID) async throws -> Refusal? {
            try await refusal {
                _ = try await fixture.store.undo(id, in: fixture.queue, as: fixture.newID(), by: fixture.author(person))
            }
        }
        #expect(try await undo("d1", by: "ann") == .superseded("d1", by: "d2"))
        #expect(try await undo("d2", by: "bob") == .notYours("d2"))
        #expect(try await undo("d9", by: "ann") == .unknownEvent("d9"))
        let undone = try await fixture.store.undo(
            "d2", in: fixture.queue, as: fixture.newID(), by: fixture.author("ann"))
        #expect(try await undo("d2", by: "ann") == .superseded("d2", by: undone.receipt.id))
        guard case .invalid = try await undo(undone.receipt.id, by: "ann") else {
            Issue.record("an undo was undone")
            return
        }
    }

    @Test("a redo that finds its slot taken is surplus; a free one is taken again", arguments: Engine.allCases)
    func redoFindsSlotTaken(engine: Engine) async throws {
        let fixture = try await Fixture(engine, items: 1)
        try await fixture.record(fixture.decision("d1", 1, by: "ann"))
        _ = try await fixture.store.undo(nil, in: fixture.queue, as: fixture.newID(), by: fixture.author("ann"))
        #expect(try await fixture.record(fixture.decision("d2", 1, by: "bob")).status == .saved)
        #expect(
            try await fixture.store.redo(in: fixture.queue, as: fixture.newID(), by: fixture.author("ann")).receipt
                .status == .surplus)
        #expect(try await fixture.state(1).primaries.map(\.id) == ["d2"])
        _ = try await fixture.store.undo(nil, in: fixture.queue, as: fixture.newID(), by: fixture.author("bob"))
        _ = try await fixture.store.undo(nil, in: fixture.queue, as: fixture.newID(), by: fixture.author("ann"))
        #expect(
            try await fixture.store.redo(in: fixture.queue, as: fixture.newID(), by: fixture.author("ann")).receipt
                .status == .saved)
        #expect(try await fixture.state(1).primaries.map(\.id) == ["d1"])
        #expect(try await fixture.problems() == [])
    }

    @Test("undoing a skip brings back the decision before it, with its slot", arguments: Engine.allCases)
    func undoesSkip(engine: Engine) async throws {
        let fixture = try await Fixture(engine, items: 1)
        try await fixture.record(fixture.decision("d1", 1, by: "ann"))
        try await fixture.record(fixture.skip("s1", 1, by: "ann", supersedes: "d1"))
        #expect(try await fixture.counts().decisions == 0)
        _ = try await fixture.store.undo(nil, in: fixture.queue, as: fixture.newID(), by: fixture.author("ann"))
        #expect(try await fixture.counts() == QueueCounts(items: 1, decisions: 1, complete: 1))
        #expect(try await fixture.problems() == [])
    }

    @Test("resolutions and send-backs share a line, and undo works on both", arguments: Engine.allCases)
    func verdicts(engine: Engine) async throws {
        let fixture = try await Fixture(engine, items: 1)
        let lead = fixture.author("lead")
        let sendBack = fixture.sendBack("b1", 1, to: ["ann"])
        _ = try await fixture.store.record(sendBack, by: lead)
        #expect(try await fixture.state(1).openSendBacks == [sendBack])
        #expect(try await fixture.store.inbox(of: "ann", in: fixture.queue) == [sendBack])
        #expect(try await fixture.store.inbox(of: "bob", in: fixture.queue) == [])
        let first = fixture.resolution("r1", 1)
        _ = try await fixture.store.record(first, by: lead)
        #expect(try await fixture.state(1).resolution == first)
        #expect(try await fixture.state(1).openSendBacks == [])
        #expect(try await fixture.counts().resolved == 1)
        let second = fixture.resolution("r2", 1, by: "other")
        _ = try await fixture.store.record(second, by: fixture.author("other"))
        #expect(try await fixture.state(1).resolution == second)
        let covered = try await refusal {
            _ = try await fixture.store.undo(nil, in: fixture.queue, as: fixture.newID(), by: lead)
        }
        #expect(covered == .superseded("r1", by: "r2"))
        _ = try await fixture.store.undo(nil, in: fixture.queue, as: fixture.newID(), by: fixture.author("other"))
        #expect(try await fixture.state(1).resolution == first)
        _ = try await fixture.store.undo(nil, in: fixture.queue, as: fixture.newID(), by: lead)
        #expect(try await fixture.state(1).resolution == nil)
        #expect(try await fixture.state(1).openSendBacks == [sendBack])
        #expect(try await fixture.counts().resolved == 0)
        _ = try await fixture.store.undo(nil, in: fixture.queue, as: fixture.newID(), by: lead)
        #expect(try await fixture.state(1).openSendBacks == [])
        _ = try await fixture.store.redo(in: fixture.queue, as: fixture.newID(), by: lead)
        _ = try await fixture.store.redo(in: fixture.queue, as: fixture.newID(), by: lead)
        #expect(try await fixture.state(1).resolution == first)
        #expect(try await fixture.problems() == [])
    }

    @Test("a send-back stays open until everybody asked has revised", arguments: Engine.allCases)
    func sendBackAnswered(engine: Engine) async throws {
        let fixture = try await Fixture(engine, items: 1)
        let sendBack = fixture.sendBack("b1", 1, to: ["ann", "bob"])
        _ = try await fixture.store.record(sendBack, by: fixture.author("lead"))
        try await fixture.record(fixture.decision("d1", 1, by: "ann", occasion: .revision))
        #expect(try await fixture.state(1).openSendBacks == [sendBack])
        #expect(try await fixture.store.inbox(of: "ann", in: fixture.queue) == [])
        #expect(try await fixture.store.inbox(of: "bob", in: fixture.queue) == [sendBack])
        try await fixture.record(fixture.decision("d2", 1, by: "bob", occasion: .revision))
        #expect(try await fixture.state(1).openSendBacks == [])
    }

    @Test("a resolution that supersedes something that is not the last is refused", arguments: Engine.allCases)
    func resolutionSupersedes(engine: Engine) async throws {
        let fixture = try await Fixture(engine, items: 1)
        let lead = fixture.author("lead")
        _ = try await fixture.store.record(fixture.resolution("r1", 1), by: lead)
        var named = fixture.resolution("r2", 1)
        named.supersedes = "r1"
        #expect(try await fixture.store.record(named, by: lead).status == .saved)
        #expect(try await fixture.store.record(named, by: lead).status == .duplicate)
        var stale = fixture.resolution("r3", 1)
        stale.supersedes = "r1"
        let refused = try await refusal { _ = try await fixture.store.record(stale, by: lead) }
        #expect(refused == .notTheLast("r1", tip: "r2"))
    }
}
