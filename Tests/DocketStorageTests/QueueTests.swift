import DocketModel
import DocketNotation
import DocketStorage
import Testing

@Suite("Queues, people and drafts")
struct QueueTests {
    @Test("each change of a configuration is a version, the same again is none", arguments: Engine.allCases)
    func versions(engine: Engine) async throws {
        let fixture = try await Fixture(engine)
        let first = try await fixture.store.queue(fixture.queue)
        #expect(first.version == 1)
        #expect(first.position == 1)
        func put(_ title: String, _ guideline: String?) async throws -> QueueRecord {
            try await fixture.store.configure(
                QueueConfiguration(name: fixture.queue, title: title), guideline: guideline.map { .init($0) },
                by: fixture.author("owner"))
        }
        #expect(try await put("replies", nil) == first)
        #expect(try await put("replies", "Be fair.") == first)
        let second = try await put("Replies", nil)
        #expect(second.version == 2)
        #expect(second.guidelineDigest == first.guidelineDigest)
        #expect(second.configuration.title == "Replies")
        let third = try await put("Replies", "Be kind.")
        #expect(third.version == 3)
        #expect(third.guidelineDigest != first.guidelineDigest)
        let old = try #require(first.guidelineDigest)
        #expect(try await fixture.store.guideline(old) == "Be fair.")
        #expect(try await fixture.store.guideline(.zero) == nil)
        #expect(try await fixture.problems() == [])
    }

    @Test("an unknown queue is an error that names the ones spelt alike", arguments: Engine.allCases)
    func unknown(engine: Engine) async throws {
        let fixture = try await Fixture(engine)
        await #expect(throws: StoreError.unknownQueue("replys", near: ["replies"])) {
            try await fixture.store.queue("replys")
        }
        await #expect(throws: StoreError.unknownQueue("rep", near: ["replies"])) {
            try await fixture.store.counts(of: "rep")
        }
        await #expect(throws: StoreError.unknownQueue("moderation", near: [])) {
            try await fixture.store.events(in: "moderation", after: 0, limit: 1)
        }
    }

    @Test("an archived queue is hidden, takes nothing, and can be opened again", arguments: Engine.allCases)
    func archives(engine: Engine) async throws {
        let fixture = try await Fixture(engine, items: 2)
        let saved = fixture.decision("d1", 1, by: "ann")
        try await fixture.record(saved)
        let owner = fixture.author("owner")
        try await fixture.store.setArchived(true, queue: fixture.queue, by: owner)
        try await fixture.store.setArchived(true, queue: fixture.queue, by: owner)
        #expect(try await fixture.store.queues(includingArchived: false).isEmpty)
        #expect(try await fixture.store.queues(includingArchived: true).map(\.isArchived) == [true])
        let refusals = [
            try await refusal { _ = try await fixture.claim("ann") },
            try await refusal { try await fixture.record(fixture.decision("d2", 2, by: "ann")) },
            try await refusal {
                _ = try await fixture.store.undo(nil, in: fixture.queue, as: fixture.newID(), by: fixture.author("ann"))
            },
            try await refusal { _ = try await fixture.bring([Fixture.item(3)]) },
            try await refusal {
                _ = try await fixture.store.record(fixture.resolution("r1", 1), by: fixture.author("lead"))
            },
        ]
        #expect(refusals == Array(repeating: .archived(fixture.queue), count: 5))
        #expect(try await fixture.record(saved).status == .duplicate)
        #expect(try await fixture.problems() == [])
        try await fixture.store.setArchived(false, queue: fixture.queue, by: owner)
        #expect(try await fixture.record(fixture.decision("d2", 2, by: "ann")).status == .saved)
        #expect(try await fixture.problems() == [])
    }

    @Test("people are listed by name and keep the role they were given last", arguments: Engine.allCases)
    func people(engine: Engine) async throws {
        let fixture = try await Fixture(engine)
        #expect(try await fixture.store.owner() == "owner")
        #expect(try await fixture.store.people() == [])
        let people = [
            Person(id: "zoe", role: .annotator, cohort: "vendor"), Person(id: "ann", role: .lead),
            Person(id: "zoe", role: .admin),
        ]
        for person in people { try await fixture.store.put(person, by: fixture.author("owner")) }
        #expect(try await fixture.store.people() == [people[1], people[2]])
    }

    @Test("a draft outlives the store's closing, and goes with the decision", arguments: Engine.allCases)
    func drafts(engine: Engine) async throws {
        let place = try Place()
        var fixture = try await Fixture(engine, items: 2, place: place)
        func draft(_ item: Int, _ person: PersonID = "ann") async throws -> [UInt8]? {
            try await fixture.store.draft(of: person, item: Fixture.itemID(item), in: fixture.queue)
        }
        for item in 1...2 {
            try await fixture.store.saveDraft(
                [0, 255, UInt8(item)], of: "ann", item: Fixture.itemID(item), in: fixture.queue)
        }
        await fixture.store.close()
        fixture = try await Fixture(engine, place: place)
        #expect(try await draft(1) == [0, 255, 1])
        #expect(try await draft(1, "bob") == nil)
        try await fixture.record(fixture.decision("d1", 1, by: "ann"))
        #expect(try await draft(1) == nil)
        try await fixture.store.saveDraft([], of: "ann", item: Fixture.itemID(2), in: fixture.queue)
        #expect(try await draft(2) == nil)
    }

    @Test(
        "an unfinished ruling lies beside an unfinished decision, and goes with the resolution",
        arguments: Engine.allCases)
    func rulingDrafts(engine: Engine) async throws {
        let fixture = try await Fixture(engine, items: 2)
        let (store, queue) = (fixture.store, fixture.queue)
        for item in 1...2 {
            try await store.saveRulingDraft([UInt8(item)], of: "ann", item: Fixture.itemID(item), in: queue)
        }
        try await store.saveDraft([9], of: "ann", item: Fixture.itemID(1), in: queue)
        #expect(
            try await store.rulingDrafts(of: "ann", in: queue) == [Fixture.itemID(1): [1], Fixture.itemID(2): [2]])
        #expect(try await store.rulingDrafts(of: "bob", in: queue).isEmpty)
        let resolution = Resolution(
            id: "r1", queue: queue, item: Fixture.itemID(1), adjudicator: "ann", outcome: Answers(preference: .tie),
            at: fixture.place.clock.now)
        _ = try await store.record(resolution, by: fixture.author("ann"))
        #expect(try await store.rulingDrafts(of: "ann", in: queue) == [Fixture.itemID(2): [2]])
        #expect(try await store.draft(of: "ann", item: Fixture.itemID(1), in: queue) == [9])
        try await store.saveRulingDraft([], of: "ann", item: Fixture.itemID(2), in: queue)
        #expect(try await store.rulingDrafts(of: "ann", in: queue).isEmpty)
    }

    @Test("progress counts what is mine, what is left, and since when", arguments: Engine.allCases)
    func progress(engine: Engine) async throws {
        let fixture = try await Fixture(engine, items: 5, overlap: Overlap(2))
        try await fixture.record(fixture.decision("d1", 1, by: "ann"))
        fixture.place.clock.advance(milliseconds: 1000)
        let since = fixture.place.clock.now
        try await fixture.record(fixture.decision("d2", 2, by: "ann"))
        try await fixture.record(fixture.skip("d3", 3, by: "ann"))
        for (number, person) in ["bob", "cid"].enumerated() {
            try await fixture.record(fixture.decision(EventID("e\(number)"), 4, by: PersonID(person)))
        }
        let progress = try await fixture.store.progress(of: "ann", in: fixture.queue, since: since)
        #expect(progress == AnnotatorProgress(decided: 2, skipped: 1, decidedSince: 1, remaining: 1))
        let other = try await fixture.store.progress(of: "dan", in: fixture.queue, since: since)
        #expect(other == AnnotatorProgress(remaining: 4))
    }
}
