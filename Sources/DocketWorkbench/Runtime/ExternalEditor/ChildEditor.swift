import Glibc

/// The editor's process, in the foreground: it stops and goes on together with this one.
enum ChildEditor {
    enum Ending: Equatable, CustomStringConvertible {
        case exited(Int32)
        case killed(Int32)
        case notStarted(Int32)

        var description: String {
            switch self {
            case .exited(127): "could not be started"
            case .exited(let status): "ended with status \(status)"
            case .killed(let signal): "was ended by signal \(signal)"
            case .notStarted(let code): "could not be started (\(String(cString: strerror(code))))"
            }
        }
    }

    /// - Parameter words: the program and its arguments; it is looked for as a shell would.
    static func run(_ words: [String], environment: [String: String]) -> Ending {
        var arguments: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) } + [nil]
        var settings: [UnsafeMutablePointer<CChar>?] = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer { for pointer in arguments + settings { free(pointer) } }

        keepFiles()
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var all = sigset_t()
        var none = sigset_t()
        sigfillset(&all)
        sigemptyset(&none)
        posix_spawnattr_setsigdefault(&attributes, &all)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK))

        var process: pid_t = 0
        let code = posix_spawnp(&process, words[0], nil, &attributes, &arguments, &settings)
        guard code == 0 else { return .notStarted(code) }
        var status: Int32 = 0
        while waitpid(process, &status, 0) < 0 {
            guard errno == EINTR else { return .notStarted(errno) }
        }
        let signal = status & 0x7F
        return signal == 0 ? .exited((status >> 8) & 0xFF) : .killed(signal)
    }

    /// The store's files and locks are not the editor's, also where it outlives this program.
    private static func keepFiles() {
        guard let entries = opendir("/proc/self/fd") else { return }
        defer { closedir(entries) }
        while let entry = readdir(entries) {
            let number = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: 256) { Int32(String(cString: $0)) }
            }
            if let number, number > STDERR_FILENO { _ = fcntl(number, F_SETFD, FD_CLOEXEC) }
        }
    }
}
