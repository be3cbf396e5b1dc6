import FoundationEssentials
import Glibc

struct TerminalSize {
    var columns: UInt16
    var rows: UInt16

    var label: String { "\(columns)x\(rows)" }
}

/// A program in a pseudo terminal: what it sends, and when.
final class TerminalSession {
    /// What came in answer to a key or a start, until it was quiet.
    struct Response {
        /// Milliseconds to the first byte after which the program was quiet.
        var last: Double
        /// Milliseconds to the end of the first synchronised update (`CSI ? 2026 l`), if there was one.
        var painted: Double?
        var bytes: Int
    }

    /// Output has ended once nothing came for so long. It is not part of any figure.
    static let quiet: Int32 = 30
    /// A program that says nothing for so long is given up.
    private static let patience: Int32 = 10_000

    private let process: ChildProcess
    private let terminal: Int32
    private let started: ContinuousClock.Instant
    private var buffer = [UInt8](repeating: 0, count: 65_536)

    init(_ arguments: [String], environment: [String], size: TerminalSize) throws {
        var terminal: Int32 = -1
        started = .now
        process = try ChildProcess(arguments, environment: environment, size: size, terminal: &terminal)
        self.terminal = terminal
    }

    deinit { close(terminal) }

    /// The first frame: all that was sent until it was quiet, the marker among it.
    func firstFrame(with marker: String) throws -> Response { try receive(since: started, marker: Array(marker.utf8)) }

    /// Sends a key and takes in the answer. A key without an answer is an error: it would look like a fast one. An answer
    /// that says it is saving is not over before it says that it has.
    func press(_ key: String) throws -> Response {
        let bytes = Array(key.utf8)
        let start = ContinuousClock.now
        guard write(terminal, bytes, bytes.count) == bytes.count else {
            throw BenchmarkError.system(action: "sending a key to \(process.command)", code: errno)
        }
        return try receive(since: start, marker: [])
    }

    private func receive(since start: ContinuousClock.Instant, marker: [UInt8]) throws -> Response {
        var text: [UInt8] = []
        var arrivals: [(end: Int, time: Double)] = []
        var isMarked = marker.isEmpty
        var isPending = false
        while true {
            let isComplete = isMarked && !arrivals.isEmpty && !isPending
            let count = readAvailable(timeout: isComplete ? Self.quiet : Self.patience)
            if count == 0 && isComplete {
                isPending = Self.isSaving(text)
                if isPending { continue } else { break }
            }
            isPending = false
            guard count > 0 else {
                let awaited = marker.isEmpty ? "an answer to a key" : "“\(String(decoding: marker, as: UTF8.self))”"
                throw BenchmarkError.silent(command: process.command, awaited: awaited)
            }
            let time = (ContinuousClock.now - start) / .milliseconds(1)
            text += buffer[..<count]
            arrivals.append((text.count, time))
            if !isMarked { isMarked = text.contains(marker) }
        }
        // Looked for afterwards: a search between two reads would count as the program's time.
        let updateEnd = text.firstRange(of: Array("\u{1b}[?2026l".utf8))?.upperBound
        let painted = updateEnd.flatMap { end in arrivals.first { $0.end >= end }?.time }
        return Response(last: arrivals.last?.time ?? .nan, painted: painted, bytes: text.count)
    }

    private static func isSaving(_ text: [UInt8]) -> Bool {
        guard let saving = text.ranges(of: Array("saving".utf8)).last else { return false }
        return !text[saving.upperBound...].contains(Array("saved".utf8))
    }

    /// - Returns: 0 where nothing came in time, less where the program has closed its side.
    private func readAvailable(timeout: Int32) -> Int {
        var descriptor = pollfd(fd: terminal, events: Int16(POLLIN), revents: 0)
        return poll(&descriptor, 1, timeout) > 0 ? read(terminal, &buffer, buffer.count) : 0
    }

    /// Milliseconds of processor time that all its threads have used; nil where the kernel does not count it.
    var processorTime: Double? {
        let tasks = "/proc/\(process.id)/task"
        guard let threads = try? FileManager.default.contentsOfDirectory(atPath: tasks) else { return nil }
        let times = threads.compactMap { try? String(contentsOfFile: "\(tasks)/\($0)/schedstat", encoding: .utf8) }
            .compactMap { $0.split(separator: " ").first.flatMap { Double($0) } }
        return times.isEmpty ? nil : times.reduce(0, +) / 1_000_000
    }

    /// The peak of its own resident memory so far in MiB.
    var peakMebibytes: Double? {
        let path = "/proc/\(process.id)/status"
        guard let status = try? String(contentsOfFile: path, encoding: .utf8) else { return nil }
        let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
        return line?.split(separator: " ").dropFirst().first.flatMap { Double($0) }.map { $0 / 1024 }
    }

    /// Sends the keys that leave the program, if any, and waits for its end.
    func leave(_ keys: String) throws {
        _ = keys.withCString { write(terminal, $0, keys.utf8.count) }
        while true {
            let count = readAvailable(timeout: Self.patience)
            // The kernel answers with an error once the program has closed its side.
            if count < 0 { break }
            guard count > 0 else { throw BenchmarkError.silent(command: process.command, awaited: "its end") }
        }
        try process.wait()
    }

    /// Ends a program that has no key for it.
    func kill() throws {
        _ = Glibc.kill(process.id, SIGKILL)
        do { try process.wait() } catch BenchmarkError.failed {}
    }
}
