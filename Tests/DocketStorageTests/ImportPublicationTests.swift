import DocketModel
import DocketNotation
import GRDB
import Testing

@testable import DocketStorage

@Suite("The publishing of an import, step by step")
struct ImportPublicationTests {
    @Test("items are seen, and dealt once the decisions that came along are in, which whoever asks next sees to")
    func cutOffBetween() async throws {
        let place = try Place()
        let count = 1500
        do {
            let fixture = try await Fixture(place: place)
            let store = try #require(fixture.store as? SQLiteStore)
            let request = ImportRequest(
                configuration: QueueConfiguration(name: "replies"), guideline: nil, fileName: "f", format: "native")
            let author = fixture.author("owner")
            let session = try await store.beginImport(request, by: author)
            var contents = (1...count).map { ImportRecord.Content.item(Fixture.item($0)) }
            contents += (1..<count).map { .decision(fixture.decision(EventID("d\($0)"), $0, by: "ann")) }
            try await session.add(contents.enumerated().map { ImportRecord($1, line: $0 + 1) })
            _ = try await session.rehearse()
            let publication = ImportPublication(
                request: request, author: author, items: .zero, ids: ("configuration", "import"), now: place.clock.now)
            let step = try await store.write { try publication.publish(after: 0, nil, in: $0) }
            try #require(!step.isLast, "the decisions were in within one transaction; there must be more of them")
            #expect(step.isPublished)
            #expect(try await fixture.counts().items == count)
            #expect(try await fixture.claim("bob") == .waiting)
            let problems = try await fixture.problems()
            #expect(problems == ["replies 2: the items are not those that this import brought"])
        }
        let fixture = try await Fixture(place: place)
        #expect(try await fixture.claim("bob").item == Fixture.itemID(count))
        #expect(try await fixture.counts().decisions == count - 1)
        #expect(try await fixture.bring([Fixture.item(1)]).unchanged == 1)
        // What came with it, whenever it was appended, is nobody's to undo by just going back; computed anew, too.
        let ann = fixture.author("ann")
        func undo() async throws { _ = try await fixture.store.undo(nil, in: fixture.queue, as: "u", by: ann) }
        #expect(try await refusal(undo) == .nothingToUndo)
        let store = try #require(fixture.store as? SQLiteStore)
        try await store.write { try $0.run("UPDATE line SET skip = 1 WHERE live = (SELECT max(live) FROM line)") }
        let now = fixture.place.clock.now
        try await store.write { database in
            for queue in try QueueRow.all(in: database) {
                try ProjectionRebuild(database: database, queue: queue.key, now: now).run()
            }
        }
        #expect(try await refusal(undo) == .nothingToUndo)
        #expect(try await fixture.problems() == ["replies 2: the items are not those that this import brought"])
    }
}
