import DocketNotation
import DocketText
import Glibc

/// What the program prints. Results go to standard output, messages to standard error. Text from outside goes through
/// the display policy where a terminal shows it, and out as it is where a program reads it.
struct Console: Sendable {
    /// For what is said before the options are known.
    static let standard = Console(isQuiet: false)

    let isQuiet: Bool
    let isTerminal = isatty(STDOUT_FILENO) == 1
    let isErrorTerminal = isatty(STDERR_FILENO) == 1

    /// One line of the program's own words.
    func line(_ text: String = "") {
        write(Array(text.utf8) + [newline], to: STDOUT_FILENO)
    }

    /// Lines of the program's own words, as they are.
    func text(_ text: String) {
        write(Array(text.utf8), to: STDOUT_FILENO)
    }

    /// One line that may hold text from outside, on one line of a terminal.
    func outsideLine(_ text: SourceText) {
        write(shown(text) + [newline], to: STDOUT_FILENO)
    }

    /// Text of several lines, each indented; where a terminal shows it, wrapped.
    func outsideText(_ text: SourceText, indent: String) {
        guard isTerminal else {
            for line in text.bytes.split(separator: newline, omittingEmptySubsequences: false) {
                write(Array(indent.utf8) + line + [newline], to: STDOUT_FILENO)
            }
            return
        }
        let display = DisplayText(bytes: text.bytes, policy: policy(singleLine: false))
        let layout = TextLayout(display, width: max(20, min(Surroundings.columns, 100) - indent.count))
        for line in layout.lines {
            let blanks = String(repeating: " ", count: line.indent)
            self.line(indent + blanks + display.slice(line.clusters).string)
        }
    }

    /// A whole text from outside: as it is; where a terminal shows it, disguised and wrapped.
    func outsideDocument(_ text: SourceText) {
        guard isTerminal else { return write(text.bytes, to: STDOUT_FILENO) }
        var text = text
        if text.bytes.last == newline { text.bytes.removeLast() }
        outsideText(text, indent: "")
    }

    /// The only document of a `--json` run.
    func json(_ object: JSONObject) {
        json(.object(object))
    }

    func json(_ value: JSONValue) {
        write(shown(SourceText(bytes: value.serialized)) + [newline], to: STDOUT_FILENO)
    }

    /// Something to know that is no result.
    func note(_ text: String) {
        guard !isQuiet else { return }
        write(errorBytes("docket: \(text)"), to: STDERR_FILENO)
    }

    func failure(_ text: String) {
        write(errorBytes("docket: \(text)"), to: STDERR_FILENO)
    }

    /// A question that only `y` or `yes` agrees to, asked also where messages are not wanted.
    func asks(_ question: String) -> Bool {
        write(errorBytes("docket: \(question) [y/N]").dropLast() + [UInt8(ascii: " ")], to: STDERR_FILENO)
        let answer = readLine()?.lowercased()
        return answer == "y" || answer == "yes"
    }

    /// Text as standard output should get it, on one line.
    func shown(_ text: SourceText) -> [UInt8] {
        guard isTerminal else { return text.bytes }
        return Array(DisplayText(bytes: text.bytes, policy: policy(singleLine: true)).string.utf8)
    }

    private let newline = UInt8(ascii: "\n")

    private func policy(singleLine: Bool) -> DisplayPolicy {
        DisplayPolicy(asciiOnly: !Surroundings.isUTF8, singleLine: singleLine)
    }

    /// A message is one line, whatever names and values it quotes.
    private func errorBytes(_ text: String) -> [UInt8] {
        let policy = DisplayPolicy(asciiOnly: isErrorTerminal && !Surroundings.isUTF8, singleLine: true)
        return Array(DisplayText(text, policy: policy).string.utf8) + [newline]
    }

    func write(_ bytes: [UInt8], to descriptor: Int32) {
        var written = 0
        while written < bytes.count {
            let count = bytes.withUnsafeBytes { buffer in
                Glibc.write(descriptor, buffer.baseAddress.map { $0 + written }, buffer.count - written)
            }
            if count < 0, errno == EINTR { continue }
            if count < 0, errno == EAGAIN {
                var ready = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
                _ = poll(&ready, 1, -1)
                continue
            }
            guard count > 0 else {
                // A result that cannot be handed over ends the run; a message that cannot is not worth that.
                if descriptor == STDOUT_FILENO {
                    exit(errno == EPIPE ? ExitStatus.brokenPipe.rawValue : ExitStatus.inputOutput.rawValue)
                }
                return
            }
            written += count
        }
    }
}
