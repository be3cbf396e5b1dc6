package import Glibc
import Synchronization

/// A program to run, with exactly this environment, and what it said.
package struct ChildProcess: Sendable {
    package struct Outcome: Sendable {
        /// The exit status, or 128 and the signal that ended it.
        package var status: Int32
        package var output: String
        package var errors: String
    }

    package struct Failure: Error, CustomStringConvertible {
        package var description: String

        package init(description: String) {
            self.description = description
        }
    }

    package var path: String
    package var arguments: [String]
    package var environment: [String: String]
    package var folder: String

    package init(_ path: String, _ arguments: [String], environment: [String: String], folder: String = "/") {
        self.path = path
        self.arguments = arguments
        self.environment = environment
        self.folder = folder
    }

    /// The docket that was built beside the tests.
    package static let docket = built("docket")

    /// A program of the package that was built beside the tests.
    package static func built(_ name: String) -> String {
        var buffer = [UInt8](repeating: 0, count: 4096)
        let count = readlink("/proc/self/exe", &buffer, buffer.count)
        let tests = String(decoding: buffer.prefix(max(0, count)), as: UTF8.self)
        return "/" + tests.split(separator: "/").dropLast().joined(separator: "/") + "/" + name
    }

    /// Runs it to its end. What it reads and writes goes through files, so that neither side waits for the other.
    package func run(input: String = "") throws -> Outcome {
        let files = try (0..<3).map { _ in
            guard let file = tmpfile() else { throw Failure(description: "no temporary file: errno \(errno)") }
            return file
        }
        defer { files.forEach { fclose($0) } }
        let bytes = Array(input.utf8)
        _ = write(fileno(files[0]), bytes, bytes.count)
        lseek(fileno(files[0]), 0, SEEK_SET)
        let running = try spawn(files.map { fileno($0) })
        let status = running.wait()
        return Outcome(status: status, output: Self.content(files[1]), errors: Self.content(files[2]))
    }

    /// Starts it with pipes for a conversation.
    package func start() throws -> Running {
        var input: [Int32] = [0, 0]
        var output: [Int32] = [0, 0]
        try Self.starting.withLock { _ in
            guard pipe(&input) == 0, pipe(&output) == 0 else {
                throw Failure(description: "no pipes: errno \(errno)")
            }
            for descriptor in input + output { _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC) }
        }
        var running = try spawn([input[0], output[1], STDERR_FILENO])
        close(input[0])
        close(output[1])
        running.input = input[1]
        running.output = output[0]
        return running
    }

    /// Starts it on a terminal, which is its input, its output and what its errors go to.
    package func start(on terminal: Int32) throws -> Running {
        try spawn([terminal, terminal, terminal])
    }

    /// A process under way.
    package struct Running: Sendable {
        package let pid: pid_t
        fileprivate var input: Int32 = -1
        fileprivate var output: Int32 = -1

        /// Leaves its end to `wait`: until then its number is nobody else's, and can be sent a signal.
        package var isRunning: Bool {
            var change = siginfo_t()
            return waitid(P_PID, id_t(pid), &change, WEXITED | WNOHANG | WNOWAIT) == 0 && change.si_signo == 0
        }

        package func send(_ text: String) {
            let bytes = Array(text.utf8)
            _ = write(input, bytes, bytes.count)
        }

        /// What it wrote next, at least a byte; empty at the end.
        package func receive() -> String {
            var buffer = [UInt8](repeating: 0, count: 65_536)
            let count = read(output, &buffer, buffer.count)
            return String(decoding: buffer.prefix(max(0, count)), as: UTF8.self)
        }

        package func closeInput() { close(input) }
        package func closeOutput() { close(output) }

        /// Waits for its end: the exit status, or 128 and the signal.
        @discardableResult
        package func wait() -> Int32 {
            var status: Int32 = 0
            while waitpid(pid, &status, 0) < 0, errno == EINTR {}
            return status & 0x7F == 0 ? (status >> 8) & 0xFF : 128 + (status & 0x7F)
        }
    }

    /// One thread at a time: a child that another one starts would keep pipes open that are not marked yet.
    private static let starting = Mutex(())

    private func spawn(_ descriptors: [Int32]) throws -> Running {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        for (target, descriptor) in descriptors.enumerated() {
            posix_spawn_file_actions_adddup2(&actions, descriptor, Int32(target))
        }
        // `env` goes into the folder and then becomes the program.
        let command = ["/usr/bin/env", "-C", folder, path] + arguments
        var words: [UnsafeMutablePointer<CChar>?] = command.map { strdup($0) } + [nil]
        var variables: [UnsafeMutablePointer<CChar>?] = environment.map { strdup("\($0)=\($1)") } + [nil]
        defer { (words + variables).forEach { free($0) } }
        var pid: pid_t = 0
        let code = Self.starting.withLock { _ in
            posix_spawn(&pid, command[0], &actions, nil, &words, &variables)
        }
        guard code == 0 else { throw Failure(description: "\(path) cannot be started: errno \(code)") }
        return Running(pid: pid)
    }

    private static func content(_ file: UnsafeMutablePointer<FILE>) -> String {
        let descriptor = fileno(file)
        lseek(descriptor, 0, SEEK_SET)
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while case let count = read(descriptor, &buffer, buffer.count), count > 0 { bytes += buffer[..<count] }
        return String(decoding: bytes, as: UTF8.self)
    }
}
