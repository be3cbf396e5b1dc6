import DocketModel
import DocketNotation
import DocketStorage
import DocketTestSupport
import Testing

@testable import DocketWorkflow

@Suite("What was decided under an earlier guideline")
struct OutdatedTests {
    private static func configure(_ place: Workplace, _ guideline: SourceText?, title: String? = nil) async throws {
        var configuration = try await place.queue().configuration
        if let title { configuration.title = title }
        _ = try await place.session("founder").configure(configuration, guideline: guideline)
    }

    @Test("Without a guideline nothing is outdated; with the first one everything before it is")
    func first() async throws {
        let place = try await Workplace()
        try await place.decide("i1", as: "ann1", Answers(preference: .win("a", nil)))
        let session = try await place.session("founder")
        #expect(try await session.outdatedCounts(in: place.queue()) == OutdatedCounts(present: nil, rows: []))
        try await Self.configure(place, "Be fair.")
        let counts = try await session.outdatedCounts(in: place.queue())
        #expect(counts.present == GuidelineEdition(digest: Digest(of: Array("Be fair.".utf8)), version: 2))
        #expect(counts.rows == [.init(edition: GuidelineEdition(digest: nil, version: 1), decisions: 1)])
    }

    @Test("Each is listed with the version that brought its guideline, until it is decided again or undone")
    func listing() async throws {
        let place = try await Workplace(overlap: Overlap(3))
        let session = try await place.session("founder")
        let answers = Answers(preference: .win("a", nil))
        try await Self.configure(place, "one")
        let early = try await place.decide("i1", as: "ann1", answers)
        try await Self.configure(place, nil, title: "Another title")
        try await place.decide("i1", as: "ann2", answers)
        try await Self.configure(place, "two")
        try await place.decide("i2", as: "ann1", answers)
        try await Self.configure(place, "one")
        #expect(try await session.outdatedCounts(in: place.queue()).rows.map(\.edition.version) == [4])
        try await Self.configure(place, "three")
        try await place.decide("i3", as: "ann1", answers)

        let counts = try await session.outdatedCounts(in: place.queue())
        #expect(counts.rows.map(\.edition.version) == [2, 4])
        #expect(counts.rows.map(\.decisions) == [2, 1])
        #expect(counts.total == 3)
        var listed: [OutdatedDecision] = []
        try await session.outdated(in: place.queue()) { listed += $0 }
        #expect(listed.map(\.item) == ["i1", "i1", "i2"])
        #expect(listed.map(\.live.decision.annotator.id) == ["ann1", "ann2", "ann1"])
        #expect(listed.first?.live.position == early.position)
        #expect(listed.first?.json["version"] == 2)

        try await place.decide("i1", as: "ann1", answers, supersedes: early.id)
        _ = try await place.session("ann2").undo(in: place.queue())
        #expect(try await session.outdatedCounts(in: place.queue()).rows.map(\.edition.version) == [4])
    }

    @Test("A guideline that was never the queue's has no version")
    func foreign() async throws {
        let place = try await Workplace()
        try await Self.configure(place, "one")
        let session = try await place.session("founder")
        let foreign = Digest(of: [9])
        let importing = try await place.store.beginImport(
            ImportRequest(
                configuration: QueueConfiguration(name: "q"), guideline: nil, fileName: "f", format: "docket"),
            by: session.author)
        let decision = Decision(
            id: "d", queue: "q", item: "i1", annotator: Annotator(id: "ann1"),
            answer: .answers(Answers(preference: .tie)), guideline: foreign, at: place.time)
        try await importing.add([ImportRecord(.decision(decision), line: 1)])
        #expect(try await importing.publish(isDryRun: false).decisions == 1)
        let rows = try await session.outdatedCounts(in: place.queue()).rows
        #expect(rows == [.init(edition: GuidelineEdition(digest: foreign, version: nil), decisions: 1)])
    }

    @Test("It takes a lead to see them")
    func rights() async throws {
        let place = try await Workplace()
        try await place.list([("ana", .lead), ("ann1", .annotator)])
        try await Self.configure(place, "one")
        _ = try await place.session("ana").outdatedCounts(in: place.queue())
        await #expect(throws: WorkflowError.self) {
            try await place.session("ann1").outdatedCounts(in: place.queue())
        }
    }

    @Test("A queue's log has each version with who made it, and names the keys that changed with their values")
    func log() async throws {
        let place = try await Workplace()
        let founder = try await place.session("founder")
        try await Self.configure(place, "one")
        try await place.configure { configuration in
            configuration.overlap = Overlap(4)
            configuration.ask.ratings = [RatingScale(name: "help", minimum: 1, maximum: 5)]
        }
        try await place.configure { configuration in configuration.ask.ratings[0].maximum = 7 }
        try await founder.setArchived(true, queue: "q")
        try await founder.setArchived(false, queue: "q")

        let changes = try await founder.changes(of: place.queue())
        #expect(changes.map(\.version) == [1, 2, 3, 4, 4, 4])
        #expect(Set(changes.map(\.person)) == ["founder"])
        #expect(changes[0].differences.isEmpty)
        #expect(changes[1].differences.map(\.key) == ["guideline_sha256"])
        #expect(changes[1].guideline == Digest(of: Array("one".utf8)))
        let third = Dictionary(uniqueKeysWithValues: changes[2].differences.map { ($0.key, $0) })
        #expect(third["overlap"]?.before == 2 && third["overlap"]?.after == 4)
        #expect(third["ask.rating.help.max"]?.before == nil && third["ask.rating.help.max"]?.after == 5)
        #expect(
            changes[3].differences == [.init(key: "ask.rating.help.max", before: 5, after: 7)])
        #expect(changes[4].differences == [.init(key: "archived", before: nil, after: true)])
        #expect(changes[5].differences == [.init(key: "archived", before: true, after: false)])

        #expect(try await founder.guideline(inVersion: 3, of: place.queue())?.text == "one")
        #expect(try await founder.guideline(inVersion: 1, of: place.queue()) == nil)
        await #expect(throws: WorkflowError.noSuchVersion(5, "q", last: 4)) {
            try await founder.guideline(inVersion: 5, of: place.queue())
        }
    }
}
