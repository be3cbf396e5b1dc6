import DocketTestSupport
import Testing

@Suite("Plain lines in a terminal that can do nothing else")
struct ScreenReaderTests {
    private func docket(_ folder: TemporaryFolder, _ arguments: [String], _ variables: [String: String] = [:])
        -> ChildProcess
    {
        let environment = [
            "TERM": "dumb", "LC_ALL": "C.UTF-8", "HOME": folder.path, "DOCKET_STORE": folder.path + "/d.db",
            "DOCKET_ANNOTATOR": "mei", "DOCKET_GUIDE": "off", "SWIFT_BACKTRACE": "enable=no", "PATH": "/usr/bin:/bin",
        ]
        return ChildProcess(ChildProcess.docket, arguments, environment: environment.merging(variables) { $1 })
    }

    private static let hostile = #"\u001b[2J\u001b]0;title\u0007 \u202eabc \u009b31m \u0000 \u200b \r\n"#

    private func queue(in folder: TemporaryFolder) throws -> String {
        let lines = (1...10).map {
            #"{"prompt": "Question \#($0) \#(Self.hostile)", "responses": ["Reply \#($0) \#(Self.hostile)"]}"#
        }
        return try folder.write(lines.joined(separator: "\n") + "\n", to: "ten.jsonl")
    }

    @Test("Ten decisions by single keys, and not one byte that is no text of ours")
    func decisions() throws {
        let folder = try TemporaryFolder()
        let file = try queue(in: folder)
        let terminal = try LineTerminal(docket(folder, ["review", file, "--screen-reader"]))
        for count in 1...10 {
            try terminal.waitFor("\(count) of 10")
            terminal.type("a")
        }
        try terminal.waitFor("Nothing more for you")
        try terminal.waitFor("Saved")
        terminal.type("q")
        #expect(terminal.wait() == 0)
        #expect(terminal.text.contains("\u{241B}[2J"))
        #expect(!terminal.bytes.contains(0x1B))
        #expect(!terminal.bytes.contains { $0 < 0x20 && $0 != 0x0A && $0 != 0x0D || $0 == 0x7F })
        let lines = terminal.text.split(separator: "\r\n", omittingEmptySubsequences: false)
        #expect(lines.count > 50 && lines.last == "")
        #expect(!lines.contains { $0.unicodeScalars.contains { $0 == "\r" || $0 == "\n" } })
        let stray = TerminalGrammar.firstStray(in: terminal.bytes)
        #expect(stray == nil, "\(stray ?? "")")
        let status = try docket(folder, ["status", "ten"]).run()
        #expect(status.output.contains("10"))
    }

    @Test("The variable does what the option does; nothing about the terminal has to be known")
    func variable() throws {
        let folder = try TemporaryFolder()
        let file = try queue(in: folder)
        let variables = ["DOCKET_SCREEN_READER": "1", "TERM": "", "LC_ALL": "C"]
        let terminal = try LineTerminal(docket(folder, ["review", file], variables))
        try terminal.waitFor("1 of 10")
        terminal.type("q")
        #expect(terminal.wait() == 0)
        #expect(terminal.bytes.allSatisfy { (0x20...0x7E).contains($0) || $0 == 0x0A || $0 == 0x0D })
    }

    @Test("Where nothing can be painted, what is said names the option")
    func refusal() throws {
        let folder = try TemporaryFolder()
        let terminal = try LineTerminal(docket(folder, ["review", try queue(in: folder)]))
        #expect(terminal.wait() != 0)
        #expect(terminal.text.contains("--screen-reader"))
    }
}
