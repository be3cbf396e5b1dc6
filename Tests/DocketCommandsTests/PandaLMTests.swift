import DocketNotation
import DocketTestSupport
import Testing

@Suite("PandaLM's test set")
struct PandaLMTests {
    static let file = "pandalm/testset-v1.json"

    @Test(
        "999 items with 2,997 decisions have 120 conflicts: 69 of direction, 51 of a tie against a winner",
        .enabled(if: Surroundings.dataFile(file) != nil, "the public data is not at hand: set DOCKET_DATA"))
    func conflicts() throws {
        let workspace = try Workspace()
        let map = Surroundings.projectFile("SampleQueues/Mappings/pandalm.toml")
        let source = try #require(Surroundings.dataFile(Self.file))
        let outcome = try workspace.docket("import", source, "--map", map, "--queue", "p", "--json")
        #expect(outcome.status == 0)
        let file = try #require(try outcome.json["files"]?.array?.first)
        #expect(file["items"] == 999)
        #expect(file["decisions"] == 2997)
        #expect(file["refused"] == [])

        let again = try workspace.docket("import", source, "--map", map, "--queue", "p", "--json").json
        #expect(again["files"]?.array?.first?["unchanged"] == 3996)

        let conflicts = try #require(try workspace.docket("conflicts", "p", "--json").json.array)
        #expect(conflicts.count == 120)
        #expect(conflicts.filter { $0["kinds"]?.array?.contains("direction") == true }.count == 69)
        #expect(conflicts.filter { $0["kinds"]?.array?.contains("tie") == true }.count == 51)
    }
}
