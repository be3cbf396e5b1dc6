import DocketModel
import DocketNotation
import DocketStorage
import DocketTestSupport
import Testing

@Suite("Assigning, promoting, redacting, and shares")
struct LeadingTests {
    // MARK: Assignments

    @Test("what is assigned is kept for that person, and comes to them first", arguments: Engine.allCases)
    func assign(engine: Engine) async throws {
        let fixture = try await Fixture(engine, items: 3)
        let lead = fixture.author("lead")
        for item in 1...2 {
            #expect(
                try await fixture.store.assign(Fixture.itemID(item), in: fixture.queue, to: "ann", by: lead).isNew)
        }
        let again = try await fixture.store.assign(Fixture.itemID(1), in: fixture.queue, to: "ann", by: lead)
        #expect(!again.isNew)
        #expect(try await fixture.claim("bob").item == Fixture.itemID(3))
        // What waits for somebody else does not come to others by waiting.
        #expect(try await fixture.claim("bob", besides: [Fixture.itemID(3)]) == .none)
        #expect(try await fixture.claim("ann").item == Fixture.itemID(1))
        #expect(try await fixture.claim("ann", besides: [Fixture.itemID(1)]).item == Fixture.itemID(2))
        // It does not lapse, nor does giving it back give it away.
        fixture.place.clock.advance(milliseconds: 90 * 24 * 3_600_000)
        let claim = try #require(try await fixture.claim("ann").claim)
        #expect(claim.expires == fixture.place.clock.now.advanced(byMilliseconds: 30 * 60_000))
        try await fixture.store.release(claim)
        #expect(try await fixture.claim("cid").item == Fixture.itemID(3))
        #expect(try await fixture.claim("ann").item == Fixture.itemID(1))
        #expect(try await fixture.problems() == [])
    }

    @Test("a decision fills the assigned slot, and an undo keeps it assigned", arguments: Engine.allCases)
    func assignedDecision(engine: Engine) async throws {
        let fixture = try await Fixture(engine, items: 1)
        _ = try await fixture.store.assign(
            Fixture.itemID(1), in: fixture.queue, to: "ann", by: fixture.author("lead"))
        #expect(try await fixture.record(fixture.decision("d0", 1, by: "bob")).status == .surplus)
        #expect(try await fixture.record(fixture.decision("d1", 1, by: "ann")).status == .saved)
        #expect(try await fixture.counts().complete == 1)
        _ = try await fixture.store.undo("d1", in: fixture.queue, as: "u1", by: fixture.author("ann"))
        #expect(try await fixture.claim("cid") == .none)
        #expect(try await fixture.claim("ann").item == Fixture.itemID(1))
        // A skip gives it to others.
        try await fixture.record(fixture.skip("d2", 1, by: "ann"))
        #expect(try await fixture.claim("cid").item == Fixture.itemID(1))
        #expect(try await fixture.problems() == [])
    }

    @Test("an assignment that is taken back gives the item to others", arguments: Engine.allCases)
    func unassign(engine: Engine) async throws {
        let fixture = try await Fixture(engine, items: 2, overlap: Overlap(2))
        let lead = fixture.author("lead")
        for person: PersonID in ["ann", "bob"] {
            _ = try await fixture.store.assign(Fixture.itemID(1), in: fixture.queue, to: person, by: lead)
        }
        _ = try await fixture.store.assign(Fixture.itemID(2), in: fixture.queue, to: "ann", by: lead)
        let full = try await refusal {
            _ = try await fixture.store.assign(Fixture.itemID(1), in: fixture.queue, to: "cid", by: lead)
        }
        guard case .invalid = full else {
            Issue.record("a third was assigned to an item of two slots: \(String(describing: full))")
            return
        }
        let first = try await fixture.store.assignments(in: fixture.queue, of: nil, after: nil, limit: 1)
        #expect(first.assignments.map(\.person) == ["ann", "bob"])
        let rest = try await fixture.store.assignments(in: fixture.queue, of: nil, after: first.next, limit: 9)
        #expect(rest.assignments == [Assignment(item: Fixture.itemID(2), person: "ann")])
        #expect(rest.next == nil)
        #expect(try await fixture.store.unassign(Fixture.itemID(1), in: fixture.queue, from: "ann", by: lead).isNew)
        #expect(
            try await !fixture.store.unassign(Fixture.itemID(1), in: fixture.queue, from: "ann", by: lead).isNew)
        #expect(try await fixture.claim("cid", item: 1).item == Fixture.itemID(1))
        let mine = try await fixture.store.assignments(in: fixture.queue, of: "ann", after: nil, limit: 9)
        #expect(mine.assignments == [Assignment(item: Fixture.itemID(2), person: "ann")])
        #expect(try await fixture.problems() == [])
    }

    @Test("nobody is assigned what they have decided", arguments: Engine.allCases)
    func assignDecided(engine: Engine) async throws {
        let fixture = try await Fixture(engine, items: 1, overlap: Overlap(3))
        try await fixture.record(fixture.decision("d1", 1, by: "ann"))
        let refused = try await refusal {
            _ = try await fixture.store.assign(
                Fixture.itemID(1), in: fixture.queue, to: "ann", by: fixture.author("lead"))
        }
        guard case .invalid = refused else {
            Issue.record("it was assigned: \(String(describing: refused))")
            return
        }
    }

    // MARK: Shares

    @Test("nobody is dealt more than the queue gives one person", arguments: Engine.allCases)
    func share(engine: Engine) async throws {
        let fixture = try await Fixture(engine, items: 6)
        _ = try await fixture.store.configure(
            QueueConfiguration(name: fixture.queue, perPerson: 2), guideline: nil, by: fixture.author("owner"))
        let first = try #require(try await fixture.claim("ann").item)
        let second = try #require(try await fixture.claim("ann", besides: [first]).item)
        #expect(try await fixture.claim("ann", besides: [first, second]) == .capped(limit: 2))
        for (number, item) in [first, second].enumerated() {
            var decision = fixture.decision(EventID("d\(number)"), 1, by: "ann")
            decision.item = item
            #expect(try await fixture.record(decision).status == .saved)
        }
        #expect(try await fixture.claim("ann") == .capped(limit: 2))
        let since = Timestamp(milliseconds: 0)
        #expect(try await fixture.store.progress(of: "ann", in: fixture.queue, since: since).remaining == 0)
        #expect(try await fixture.store.progress(of: "bob", in: fixture.queue, since: since).remaining == 2)
        // What they decide all the same is kept, and does not count.
        let third = try #require(try await fixture.claim("bob").item)
        var more = fixture.decision("d9", 1, by: "ann")
        more.item = try #require(
            [1, 2, 3, 4, 5, 6].map(Fixture.itemID).first { ![first, second, third].contains($0) })
        #expect(try await fixture.record(more).status == .surplus)
        // What a lead assigns comes to them beyond their share.
        let item = try #require(
            [1, 2, 3, 4, 5, 6].map(Fixture.itemID).first { ![first, second, third, more.item].contains($0) })
        _ = try await fixture.store.assign(item, in: fixture.queue, to: "ann", by: fixture.author("lead"))
        #expect(try await fixture.claim("ann").item == item)
        #expect(try await fixture.problems() == [])
    }

    // MARK: Promotions

    @Test("a promoted decision counts, and k grows for it", arguments: Engine.allCases)
    func promote(engine: Engine) async throws {
        let fixture = try await Fixture(engine, items: 1)
        let lead = fixture.author("lead")
        try await fixture.record(fixture.decision("d1", 1, by: "ann"))
        #expect(try await fixture.record(fixture.decision("d2", 1, by: "bob")).status == .surplus)
        _ = try await fixture.store.promote("d2", in: fixture.queue, by: lead)
        let state = try await fixture.state(1)
        #expect(state.primaries.map(\.id) == ["d1", "d2"])
        #expect(state.overlap == 2)
        #expect(try await fixture.counts().complete == 1)
        for id: EventID in ["d1", "d2", "nothing"] {
            #expect(
                try await refusal { _ = try await fixture.store.promote(id, in: fixture.queue, by: lead) } != nil)
        }
        #expect(try await fixture.problems() == [])
    }

    // MARK: Redactions

    @Test("what is redacted is gone from the file, does not stand, and is reported", arguments: Engine.allCases)
    func redact(engine: Engine) async throws {
        let fixture = try await Fixture(engine, items: 1)
        var decision = fixture.decision("d1", 1, by: "ann")
        decision.comment = "my neighbour Mr Quillfeather"
        try await fixture.record(decision)
        let head = try await fixture.store.head()
        _ = try await fixture.store.redact(
            "d1", in: fixture.queue, reason: "names a person", by: fixture.author("owner"))
        #expect(try await fixture.state(1).decisions.isEmpty)
        #expect(try await fixture.claim("bob").item == Fixture.itemID(1))
        let report = try await fixture.store.verify(against: head)
        #expect(report.problems == [])
        #expect(report.redacted == 1)
        #expect(
            try await refusal {
                _ = try await fixture.store.redact(
                    "d1", in: fixture.queue, reason: "again", by: fixture.author("owner"))
            } != nil)
        // The annotator may decide anew.
        _ = try await fixture.store.release(try #require(try await fixture.claim("bob").claim))
        #expect(try await fixture.record(fixture.decision("d2", 1, by: "ann")).status == .saved)
        #expect(try await fixture.problems() == [])
        await fixture.store.close()
        let needle = Array("Quillfeather".utf8)
        for name in Files.names(in: fixture.place.folder.path + "/store") {
            let bytes = try Files.read(fixture.place.folder.path + "/store/" + name)
            #expect(!bytes.contains(needle), "\(name) still holds the text")
        }
    }

    @Test("a redacted resolution opens the item again", arguments: Engine.allCases)
    func redactResolution(engine: Engine) async throws {
        let fixture = try await Fixture(engine, items: 1)
        try await fixture.record(fixture.decision("d1", 1, by: "ann"))
        _ = try await fixture.store.record(fixture.resolution("r1", 1), by: fixture.author("lead"))
        _ = try await fixture.store.redact("r1", in: fixture.queue, reason: "a slip", by: fixture.author("owner"))
        #expect(try await fixture.state(1).resolution == nil)
        #expect(try await fixture.counts().resolved == 0)
        _ = try await fixture.store.record(fixture.resolution("r2", 1), by: fixture.author("lead"))
        #expect(try await fixture.state(1).resolution?.id == "r2")
        #expect(try await fixture.problems() == [])
    }

    // MARK: Ids of undos

    @Test("an undo and a redo that are repeated with their ids happen once", arguments: Engine.allCases)
    func repeatedUndo(engine: Engine) async throws {
        let fixture = try await Fixture(engine, items: 2)
        let ann = fixture.author("ann")
        try await fixture.record(fixture.decision("d1", 1, by: "ann"))
        try await fixture.record(fixture.decision("d2", 2, by: "ann"))
        let undone = try await fixture.store.undo(nil, in: fixture.queue, as: "u1", by: ann)
        let again = try await fixture.store.undo(nil, in: fixture.queue, as: "u1", by: ann)
        #expect(again.receipt.status == .duplicate)
        #expect(again.receipt.position == undone.receipt.position)
        #expect(again.target.event.id == "d2")
        _ = try await fixture.store.redo(in: fixture.queue, as: "u2", by: ann)
        let redone = try await fixture.store.redo(in: fixture.queue, as: "u2", by: ann)
        #expect(redone.receipt.status == .duplicate)
        #expect(redone.target.event.id == "d2")
        #expect(try await fixture.state(1).decisions.count == 1)
        #expect(try await fixture.state(2).decisions.count == 1)
        #expect(
            try await refusal {
                _ = try await fixture.store.undo(nil, in: fixture.queue, as: "d1", by: ann)
            } == .idTaken("d1"))
    }
}
