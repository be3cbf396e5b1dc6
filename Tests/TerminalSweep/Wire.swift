import DocketTerminal
import DocketTestSupport
import Glibc
import Synchronization

/// A pty whose one end is this process's own terminal, and whose other end is read as a terminal would.
final class Wire: Sendable {
    private struct State {
        var bytes: [UInt8] = []
        var count = 0
    }

    private let master: Int32
    /// Where the process wrote before it got its terminal.
    private let report: Int32
    private let state = Mutex(State())

    init(size: Size) throws {
        report = dup(STDOUT_FILENO)
        let pair = try TerminalPair(rows: size.rows, columns: size.columns)
        master = pair.master
        let slave = open(pair.name, O_RDWR | O_NOCTTY)
        // As raw as the device makes it: what stands before it does so must come through as it is, too.
        var modes = termios()
        tcgetattr(slave, &modes)
        cfmakeraw(&modes)
        tcsetattr(slave, TCSANOW, &modes)
        dup2(slave, STDIN_FILENO)
        dup2(slave, STDOUT_FILENO)
        close(slave)
        let master = self.master
        Task.detached { [self] in
            var buffer = [UInt8](repeating: 0, count: 1 << 16)
            while case let count = read(master, &buffer, buffer.count), count > 0 {
                let piece = buffer[..<count]
                state.withLock { $0.bytes += piece }
            }
        }
    }

    /// Everything that was written since the last call.
    func receive() -> [UInt8] {
        // A mark of the test's own says where it ends.
        let mark = Array("\u{1B}_end\u{1B}\\".utf8)
        _ = write(STDOUT_FILENO, mark, mark.count)
        while true {
            let taken: [UInt8]? = state.withLock { state in
                guard state.bytes.suffix(mark.count).elementsEqual(mark) else { return nil }
                defer { state.bytes = [] }
                state.count += state.bytes.count - mark.count
                return state.bytes.dropLast(mark.count)
            }
            if let taken { return taken }
            sched_yield()
        }
    }

    var byteCount: Int { state.withLock { $0.count } }

    func say(_ line: String) {
        let bytes = Array((line + "\n").utf8)
        _ = write(report, bytes, bytes.count)
    }
}
