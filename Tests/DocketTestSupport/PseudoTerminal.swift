import Glibc

/// A program in a terminal of its own (a pty), seen from the terminal's side: the bytes that it writes, as it wrote them.
package final class PseudoTerminal {
    private var master: Int32
    private let child: pid_t
    private var status: Int32?
    /// Everything that came so far.
    package private(set) var bytes: [UInt8] = []
    /// How many pieces they came in: an upper limit of the program's writes.
    package private(set) var pieces = 0
    package private(set) var emulator: TerminalEmulator

    /// POSIX_SPAWN_SETSID, which Swift's Glibc module hides.
    private static let startsSession: Int16 = 0x80

    /// Starts the program with exactly this environment.
    package init(
        _ path: String, _ arguments: [String], environment: [String: String], rows: Int = 24, columns: Int = 80,
        folder: String = "/"
    ) throws {
        emulator = TerminalEmulator(rows: rows, columns: columns)
        let pair = try TerminalPair(rows: rows, columns: columns)
        master = pair.master
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        // The first terminal that the leader of a session opens becomes the session's own.
        posix_spawn_file_actions_addopen(&actions, 0, pair.name, O_RDWR, 0)
        posix_spawn_file_actions_adddup2(&actions, 0, 1)
        posix_spawn_file_actions_adddup2(&actions, 0, 2)
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        posix_spawnattr_setflags(&attributes, Self.startsSession)
        let command = ["/usr/bin/env", "-C", folder, path] + arguments
        var words: [UnsafeMutablePointer<CChar>?] = command.map { strdup($0) } + [nil]
        var variables: [UnsafeMutablePointer<CChar>?] = environment.map { strdup("\($0)=\($1)") } + [nil]
        defer { (words + variables).forEach { free($0) } }
        var pid: pid_t = 0
        let code = posix_spawn(&pid, command[0], &actions, &attributes, &words, &variables)
        guard code == 0 else { throw ChildProcess.Failure(description: "\(path) cannot be started: errno \(code)") }
        child = pid
    }

    deinit {
        if master >= 0 { close(master) }
        if status == nil {
            kill(child, SIGKILL)
            _ = wait()
        }
    }

    package var screen: String { emulator.text }

    package func type(_ text: String) {
        type(Array(text.utf8))
    }

    package func type(_ bytes: [UInt8]) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = write(master, Array(rest), rest.count)
            guard count > 0 else { return }
            rest = rest.dropFirst(count)
        }
    }

    package func resize(rows: Int, columns: Int) {
        emulator.resize(rows: rows, columns: columns)
        TerminalPair.resize(master, rows: rows, columns: columns)
    }

    package func signal(_ number: Int32) {
        kill(child, number)
    }

    /// Reads what there is, waiting at most so long for the first of it.
    /// - Returns: false at the end of the program, or when nothing came.
    @discardableResult
    package func read(milliseconds: Int32) -> Bool {
        var waited = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
        guard poll(&waited, 1, milliseconds) > 0 else { return false }
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        let count = Glibc.read(master, &buffer, buffer.count)
        guard count > 0 else { return false }
        pieces += 1
        bytes += buffer[..<count]
        emulator.feed(Array(buffer[..<count]))
        return true
    }

    /// Reads until the screen is as wanted; throws after `seconds`.
    package func wait(
        until what: String, seconds: Int = 20, _ isSo: (TerminalEmulator) -> Bool
    ) throws {
        let clock = ContinuousClock()
        let deadline = clock.now.advanced(by: .seconds(seconds))
        while !isSo(emulator) {
            guard clock.now < deadline else {
                throw ChildProcess.Failure(description: "waited \(seconds) s until \(what); the screen is\n\(screen)")
            }
            if !read(milliseconds: 50), hasEnded, !read(milliseconds: 0), !isSo(emulator) {
                throw ChildProcess.Failure(description: "it ended before \(what); the screen is\n\(screen)")
            }
        }
    }

    package func wait(for text: String, seconds: Int = 20) throws {
        try wait(until: "\"\(text)\" is on the screen", seconds: seconds) { $0.text.contains(text) }
    }

    /// Forgets the bytes so far, to count those of a key.
    package func forget() {
        bytes = []
        pieces = 0
    }

    package var hasEnded: Bool {
        guard status == nil else { return true }
        var change = siginfo_t()
        return waitid(P_PID, id_t(child), &change, WEXITED | WNOHANG | WNOWAIT) == 0 && change.si_signo != 0
    }

    /// Reads to the program's end, which must come within that time: the exit status, or 128 and the signal that ended
    /// it. One that does not end is killed.
    package func finish(seconds: Int = 60) -> Int32 {
        let clock = ContinuousClock()
        let deadline = clock.now.advanced(by: .seconds(seconds))
        while !hasEnded, clock.now < deadline {
            if master < 0 || !read(milliseconds: 20) { poll(nil, 0, 5) }
        }
        if !hasEnded { kill(child, SIGKILL) }
        while master >= 0, read(milliseconds: 0) {}
        emulator.end()
        return wait()
    }

    /// The terminal goes away, as when its window is closed.
    package func hangUp() {
        close(master)
        master = -1
    }

    private func wait() -> Int32 {
        if let status { return status }
        var code: Int32 = 0
        while waitpid(child, &code, 0) < 0, errno == EINTR {}
        let result = code & 0x7F == 0 ? (code >> 8) & 0xFF : 128 + (code & 0x7F)
        status = result
        return result
    }
}
