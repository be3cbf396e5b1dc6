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
            ["queue", "show", "q"], ["people", "list"], ["theme", "list"], ["theme", "check"], ["keys"],
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
}
