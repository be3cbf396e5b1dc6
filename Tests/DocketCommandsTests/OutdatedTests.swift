import DocketNotation
import DocketTestSupport
import Testing

@Suite("Changed guidelines")
struct OutdatedTests {
    /// Item 1 decided twice, item 2 once and once skipped, all under the first guideline; then the guideline changed.
    private static func workspace() throws -> (Workspace, changed: ChildProcess.Outcome) {
        let workspace = try Fixture.workspace()
        let accept = [1, 2].map { #"{"item":"\#($0)","verdict":"accept","suggestion":"a"}"# }.joined(separator: "\n")
        #expect(try workspace.docket("decide", "q", as: "ann1", input: accept).status == 0)
        let other = #"{"item":"1","verdict":"reject","suggestion":"a"}"# + "\n" + #"{"item":"2","skip":"cannot judge"}"#
        #expect(try workspace.docket("decide", "q", as: "ann2", input: other).status == 0)
        try workspace.write("Prefer the shorter one.\n", to: "new.md")
        return (workspace, try workspace.docket("queue", "configure", "q", "--guideline", "new.md"))
    }

    @Test("A change of the guideline says how many decisions were made under earlier ones, another change does not")
    func configure() throws {
        let (workspace, changed) = try Self.workspace()
        #expect(changed.status == 0)
        #expect(
            changed.errors
                == "docket: 4 decisions were made under earlier guidelines: docket outdated q lists them\n")
        let again = try workspace.docket("queue", "configure", "q", "--guideline", "q.md", "--json")
        #expect(try again.json["outdated"] == 0)
        let title = try workspace.docket("queue", "configure", "q", "--title", "Fruits", "--json")
        #expect(try title.json["outdated"]?.isNull == true)
    }

    @Test("They are listed in JSON, as CSV and as a table, how many for each guideline first")
    func list() throws {
        let (workspace, _) = try Self.workspace()
        let json = try workspace.docket("outdated", "q", "--json", as: "lead")
        #expect(json.status == 0)
        #expect(json.output.split(separator: "\n").count == 1)
        #expect(try json.json["outdated"] == 4)
        #expect(try json.json["version"] == 2)
        let counts = try #require(try json.json["guidelines"]?.array)
        #expect(counts.map { $0["version"] } == [1])
        #expect(counts.map { $0["decisions"] } == [4])
        let decisions = try #require(try json.json["decisions"]?.array)
        #expect(decisions.map { $0["item"] } == ["1", "1", "2", "2"])
        #expect(decisions.map { $0["annotator"] } == ["ann1", "ann2", "ann1", "ann2"])
        #expect(decisions.map { $0["skipped"] } == [false, false, false, true])

        let csv = try workspace.docket("outdated", "q", "--csv", as: "lead")
        let lines = csv.output.split(separator: "\n")
        #expect(lines.count == 5)
        #expect(lines.first == "item,annotator,decision,occasion,standing,position,at,version,guideline")
        #expect(lines.allSatisfy { $0.split(separator: ",").count == 9 })

        let table = try workspace.docket("outdated", "q", as: "lead").output
        #expect(table.hasPrefix("version\tdecisions\tguideline\n1\t4\t"))
        #expect(table.split(separator: "\n").count == 2 + 1 + 4)
        #expect(try workspace.docket("outdated", "q", "--csv", "--json").status == 64)
    }

    @Test("Where nothing is outdated, that is said, and the documents are empty")
    func nothing() throws {
        let workspace = try Fixture.workspace()
        let none = try workspace.docket("outdated", "q")
        #expect(none.status == 0)
        #expect(none.output.isEmpty)
        #expect(none.errors == "docket: everything in q was decided under the present guideline\n")
        let json = try workspace.docket("outdated", "q", "--json").json
        #expect(json["outdated"] == 0 && json["decisions"] == [])
        try workspace.docket("queue", "create", "bare")
        #expect(try workspace.docket("outdated", "bare").errors.contains("has no guideline"))
    }

    @Test("The log shows who changed what, and an earlier guideline's text")
    func log() throws {
        let (workspace, _) = try Self.workspace()
        let log = try workspace.docket("queue", "log", "q")
        #expect(log.status == 0)
        let lines = log.output.split(separator: "\n").map {
            $0.split(separator: "\t", omittingEmptySubsequences: false)
        }
        #expect(lines.map { $0[4] } == ["key", "made", "guideline", "guideline_sha256"])
        #expect(lines.map { $0[0] } == ["version", "1", "2", "2"])
        #expect(lines[2].suffix(2) == ["q.md", "new.md"])
        #expect(Set(lines.dropFirst().map { $0[3] }) == ["boss"])
        let versions = try #require(try workspace.docket("queue", "log", "q", "--json").json["versions"]?.array)
        #expect(versions.map { $0["version"] } == [1, 2])
        #expect(try workspace.docket("queue", "log", "q", "--show", "1").output == "Prefer the true one.\n\n")
        let shown = try workspace.docket("queue", "log", "q", "--show", "2", "--json")
        #expect(try shown.json["guideline"] == "Prefer the shorter one.\n")
        let unknown = try workspace.docket("queue", "log", "q", "--show", "3")
        #expect(unknown.status == 66)
        #expect(unknown.errors.contains("docket queue log q"))
    }
}
