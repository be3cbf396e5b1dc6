import DocketModel
import DocketNotation
import DocketStorage
import DocketTestSupport
import Testing

@Suite("Imports that were cut off")
struct ResumedImportTests {
    private static let itemCount = 900

    /// Items, twice the same one, another content under a known id, decisions and resolutions.
    private static func records(_ fixture: Fixture) -> [ImportRecord] {
        var contents = (1...itemCount).map { ImportRecord.Content.item(Fixture.item($0)) }
        contents.insert(.item(Fixture.item(5)), at: 100)
        contents.insert(.item(Fixture.item(6, suggestions: 3)), at: 200)
        contents.insert(.item(Item(id: "bare")), at: 300)
        var other = Fixture.item(7)
        other.context[0].content = "Another question"
        contents.insert(.item(other), at: 400)
        contents += (1...200).map { .decision(fixture.decision(EventID("d\($0)"), $0, by: "ann")) }
        contents.append(.decision(fixture.decision("d-unknown", 5000, by: "ann")))
        contents += (1...20).map { .resolution(fixture.resolution(EventID("r\($0)"), $0)) }
        return contents.enumerated().map { ImportRecord($1, line: $0 + 1) }
    }

    private static func begin(_ store: any Store, _ fixture: Fixture, source: String?, into queue: QueueID = "lots")
        async throws -> any ImportSession
    {
        try await store.beginImport(
            ImportRequest(
                configuration: QueueConfiguration(name: queue), guideline: nil, fileName: "f.jsonl", format: "native",
                source: source),
            by: fixture.author("owner"))
    }

    /// The body of the queue's import event without its id.
    private static func event(_ store: any Store, _ queue: QueueID = "lots") async throws -> JSONObject {
        let events = try await store.events(in: queue, after: 0, limit: 9)
        let body = try #require(events.first { $0.event.kind == .importing }?.body)
        var record = try #require(try JSONParser().parse(body).object)
        record["id"] = nil
        return record
    }

    @Test("an import that was cut off goes on, and comes to the same", arguments: Engine.allCases)
    func resumes(engine: Engine) async throws {
        var generator = SeededGenerator(seed: 71)
        let whole = try await Fixture(engine)
        let records = Self.records(whole)
        let session = try await Self.begin(whole.store, whole, source: "s")
        #expect(session.resumption == nil)
        try await session.add(records)
        let expected = try await session.publish()
        let event = try await Self.event(whole.store)
        for round in 0..<4 {
            let place = try Place()
            var rest = records[...]
            for _ in 0...Int.random(in: 0...2, using: &generator) {
                let fixture = try await Fixture(engine, place: place)
                let session = try await Self.begin(fixture.store, fixture, source: "s")
                let known = session.resumption?.records ?? 0
                #expect(session.resumption?.line == (known > 0 ? records[known - 1].line : nil), "seed 71, \(round)")
                rest = records[known...]
                let count = Int.random(in: 1...max(1, rest.count / 2), using: &generator)
                try await session.add(Array(rest.prefix(count)))
                // What rehearsing waits for is on disk; the store is then left as by a crash.
                _ = try await session.rehearse()
            }
            let fixture = try await Fixture(engine, place: place)
            #expect(try await fixture.problems() == [], "seed 71, round \(round)")
            let last = try await Self.begin(fixture.store, fixture, source: "s")
            let known = try #require(last.resumption).records
            #expect(known > 0 && known < records.count, "seed 71, round \(round)")
            for piece in stride(from: known, to: records.count, by: 150) {
                try await last.add(Array(records[piece..<min(piece + 150, records.count)]))
            }
            #expect(try await last.publish() == expected, "seed 71, round \(round)")
            #expect(try await Self.event(fixture.store) == event, "seed 71, round \(round)")
            #expect(try await fixture.problems() == [], "seed 71, round \(round)")
        }
    }

    @Test("what was staged of another source, or for another queue, is not gone on with", arguments: Engine.allCases)
    func startsAfresh(engine: Engine) async throws {
        let place = try Place()
        let later: [(source: String?, queue: QueueID)] = [("other", "lots"), (nil, "lots"), ("s", "elsewhere")]
        for (source, queue) in later {
            do {
                let fixture = try await Fixture(engine, place: place)
                let session = try await Self.begin(fixture.store, fixture, source: "s")
                try await session.add(Array(Self.records(fixture).prefix(500)))
                _ = try await session.rehearse()
            }
            let fixture = try await Fixture(engine, place: place)
            let session = try await Self.begin(fixture.store, fixture, source: source, into: queue)
            #expect(session.resumption == nil)
            try await session.add([ImportRecord(.item(Fixture.item(1)), line: 1)])
            #expect(try await session.rehearse().items == 1)
            await session.abandon()
            #expect(try await fixture.problems() == [])
        }
    }

    @Test("a source without a name is read from the front again", arguments: Engine.allCases)
    func namelessSource(engine: Engine) async throws {
        let place = try Place()
        do {
            let fixture = try await Fixture(engine, place: place)
            let session = try await Self.begin(fixture.store, fixture, source: nil)
            try await session.add(Array(Self.records(fixture).prefix(500)))
            _ = try await session.rehearse()
        }
        let fixture = try await Fixture(engine, place: place)
        let session = try await Self.begin(fixture.store, fixture, source: nil)
        #expect(session.resumption == nil)
        await session.abandon()
    }

    @Test("k that changed meanwhile is the items' k when they are published", arguments: Engine.allCases)
    func overlapChanged(engine: Engine) async throws {
        let fixture = try await Fixture(engine)
        let session = try await Self.begin(fixture.store, fixture, source: "s", into: "replies")
        try await session.add((1...3000).map { ImportRecord(.item(Fixture.item($0, suggestions: 1)), line: $0) })
        _ = try await fixture.store.configure(
            QueueConfiguration(name: "replies", overlap: Overlap(3)), guideline: nil, by: fixture.author("owner"))
        #expect(try await session.publish().items == 3000)
        #expect(try await fixture.state(1).overlap == 3)
        #expect(try await fixture.state(3000).overlap == 3)
        for person: PersonID in ["ann", "bob", "cem"] {
            #expect(try await fixture.claim(person, item: 2999).item != nil)
        }
        #expect(try await fixture.problems() == [])
    }
}

@Suite("Imports with many decisions")
struct ImportedDecisionsTests {
    private static func decisions(_ fixture: Fixture, items: Int) -> [Decision] {
        (1...items).flatMap { item in
            [
                fixture.decision(EventID("a\(item)"), item, by: "ann"),
                fixture.decision(EventID("b\(item)"), item, by: "bob", accepting: "b"),
            ]
        }
    }

    @Test("a rehearsal says what publishing then comes to", arguments: Engine.allCases)
    func rehearses(engine: Engine) async throws {
        let fixture = try await Fixture(engine, items: 20)
        try await fixture.record(fixture.decision("known", 3, by: "ann"))
        var decisions = Self.decisions(fixture, items: 300)
        decisions.append(fixture.decision("next", 5, by: "ann", supersedes: "a5"))
        decisions.append(fixture.decision("again", 6, by: "ann"))
        decisions.append(fixture.decision("a7", 8, by: "ann"))
        decisions.append(fixture.decision("c", 9, by: "cem", accepting: "c"))
        decisions.append(fixture.decision("q", 10, by: "cem", accepting: "q"))
        let items = (1...300).map { Fixture.item($0, suggestions: $0 == 9 ? 3 : 2) }
        let dry = try await fixture.bring(items, decisions: decisions, isDryRun: true)
        #expect(dry.items == 281)
        #expect(dry.decisions == 601)
        #expect(dry.refused.count == 4)
        #expect(try await fixture.counts().items == 20)
        var real = try await fixture.bring(items, decisions: decisions)
        #expect(real.position != nil)
        real.position = nil
        #expect(real == dry)
        #expect(try await fixture.problems() == [])
    }

    @Test("only records that are there already, however many, add no event", arguments: Engine.allCases)
    func unchanged(engine: Engine) async throws {
        let fixture = try await Fixture(engine, items: 400)
        let decisions = Self.decisions(fixture, items: 400)
        #expect(try await fixture.bring([], decisions: decisions).decisions == 800)
        let head = try await fixture.store.head()
        #expect(try await fixture.bring([], decisions: decisions) == ImportReceipt(unchanged: 800))
        #expect(try await fixture.store.head() == head)
        let more = decisions + [fixture.decision("new", 400, by: "cem")]
        let receipt = try await fixture.bring([], decisions: more)
        #expect(receipt.unchanged == 800)
        #expect(receipt.decisions == 1)
        let last = try await fixture.store.events(in: fixture.queue, after: head.chains[0].position, limit: 9)
        #expect(last.map(\.event.kind) == [.importing, .decision])
        #expect(try await fixture.problems() == [])
    }
}
