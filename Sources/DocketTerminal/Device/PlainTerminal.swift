import CNcurses
package import DocketText
import Glibc

/// The terminal that the program runs in, used as a printer of lines: for screen readers, braille lines, and terminals
/// that can do no more. Keys are taken one by one; nothing but printable text and line ends is ever sent.
package final class PlainTerminal: SpeakingTerminal, PolledTerminal {
    /// What is said has no size; this is what motions by rows and pages count in.
    package let size = Size(rows: 24, columns: 80)
    package let colorDepth = ColorDepth.mono
    package let isUTF8: Bool
    package let waker: Waker

    let input: Int32 = STDIN_FILENO
    let output: Int32 = STDOUT_FILENO
    let signals: Int32
    private(set) var decoder = KeyDecoder()
    var waiting: [TerminalEvent] = []
    var isHungUp = false
    private var isOpen = true

    /// Takes the terminal's keys. No description of the terminal is needed.
    package init() throws(TerminalError) {
        guard isatty(input) == 1, isatty(output) == 1 else { throw .notATerminal }
        waker = try Waker()
        isUTF8 = docket_locale_is_utf8()
        signals = docket_signals_install()
        guard signals >= 0 else { throw .system(operation: "cannot listen for signals", errno: errno) }
        guard enter() else {
            let code = errno
            close()
            throw .system(operation: "cannot set the terminal's modes", errno: code)
        }
    }

    deinit { close() }

    /// Keys come one by one and are not echoed. There is nothing to undo but that.
    private func enter() -> Bool {
        docket_modes_enter(input, output, [], 0)
    }

    package func say(_ lines: [DisplayText]) throws {
        guard isOpen, !lines.isEmpty else { return }
        guard !isHungUp else { throw TerminalError.disconnected }
        var bytes: [UInt8] = []
        for line in lines {
            // A raw terminal needs both to come to the start of the next line.
            bytes += Array(line.string.utf8) + [0x0D, 0x0A]
        }
        try send(bytes)
    }

    package func present(_ frame: Frame) {}

    package func redraw() {}

    package func nextEvents(timeoutMilliseconds: Int?) -> [TerminalEvent] {
        pollEvents(timeoutMilliseconds: timeoutMilliseconds)
    }

    /// More bytes at once than a hand types, and no key but letters and line ends among them, are a paste: the terminal
    /// cannot be asked to mark one.
    static let longestTyped = 16

    func decode(_ bytes: [UInt8]) -> [TerminalEvent] {
        let isText = bytes.allSatisfy { $0 >= 0x20 && $0 != 0x7F || [0x09, 0x0A, 0x0D].contains($0) }
        guard bytes.count > Self.longestTyped, isText, decoder.timeoutMilliseconds == nil else {
            return decoder.feed(bytes)
        }
        return [.paste(bytes)]
    }

    func flushDecoder() -> [TerminalEvent] { decoder.flush() }

    package func suspend() {
        guard isOpen else { return }
        docket_modes_leave()
        docket_signals_stop_now()
        comeBack()
        waiting.append(.resumed)
    }

    package func withTerminalReleased<T>(_ body: () throws -> T) rethrows -> T {
        guard isOpen else { return try body() }
        docket_modes_leave()
        docket_signals_stop_by_default(true)
        defer {
            docket_signals_stop_by_default(false)
            // What was typed at the other program is not meant for this one.
            tcflush(input, TCIFLUSH)
            comeBack()
        }
        return try body()
    }

    func comeBack() {
        _ = enter()
        for number in readAvailable(from: signals) where [SIGTERM, SIGHUP].contains(Int32(number)) {
            waiting.append(number == UInt8(SIGHUP) ? .hangup : .terminate(signal: Int32(number)))
        }
    }

    func updateSize() -> Bool { false }

    /// A clipboard is reached by escape sequences only.
    package func copy(_ text: [UInt8]) -> ClipboardAnswer { .unsupported }

    package func setTitle(_ title: DisplayText) {}

    package func close() {
        guard isOpen else { return }
        isOpen = false
        docket_modes_leave()
        docket_signals_remove()
    }
}
