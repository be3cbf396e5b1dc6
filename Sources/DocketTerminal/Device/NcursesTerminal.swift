import CNcurses
package import DocketText
import Glibc

/// The terminal that the program runs in, through ncurses.
///
/// ncurses composes each frame into memory: it knows the terminal's language and sends the least that turns one
/// picture into the next; the bytes leave in one write. Modes, size, signals and input are this type's own, so that
/// no resize, crash or stop finds them in two minds. One at a time: ncurses and signals are the process's.
package final class NcursesTerminal: PolledTerminal {
    package internal(set) var size: Size
    package let colorDepth: ColorDepth
    package let isUTF8: Bool
    package let waker: Waker
    /// What cells without a colour of their own are shown in, and how colours are brought to this terminal's.
    package var theme: Theme {
        didSet { useTheme() }
    }

    let input: Int32 = STDIN_FILENO
    let output: Int32 = STDOUT_FILENO
    let signals: Int32
    var decoder = KeyDecoder()
    /// Events that came up outside `nextEvents`.
    var waiting: [TerminalEvent] = []
    var isHungUp = false
    private let sequences: TerminalSequences
    /// Nil where the terminal has no clipboard, or is not to be asked for it.
    private let clipboard: ClipboardSequence?
    private let isClipboardOff: Bool
    private var shown: Frame?
    private var painter: CellPainter
    private var isOpen = true
    private var title: DisplayText?

    /// Takes the terminal over.
    ///
    /// - Parameters:
    ///   - environment: where `TERM`, `COLORTERM` and `NO_COLOR` are looked up, and what the clipboard goes through (`TMUX`, `STY`, `DOCKET_CLIPBOARD`).
    ///   - usesMouse: without it the terminal keeps the mouse for selecting text.
    package init(
        theme: Theme, environment: [String: String], usesMouse: Bool = true
    ) throws(TerminalError) {
        guard isatty(input) == 1, isatty(output) == 1 else { throw .notATerminal }
        guard let term = environment["TERM"], !term.isEmpty else { throw .noTerminalType }
        let size = Self.measure(output) ?? Size(rows: 24, columns: 80)
        waker = try Waker()
        isUTF8 = docket_locale_is_utf8()
        colorDepth = try Self.openScreen(term: term, environment: environment, size: size)
        guard docket_screen_capability("cup") != nil, docket_screen_capability("clear") != nil else {
            docket_screen_close()
            throw .incapable(term)
        }
        sequences = TerminalSequences(
            usesMouse: usesMouse, hasTitle: docket_screen_flag("XT"),
            capability: { docket_screen_capability($0).map { String(cString: $0) } })
        isClipboardOff = environment["DOCKET_CLIPBOARD"] == "off"
        // The Linux console would print parts of it.
        let hasClipboard = sequences.isANSI && !term.hasPrefix("linux")
        clipboard = hasClipboard && !isClipboardOff ? ClipboardSequence(environment: environment) : nil
        signals = docket_signals_install()
        guard signals >= 0 else {
            let code = errno
            docket_screen_close()
            throw .system(operation: "cannot listen for signals", errno: code)
        }
        self.size = size
        self.theme = theme
        painter = CellPainter(theme: theme, depth: colorDepth)
        useTheme()
        do throws(TerminalError) {
            try enter()
        } catch {
            close()
            throw error
        }
        updateSize()
    }

    deinit { close() }

    /// Starts ncurses at the most colours the terminal has.
    private static func openScreen(
        term: String, environment: [String: String], size: Size
    ) throws(TerminalError) -> ColorDepth {
        let rows = Int32(size.rows)
        let columns = Int32(size.columns)
        let entry = TerminfoEntry.find(term, environment: environment)?.withPlainCorner().withPlainErasing()
        if let entry, ColorDepth.detected(environment: environment, colors: 256) == .trueColor,
            docket_screen_open(term, entry.withDirectColor().inlineValue, rows, columns)
        {
            if docket_screen_colors() > 256 { return .trueColor }
            docket_screen_close()
        }
        guard
            docket_screen_open(term, entry?.inlineValue, rows, columns)
                || docket_screen_open(term, nil, rows, columns)
        else {
            throw entry == nil ? .unknownTerminalType(term) : .incapable(term)
        }
        // Without an entry of our own ncurses takes no more than 256 colours.
        let colors = Int(docket_screen_colors())
        return min(ColorDepth.detected(environment: environment, colors: colors), colors >= 256 ? .indexed256 : .ansi16)
    }

    package func present(_ frame: Frame) throws {
        guard isOpen else { return }
        guard !isHungUp else { throw TerminalError.disconnected }
        let isWhole = shown?.size != frame.size
        painter.paint(frame, over: isWhole ? nil : shown)
        shown = frame
        let cursor = frame.cursor.flatMap { frame.bounds.contains($0) ? $0 : nil }
        var bytes: UnsafePointer<UInt8>?
        let count = docket_screen_compose(
            Int32(cursor?.row ?? 0), Int32(cursor?.column ?? 0), cursor != nil, isWhole, &bytes)
        guard count >= 0 else { throw TerminalError.system(operation: "cannot compose the screen", errno: errno) }
        guard count > 0, let bytes else { return }
        let composed = UnsafeBufferPointer(start: bytes, count: count)
        if count < TerminalSequences.smallFrame {
            try send(composed)
        } else {
            try send(TerminalSequences.frameStart + composed + TerminalSequences.frameEnd)
        }
    }

    package func redraw() {
        shown = nil
    }

    package func nextEvents(timeoutMilliseconds: Int?) -> [TerminalEvent] {
        pollEvents(timeoutMilliseconds: timeoutMilliseconds)
    }

    func decode(_ bytes: [UInt8]) -> [TerminalEvent] { decoder.feed(bytes) }
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

    package func setTitle(_ title: DisplayText) {
        self.title = title
        guard isOpen, sequences.hasTitle else { return }
        // A title that does not arrive is not worth an error; the next frame will tell.
        try? send(TerminalSequences.title(title.string))
    }

    package func copy(_ text: [UInt8]) -> ClipboardAnswer {
        guard !isClipboardOff else { return .off }
        guard let clipboard, isOpen else { return .unsupported }
        guard text.count <= ClipboardSequence.limit else { return .tooLong(limit: ClipboardSequence.limit) }
        // A terminal that is gone says so at the next frame.
        try? send(clipboard.bytes(text))
        return .sent
    }

    package func close() {
        guard isOpen else { return }
        isOpen = false
        docket_modes_leave()
        docket_signals_remove()
        docket_screen_close()
    }

    /// Takes the terminal again after it was another's. Signals of that time were meant for the other program.
    func comeBack() {
        try? enter()
        for number in readAvailable(from: signals) where [SIGTERM, SIGHUP].contains(Int32(number)) {
            waiting.append(number == UInt8(SIGHUP) ? .hangup : .terminate(signal: Int32(number)))
        }
        if updateSize() { waiting.append(.resize(size)) }
        redraw()
    }

    private func enter() throws(TerminalError) {
        guard docket_modes_enter(input, output, sequences.leave, sequences.leave.count) else {
            throw .system(operation: "cannot set the terminal's modes", errno: errno)
        }
        try send(sequences.enter)
        if let title { setTitle(title) }
    }

    private func useTheme() {
        painter = CellPainter(theme: theme, depth: colorDepth)
        redraw()
    }

    /// Looks how large the terminal is now; true if that is news.
    @discardableResult
    func updateSize() -> Bool {
        guard let now = Self.measure(output), now != size else { return false }
        size = now
        docket_screen_resize(Int32(now.rows), Int32(now.columns))
        redraw()
        return true
    }

    private static func measure(_ descriptor: Int32) -> Size? {
        var window = winsize()
        guard ioctl(descriptor, UInt(TIOCGWINSZ), &window) == 0, window.ws_row > 0, window.ws_col > 0 else {
            return nil
        }
        return Size(rows: Int(window.ws_row), columns: Int(window.ws_col))
    }
}
