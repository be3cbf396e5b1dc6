import DocketModel
import DocketNotation
import DocketStorage
import DocketTestSupport
import DocketWorkflow
import Testing

@Suite("A native export")
struct NativeExportTests {
    @Test("has what a decision that counts replaced as it was recorded, also where that was surplus")
    func supersededSurplus() async throws {
        let place = try await Workplace(overlap: Overlap(1))
        try await place.decide("i1", as: "mei", Answers(preference: .win("a", nil)))
        let late = try await place.decide("i1", as: "noor", Answers(preference: .win("b", nil)))
        #expect(late.status == .surplus)
        _ = try await place.session("mei").undo(in: try await place.queue())
        let counted = try await place.decide("i1", as: "noor", Answers(preference: .tie), supersedes: late.id)
        #expect(counted.status == .saved)

        let rows = try await place.export()[0]
        let records = try rows.split(separator: "\n").compactMap { try JSONParser().parse(String($0)).object }
        let decisions = records.filter { $0["type"] == "decision" }
        #expect(decisions.map { $0["id"]?.string } == [late.id.rawValue, counted.id.rawValue])
        #expect(!rows.contains("standing") && decisions.allSatisfy { $0["ext"] == nil }, "\(rows)")

        let copy = try await Workplace(overlap: Overlap(1))
        let path = try copy.folder.write(rows, to: "native.jsonl")
        _ = try await copy.session("founder").importFile(path)
        let read = try await copy.store.events(about: "i1", in: "q").compactMap { try $0.decision }
        let written = try await place.store.events(about: "i1", in: "q").compactMap { try $0.decision }
        #expect(read == written.filter { $0.annotator.id == "noor" })
    }
}
