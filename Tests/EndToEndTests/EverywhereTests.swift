import DocketTestSupport
import Glibc
import Testing

/// The program in every kind of terminal, seen as bytes: what leaves is understood by a terminal that takes nothing but
/// what Docket is known to send.
@Suite("In every kind of terminal")
struct EverywhereTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    private func start(
        _ arguments: [String]? = nil, _ variables: [String: String] = [:], rows: Int = 24, columns: Int = 80,
        without: String? = nil
    ) throws -> PseudoTerminal {
        var environment = [
            "TERM": "xterm-256color", "LC_ALL": "C.UTF-8", "HOME": folder.path, "DOCKET_ANNOTATOR": "mei",
            "DOCKET_STORE": folder.path + "/d.db", "SWIFT_BACKTRACE": "enable=no", "DOCKET_GUIDE": "off",
        ]
        environment.merge(variables) { $1 }
        if let without { environment[without] = nil }
        return try PseudoTerminal(
            ChildProcess.docket,
            arguments ?? ["review", Surroundings.projectFile("SampleQueues/assistant-replies.jsonl")],
            environment: environment, rows: rows, columns: columns)
    }

    private func expectClean(_ terminal: PseudoTerminal) {
        #expect(terminal.emulator.faultCount == 0, "\(terminal.emulator.faults)")
    }

    /// Leaves, and checks that the terminal is as it was.
    private func leave(_ terminal: PseudoTerminal) throws {
        terminal.type("q")
        #expect(terminal.finish() == 0)
        expectClean(terminal)
        // The cursor and the wrapping at the margin are on again, everything else is off.
        #expect(terminal.emulator.modes.subtracting([7, 12, 25]) == [])
    }

    @Test(
        "Review, compare, decide, read the help and leave",
        arguments: [
            "xterm-256color", "xterm-direct", "xterm", "tmux-256color", "screen", "screen-256color", "linux", "vt100",
            "vt220",
        ])
    func kinds(term: String) throws {
        guard
            ["/usr/share/terminfo", "/lib/terminfo", "/etc/terminfo"].contains(where: {
                access("\($0)/\(term.prefix(1))/\(term)", R_OK) == 0
            })
        else { return }
        let terminal = try start(nil, ["TERM": term])
        try terminal.wait(for: "1 of 39")
        for key in ["d", "j", "v", "\t"] {
            terminal.type(key)
            while terminal.read(milliseconds: 60) {}
        }
        let review = terminal.screen
        terminal.type("?")
        try terminal.wait(for: "Keys: Review")
        terminal.type("\u{1B}")
        try terminal.wait(until: "the review is back") { $0.text == review }
        terminal.type("1")
        try terminal.wait(for: "prefer")
        terminal.type("\u{C}")
        try terminal.wait(for: "1 of 39")
        try leave(terminal)
        #expect(terminal.emulator.usesColor == !term.hasPrefix("vt"))
        try #require(!review.isEmpty)
    }

    @Test(
        "The picture is the same whatever the terminal's language",
        arguments: ["tmux-256color", "screen", "linux", "vt220"])
    func samePicture(term: String) throws {
        func picture(_ term: String) throws -> String {
            let terminal = try start(nil, ["TERM": term])
            try terminal.wait(for: "1 of 39")
            while terminal.read(milliseconds: 60) {}
            let picture = terminal.screen
            try leave(terminal)
            return picture
        }
        #expect(try picture(term) == picture("xterm-256color"))
    }

    @Test("Colours are as many as there are, and none where none are wanted")
    func colors() throws {
        let cases: [(variables: [String: String], sign: String, isColored: Bool)] = [
            (["TERM": "xterm-256color", "COLORTERM": "truecolor"], "8;2;", true),
            (["TERM": "tmux-256color", "COLORTERM": "truecolor"], "8;2;", true),
            (["TERM": "xterm-256color"], "8;5;", true), (["TERM": "linux"], "[3", true),
            (["TERM": "xterm-256color", "COLORTERM": "truecolor", "NO_COLOR": "1"], "", false),
            (["TERM": "vt220"], "", false),
        ]
        for (variables, sign, isColored) in cases {
            let terminal = try start(nil, variables)
            try terminal.wait(for: "1 of 39")
            while terminal.read(milliseconds: 60) {}
            #expect(terminal.emulator.usesColor == isColored, "\(variables)")
            #expect(sign.isEmpty || String(decoding: terminal.bytes, as: UTF8.self).contains(sign), "\(variables)")
            #expect(!String(decoding: terminal.bytes, as: UTF8.self).contains("8;2;") || sign == "8;2;", "\(variables)")
            try leave(terminal)
        }
    }

    @Test("Without a UTF-8 locale nothing but ASCII is sent", arguments: ["C", "POSIX"])
    func ascii(locale: String) throws {
        let terminal = try start(
            ["review", Surroundings.projectFile("SampleQueues/awkward-text.jsonl")], ["LC_ALL": locale])
        try terminal.wait(for: "1 of 38")
        for key in ["d", "j", "v", "?", "\u{1B}"] {
            terminal.type(key)
            while terminal.read(milliseconds: 60) {}
        }
        try leave(terminal)
        #expect(terminal.bytes.allSatisfy { $0 < 0x80 })
    }

    @Test("What cannot show a screen is refused in one line that says what to do")
    func refusals() throws {
        let cases: [(variables: [String: String], without: String?, says: String)] = [
            (["TERM": "dumb"], nil, "TERM=dumb"), (["TERM": "no-such-terminal"], nil, "no-such-terminal"),
            ([:], "TERM", "TERM"), (["TERM": "x\u{1B}[31m"], nil, "TERM"), (["TERM": "../../etc/passwd"], nil, "TERM"),
        ]
        for (variables, without, says) in cases {
            let terminal = try start(nil, variables, without: without)
            #expect(terminal.finish() == 69, "\(variables)")
            let text = String(decoding: terminal.bytes, as: UTF8.self)
            #expect(text.contains(says), "\(text)")
            #expect(text.split(separator: "\r\n").filter { !$0.hasPrefix("docket: made") }.count == 1, "\(text)")
            #expect(!terminal.bytes.contains(0x1B), "\(text)")
            expectClean(terminal)
        }
    }

    @Test(
        "Sizes from the smallest to the largest",
        arguments: [(10, 40), (11, 41), (16, 60), (24, 80), (40, 140), (60, 200), (200, 500)])
    func sizes(rows: Int, columns: Int) throws {
        let terminal = try start(rows: rows, columns: columns)
        try terminal.wait(for: "mei")
        while terminal.read(milliseconds: 80) {}
        #expect(terminal.screen.contains("help"))
        terminal.type("?")
        try terminal.wait(for: "close")
        terminal.type("q")
        try terminal.wait(for: "help")
        try leave(terminal)
    }

    @Test("Below the smallest size it says so and decides nothing, and works again once it is larger")
    func tooSmall() throws {
        let terminal = try start()
        try terminal.wait(for: "1 of 39")
        terminal.resize(rows: 5, columns: 30)
        try terminal.wait(for: "needs 40x10")
        terminal.type("1xa")
        while terminal.read(milliseconds: 60) {}
        terminal.resize(rows: 24, columns: 80)
        try terminal.wait(for: "1 of 39")
        #expect(!terminal.screen.contains("preferred"))
        try leave(terminal)
    }

    @Test("After a storm of resizes the screen is as a fresh one of that size")
    func storm() throws {
        let terminal = try start()
        try terminal.wait(for: "1 of 39")
        var generator = SeededGenerator(seed: 7)
        for _ in 0..<Surroundings.rounds(100) {
            terminal.resize(
                rows: Int.random(in: 1...60, using: &generator), columns: Int.random(in: 1...200, using: &generator))
            terminal.read(milliseconds: 0)
        }
        // What was on its way when the size changed was for another screen.
        while terminal.read(milliseconds: 150) {}
        terminal.resize(rows: 24, columns: 80)
        try terminal.wait(for: "1 of 39")
        while terminal.read(milliseconds: 100) {}
        let stormy = terminal.screen
        terminal.type("q")
        #expect(terminal.finish() == 0)
        let fresh = try start()
        try fresh.wait(for: "1 of 39")
        while fresh.read(milliseconds: 100) {}
        #expect(stormy == fresh.screen)
        try leave(fresh)
    }

    @Test(
        "On a slow link a move of the cursor costs under 100 bytes, of a selection two rows, in one or two writes",
        arguments: [["COLORTERM": "truecolor"], ["TERM": "screen"], [:]])
    func slowLink(variables: [String: String]) throws {
        let terminal = try start(["review", Surroundings.projectFile("SampleQueues/ad-suggestions.jsonl")], variables)
        try terminal.wait(for: "1 of 30")
        func expect(_ keys: [String], under limit: Int) {
            for key in keys {
                while terminal.read(milliseconds: 100) {}
                terminal.forget()
                terminal.type(key)
                terminal.read(milliseconds: 5000)
                while terminal.read(milliseconds: 60) {}
                let count = terminal.bytes.count
                #expect((1..<limit).contains(count), "\(variables) \(key.debugDescription): \(count) bytes")
                #expect(terminal.pieces <= 2)
            }
        }
        terminal.type("e")
        try terminal.wait(for: "draft")
        // The cursor stands at the text's end.
        expect(["\u{1B}[D", "\u{1B}[D", "\u{1B}[C"], under: 100)
        terminal.type("\u{1B}")
        try terminal.wait(for: "accept")
        terminal.type("s")
        try terminal.wait(for: "skipped?")
        // Two rows of the list, over their whole width.
        expect(["\u{1B}[B", "\u{1B}[A"], under: 700)
        terminal.type("\u{1B}")
        try terminal.wait(until: "the list is gone") { !$0.text.contains("skipped?") }
        try leave(terminal)
    }

    @Test("A whole frame takes little more than a byte a cell")
    func wholeFrame() throws {
        for (rows, columns) in [(24, 80), (60, 200), (200, 500)] {
            let terminal = try start(rows: rows, columns: columns)
            try terminal.wait(for: "mei")
            while terminal.read(milliseconds: 100) {}
            terminal.forget()
            terminal.type("\u{C}")
            terminal.read(milliseconds: 5000)
            while terminal.read(milliseconds: 100) {}
            // A byte a cell where the theme has a background of its own, and what colours cost.
            let limit = 6000 + rows * columns * 5 / 4
            #expect((200..<limit).contains(terminal.bytes.count), "\(columns)x\(rows): \(terminal.bytes.count) bytes")
            try leave(terminal)
        }
    }

    @Test("A terminal that goes away ends the program, and what was decided is saved")
    func hangUp() throws {
        let terminal = try start(["review", Surroundings.projectFile("SampleQueues/ad-suggestions.jsonl")])
        try terminal.wait(for: "1 of 30")
        terminal.type("a")
        try terminal.wait(for: "1 done today")
        terminal.hangUp()
        #expect(terminal.finish() == 128 + SIGHUP)
        let status = try ChildProcess(
            ChildProcess.docket, ["status", "--json"],
            environment: ["DOCKET_STORE": folder.path + "/d.db", "DOCKET_ANNOTATOR": "mei", "HOME": folder.path]
        ).run()
        #expect(status.output.contains("\"decisions\":1"), "\(status.output)")
    }

    @Test("The mouse clicks the footer and scrolls, and is given back")
    func mouse() throws {
        let terminal = try start(["review", Surroundings.projectFile("SampleQueues/ad-suggestions.jsonl")])
        try terminal.wait(for: "1 of 30")
        while terminal.read(milliseconds: 60) {}
        #expect(terminal.emulator.modes.isSuperset(of: [1000, 1002, 1006, 2004, 1004]))
        let last = terminal.screen.split(separator: "\n", omittingEmptySubsequences: false).last ?? ""
        let place = try #require(last.firstRange(of: "accept")).lowerBound
        let column = last.distance(from: last.startIndex, to: place) + 1
        terminal.type("\u{1B}[<65;10;5M\u{1B}[<64;10;5M")
        while terminal.read(milliseconds: 60) {}
        terminal.type("\u{1B}[<0;\(column);24M\u{1B}[<0;\(column);24m")
        try terminal.wait(until: "it is saved") { $0.text.contains("1 done today") && $0.text.contains("✓ saved") }
        try leave(terminal)
    }
}
