import DocketTestSupport
import Testing

@Suite("Redacting in a real terminal", .enabled(if: Tmux.isInstalled, "tmux is not installed"))
struct RedactInTerminalTests {
    @Test("Whoever redacts is asked, and only yes redacts")
    func question() throws {
        let terminal = try Tmux(columns: 160)
        let items = #"{"id":"1","prompt":"?","responses":["x"]}"# + "\n"
        let decision = #"{"id":"d1","item":"1","verdict":"accept","suggestion":"a"}"# + "\n"
        let itemFile = try terminal.folder.write(items, to: "q.jsonl")
        let decisionFile = try terminal.folder.write(decision, to: "decisions")
        #expect(try terminal.docket("import", itemFile).status == 0)
        #expect(try terminal.docket("decide", "q", decisionFile).status == 0)
        try terminal.start("redact q d1 --reason test")
        try terminal.waitFor("for good? It cannot be undone. [y/N]")
        try terminal.press("Enter")
        try terminal.waitFor("nothing was redacted")
        #expect(try terminal.docket("history", "q", "1").output.contains("verdict"))
        try terminal.start("redact q d1 --reason test")
        try terminal.waitUntil("it asks again") { $0.split(separator: "[y/N]").count == 3 }
        try terminal.type("yes")
        try terminal.press("Enter")
        try terminal.waitFor("backups, exports and copies")
        #expect(!(try terminal.docket("history", "q", "1").output.contains("verdict")))
    }
}
