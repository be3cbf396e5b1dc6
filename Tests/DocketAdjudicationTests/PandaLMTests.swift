import DocketModel
import DocketNotation
import DocketTestSupport
import Testing

@testable import DocketAdjudication

/// 999 pairs of replies, each with three people's preference. (WeOpenML/PandaLM, `testset-v1.json`.)
@Suite(
    "The PandaLM test set",
    .enabled(if: PandaLM.isPresent, "pandalm/testset-v1.json is neither under DOCKET_DATA nor in ../shared/data"))
struct PandaLMTests {
    @Test("has 120 conflicts: 69 different winners and 51 ties against a winner")
    func conflicts() throws {
        let conflicts = try PandaLM.load().compactMap { item, decisions in
            Conflict.find(item: item, primaries: decisions, ask: Ask(), policy: ConflictPolicy())
        }
        #expect(conflicts.count == 120)
        #expect(conflicts.filter { $0.kinds == [.direction] }.count == 69)
        #expect(conflicts.filter { $0.kinds == [.tie] }.count == 51)
    }

    @Test("has 879 items on which all three agree")
    func outcomes() throws {
        let agreed = try PandaLM.load().filter { item, decisions in
            let outcome = ItemOutcome(
                of: item, overlap: 3, primaries: decisions, resolution: nil, ask: Ask(), policy: ConflictPolicy())
            return if case .agreed = outcome { true } else { false }
        }
        #expect(agreed.count == 879)
    }

    @Test("has the published Cohen's kappas, pair by pair")
    func kappas() throws {
        let table = LabelTable(.preference, in: try PandaLM.load().flatMap(\.1))
        let kappas = Agreement(table).pairs
        #expect(kappas.map { [$0.first, $0.second] } == [["1", "2"], ["1", "3"], ["2", "3"]])
        #expect(kappas.map(\.sharedUnits) == [999, 999, 999])
        let rounded = kappas.compactMap(\.kappa.value).map { ($0 * 100).rounded() / 100 }
        #expect(rounded.sorted() == [0.85, 0.86, 0.88])
    }
}

enum PandaLM {
    private static let path = "pandalm/testset-v1.json"
    static var isPresent: Bool { Surroundings.dataFile(path) != nil }

    static func load() throws -> [(Item, [Decision])] {
        let records =
            try JSONParser().parse(try #require(Surroundings.dataFile(path).flatMap(Surroundings.bytes(ofFile:)))).array
            ?? []
        return try records.map { record in
            let id = ItemID(String(try #require(record["idx"]?.integer)))
            let suggestions = try ["response1", "response2"].enumerated().map { index, key in
                // Some replies are written as bare JSON values, such as true.
                let reply = try #require(record[key])
                let text = reply.text ?? SourceText(bytes: reply.serialized)
                return Suggestion(id: index == 0 ? "a" : "b", messages: [Message(role: "assistant", content: text)])
            }
            let given = try (1...3).map { annotator in
                let choice = try #require(record["annotator\(annotator)"]?.integer)
                let preferences: [Preference] = [.tie, .win("a", nil), .win("b", nil)]
                return decision(
                    PersonID(String(annotator)), .answers(preferred(preferences[choice])), on: id)
            }
            return (Item(id: id, suggestions: suggestions), given)
        }
    }
}
