import Dispatch
import DocketText
import Testing

@testable import DocketTerminal

@Suite("The terminal without a screen")
struct HeadlessTerminalTests {
    @Test("keys come in their order, a batch each, and the script's end hangs up")
    func script() throws {
        let terminal = try HeadlessTerminal()
        terminal.send(keys: "a C-r enter")
        terminal.send(typing: "é")
        #expect(terminal.nextEvents(timeoutMilliseconds: nil) == [.key(KeyStroke(.character("a")))])
        #expect(terminal.nextEvents(timeoutMilliseconds: nil) == [.key(KeyStroke(.character("r"), .control))])
        #expect(terminal.nextEvents(timeoutMilliseconds: 0) == [.key(KeyStroke(.enter))])
        #expect(terminal.nextEvents(timeoutMilliseconds: 0) == [.key(KeyStroke(.character("é")))])
        #expect(terminal.nextEvents(timeoutMilliseconds: 0) == [])
        #expect(terminal.nextEvents(timeoutMilliseconds: nil) == [.hangup])
    }

    @Test("waking from another thread ends a wait; many wakes are one event")
    func waking() throws {
        let terminal = try HeadlessTerminal(ending: .wait)
        let waker = terminal.waker
        // A thread of its own: the test's may be the only one that tasks have.
        let other = DispatchSemaphore(value: 0)
        DispatchQueue.global().async {
            for _ in 0..<100 { waker.wake() }
            other.signal()
        }
        #expect(terminal.nextEvents(timeoutMilliseconds: nil) == [.wake])
        other.wait()
        _ = terminal.nextEvents(timeoutMilliseconds: 0)
        #expect(terminal.nextEvents(timeoutMilliseconds: 0) == [])
    }

    @Test("a resize changes the size when it is taken")
    func resize() throws {
        let terminal = try HeadlessTerminal(size: Size(rows: 24, columns: 80))
        terminal.resize(to: Size(rows: 10, columns: 40))
        #expect(terminal.size.rows == 24)
        #expect(terminal.nextEvents(timeoutMilliseconds: nil) == [.resize(Size(rows: 10, columns: 40))])
        #expect(terminal.size.rows == 10)
    }

    @Test("a stop is followed by going on, and frames are kept")
    func record() throws {
        let terminal: any TerminalDevice = try HeadlessTerminal(size: Size(rows: 1, columns: 4))
        terminal.suspend()
        #expect(terminal.nextEvents(timeoutMilliseconds: nil) == [.resumed])
        var frame = Frame(size: terminal.size)
        frame.put("ok", at: Point(row: 0, column: 0), style: .plain)
        try terminal.present(frame)
        #expect(terminal.withTerminalReleased { 7 } == 7)
        #expect((terminal as? HeadlessTerminal)?.lastFrame?.text == "ok")
    }
}

@Suite("What is sent around the frames")
struct TerminalSequencesTests {
    private static let xterm = [
        "cup": "\u{1B}[%i%p1%d;%p2%dH", "smcup": "\u{1B}[?1049h", "rmcup": "\u{1B}[?1049l", "cnorm": "\u{1B}[?25h",
        "sgr0": "\u{1B}[m",
    ]

    @Test("every mode that is set is unset, in the turned order, before the other screen is left")
    func modes() {
        let sequences = TerminalSequences(usesMouse: true, hasTitle: true) { Self.xterm[$0] }
        let enter = String(decoding: sequences.enter, as: UTF8.self)
        let leave = String(decoding: sequences.leave, as: UTF8.self)
        let set = modes(in: enter, ending: "h")
        #expect(set == ["1049", "1000", "1002", "1006", "2004", "1004"])
        let unset = modes(in: leave, ending: "l")
        #expect(unset.filter { set.contains($0) } == ["1004", "2004", "1006", "1002", "1000", "1049"])
        #expect(sequences.leave.count < 1024)
    }

    private func modes(in text: String, ending: Character) -> [String] {
        text.split(separator: "\u{1B}").compactMap { piece in
            guard piece.hasPrefix("[?"), piece.last == ending else { return nil }
            return String(piece.dropFirst(2).dropLast())
        }
    }

    @Test("a terminal of another language gets none of xterm's modes")
    func foreign() {
        let sequences = TerminalSequences(usesMouse: true, hasTitle: true) { $0 == "cup" ? "\u{1B}=%p1%c%p2%c" : nil }
        #expect(sequences.enter.isEmpty)
        #expect(!sequences.hasTitle)
        #expect(sequences.leave == Array("\r\n".utf8))
    }

    @Test("nothing in a title can end it early")
    func title() {
        let bytes = TerminalSequences.title("a\u{7}b\u{1B}\\c\u{9C}d")
        #expect(bytes == Array("\u{1B}]2;ab\\cd\u{7}".utf8))
    }
}
