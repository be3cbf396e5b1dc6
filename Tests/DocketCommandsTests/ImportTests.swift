import DocketNotation
import DocketTestSupport
import Testing

@Suite("Import")
struct ImportTests {
    private static let broken = """
        {"id":"1","prompt":"p","responses":["x","y"]}
        {"id":"2","prompt":"p","responses":[}
        {"id":"3","prompt":"p"}
        {"id":"4","prompt":"p","responses":["x","y"]}

        """

    @Test("A bad line is named with file, line, column and reason, and the rest goes on")
    func brokenLines() throws {
        let workspace = try Workspace()
        try workspace.write(Self.broken, to: "q.jsonl")
        let outcome = try workspace.docket("import", "q.jsonl", "--json")
        #expect(outcome.status == 1)
        let file = try #require(try outcome.json["files"]?.array?.first)
        #expect(file["items"] == 2)
        #expect(file["queue"] == "q")
        let refused = try #require(file["refused"]?.array)
        #expect(refused.map { $0["line"] } == [2, 3])
        #expect(refused.allSatisfy { ($0["column"]?.integer ?? 0) >= 1 && $0["reason"]?.string?.isEmpty == false })

        let plain = try workspace.docket("import", "q.jsonl")
        #expect(plain.errors.split(separator: "\n").count == 2)
        #expect(plain.errors.hasPrefix("docket: q.jsonl, line 2, column "))
    }

    @Test("--strict stops at the first bad line and imports nothing of the file, also from standard input")
    func strict() throws {
        let workspace = try Workspace()
        try workspace.write(Self.broken, to: "q.jsonl")
        for (arguments, input) in [(["q.jsonl"], ""), (["-", "--queue", "q"], Self.broken)] {
            let process = workspace.prepared(["import"] + arguments + ["--strict", "--json"], "boss")
            let outcome = try process.run(input: input)
            #expect(outcome.status == 65)
            #expect(outcome.errors.contains("line 2"))
            #expect(try outcome.json["files"]?.array?.first?["items"] == 0)
            #expect(try workspace.docket("queue", "list").output.isEmpty)
        }
    }

    @Test("--strict imports nothing either where the store refuses a record")
    func strictInTheStore() throws {
        let workspace = try Fixture.workspace()
        let changed =
            #"{"id":"3","prompt":"p","responses":["x","y"]}"# + "\n" + Fixture.items.replacing("Apple", with: "Pear")
        let outcome = try workspace.docket("import", "-", "--queue", "q", "--strict", input: changed)
        #expect(outcome.status == 65)
        #expect(outcome.errors.contains("item 1"))
        #expect(try workspace.docket("history", "q", "3").status == 66)
        let good = try workspace.docket(
            "import", "-", "--queue", "q", "--strict", input: #"{"id":"3","prompt":"p","responses":["x","y"]}"#)
        #expect(good.status == 0)
        #expect(try workspace.docket("history", "q", "3").status == 0)
    }

    @Test("Importing again adds nothing, and other bytes under the same id are refused by name")
    func again() throws {
        let workspace = try Fixture.workspace()
        let head = try workspace.docket("verify", "--json").json["head"]
        let again = try workspace.docket("import", "q.jsonl", "--json")
        #expect(again.status == 0)
        let file = try #require(try again.json["files"]?.array?.first)
        #expect(file["items"] == 0)
        #expect(file["unchanged"] == 2)
        #expect(try workspace.docket("verify", "--json").json["head"] == head)

        try workspace.write(Fixture.items.replacing("Name a fruit.", with: "Name a tree."), to: "q.jsonl")
        let changed = try workspace.docket("import", "q.jsonl", "--json")
        #expect(changed.status == 1)
        let refused = try #require(try changed.json["files"]?.array?.first?["refused"]?.array)
        #expect(refused.count == 1)
        #expect(refused[0]["line"] == 1)
        #expect(refused[0]["reason"]?.string?.contains("item 1") == true)
    }

    @Test("A dry run says what would happen and leaves nothing")
    func dryRun() throws {
        let workspace = try Workspace()
        try workspace.write(Fixture.items, to: "q.jsonl")
        let outcome = try workspace.docket("import", "q.jsonl", "--dry-run", "--json")
        #expect(try outcome.json["files"]?.array?.first?["items"] == 2)
        #expect(try workspace.docket("queue", "list", "--all").output.isEmpty)
    }

    @Test("A new queue takes the configuration beside the file, --config goes before it, and else k is 1")
    func configuration() throws {
        let workspace = try Fixture.workspace()
        try workspace.write("overlap = 4\n", to: "other.toml")
        try workspace.docket("import", "q.jsonl", "--queue", "four", "--config", "other.toml")
        try workspace.docket("import", "-", "--queue", "one", input: Fixture.items)
        let queues = try #require(try workspace.docket("queue", "list", "--json").json["queues"]?.array)
        let overlaps = queues.map { [$0["queue"], $0["configuration", "overlap"]] }
        #expect(overlaps == [["four", 4], ["one", 1], ["q", 2]])
    }

    @Test("What cannot be imported at all ends with its own status and one line")
    func impossible() throws {
        let workspace = try Workspace()
        try workspace.write("{\"colour\":\"red\"}\n", to: "odd.jsonl")
        let odd = try workspace.docket("import", "odd.jsonl")
        #expect(odd.status == 65)
        #expect(odd.errors.contains("\"colour\""))
        let missing = try workspace.docket("import", "nowhere.jsonl")
        #expect(missing.status == 66)
        #expect(missing.errors.contains("nowhere.jsonl"))
        #expect(try workspace.docket("import", "odd.jsonl", "--format", "mapped").status == 64)
    }

    @Test(
        "Each sample queue imports whole",
        arguments: [
            "ad-suggestions", "assistant-replies", "awkward-text", "code-suggestions", "decided-pairs",
            "moderation-calls",
            "red-team-replies",
        ])
    func samples(name: String) throws {
        let workspace = try Workspace()
        let outcome = try workspace.docket(
            "import", Surroundings.projectFile("SampleQueues/" + name + ".jsonl"), "--json")
        #expect(outcome.status == 0, "\(outcome.errors)")
        let file = try #require(try outcome.json["files"]?.array?.first)
        #expect(file["queue"]?.string == name)
        #expect((file["items"]?.integer ?? 0) > 0)
        #expect(try workspace.docket("verify").status == 0)
    }

    @Test("Of a file of which nothing can be used, twenty lines are named and the others are counted")
    func otherKindOfFile() throws {
        let workspace = try Workspace()
        let lines = String(repeating: "Once upon a time\n", count: 900)
        try workspace.write(lines, to: "tale.txt")
        let plain = try workspace.docket("import", "tale.txt")
        #expect(plain.status == 1)
        let errors = plain.errors.split(separator: "\n").filter { $0.contains("tale.txt") }
        #expect(errors.filter { $0.contains("line ") && $0.contains("column") }.count == 20)
        #expect(errors.last?.hasPrefix("docket: tale.txt: 880 more lines were left out, and not one taken in") == true)

        let taken = Fixture.items + lines + lines
        let json = try workspace.docket("import", "-", "--queue", "q", "--json", input: taken)
        let file = try #require(try json.json["files"]?.array?.first)
        #expect(file["items"] == 2)
        #expect(file["refused"]?.array?.count == 1000)
        #expect(file["refused_count"] == 1800)
    }

    @Test("CSV needs a mapping, and reads with one that says nothing of tables")
    func table() throws {
        let workspace = try Workspace()
        try workspace.write("question,reply\nName a fruit.,\"Apple, of course\"\n", to: "pairs.csv")
        try workspace.write("[[context]]\ntext = \"question\"\n[[suggestion]]\ntext = \"reply\"\n", to: "map.toml")
        try workspace.docket("queue", "create", "other")
        let bare = try workspace.docket("import", "pairs.csv")
        #expect(bare.status == 64)
        #expect(bare.errors.hasPrefix("docket: pairs.csv: CSV needs --map FILE"))
        let mapped = try workspace.docket("import", "pairs.csv", "--map", "map.toml", "--json")
        #expect(mapped.status == 0)
        #expect(try mapped.json["files"]?.array?.first?["items"] == 1)
        #expect(try workspace.docket("next", "pairs").output.contains("Apple, of course"))
    }
}
