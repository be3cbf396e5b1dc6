import DocketNotation
import DocketTestSupport
import Testing

@Suite("Two people, one lead")
struct AdjudicationTests {
    private static func line(_ item: String, winner: String) -> String {
        #"{"item":"\#(item)","preference":{"winner":"\#(winner)"}}"#
    }

    /// Both decide both items: item 1 in conflict, item 2 agreed.
    private static func decided() throws -> Workspace {
        let workspace = try Fixture.workspace()
        let first = try workspace.docket(
            "decide", "q", as: "ann1", input: line("1", winner: "a") + "\n" + line("2", winner: "b"))
        let second = try workspace.docket(
            "decide", "q", as: "ann2", input: line("1", winner: "b") + "\n" + line("2", winner: "b"))
        #expect(first.status == 0 && second.status == 0)
        return workspace
    }

    @Test("A conflict is listed, resolved, leaves the list, and comes back when the resolution is undone")
    func conflictAndResolution() throws {
        let workspace = try Self.decided()
        let conflicts = try #require(
            try workspace.docket("conflicts", "q", "--route", "lead", "--json", as: "lead").json.array)
        #expect(conflicts.count == 1)
        #expect(conflicts[0]["item"] == "1")
        #expect(conflicts[0]["kinds"] == ["direction"])
        #expect(conflicts[0]["decisions"]?.array?.count == 2)
        #expect(conflicts[0]["why"]?.string?.isEmpty == false)

        let line = #"{"item":"1","outcome":{"preference":{"winner":"a","strength":2}},"reason":"a carrot is no fruit"}"#
        let resolved = try workspace.docket("resolve", "q", as: "lead", input: line)
        #expect(resolved.status == 0)
        #expect(try resolved.lines[0]["status"] == "saved")
        #expect(try workspace.docket("conflicts", "q", "--json", as: "lead").json.array?.isEmpty == true)
        #expect(
            try workspace.docket("status", "q", "--json", as: "lead").json["queues"]?.array?.first?["resolved"] == 1)
        #expect(try workspace.docket("undo", "q", as: "lead").status == 0)
        #expect(try workspace.docket("conflicts", "q", "--json", as: "lead").json.array?.count == 1)
    }

    @Test("Who decided an item does not adjudicate it")
    func adjudicatorIsAnnotator() throws {
        let workspace = try Fixture.workspace()
        try workspace.docket("decide", "q", as: "lead", input: Self.line("1", winner: "a"))
        try workspace.docket("decide", "q", as: "ann1", input: Self.line("1", winner: "b"))
        let outcome = try workspace.docket(
            "resolve", "q", as: "lead", input: #"{"item":"1","outcome":{"preference":{"winner":"a"}}}"#)
        #expect(outcome.status == 1)
        #expect(try outcome.lines[0]["error"]?.string?.contains("lead decided item 1") == true)
    }

    @Test("An export has a row an outcome, says what it leaves out, and its manifest names the decisions")
    func export() throws {
        let workspace = try Self.decided()
        let before = try workspace.docket(
            "export", "q", "--format", "trl-preference", "--dry-run", "--json", as: "lead"
        ).json
        #expect(before["rows"] == 1)
        #expect(before["left_out"] == .object(["conflict": 1]))
        #expect(before["manifest"]?.isNull == true)

        try workspace.docket(
            "resolve", "q", as: "lead", input: #"{"item":"1","outcome":{"preference":{"winner":"a"}}}"#)
        let outcome = try workspace.docket(
            "export", "q", "--format", "trl-preference", "--output", "o.jsonl", "--json", as: "lead")
        #expect(outcome.status == 0)
        #expect(try outcome.json["rows"] == 2)
        let rows = try workspace.read("o.jsonl").split(separator: "\n").map { try JSONParser().parse(String($0)) }
        #expect(rows[0]["chosen"]?.array?.first?["content"] == "Apple")
        #expect(rows[0]["rejected"]?.array?.first?["content"] == "Carrot")
        #expect(rows[1]["chosen"]?.array?.first?["content"] == "Wren")

        let manifest = try JSONParser().parse(try workspace.read("o.jsonl.manifest.json"))
        #expect(try manifest["file", "sha256"] == outcome.json["sha256"])
        let lines = try #require(manifest["rows"]?.array)
        #expect(lines.map { $0["decisions"]?.array?.count } == [2, 2])
        #expect(lines[0]["resolution"]?.string != nil)
        #expect(lines[1]["resolution"] == nil)
        let alpha = manifest["agreement", "questions", "preference", "metrics", "percent_agreement", "value"]
        #expect(alpha?.double == 0.5)
    }

    @Test("The same position gives the same bytes, also when more was decided since")
    func asOf() throws {
        let workspace = try Self.decided()
        let position = try #require(
            try workspace.docket("status", "q", "--json").json["queues"]?.array?.first?["position"]?.integer)
        let now = try workspace.docket("export", "q", "--format", "trl-preference")
        try workspace.docket(
            "resolve", "q", as: "lead", input: #"{"item":"1","outcome":{"preference":{"winner":"a"}}}"#)
        let then = try workspace.docket("export", "q", "--format", "trl-preference", "--as-of", "\(position)")
        #expect(now.output == then.output)
        #expect(try workspace.docket("export", "q", "--format", "trl-preference").output != now.output)
        let beyond = try workspace.docket("export", "q", "--format", "docket", "--as-of", "\(position + 9)")
        #expect(beyond.status == 64)
    }

    @Test("A native export, with a change of mind and a resolution in it, imports to the same export")
    func nativeRoundTrip() throws {
        let workspace = try Self.decided()
        let events = try #require(try workspace.docket("history", "q", "1", "--json", as: "ann1").json["events"]?.array)
        let id = try #require(events.first?["id"]?.string)
        let change = #"{"item":"1","preference":{"winner":"a"},"comment":"sure now","supersedes":"\#(id)"}"#
        #expect(try workspace.docket("decide", "q", as: "ann1", input: change).status == 0)
        try workspace.docket(
            "resolve", "q", as: "lead", input: #"{"item":"1","outcome":{"preference":{"winner":"a"}}}"#)
        let native = try workspace.docket("export", "q", "--format", "docket")
        #expect(
            try native.lines.map { $0["type"] } == [
                "item", "decision", "decision", "decision", "resolution", "item", "decision", "decision",
            ])

        let copy = try Workspace()
        let imported = try copy.docket("import", "-", "--json", input: native.output)
        #expect(imported.status == 0, "\(imported.output)")
        #expect(try copy.docket("export", "q", "--format", "docket").output == native.output)
        #expect(try copy.docket("import", "-", input: native.output).status == 0)
        #expect(try copy.docket("export", "q", "--format", "docket").output == native.output)
    }
}
