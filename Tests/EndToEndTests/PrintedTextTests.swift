import DocketTestSupport
import Glibc
import Testing

/// What the command line prints where people look at it: names, paths, arguments and file contents that came from
/// outside must not reach the terminal undisguised, whichever command quotes them.
@Suite("What commands print on a terminal")
struct PrintedTextTests {
    /// Everything at once that moves a cursor, turns text around, hides or pretends.
    private static let evil =
        "x\u{1B}[31m\u{1B}]0;owned\u{7}\u{9B}2J\u{7F}\u{8}\r\u{202E}\u{2066}\u{200B}\u{FEFF}\u{E0041}\u{85}y"

    private struct Place {
        let folder: TemporaryFolder

        init() throws {
            folder = try TemporaryFolder()
        }

        /// Runs a command in a terminal and checks what it printed.
        @discardableResult
        func check(_ arguments: [String]) throws -> String {
            let terminal = try PseudoTerminal(
                ChildProcess.docket, arguments,
                environment: [
                    "TERM": "xterm-256color", "LC_ALL": "C.UTF-8", "HOME": folder.path, "DOCKET_ANNOTATOR": "mei",
                    "DOCKET_STORE": folder.path + "/d.db", "SWIFT_BACKTRACE": "enable=no",
                ], rows: 200, columns: 300, folder: folder.path)
            // What asks before it does something is told no.
            terminal.type("n\n")
            #expect(terminal.finish() != 128 + SIGKILL, "\(arguments.debugDescription) did not end")
            // The terminal itself writes a line end as two.
            let bytes = terminal.bytes.filter { $0 != 0x0D && $0 != 0x0A }
            let text = String(decoding: bytes, as: UTF8.self)
            let escape = text.unicodeScalars.first { $0.value < 0x20 || (0x7F...0x9F).contains($0.value) }
            #expect(escape == nil, "\(arguments.debugDescription): \(text.debugDescription)")
            #expect(ScalarSafety.fault(in: text) == nil, "\(arguments.debugDescription): \(text.debugDescription)")
            #expect(Array(text.utf8) == bytes, "what is not UTF-8 came through: \(arguments.debugDescription)")
            return text
        }
    }

    @Test("Arguments that are quoted in a message are disguised, whatever command refuses them")
    func arguments() throws {
        let place = try Place()
        let evil = Self.evil
        try place.check(["import", Surroundings.projectFile("SampleQueues/ad-suggestions.jsonl")])
        let commands: [[String]] = [
            [evil], ["--\(evil)"], ["-\(evil)"], ["help", evil], ["review", evil], ["review", evil, evil],
            ["review", "ad-suggestions", "--theme", evil], ["--theme", evil], ["adjudicate", evil], ["import", evil],
            ["import", Surroundings.projectFile("SampleQueues/ad-suggestions.jsonl"), "--map", evil],
            ["import", Surroundings.projectFile("SampleQueues/ad-suggestions.jsonl"), "--queue", evil],
            ["import", Surroundings.projectFile("SampleQueues/ad-suggestions.jsonl"), "--format", evil],
            ["status", evil], ["status", "--as", evil], ["status", "--store", evil],
            ["status", "--store", "/\(evil)/x"],
            ["status", "--\(evil)=1"], ["queue", evil], ["queue", "show", evil], ["queue", "create", evil],
            ["queue", "configure", "ad-suggestions", "--title", evil], ["queue", "show", "ad-suggestions"],
            ["queue", "list"], ["queue", "log", "ad-suggestions"], ["queue", "archive", evil], ["next", evil],
            ["decide", evil], ["history", "ad-suggestions", evil], ["conflicts", evil], ["inbox", evil],
            ["undo", evil], ["redo", evil], ["send-back", "ad-suggestions", evil, "--note", evil],
            ["assign", "ad-suggestions", "--to", evil, "1"], ["assign", "ad-suggestions", "--to", "mei", evil],
            ["unassign", "ad-suggestions", "--from", evil, "1"], ["promote", "ad-suggestions", evil],
            ["redact", "ad-suggestions", evil, "--reason", evil], ["people", "add", evil, "--role", "lead"],
            ["people", "add", "mei", "--role", evil], ["people", "remove", evil],
            ["export", evil, "--format", "docket"], ["export", "ad-suggestions", "--format", evil],
            ["export", "ad-suggestions", "--format", "docket", "--output", "/\(evil)/out"], ["outdated", evil],
            ["verify", "--head", evil], ["verify", "--signer", evil], ["head", evil], ["key", "show", "--as", evil],
            ["key", "create", "--as", evil], ["backup", "/\(evil)/b.db"], ["restore", evil, "--store", evil],
            ["doctor", "--store", evil], ["theme", "check", evil], ["theme", "preview", evil], ["theme", "list", evil],
            ["completions", evil], ["keys", evil], ["resolve", evil],
        ]
        for command in commands { try place.check(command) }
    }

    @Test("What files say is disguised: broken lines, settings, titles, guidelines, ids, comments")
    func contents() throws {
        let place = try Place()
        let evil = Self.evil
        let escaped = evil.unicodeScalars.map { scalar in
            scalar.value < 0x20 || scalar.value == 0x7F
                ? "\\u00" + (scalar.value < 16 ? "0" : "") + String(scalar.value, radix: 16) : String(scalar)
        }.joined()
        let settings = """
            name = "evil"
            title = "\(escaped)"
            guideline = "evil.md"
            [ask]
            verdict = "each"
            reasons = { reject = ["\(escaped)"], skip = ["\(escaped)"] }
            [[ask.flag]]
            name = "\(escaped)"
            """
        _ = try place.folder.write(settings, to: "evil.toml")
        _ = try place.folder.write("# " + evil, to: "evil.md")
        let item = #"{"id":"\#(escaped)","prompt":"\#(escaped)","responses":["\#(escaped)","b"]}"#
        let plain = #"{"id":"i2","prompt":"\#(escaped)","responses":["\#(escaped)","b"]}"#
        _ = try place.folder.write(
            [item, plain, evil, "{\"id\":\"\(evil)", "{\"\(escaped)\":1}"].joined(separator: "\n"), to: "evil.jsonl")
        try place.check(["import", "evil.jsonl"])
        for command in [
            ["status"], ["queue", "list"], ["queue", "show", "evil"], ["queue", "log", "evil", "--show", "1"],
            ["next", "evil"], ["next", "evil", "--json"], ["history", "evil", "i2"], ["conflicts", "evil"],
            ["export", "evil", "--format", "docket"], ["queue", "show", "evil", "--json"],
        ] {
            try place.check(command)
        }
        for broken in [
            "title = \"\(evil)\"", "\(evil) = 1", "[ask]\nverdict = \"\(escaped)\"", "[\"\(escaped)\"]\na=1",
        ] {
            _ = try place.folder.write(broken, to: "broken.toml")
            _ = try place.folder.write(plain, to: "broken.jsonl")
            try place.check(["import", "broken.jsonl"])
            try place.check(["import", "evil.jsonl", "--map", "broken.toml"])
            try place.check(["theme", "check", "broken.toml"])
        }
        _ = try place.folder.write(plain, to: "\(evil.replacing("\u{0}", with: "")).jsonl")
        for name in place.folder.names where name.hasSuffix(".jsonl") { try place.check(["import", name]) }
    }
}
