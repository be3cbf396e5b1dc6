import DocketNotation
import DocketTestSupport
import Testing

@Suite("Imports that change nothing")
struct TracelessImportTests {
    @Test("A dry run where there is no store says what would happen, and makes none", arguments: [[], ["--strict"]])
    func dryRun(further: [String]) throws {
        let workspace = try Workspace()
        let file = try workspace.write(Fixture.items, to: "q.jsonl")
        let process = workspace.prepared(
            ["import", file, "--dry-run", "--json"] + further, "boss",
            ["DOCKET_STORE": workspace.path("new/d.db"), "TMPDIR": workspace.folder])
        let outcome = try process.run()
        #expect(outcome.status == 0, "\(outcome.errors)")
        #expect(try outcome.json["files"]?.array?.first?["items"] == 2)
        #expect(workspace.names == ["q.jsonl"])
    }

    @Test("A dry run looks at the store that is there")
    func dryRunBesideStore() throws {
        let workspace = try Fixture.workspace()
        let outcome = try workspace.docket("import", "q.jsonl", "--dry-run", "--json")
        #expect(try outcome.json["files"]?.array?.first?["unchanged"] == 2)
    }

    @Test("A configuration for a queue that is there is ignored, and that is said on one line")
    func ignoredConfiguration() throws {
        let workspace = try Fixture.workspace()
        try workspace.write("overlap = 5\n", to: "other.toml")
        let outcome = try workspace.docket("import", "q.jsonl", "--queue", "q", "--config", "other.toml", "--json")
        #expect(outcome.status == 0)
        #expect(outcome.errors.contains("docket queue configure q"))
        #expect(outcome.errors.split(separator: "\n").count == 1)
        #expect(
            try workspace.docket("status", "q", "--json").json["queues"]?.array?.first?["overlap"] == 2)
        let quiet = try workspace.docket("import", "q.jsonl", "--queue", "q", "--config", "other.toml", "--quiet")
        #expect(quiet.errors.isEmpty)
        let fresh = try workspace.docket("import", "q.jsonl", "--queue", "r", "--config", "other.toml")
        #expect(!fresh.errors.contains("ignored"))
        #expect(
            try workspace.docket("status", "r", "--json").json["queues"]?.array?.first?["overlap"] == 5)
    }
}
