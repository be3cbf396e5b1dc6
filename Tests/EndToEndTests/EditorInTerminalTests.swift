import DocketTestSupport
import Glibc
import Testing

@Suite(
    "The person's own editor, and drafts, in a real terminal", .enabled(if: Tmux.isInstalled, "tmux is not installed"))
struct EditorInTerminalTests {
    private let folder: TemporaryFolder
    private let sample = Surroundings.projectFile("SampleQueues/ad-suggestions.jsonl")

    init() throws {
        folder = try TemporaryFolder()
    }

    /// A terminal in which `EDITOR` is a script with an argument of its own before the file.
    private func terminal(editor script: String) throws -> Tmux {
        let path = try folder.write(script, to: "my editor.sh")
        let terminal = try Tmux(variables: ["EDITOR": "\"/bin/sh\" \"\(path)\" \"extra word\"", "TMPDIR": folder.path])
        try terminal.start("review \(sample)")
        try terminal.waitFor("1 of 30")
        return terminal
    }

    private func decided(_ terminal: Tmux) throws -> Bool {
        try terminal.docket("status", "--json").output.contains("\"decided\":1")
    }

    @Test("E runs it with its arguments on the screen it needs, and its text comes back to be seen")
    func edits() throws {
        let terminal = try terminal(
            editor: "printf 'in the editor: %s\\n' \"$1\"; read line; printf 'FROM THE EDITOR' > \"$2\"\n")
        try terminal.press("E")
        try terminal.waitFor("in the editor: extra word")
        // The terminal is as a shell leaves it: a line is read, echoed and ended with Enter.
        try terminal.type("some input")
        try terminal.waitFor("some input")
        try terminal.press("Enter")
        try terminal.waitFor("FROM THE EDITOR")
        try terminal.waitFor("from your editor")
        try terminal.press("C-s")
        try terminal.waitUntil("the edit is saved") { $0.contains("1 done today") && $0.contains("✓ saved") }
        let export = try terminal.docket("history", "ad-suggestions", "ad-001", "--json")
        #expect(try terminal.docket("verify").status == 0 && export.status < 128)
        try terminal.press("q")
        try terminal.expectUsableShell()
    }

    @Test("Ctrl-Z in it gives the shell back, and fg goes on in it")
    func suspended() throws {
        let terminal = try terminal(editor: "echo waiting here; read line; printf \"$line\" > \"$2\"\n")
        try terminal.press("E")
        try terminal.waitFor("waiting here")
        try terminal.press("C-z")
        try terminal.waitFor("ready$")
        try terminal.type("fg")
        try terminal.press("Enter")
        try terminal.waitUntil("the job is in the foreground") { $0.contains("review") && $0.contains("fg") }
        try terminal.type("AFTER FG")
        try terminal.press("Enter")
        try terminal.waitFor("from your editor")
        try terminal.waitFor("AFTER FG")
    }

    @Test("One that fails leaves the draft as it was, and what was typed into it decides nothing")
    func fails() throws {
        let terminal = try terminal(editor: "echo failing; read line; exit 7\n")
        try terminal.press("e")
        try terminal.waitFor("keep draft")
        try terminal.type("MY DRAFT")
        try terminal.press("M-e")
        try terminal.waitFor("failing")
        try terminal.press("Enter")
        let screen = try terminal.waitFor("ended with status 7")
        #expect(screen.contains("MY DRAFT"))
        #expect(try !decided(terminal))
    }

    @Test("kill -9 while the editor is open loses nothing: the draft is there, and the editor does not hold the store")
    func killed() throws {
        let terminal = try terminal(editor: "echo open; read line; echo closed\n")
        try terminal.press("e")
        try terminal.waitFor("keep draft")
        try terminal.type("BEFORE THE KILL")
        try terminal.waitFor("BEFORE THE KILL")
        try terminal.waitUntil("the draft is stored") { _ in
            let bytes = Surroundings.bytes(ofFile: terminal.folder.path + "/d.db-wal") ?? []
            return String(decoding: bytes, as: UTF8.self).contains("BEFORE THE KILL")
        }
        let process = try terminal.docketProcess()
        try terminal.press("M-e")
        try terminal.waitFor("open")
        kill(process, SIGKILL)
        try terminal.waitFor("ready$")
        // The editor is still there; another docket works on the store meanwhile.
        #expect(try terminal.docket("verify").status == 0)
        try terminal.resetByHand()
        try terminal.start("review ad-suggestions")
        try terminal.waitFor("BEFORE THE KILL")
    }

    @Test("A draft after a paste of many lines survives kill -9 whole")
    func pastedDraft() throws {
        let terminal = try Tmux()
        try terminal.start("review \(sample)")
        try terminal.waitFor("1 of 30")
        try terminal.press("e")
        try terminal.waitFor("keep draft")
        let lines = (1...200).map { "pasted line \($0)" }.joined(separator: "\n") + "\nLAST OF IT"
        let file = try terminal.folder.write(lines, to: "paste.txt")
        try terminal.tmux(["load-buffer", file])
        try terminal.tmux(["paste-buffer", "-p"])
        try terminal.waitFor("LAST OF IT")
        try terminal.waitUntil("the draft is stored") { _ in
            let bytes = Surroundings.bytes(ofFile: terminal.folder.path + "/d.db-wal") ?? []
            return String(decoding: bytes, as: UTF8.self).contains("LAST OF IT")
        }
        kill(try terminal.docketProcess(), SIGKILL)
        try terminal.waitFor("ready$")
        try terminal.resetByHand()
        try terminal.start("review ad-suggestions")
        try terminal.waitFor("your draft is back")
        try terminal.press("e")
        let screen = try terminal.waitFor("LAST OF IT")
        #expect(screen.contains("pasted line 200"))
    }

    @Test("y sends the text to the clipboard of the terminal: tmux has it in its buffer")
    func clipboard() throws {
        let terminal = try Tmux()
        try terminal.tmux(["set", "-s", "set-clipboard", "on"])
        try terminal.start("review \(sample)")
        try terminal.waitFor("1 of 30")
        try terminal.press("y")
        try terminal.waitFor("Copy what?")
        try terminal.press("y")
        try terminal.waitFor("copied")
        try terminal.waitUntil("tmux has it") { _ in try terminal.tmux(["show-buffer"]).count > 5 }
        let screen = try terminal.screen
        // Words that no sign of Markdown touches stand on the screen as they stand in the text.
        let words = try terminal.tmux(["show-buffer"]).split(whereSeparator: \.isWhitespace)
            .filter { $0.count > 3 && $0.allSatisfy(\.isLetter) }.prefix(3)
        #expect(!words.isEmpty && words.allSatisfy { screen.contains($0) }, "\(words)")
    }

    @Test("DOCKET_CLIPBOARD=off keeps everything from the clipboard, and says so")
    func clipboardOff() throws {
        let terminal = try Tmux(variables: ["DOCKET_CLIPBOARD": "off"])
        try terminal.tmux(["set", "-s", "set-clipboard", "on"])
        try terminal.start("review \(sample)")
        try terminal.waitFor("1 of 30")
        try terminal.press("y", "y")
        try terminal.waitFor("DOCKET_CLIPBOARD=off")
        #expect(try terminal.tmux(["list-buffers"]).isEmpty)
    }
}
