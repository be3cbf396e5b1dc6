import DocketModel
import DocketStorage
import Testing

@Suite("Resolutions by rules")
struct RuleRecordingTests {
    private static func byRule(_ fixture: Fixture, _ id: EventID) -> Resolution {
        var resolution = fixture.resolution(id, 1)
        resolution.method = .rule("majority:2")
        return resolution
    }

    @Test("never take the place of a ruling, however late they come", arguments: Engine.allCases)
    func displacing(engine: Engine) async throws {
        let fixture = try await Fixture(engine)
        _ = try await fixture.bring([Fixture.item(1)])
        _ = try await fixture.store.record(fixture.resolution("r1", 1), by: fixture.author("lead"))
        for author in [PersonID.policy, "lead"] {
            await #expect(throws: StoreError.self) {
                try await fixture.store.record(Self.byRule(fixture, "r2"), by: fixture.author(author))
            }
        }
        let state = try await fixture.store.state(of: Fixture.itemID(1), in: fixture.queue)
        #expect(state?.resolution?.id == "r1")
    }

    @Test("replace what they name, and are made by themselves once an item", arguments: Engine.allCases)
    func repeating(engine: Engine) async throws {
        let fixture = try await Fixture(engine)
        _ = try await fixture.bring([Fixture.item(1), Fixture.item(2)])
        _ = try await fixture.store.record(Self.byRule(fixture, "r1"), by: fixture.author("lead"))
        var next = Self.byRule(fixture, "r2")
        next.supersedes = "r1"
        _ = try await fixture.store.record(next, by: fixture.author("lead"))
        let state = try await fixture.store.state(of: Fixture.itemID(1), in: fixture.queue)
        #expect(state?.resolution?.id == "r2")

        func second(_ id: EventID) -> Resolution {
            var resolution = fixture.resolution(id, 2)
            resolution.method = .rule("majority:2")
            return resolution
        }
        _ = try await fixture.store.record(second("s1"), by: fixture.author("lead"))
        _ = try await fixture.store.undo("s1", in: fixture.queue, as: "u1", by: fixture.author("lead"))
        await #expect(throws: StoreError.self) {
            try await fixture.store.record(second("s2"), by: fixture.author(PersonID.policy))
        }
        let reopened = try await fixture.store.state(of: Fixture.itemID(2), in: fixture.queue)
        #expect(reopened?.resolution == nil)
        _ = try await fixture.store.record(second("s3"), by: fixture.author("lead"))
    }
}
