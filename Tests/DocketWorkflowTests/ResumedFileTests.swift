import DocketInterchange
import DocketModel
import DocketNotation
import DocketStorage
import DocketTestSupport
import Glibc
import Testing

@testable import DocketWorkflow

@Suite("Files whose import was cut off")
struct ResumedFileTests {
    /// Lines with ids and without, twice the same one, and bad ones.
    private static func write(_ path: String, changing last: String = "") throws {
        var text = ""
        for number in 1...400 {
            switch number % 50 {
            case 7: text += "{\"prompt\":\"no answer\"}\n"
            case 8, 9: text += "{\"prompt\":\"the same\",\"responses\":[\"x\",\"y\"]}\n"
            case 10: text += "{\"id\":\"i3\",\"prompt\":\"another\",\"responses\":[\"x\",\"y\"]}\n"
            case 11...20: text += "{\"prompt\":\"without an id \(number)\",\"responses\":[\"x\",\"y\"]}\n"
            default: text += "{\"id\":\"i\(number)\",\"prompt\":\"\(number)\",\"responses\":[\"x\",\"y\"]}\n"
            }
        }
        text += last
        let file = try #require(fopen(path, "w"))
        fputs(text, file)
        fclose(file)
    }

    /// Stages the first records of a file and leaves the store as a crash does.
    private static func cutOff(_ path: String, after count: Int, in workplace: Workplace) async throws {
        let reader = try RecordReader(
            ByteSource(path: path), options: ReadOptions(queue: "lots", fallbackQueue: "lots"))
        let identity = SourceIdentity(of: path, ImportOptions(queue: "lots"), clientVersion: "t")
        let store = try await SQLiteStore.open(path: workplace.store.location, owner: "founder")
        let session = try await store.beginImport(
            ImportRequest(
                configuration: QueueConfiguration(name: "lots"), guideline: nil, fileName: "f", format: "docket",
                source: try #require(identity).text),
            by: Author(person: "founder", clientVersion: "t", clientTime: workplace.time))
        var records: [ImportRecord] = []
        while records.count < count, let result = try reader.next() {
            if case .records(let read) = result { records += read }
        }
        try await session.add(records)
        _ = try await session.rehearse()
    }

    private static func event(_ workplace: Workplace) async throws -> String? {
        let events = try await workplace.store.events(in: "lots", after: 0, limit: 9)
        let body = try #require(events.first { $0.event.kind == .importing }?.body)
        return try JSONParser().parse(body).object?["digest"]?.string
    }

    @Test("the import goes on behind what was staged, says where, and comes to the same")
    func resumes() async throws {
        var generator = SeededGenerator(seed: 17)
        let whole = try await Workplace()
        let path = whole.folder.path + "/lots.jsonl"
        try Self.write(path)
        let options = ImportOptions(queue: "lots")
        let expected = try await whole.session("founder").importFile(path, options)
        #expect(expected.refusedCount > 8)
        for _ in 0..<3 {
            let workplace = try await Workplace()
            let count = Int.random(in: 1...380, using: &generator)
            try await Self.cutOff(path, after: count, in: workplace)
            var resumedAt: Int?
            let report = try await workplace.session("founder").importFile(path, options) { reached in
                resumedAt = reached.resumedAt
                #expect(reached.share == 1)
            }
            #expect(report == expected, "seed 17, cut off after \(count)")
            #expect(try #require(resumedAt) > count, "seed 17, cut off after \(count)")
            #expect(try await Self.event(workplace) == Self.event(whole), "seed 17, cut off after \(count)")
            #expect(try await workplace.store.verify(against: nil).problems == [])
        }
    }

    @Test("a file that was changed since is read from the front")
    func changedFile() async throws {
        let workplace = try await Workplace()
        let path = workplace.folder.path + "/lots.jsonl"
        try Self.write(path)
        try await Self.cutOff(path, after: 100, in: workplace)
        try Self.write(path, changing: "{\"id\":\"z\",\"prompt\":\"z\",\"responses\":[\"x\"]}\n")
        var resumedAt: Int?
        let report = try await workplace.session("founder").importFile(path, ImportOptions(queue: "lots")) { reached in
            resumedAt = reached.resumedAt
        }
        #expect(resumedAt == nil)
        #expect(report.items > 300)
        #expect(try await workplace.store.verify(against: nil).problems == [])
    }

    @Test("a strict import that was cut off and then finds a bad line leaves nothing")
    func strict() async throws {
        let workplace = try await Workplace()
        let path = workplace.folder.path + "/lots.jsonl"
        try Self.write(path)
        try await Self.cutOff(path, after: 100, in: workplace)
        let report = try await workplace.session("founder").importFile(
            path, ImportOptions(queue: "lots", isStrict: true))
        #expect(report.isAbandoned)
        #expect(report.refused.first?.line == 7)
        #expect(try await workplace.store.queues(includingArchived: true).map(\.id) == ["q"])
    }
}
