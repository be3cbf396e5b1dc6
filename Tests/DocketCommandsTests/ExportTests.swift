import DocketNotation
import DocketTestSupport
import Testing

@Suite("Export")
struct ExportTests {
    /// Item 1 in conflict, item 2 agreed.
    private static func decided() throws -> Workspace {
        let workspace = try Fixture.workspace()
        for (person, winner) in [("ann1", "a"), ("ann2", "b")] {
            let lines = [("1", winner), ("2", "b")].map { #"{"item":"\#($0)","preference":{"winner":"\#($1)"}}"# }
            #expect(try workspace.docket("decide", "q", as: person, input: lines.joined(separator: "\n")).status == 0)
        }
        return workspace
    }

    @Test("A file that is no export of ours is not written over without --force, and the store never")
    func clobbering() throws {
        let workspace = try Self.decided()
        try workspace.write("precious\n", to: "o.jsonl")
        func export(_ more: String...) throws -> ChildProcess.Outcome {
            try workspace.prepared(["export", "q", "--format", "trl-preference", "--output"] + more, "lead").run()
        }
        let refused = try export("o.jsonl")
        #expect(refused.status == 73)
        #expect(refused.errors.contains("--force"))
        #expect(refused.errors.split(separator: "\n").count == 1)
        #expect(try workspace.read("o.jsonl") == "precious\n")
        #expect(try export("o.jsonl", "--force").status == 0)
        #expect(try workspace.read("o.jsonl").hasPrefix("{"))
        #expect(try export("o.jsonl").status == 0)
        for name in ["d.db", "d.db-wal", "./d.db-gate", workspace.path("d.db-turnstile")] {
            let store = try export(name, "--force")
            #expect(store.status == 73)
            #expect(store.errors.contains("belongs to the store"))
        }
        #expect(try workspace.docket("verify").status == 0)
    }

    @Test("A dry run says first how much is left out for which reason, and names the items on request")
    func dryRun() throws {
        let workspace = try Self.decided()
        let brief = try workspace.docket("export", "q", "--format", "trl-preference", "--dry-run", as: "lead")
        #expect(
            brief.output
                == "1 row would be written; left out: 1 conflict\n  1 conflict: people disagree, and nobody has resolved it\n"
        )
        let full = try workspace.docket(
            "export", "q", "--format", "trl-preference", "--dry-run", "--verbose", as: "lead")
        #expect(full.output == brief.output + "left out: 1: conflict\n")
    }

    @Test("An export without a row is done, and says on standard error why nothing was written")
    func nothing() throws {
        let workspace = try Fixture.workspace()
        let none = try workspace.docket("export", "q", "--format", "hh", "--output", "o.jsonl", as: "lead")
        #expect(none.status == 0)
        #expect(
            none.errors
                == "docket: nothing was written because everything is left out, most of it (2 of 2 items) as incomplete: "
                + "not yet decided by as many people as the queue asks for\n")
        #expect(try workspace.docket("export", "q", "--format", "hh", "--quiet", as: "lead").errors.isEmpty)
        try workspace.docket("queue", "create", "empty")
        let empty = try workspace.docket("export", "empty", "--format", "docket", "--dry-run", "--json", as: "lead")
        #expect(empty.status == 0)
        #expect(try empty.json["rows"] == 0)
        #expect(empty.errors == "docket: nothing would be written because queue empty has no items\n")
    }
}
