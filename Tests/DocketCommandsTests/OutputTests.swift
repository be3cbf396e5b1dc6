import DocketNotation
import DocketTestSupport
import Glibc
import Testing

@Suite("What is printed where")
struct OutputTests {
    @Test("Raw bytes go to a program, whatever they are")
    func rawOutput() throws {
        let workspace = try Workspace()
        try workspace.docket(
            "import", "-", "--queue", "q", input: #"{"id":"1","prompt":"\u001b[31mred\u202e","responses":["x"]}"#)
        let outcome = try workspace.docket("next", "q")
        #expect(outcome.output.contains("\u{1B}[31mred\u{202E}"))
    }

    @Test("A message is one line even where a name is not, and holds nothing a terminal would obey")
    func oneLineErrors() throws {
        let workspace = try Workspace()
        try workspace.docket("queue", "create", "q")
        let outcome = try workspace.docket("next", "a\nb\u{1B}[2J")
        #expect(outcome.status == 66)
        #expect(outcome.errors.split(separator: "\n").count == 1)
        #expect(!outcome.errors.contains("\u{1B}"))
    }

    @Test(
        "With --json there is one document on standard output and nothing else",
        arguments: [
            ["status"], ["conflicts", "q"], ["history", "q", "1"], ["next", "q"], ["verify"], ["queue", "list"],
            ["queue", "show", "q"], ["queue", "log", "q"], ["outdated", "q"], ["head"], ["key", "list"],
            ["people", "list"], ["theme", "list"], ["theme", "check"], ["keys"],
            ["import", "q.jsonl"], ["export", "q", "--format", "docket", "--dry-run"],
        ])
    func oneDocument(arguments: [String]) throws {
        let workspace = try Fixture.workspace()
        let outcome = try workspace.prepared(arguments + ["--json"], "boss").run()
        #expect(outcome.status == 0, "\(outcome.errors)")
        #expect(outcome.output.split(separator: "\n").count == 1)
        #expect(throws: Never.self) { try outcome.json }
        #expect(outcome.errors.isEmpty)
    }

    @Test("A reader that goes away ends the program without a word")
    func brokenPipe() throws {
        let workspace = try Fixture.workspace()
        let process = workspace.prepared(["completions", "bash"], "boss")
        let running = try process.start()
        running.closeOutput()
        running.closeInput()
        #expect(running.wait() == 128 + SIGPIPE)
    }

    @Test("A list that a program reads has a line of titles, and as many cells in every line")
    func tables() throws {
        let workspace = try Fixture.workspace()
        try workspace.docket("queue", "configure", "q", "--title", "one\ttwo\nthree\r")
        try workspace.docket("people", "add", "ann3", "--cohort", "a\tb")
        for (arguments, titles) in [
            (["queue", "list"], "queue\tannotators\tversion\tstate\ttitle"),
            (["people", "list"], "person\trole\tcohort"),
            (["status"], "queue\titems\tdecisions\tcomplete\tclaimed\tconflicts\tresolved\tfor you\tcame back"),
        ] {
            let lines = try workspace.prepared(arguments, "boss").run().output.split(separator: "\n")
            #expect(lines.first.map(String.init) == titles)
            #expect(lines.count > 1)
            let cells = Set(lines.map { $0.split(separator: "\t", omittingEmptySubsequences: false).count })
            #expect(cells.count == 1)
        }
        #expect(try workspace.docket("queue", "list").output.contains(#"one\ttwo\nthree\r"#))
    }

    @Test(
        "A screen has no JSON, and says which command has", arguments: [["review", "q"], ["adjudicate", "q"], []])
    func screens(arguments: [String]) throws {
        let workspace = try Fixture.workspace()
        let outcome = try workspace.prepared(arguments + ["--json"], "boss").run()
        #expect(outcome.status == 64)
        #expect(outcome.output.isEmpty)
        #expect(outcome.errors.hasPrefix("docket: A screen has no JSON: docket "))
        #expect(outcome.errors.split(separator: "\n").count == 1)
    }
}
