import DocketTestSupport
import Glibc

/// A terminal that is nothing but a line: bytes go in and come out, and all that came out is kept.
final class LineTerminal {
    private let master: Int32
    private let running: ChildProcess.Running
    private(set) var bytes: [UInt8] = []

    init(_ process: ChildProcess) throws {
        var ends: (master: Int32, slave: Int32) = (-1, -1)
        guard openpty(&ends.master, &ends.slave, nil, nil, nil) == 0 else {
            throw ChildProcess.Failure(description: "no pseudo terminal: errno \(errno)")
        }
        let slave = ends.slave
        master = ends.master
        for end in [master, slave] { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        defer { close(slave) }
        running = try process.start(on: slave)
    }

    deinit { close(master) }

    func type(_ text: String) {
        let bytes = Array(text.utf8)
        _ = write(master, bytes, bytes.count)
    }

    var text: String { String(decoding: bytes, as: UTF8.self) }

    /// Reads until a text has come behind what was waited for before; gives up after `seconds`.
    func waitFor(_ wanted: String, seconds: Double = 20) throws {
        let clock = ContinuousClock()
        let deadline = clock.now.advanced(by: .seconds(seconds))
        while clock.now < deadline {
            if String(decoding: bytes[heard...], as: UTF8.self).contains(wanted) {
                heard = bytes.count
                return
            }
            guard receive() else { break }
        }
        throw ChildProcess.Failure(description: "waited for \"\(wanted)\"; what came is\n\(text)")
    }

    private var heard = 0

    /// Reads to the end of the program, which is its exit status.
    func wait() -> Int32 {
        while receive() {}
        return running.wait()
    }

    /// - Returns: false where nothing more can come.
    private func receive() -> Bool {
        var waited = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
        guard poll(&waited, 1, 200) > 0 else { return running.isRunning }
        var piece = [UInt8](repeating: 0, count: 65_536)
        let count = read(master, &piece, piece.count)
        guard count > 0 else { return false }
        bytes += piece.prefix(count)
        return true
    }
}
