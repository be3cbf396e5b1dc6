import DocketTestSupport
import Glibc
import Testing

@Suite("Reviewing in a real terminal", .enabled(if: Tmux.isInstalled, "tmux is not installed"))
struct ReviewInTerminalTests {
    private let sample = Surroundings.projectFile("SampleQueues/ad-suggestions.jsonl")

    private func decided(_ terminal: Tmux, queue: String = "ad-suggestions") throws -> Int {
        let status = try terminal.docket("status", queue, "--json")
        let numbers = status.output.firstRange(of: "\"decisions\":").map { status.output[$0.upperBound...] } ?? ""
        return Int(numbers.prefix { $0.isNumber }) ?? -1
    }

    @Test("From a file to the tenth decision, and the shell is usable afterwards")
    func tenDecisions() throws {
        let terminal = try Tmux()
        try terminal.start("review \(sample)")
        try terminal.waitFor("1 of 30")
        for count in 1...10 {
            try terminal.press("a")
            try terminal.waitFor("\(count) done today")
        }
        try terminal.waitFor("✓ saved")
        try terminal.press("q")
        try terminal.expectUsableShell()
        #expect(try decided(terminal) == 10)
        #expect(try terminal.docket("verify").status == 0)
    }

    @Test("What was saved is there after kill -9, and the next start goes on")
    func killed() throws {
        let terminal = try Tmux()
        try terminal.start("review \(sample)")
        try terminal.waitFor("1 of 30")
        for count in 1...3 {
            try terminal.press("a")
            try terminal.waitUntil("decision \(count) is saved") {
                $0.contains("\(count) done today") && $0.contains("✓ saved")
            }
        }
        kill(try terminal.docketProcess(), SIGKILL)
        try terminal.waitFor("ready$")
        #expect(try decided(terminal) == 3)
        #expect(try terminal.docket("verify").status == 0)
        try terminal.resetByHand()
        try terminal.start("review ad-suggestions")
        try terminal.waitFor("3 done today")
    }

    @Test("A draft survives kill -9")
    func draftSurvives() throws {
        let terminal = try Tmux()
        try terminal.start("review \(sample)")
        try terminal.waitFor("1 of 30")
        try terminal.press("e")
        try terminal.waitFor("keep draft")
        try terminal.type("UNFINISHED")
        try terminal.waitFor("UNFINISHED")
        // The draft goes to the disk behind the key: another process sees it when it is there.
        try terminal.waitUntil("the draft is stored") { _ in
            let bytes = Surroundings.bytes(ofFile: terminal.folder.path + "/d.db-wal") ?? []
            return String(decoding: bytes, as: UTF8.self).contains("UNFINISHED")
        }
        kill(try terminal.docketProcess(), SIGKILL)
        try terminal.waitFor("ready$")
        try terminal.resetByHand()
        try terminal.start("review ad-suggestions")
        try terminal.waitFor("UNFINISHED")
    }

    @Test("The shell is usable after the program is asked to end", arguments: [SIGTERM, SIGINT, SIGABRT, SIGSEGV])
    func asked(_ signal: Int32) throws {
        let terminal = try Tmux()
        try terminal.start("review \(sample)")
        try terminal.waitFor("1 of 30")
        kill(try terminal.docketProcess(), signal)
        try terminal.expectUsableShell()
    }

    @Test("Ctrl-Z gives the shell back, fg brings the screen back")
    func suspended() throws {
        let terminal = try Tmux()
        try terminal.start("review \(sample)")
        try terminal.waitFor("1 of 30")
        try terminal.press("C-z")
        try terminal.waitFor("ready$")
        try terminal.type("echo out-$((3+4))")
        try terminal.press("Enter")
        try terminal.waitFor("out-7")
        try terminal.type("fg")
        try terminal.press("Enter")
        try terminal.waitFor("1 of 30")
        try terminal.press("q")
        try terminal.expectUsableShell()
    }

    @Test("After a storm of resizes the screen is as a fresh one of that size")
    func resizes() throws {
        let terminal = try Tmux()
        try terminal.start("review \(sample)")
        try terminal.waitFor("1 of 30")
        for (columns, rows) in [(40, 10), (200, 60), (81, 23), (30, 8), (120, 40), (80, 24)] {
            try terminal.tmux(["resize-window", "-x", "\(columns)", "-y", "\(rows)"])
        }
        let after = try terminal.waitUntil("the screen is whole") {
            $0.contains("1 of 30") && $0.contains("? help")
                && $0.split(separator: "\n", omittingEmptySubsequences: false).count >= 24
        }
        try terminal.press("C-l")
        try terminal.waitUntil("a fresh screen is the same") { $0 == after }
    }

    @Test("Two people at once never get the same item, and both decide")
    func twoPeople() throws {
        let first = try Tmux()
        let store = ["DOCKET_STORE": first.folder.path + "/d.db", "DOCKET_ANNOTATOR": "noor"]
        try first.start("review \(sample)")
        try first.waitFor("1 of 30")
        let second = try Tmux(variables: store)
        try second.start("review ad-suggestions")
        try second.waitFor("1 of 30")
        for count in 1...5 {
            try first.press("a")
            try second.press("a")
            try first.waitUntil("the first saved \(count)") {
                $0.contains("\(count) done today") && $0.contains("✓ saved")
            }
            try second.waitUntil("the second saved \(count)") {
                $0.contains("\(count) done today") && $0.contains("✓ saved")
            }
        }
        #expect(try decided(first) == 10)
        #expect(try first.docket("verify").status == 0)
    }

    @Test("The guide is offered at the first start only, and y takes it")
    func guideOffer() throws {
        let terminal = try Tmux(variables: ["DOCKET_GUIDE": ""])
        try terminal.start("review \(sample)")
        try terminal.waitFor("First time here?")
        try terminal.press("y")
        try terminal.waitFor("guide 1 of 6")
        try terminal.press("Escape")
        try terminal.waitFor("1 of 30")
        try terminal.press("q")
        try terminal.waitUntil("the shell is back") { $0.contains("ready$") && !$0.contains("1 of 30") }
        try terminal.start("review ad-suggestions")
        let second = try terminal.waitFor("1 of 30")
        #expect(!second.contains("First time here?"))
        #expect(try decided(terminal) == 0)
    }

    @Test("A key map is in force where it is named, and a wrong one stops the start with the key and both commands")
    func keyMaps() throws {
        let terminal = try Tmux()
        try terminal.start("review \(sample) --keys langsmith")
        try terminal.waitFor("A accept")
        try terminal.press("A")
        try terminal.waitFor("1 done today")
        try terminal.press("Z")
        try terminal.waitFor("does nothing here")
        try terminal.press("q")
        // The screen is the shell's before the program has ended, which throws away what is typed until then.
        try terminal.waitUntil("the shell is back") { screen in
            screen.split(separator: "\n").last.map { $0.hasPrefix("ready$") && !$0.contains("review") } ?? false
        }
        let file = try terminal.folder.write("[review]\naccept = \"x\"\n", to: "keys.toml")
        try terminal.start("review ad-suggestions --keys \(file)")
        try terminal.waitUntil("the clash is named") {
            // Where the line is wrapped a blank is lost.
            $0.contains("x is wanted by both") && $0.contains("accept and reject: give one of them another key")
        }
    }

    @Test("What is no terminal is refused in one line")
    func noTerminal() throws {
        let folder = try TemporaryFolder()
        let outcome = try ChildProcess(
            ChildProcess.docket, ["review", sample],
            environment: ["DOCKET_STORE": folder.path + "/d.db", "TERM": "xterm", "HOME": folder.path]
        ).run()
        #expect(outcome.status != 0 && outcome.status < 128)
        #expect(
            outcome.errors.hasPrefix("docket: ") && outcome.errors.filter { $0 == "\n" }.count == 1, "\(outcome.errors)"
        )
    }

    @Test("A terminal that can do nothing is refused in one line")
    func dumbTerminal() throws {
        let terminal = try Tmux(term: "dumb")
        try terminal.start("review \(sample)")
        try terminal.waitFor("docket: ")
        try terminal.expectUsableShell()
    }

    @Test("NO_COLOR and a locale without UTF-8 work")
    func plain() throws {
        let terminal = try Tmux(variables: ["NO_COLOR": "1", "LC_ALL": "C"])
        try terminal.start("review \(sample)")
        let screen = try terminal.waitFor("1 of 30")
        #expect(screen.unicodeScalars.allSatisfy { $0.isASCII })
        let styled = try terminal.tmux(["capture-pane", "-p", "-e"])
        #expect(!styled.contains("[38;") && !styled.contains("[31m") && !styled.contains("[48;"))
        try terminal.press("q")
        try terminal.expectUsableShell()
    }
}
