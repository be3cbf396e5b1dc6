import DocketModel
import DocketStorage
import Testing

/// A decision that names a claim which its annotator does not hold any more.
@Suite("Decisions under a lost claim")
struct FenceTests {
    private static let hour: Int64 = 3_600_000

    private func record(
        _ id: EventID, by person: PersonID, fence: Int?, in fixture: Fixture, supersedes: EventID? = nil
    ) async throws -> Receipt.Status {
        try await fixture.store.record(
            fixture.decision(id, 1, by: person, supersedes: supersedes), fence: fence, by: fixture.author(person)
        ).status
    }

    /// Of two slots, the first was `ann`'s and is `bob`'s now; the second is free.
    private func taken(_ engine: Engine) async throws -> (fixture: Fixture, lost: Claim) {
        let fixture = try await Fixture(engine, items: 1, overlap: Overlap(2))
        let lost = try #require(try await fixture.claim("ann").claim)
        fixture.place.clock.advance(milliseconds: Self.hour)
        let taken = try #require(try await fixture.claim("bob").claim)
        #expect(taken.slot == lost.slot && taken.fence > lost.fence)
        return (fixture, lost)
    }

    @Test("are surplus where somebody else has the slot, even if another one is free", arguments: Engine.allCases)
    func slotTaken(engine: Engine) async throws {
        let (fixture, lost) = try await taken(engine)
        #expect(try await record("d1", by: "ann", fence: lost.fence, in: fixture) == .surplus)
        #expect(try await record("d2", by: "cid", fence: nil, in: fixture) == .saved)
        #expect(try await record("d3", by: "bob", fence: nil, in: fixture) == .saved)
        #expect(try await fixture.problems() == [])
    }

    @Test("count where the one who took the slot gave it back", arguments: Engine.allCases)
    func slotGivenBack(engine: Engine) async throws {
        let (fixture, lost) = try await taken(engine)
        try await fixture.store.release(try #require(try await fixture.claim("bob").claim))
        #expect(try await record("d1", by: "ann", fence: lost.fence, in: fixture) == .saved)
    }

    @Test("count where the one who took the slot let the claim lapse", arguments: Engine.allCases)
    func takerLapsed(engine: Engine) async throws {
        let (fixture, lost) = try await taken(engine)
        fixture.place.clock.advance(milliseconds: Self.hour)
        #expect(try await record("d1", by: "ann", fence: lost.fence, in: fixture) == .saved)
    }

    @Test("count where only the other slot is somebody else's", arguments: Engine.allCases)
    func otherSlotTaken(engine: Engine) async throws {
        let fixture = try await Fixture(engine, items: 2, overlap: Overlap(2))
        let lost = try #require(try await fixture.claim("ann", item: 1).claim)
        let other = try #require(try await fixture.claim("bob", item: 1, minutes: 600).claim)
        #expect(other.slot != lost.slot)
        fixture.place.clock.advance(milliseconds: Self.hour)
        _ = try await fixture.claim("zoe", item: 2)
        #expect(try await record("d1", by: "ann", fence: lost.fence, in: fixture) == .saved)
        #expect(try await fixture.problems() == [])
    }

    @Test("count where their annotator holds a later claim", arguments: Engine.allCases)
    func heldAgain(engine: Engine) async throws {
        let (fixture, lost) = try await taken(engine)
        #expect(try await fixture.claim("ann").claim?.slot == 1)
        #expect(try await record("d1", by: "ann", fence: lost.fence, in: fixture) == .saved)
    }

    @Test("with a fence that was somebody else's are surplus beside anybody's slot", arguments: Engine.allCases)
    func foreignFence(engine: Engine) async throws {
        let (fixture, _) = try await taken(engine)
        let others = try #require(try await fixture.claim("bob").claim)
        #expect(try await record("d1", by: "cid", fence: others.fence, in: fixture) == .surplus)
        #expect(try await record("d2", by: "dee", fence: 999, in: fixture) == .surplus)
        #expect(try await record("d3", by: "eve", fence: nil, in: fixture) == .saved)
    }

    @Test("with a fence that nobody had count on an item that nobody else has", arguments: Engine.allCases)
    func unknownFence(engine: Engine) async throws {
        let fixture = try await Fixture(engine, items: 1)
        #expect(try await record("d1", by: "ann", fence: 999, in: fixture) == .saved)
    }

    @Test("that are sent again under their claim stay one, also after the slot was decided", arguments: Engine.allCases)
    func repeated(engine: Engine) async throws {
        let fixture = try await Fixture(engine, items: 1)
        let claim = try #require(try await fixture.claim("ann").claim)
        #expect(try await record("d1", by: "ann", fence: claim.fence, in: fixture) == .saved)
        #expect(try await record("d1", by: "ann", fence: claim.fence, in: fixture) == .duplicate)
        _ = try await fixture.store.undo(nil, in: fixture.queue, as: fixture.newID(), by: fixture.author("ann"))
        #expect(try await record("d2", by: "bob", fence: nil, in: fixture) == .saved)
        #expect(try await record("d1", by: "ann", fence: claim.fence, in: fixture) == .duplicate)
        #expect(try await fixture.state(1).primaries.map(\.id) == ["d2"])
    }

    @Test("that change one's mind keep the slot that is decided", arguments: Engine.allCases)
    func changeOfMind(engine: Engine) async throws {
        let fixture = try await Fixture(engine, items: 1, overlap: Overlap(2))
        let claim = try #require(try await fixture.claim("ann").claim)
        #expect(try await record("d1", by: "ann", fence: claim.fence, in: fixture) == .saved)
        #expect(try await record("d2", by: "bob", fence: nil, in: fixture) == .saved)
        #expect(try await record("d3", by: "ann", fence: 999, in: fixture, supersedes: "d1") == .saved)
    }
}
