import DocketText
import Glibc

/// How far a longer job is, on standard error: on a terminal one line that is painted over, from half a second after the
/// start; elsewhere a plain line every ten seconds.
final class ProgressLine {
    private let console: Console
    private let title: String
    private let start: Int64
    private var lastShown: Int64
    private var isVisible = false

    init(_ title: String, _ console: Console) {
        self.console = console
        self.title = DisplayText(title, policy: .singleLine).string
        start = Self.milliseconds()
        lastShown = start
    }

    /// - Parameters:
    ///   - share: 0 to 1; nil where the end is not known.
    ///   - detail: what is done so far, in words.
    func show(_ share: Double?, _ detail: String) {
        guard !console.isQuiet else { return }
        let now = Self.milliseconds()
        if console.isErrorTerminal {
            guard now - start >= 500, now - lastShown >= 100 || !isVisible else { return }
            lastShown = now
            isVisible = true
            let bar = share.map { Self.bar($0) + " " } ?? ""
            write("\r\u{1B}[K\(title) \(bar)\(detail)")
        } else if now - lastShown >= 10_000 {
            lastShown = now
            let percent = share.map { "\(Int($0 * 100)) %, " } ?? ""
            write("docket: \(title) \(percent)\(detail)\n")
        }
    }

    /// Takes the line away.
    func end() {
        if isVisible { write("\r\u{1B}[K") }
        isVisible = false
    }

    private static func bar(_ share: Double) -> String {
        let width = 24
        let done = Int((Double(width) * min(1, max(0, share))).rounded(.down))
        let percent = String(Int(share * 100))
        return "[" + String(repeating: "#", count: done) + String(repeating: ".", count: width - done) + "] "
            + String(repeating: " ", count: max(0, 3 - percent.count)) + percent + " %"
    }

    private func write(_ text: String) {
        console.write(Array(text.utf8), to: STDERR_FILENO)
    }

    private static func milliseconds() -> Int64 {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
    }
}
