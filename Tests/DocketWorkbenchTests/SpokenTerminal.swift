import DocketTerminal
import DocketText

/// A terminal that is heard: keeps the lines, and between them the keys that were pressed.
final class SpokenTerminal: SpeakingTerminal {
    private let inner: HeadlessTerminal
    /// Lines, and keys as `> a`.
    private(set) var transcript: [String] = []

    init(_ inner: HeadlessTerminal) {
        self.inner = inner
    }

    var size: Size { Size(rows: 24, columns: 80) }
    var colorDepth: ColorDepth { .mono }
    var isUTF8: Bool { inner.isUTF8 }
    var waker: Waker { inner.waker }

    func note(_ key: String) { transcript.append("> \(key)") }
    func say(_ lines: [DisplayText]) { transcript += lines.map(\.string) }

    /// What was said since the last key.
    var last: [String] {
        let place = transcript.lastIndex { $0.hasPrefix("> ") } ?? -1
        return Array(transcript.dropFirst(place + 1))
    }

    func present(_ frame: Frame) {}
    func nextEvents(timeoutMilliseconds: Int?) -> [TerminalEvent] {
        inner.nextEvents(timeoutMilliseconds: timeoutMilliseconds)
    }
    func suspend() { inner.suspend() }
    func withTerminalReleased<T>(_ body: () throws -> T) rethrows -> T { try inner.withTerminalReleased(body) }
    func copy(_ text: [UInt8]) -> ClipboardAnswer { .unsupported }
    func redraw() { inner.redraw() }
    func setTitle(_ title: DisplayText) {}
    func close() { inner.close() }
}
