import DocketModel
import DocketNotation
import DocketTestSupport
import Testing

@testable import DocketInterchange

@Suite("The project's own sample queues")
struct SampleQueueTests {
    @Test(
        "Each is read without a problem, with its configuration and guideline beside it",
        arguments: ["ad-suggestions", "assistant-replies", "code-suggestions", "moderation-calls", "red-team-replies"])
    func sample(name: String) throws {
        let path = Surroundings.projectFile("SampleQueues/\(name).jsonl")
        let reader = try RecordReader(ByteSource(path: path), options: ReadOptions(fallbackQueue: QueueID(name)))
        let results = try results(of: reader)
        #expect(reader.format == .docket)
        #expect(results.problems.isEmpty)
        #expect(Set(results.items.map(\.id)).count == results.items.count)
        #expect(results.items.count > 20)
        let beside = try #require(try QueueFile.configuration(beside: path))
        #expect(beside.configuration.name == QueueID(name))
        #expect(beside.guideline?.isEmpty == false)
    }
}
