import DocketModel
import DocketNotation
import DocketStorage
import Testing

@Suite("Imports")
struct ImportTests {
    @Test("importing again adds nothing, not even an event", arguments: Engine.allCases)
    func idempotent(engine: Engine) async throws {
        let fixture = try await Fixture(engine)
        let items = (1...3).map { Fixture.item($0) }
        let decisions = [fixture.decision("d1", 1, by: "ann"), fixture.decision("d2", 2, by: "bob")]
        let resolutions = [fixture.resolution("r1", 1)]
        let first = try await fixture.bring(items, decisions: decisions, resolutions: resolutions)
        #expect(first == ImportReceipt(items: 3, decisions: 2, resolutions: 1, position: 5))
        let head = try await fixture.store.head()
        let second = try await fixture.bring(items, decisions: decisions, resolutions: resolutions)
        #expect(second == ImportReceipt(unchanged: 6))
        #expect(try await fixture.store.head() == head)
        #expect(try await fixture.counts() == QueueCounts(items: 3, decisions: 2, complete: 2, resolved: 1))
        #expect(try await fixture.problems() == [])
    }

    @Test("other content under a known id is refused, naming both digests", arguments: Engine.allCases)
    func refusesOtherContent(engine: Engine) async throws {
        let fixture = try await Fixture(engine, items: 2)
        var base = Fixture.item(1)
        base.context[0].content = "Another question"
        var suggestion = Fixture.item(2)
        suggestion.suggestions[1].messages[0].content = "Another answer"
        let receipt = try await fixture.bring([base, suggestion, Fixture.item(3)])
        #expect(receipt.items == 1)
        #expect(receipt.refused.map(\.line) == [1, 2])
        #expect(receipt.refused[0].reason.contains(String(Fixture.item(1).digest.hexadecimal.prefix(12))))
        #expect(receipt.refused[0].reason.contains(String(base.digest.hexadecimal.prefix(12))))
        #expect(
            receipt.refused[1].reason.contains(
                String(suggestion.suggestions[1].digest.hexadecimal.prefix(12))))
        #expect(try await fixture.store.item(base.id, in: fixture.queue) == Fixture.item(1))
        #expect(try await fixture.store.item(suggestion.id, in: fixture.queue) == Fixture.item(2))
    }

    @Test("a further suggestion is a new revision, seen from its position on", arguments: Engine.allCases)
    func furtherSuggestion(engine: Engine) async throws {
        let fixture = try await Fixture(engine, items: 2)
        try await fixture.record(fixture.decision("d1", 1, by: "ann"))
        let before = try await fixture.store.queue(fixture.queue).position
        let receipt = try await fixture.bring([Fixture.item(1, suggestions: 4), Fixture.item(2)])
        #expect(receipt.items == 1)
        #expect(receipt.unchanged == 1)
        #expect(try await fixture.state(1).item == Fixture.item(1, suggestions: 4))
        let past = try await fixture.store.states(
            in: fixture.queue, filter: .all, asOf: before, after: nil, limit: 9)
        #expect(past.states.map(\.item) == [Fixture.item(1), Fixture.item(2)])
        #expect(try await fixture.bring([Fixture.item(1, suggestions: 3)]).unchanged == 1)
        #expect(try await fixture.problems() == [])
    }

    @Test("one id twice in a file: the same is unchanged, more suggestions are added", arguments: Engine.allCases)
    func twiceInAFile(engine: Engine) async throws {
        let fixture = try await Fixture(engine)
        let receipt = try await fixture.bring([
            Fixture.item(1), Fixture.item(1), Fixture.item(1, suggestions: 3), Fixture.item(1, suggestions: 3),
        ])
        #expect(receipt.items == 2)
        #expect(receipt.unchanged == 2)
        #expect(try await fixture.state(1).item == Fixture.item(1, suggestions: 3))
        #expect(try await fixture.problems() == [])
    }

    @Test("imported decisions need no claim, and k grows to hold them", arguments: Engine.allCases)
    func growsK(engine: Engine) async throws {
        let fixture = try await Fixture(engine, items: 2)
        _ = try await fixture.claim("eve", item: 1)
        let decisions = (1...3).map { fixture.decision(EventID("d\($0)"), 1, by: PersonID("ann\($0)")) }
        #expect(try await fixture.bring([], decisions: decisions).decisions == 3)
        let state = try await fixture.state(1)
        #expect(state.overlap == 3)
        #expect(state.primaries.map(\.id) == ["d1", "d2", "d3"])
        #expect(try await fixture.record(fixture.decision("e", 1, by: "eve")).status == .saved)
        #expect(try await fixture.state(1).overlap == 4)
        #expect(try await fixture.state(2).overlap == 1)
        let events = try await fixture.store.events(about: Fixture.itemID(1), in: fixture.queue)
        #expect(events.map(\.event.actor) == ["ann1", "ann2", "ann3", "eve"])
        #expect(try await fixture.store.recentActions(of: "ann1", in: fixture.queue, limit: 9).isEmpty)
        #expect(try await fixture.problems() == [])
    }

    @Test("an imported decision can be undone by its annotator, by its id", arguments: Engine.allCases)
    func undoesImported(engine: Engine) async throws {
        let fixture = try await Fixture(engine, items: 1)
        try await fixture.bring([], decisions: [fixture.decision("d1", 1, by: "ann")])
        let ann = fixture.author("ann")
        let last = try await refusal {
            _ = try await fixture.store.undo(nil, in: fixture.queue, as: fixture.newID(), by: ann)
        }
        #expect(last == .nothingToUndo)
        _ = try await fixture.store.undo("d1", in: fixture.queue, as: fixture.newID(), by: ann)
        #expect(try await fixture.counts().decisions == 0)
        _ = try await fixture.store.redo(in: fixture.queue, as: fixture.newID(), by: ann)
        #expect(try await fixture.counts().decisions == 1)
        #expect(try await fixture.problems() == [])
    }

    @Test("records that do not fit are refused by themselves, with their line", arguments: Engine.allCases)
    func refusesByItself(engine: Engine) async throws {
        let fixture = try await Fixture(engine)
        let receipt = try await fixture.bring(
            [Fixture.item(1), Item(id: "bare")],
            decisions: [
                fixture.decision("d1", 1, by: "ann"), fixture.decision("d2", 7, by: "ann"),
                fixture.decision("d3", 1, by: "bob", accepting: "q"),
                fixture.decision("d1", 1, by: "ann", accepting: "b"), fixture.decision("d4", 1, by: "ann"),
            ])
        #expect(receipt.items == 1)
        #expect(receipt.decisions == 1)
        #expect(receipt.refused.map(\.line) == [2, 4, 5, 6, 7])
        #expect(receipt.refused[0].reason == "item bare has no suggestion")
        #expect(receipt.refused[1].reason == "queue \"replies\" has no item \"item-0007\"")
        #expect(try await fixture.problems() == [])
    }

    @Test("nothing is seen before publishing, nothing stays of what was abandoned", arguments: Engine.allCases)
    func abandons(engine: Engine) async throws {
        let fixture = try await Fixture(engine, items: 1)
        let head = try await fixture.store.head()
        for queue: QueueID in ["replies", "new"] {
            let session = try await fixture.store.beginImport(
                ImportRequest(
                    configuration: QueueConfiguration(name: queue), guideline: nil, fileName: "f", format: "native"),
                by: fixture.author("owner"))
            try await session.add((2...500).map { ImportRecord(.item(Fixture.item($0)), line: $0) })
            #expect(try await fixture.store.item(Fixture.itemID(2), in: "replies") == nil)
            #expect(try await fixture.counts().items == 1)
            #expect(try await fixture.claim("ann", besides: [Fixture.itemID(1)]).item == nil)
            #expect(
                try await fixture.store.states(in: "replies", filter: .all, asOf: nil, after: nil, limit: 9)
                    .states.count == 1)
            #expect(try await fixture.store.queues(includingArchived: true).map(\.id) == ["replies"])
            await session.abandon()
            #expect(try await fixture.store.head() == head)
            #expect(try await fixture.problems() == [])
        }
    }

    @Test("an import that a crash cut off is cleared by the next one", arguments: Engine.allCases)
    func clearsAfterCrash(engine: Engine) async throws {
        let place = try Place()
        do {
            let fixture = try await Fixture(engine, items: 1, place: place)
            let session = try await fixture.store.beginImport(
                ImportRequest(
                    configuration: QueueConfiguration(name: "lost"), guideline: nil, fileName: "f", format: "native"),
                by: fixture.author("owner"))
            try await session.add((1...5000).map { ImportRecord(.item(Fixture.item($0)), line: $0) })
        }
        let fixture = try await Fixture(engine, place: place)
        #expect(try await fixture.problems() == [])
        #expect(try await fixture.bring([Fixture.item(2)]).items == 1)
        #expect(try await fixture.store.queues(includingArchived: true).map(\.id) == ["replies"])
        #expect(try await fixture.bring([Fixture.item(7)], into: "lost").items == 1)
        #expect(try await fixture.problems() == [])
    }

    @Test("a dry run says what would happen, and changes nothing", arguments: Engine.allCases)
    func dryRun(engine: Engine) async throws {
        let fixture = try await Fixture(engine, items: 1)
        let head = try await fixture.store.head()
        let decisions = [fixture.decision("d1", 2, by: "ann"), fixture.decision("d2", 9, by: "ann")]
        let dry = try await fixture.bring(
            [Fixture.item(1), Fixture.item(2)], decisions: decisions, isDryRun: true)
        #expect(dry.items == 1)
        #expect(dry.decisions == 1)
        #expect(dry.unchanged == 1)
        #expect(dry.refused.map(\.line) == [4])
        #expect(dry.position == nil)
        #expect(try await fixture.store.head() == head)
        #expect(try await fixture.store.item(Fixture.itemID(2), in: fixture.queue) == nil)
        let real = try await fixture.bring([Fixture.item(1), Fixture.item(2)], decisions: decisions)
        #expect(real.items == dry.items && real.decisions == dry.decisions && real.refused == dry.refused)
    }

    @Test("a new queue comes with its import, configuration first", arguments: Engine.allCases)
    func newQueue(engine: Engine) async throws {
        let fixture = try await Fixture(engine)
        let session = try await fixture.store.beginImport(
            ImportRequest(
                configuration: QueueConfiguration(name: "fresh", overlap: Overlap(2)), guideline: "Rules.",
                fileName: "fresh.jsonl", format: "native"),
            by: fixture.author("owner"))
        try await session.add([ImportRecord(.item(Fixture.item(1)), line: 1)])
        #expect(try await session.publish(isDryRun: false).position == 2)
        let events = try await fixture.store.events(in: "fresh", after: 0, limit: 9)
        #expect(events.map(\.event.kind) == [.configuration, .importing])
        let queue = try await fixture.store.queue("fresh")
        #expect(queue.version == 1)
        let guideline = try #require(queue.guidelineDigest)
        #expect(try await fixture.store.guideline(guideline) == "Rules.")
        #expect(try await fixture.store.state(of: Fixture.itemID(1), in: "fresh")?.overlap == 2)
        #expect(try await fixture.bring([], into: "empty") == ImportReceipt())
        #expect(try await fixture.store.queues(includingArchived: true).map(\.id) == ["fresh", "replies"])
        #expect(try await fixture.problems() == [])
    }

    @Test(
        "a large import is dealt out like a small one, and a second one waits for the first", arguments: Engine.allCases
    )
    func large(engine: Engine) async throws {
        let place = try Place()
        let fixture = try await Fixture(engine, items: 3, place: place)
        let other = try await Fixture(engine, place: place)
        let count = 5000
        async let first = fixture.bring((10..<(10 + count)).map { Fixture.item($0, suggestions: 1) })
        async let second = other.bring((20_000..<20_010).map { Fixture.item($0, priority: 3) })
        #expect(try await first.items == count)
        #expect(try await second.items == 10)
        #expect(try await fixture.counts().items == count + 13)
        var seen = Set<ItemID>()
        var priorities: [Int] = []
        for number in 0..<40 {
            guard case .claimed(let item, _) = try await fixture.claim("ann") else { break }
            #expect(seen.insert(item.id).inserted)
            priorities.append(item.priority)
            var decision = fixture.decision(EventID("d\(number)"), 1, by: "ann")
            decision.item = item.id
            decision.shown = []
            #expect(try await fixture.record(decision).status == .saved)
        }
        #expect(priorities == Array(repeating: 3, count: 10) + Array(repeating: 0, count: 30))
        var cursor: ItemCursor?
        var paged = 0
        repeat {
            let page = try await fixture.store.states(
                in: fixture.queue, filter: .all, asOf: nil, after: cursor, limit: 999)
            paged += page.states.count
            cursor = page.next
        } while cursor != nil
        #expect(paged == count + 13)
        #expect(try await fixture.problems() == [])
    }
}
