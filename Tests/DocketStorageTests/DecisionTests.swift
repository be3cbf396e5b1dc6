import DocketModel
import DocketNotation
import DocketStorage
import Testing

@Suite("Decisions")
struct DecisionTests {
    @Test("a decision is saved, counts, and is in the journal", arguments: Engine.allCases)
    func saves(engine: Engine) async throws {
        let fixture = try await Fixture(engine, items: 2)
        let decision = fixture.decision("d1", 1, by: "ann")
        let receipt = try await fixture.record(decision)
        #expect(receipt.status == .saved)
        let state = try await fixture.state(1)
        #expect(state.primaries == [decision])
        #expect(state.decisions.map(\.standing) == [.counted])
        #expect(state.decisions.map(\.position) == [receipt.position])
        let events = try await fixture.store.events(about: Fixture.itemID(1), in: fixture.queue)
        #expect(events.map(\.event.id) == ["d1"])
        #expect(events.map(\.event.hash) == [receipt.hash])
        #expect(events.map(\.body) == [JSONValue.object(decision.json).serialized])
        #expect(try await fixture.counts() == QueueCounts(items: 2, decisions: 1, complete: 1))
        #expect(try await fixture.problems() == [])
    }

    @Test("the same id with the same content is a duplicate, with other content refused", arguments: Engine.allCases)
    func isIdempotent(engine: Engine) async throws {
        let fixture = try await Fixture(engine, items: 1)
        let first = try await fixture.record(fixture.decision("d1", 1, by: "ann"))
        let again = try await fixture.record(fixture.decision("d1", 1, by: "ann"))
        #expect(again == Receipt(id: "d1", status: .duplicate, position: first.position, hash: first.hash))
        let refused = try await refusal {
            try await fixture.record(fixture.decision("d1", 1, by: "ann", accepting: "b"))
        }
        #expect(refused == .idTaken("d1"))
        #expect(try await fixture.store.events(about: Fixture.itemID(1), in: fixture.queue).count == 1)
    }

    @Test("a second decision must name the one it replaces", arguments: Engine.allCases)
    func supersedes(engine: Engine) async throws {
        let fixture = try await Fixture(engine, items: 1)
        try await fixture.record(fixture.decision("d1", 1, by: "ann"))
        let unnamed = try await refusal {
            try await fixture.record(fixture.decision("d2", 1, by: "ann", accepting: "b"))
        }
        #expect(unnamed == .alreadyDecided(Fixture.itemID(1), existing: "d1"))
        let wrong = try await refusal {
            try await fixture.record(fixture.decision("d2", 1, by: "ann", accepting: "b", supersedes: "d0"))
        }
        #expect(wrong == .notTheLast("d0", tip: "d1"))
        let second = fixture.decision("d2", 1, by: "ann", accepting: "b", supersedes: "d1")
        #expect(try await fixture.record(second).status == .saved)
        #expect(try await fixture.state(1).primaries == [second])
        let late = try await refusal {
            try await fixture.record(fixture.decision("d3", 1, by: "ann", supersedes: "d1"))
        }
        #expect(late == .notTheLast("d1", tip: "d2"))
        #expect(try await fixture.counts().decisions == 1)
        #expect(try await fixture.problems() == [])
    }

    @Test("an unknown item or suggestion is refused and leaves nothing behind", arguments: Engine.allCases)
    func refusesUnknown(engine: Engine) async throws {
        let fixture = try await Fixture(engine, items: 1)
        let head = try await fixture.store.head()
        let item = try await refusal { try await fixture.record(fixture.decision("d1", 9, by: "ann")) }
        #expect(item == .unknownItem(Fixture.itemID(9), fixture.queue))
        let suggestion = try await refusal {
            try await fixture.record(fixture.decision("d1", 1, by: "ann", accepting: "z"))
        }
        #expect(suggestion == .invalid("item item-0001 has no suggestion \"z\" (it has a, b)"))
        #expect(try await fixture.store.head() == head)
    }

    @Test("what comes when all slots are taken is surplus: kept, and not counted", arguments: Engine.allCases)
    func surplus(engine: Engine) async throws {
        let fixture = try await Fixture(engine, items: 1)
        try await fixture.record(fixture.decision("d1", 1, by: "ann"))
        let late = fixture.decision("d2", 1, by: "bob")
        #expect(try await fixture.record(late).status == .surplus)
        let state = try await fixture.state(1)
        #expect(state.decisions.map(\.standing) == [.counted, .surplus])
        #expect(state.primaries.map(\.id) == ["d1"])
        #expect(state.decisions.last?.decision == late)
        #expect(try await fixture.counts().decisions == 1)
        #expect(try await fixture.record(late).status == .duplicate)
        #expect(try await fixture.problems() == [])
    }

    @Test("a skip frees the slot and the item does not come back to that person", arguments: Engine.allCases)
    func skips(engine: Engine) async throws {
        let fixture = try await Fixture(engine, items: 1)
        #expect(try await fixture.claim("ann").item == Fixture.itemID(1))
        #expect(try await fixture.claim("bob") == .waiting)
        try await fixture.record(fixture.skip("s1", 1, by: "ann"))
        #expect(try await fixture.counts() == QueueCounts(items: 1))
        #expect(try await fixture.claim("ann") == .none)
        #expect(try await fixture.claim("bob").item == Fixture.itemID(1))
        #expect(try await fixture.state(1).primaries.isEmpty)
        #expect(try await fixture.problems() == [])
    }

    @Test("other occasions need no slot and have lines of their own", arguments: Engine.allCases)
    func occasions(engine: Engine) async throws {
        let fixture = try await Fixture(engine, items: 1)
        for (index, occasion) in Occasion.allCases.enumerated() {
            let decision = fixture.decision(EventID("d\(index)"), 1, by: "ann", occasion: occasion)
            #expect(try await fixture.record(decision).status == .saved)
        }
        let pass = fixture.decision("p", 1, by: "bob", occasion: .pass)
        #expect(try await fixture.record(pass).status == .saved)
        #expect(try await fixture.state(1).decisions.count == 5)
        #expect(try await fixture.counts().decisions == 1)
        #expect(try await fixture.problems() == [])
    }

    @Test("positions have no gaps and each event follows the one before it", arguments: Engine.allCases)
    func chain(engine: Engine) async throws {
        let fixture = try await Fixture(engine, items: 3)
        for item in 1...3 { try await fixture.record(fixture.decision(EventID("d\(item)"), item, by: "ann")) }
        let events = try await fixture.store.events(in: fixture.queue, after: 0, limit: 100)
        #expect(events.map(\.event.position) == Array(1...5))
        #expect(events.map(\.event.kind) == [.configuration, .importing, .decision, .decision, .decision])
        var hash = Digest.zero
        for event in events {
            #expect(event.event.previousHash == hash)
            #expect(event.event.hash == event.event.computedHash)
            #expect(event.body.map { Digest(of: $0) } == event.event.bodyDigest)
            hash = event.event.hash
        }
        let head = try await fixture.store.head()
        #expect(head.chains == [JournalHead.Chain(queue: fixture.queue, position: 5, hash: hash)])
        #expect(try await fixture.store.events(in: fixture.queue, after: 3, limit: 1).map(\.event.position) == [4])
    }

    @Test("bytes that are not UTF-8, NUL and escapes come back as they were", arguments: Engine.allCases)
    func keepsBytes(engine: Engine) async throws {
        let fixture = try await Fixture(engine)
        let text = SourceText(bytes: [0x41, 0x00, 0x1B, 0x5B, 0xFF, 0xFE, 0xC3, 0x28, 0xE2, 0x80, 0xAE, 0x0A])
        var item = Fixture.item(1)
        item.suggestions[0].messages[0].content = text
        try await fixture.bring([item])
        #expect(try await fixture.store.item(item.id, in: fixture.queue) == item)
        var decision = fixture.decision("d1", 1, by: "ann")
        decision.answer = .answers(Answers(judgements: [Judgement(suggestion: "a", verdict: .edit(text))]))
        decision.comment = text
        try await fixture.record(decision)
        #expect(try await fixture.state(1).decisions.map(\.decision) == [decision])
        #expect(try await fixture.problems() == [])
    }
}
