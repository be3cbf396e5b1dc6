package import DocketText
import Glibc

/// A terminal without a screen: events come from a script, frames are kept. For tests.
package final class HeadlessTerminal: TerminalDevice {
    /// What `nextEvents` does when the script is over and it may wait for ever.
    package enum Ending: Sendable {
        /// The terminal hangs up, so that a loop comes to its end.
        case hangup
        /// It waits to be woken.
        case wait
    }

    package private(set) var size: Size
    package let colorDepth: ColorDepth
    package let isUTF8: Bool
    package let waker: Waker
    package var ending: Ending

    /// Every frame that was shown, in order.
    package private(set) var frames: [Frame] = []
    package private(set) var title: DisplayText?
    package private(set) var isClosed = false
    /// How often the terminal was given away, stopped and painted anew.
    package private(set) var releases = 0
    package private(set) var suspensions = 0
    package private(set) var redraws = 0
    /// What was put on the clipboard last.
    package private(set) var clipboard: [UInt8]?
    private var script: [[TerminalEvent]] = []

    package init(
        size: Size = Size(rows: 24, columns: 80), colorDepth: ColorDepth = .trueColor, isUTF8: Bool = true,
        ending: Ending = .hangup
    ) throws(TerminalError) {
        self.size = size
        self.colorDepth = colorDepth
        self.isUTF8 = isUTF8
        self.ending = ending
        waker = try Waker()
    }

    package var lastFrame: Frame? { frames.last }

    /// Adds one batch of events, which arrive together.
    package func send(_ events: TerminalEvent...) {
        script.append(events)
    }

    /// Adds key strokes in their notation, with blanks between, each a batch of its own: `a x C-r enter`.
    /// - Precondition: each is one.
    package func send(keys: String) {
        guard let strokes = KeyStroke.sequence(notation: keys) else {
            preconditionFailure("not all of \"\(keys)\" are key strokes")
        }
        for stroke in strokes { send(.key(stroke)) }
    }

    /// Adds text as it is typed, a stroke for each character.
    package func send(typing text: String) {
        for character in text { send(.key(KeyStroke(character == "\n" ? .enter : .character(character)))) }
    }

    package func resize(to size: Size) {
        send(.resize(size))
    }

    package func present(_ frame: Frame) {
        frames.append(frame)
    }

    package func nextEvents(timeoutMilliseconds: Int?) -> [TerminalEvent] {
        if !script.isEmpty {
            let events = script.removeFirst()
            for case .resize(let size) in events { self.size = size }
            return events
        }
        if waker.drain() { return [.wake] }
        if timeoutMilliseconds == nil, ending == .hangup { return [.hangup] }
        var waited = pollfd(fd: waker.readEnd, events: Int16(POLLIN), revents: 0)
        _ = poll(&waited, 1, Int32(clamping: timeoutMilliseconds ?? -1))
        return waker.drain() ? [.wake] : []
    }

    package func suspend() {
        suspensions += 1
        script.insert([.resumed], at: 0)
    }

    package func withTerminalReleased<T>(_ body: () throws -> T) rethrows -> T {
        releases += 1
        return try body()
    }

    package func copy(_ text: [UInt8]) -> ClipboardAnswer {
        guard text.count <= ClipboardSequence.limit else { return .tooLong(limit: ClipboardSequence.limit) }
        clipboard = text
        return .sent
    }

    package func redraw() {
        redraws += 1
    }

    package func setTitle(_ title: DisplayText) {
        self.title = title
    }

    package func close() {
        isClosed = true
    }
}
