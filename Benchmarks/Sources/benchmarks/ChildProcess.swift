import CProcess
import Glibc

/// A program that was started, and what is known of it.
struct ChildProcess {
    let command: String
    let id: pid_t

    /// Starts a program with descriptors in place of its standard ones.
    init(_ arguments: [String], environment: [String], input: Int32, output: Int32, error: Int32) throws {
        command = arguments.joined(separator: " ")
        id = withCStrings(arguments) { arguments in
            withCStrings(environment) { bench_spawn(arguments, $0, input, output, error) }
        }
        guard id > 0 else { throw BenchmarkError.system(action: "starting \(command)", code: errno) }
    }

    /// Starts a program in a pseudo terminal; `terminal` becomes our end of it.
    init(_ arguments: [String], environment: [String], size: TerminalSize, terminal: inout Int32) throws {
        command = arguments.joined(separator: " ")
        id = withCStrings(arguments) { arguments in
            withCStrings(environment) { environment in
                bench_spawn_in_terminal(arguments, environment, size.rows, size.columns, &terminal)
            }
        }
        guard id > 0 else { throw BenchmarkError.system(action: "starting \(command)", code: errno) }
    }

    /// Waits for the end. Throws `BenchmarkError.failed` where the status is not 0.
    /// - Returns: the peak of its memory in MiB.
    @discardableResult
    func wait() throws -> Double {
        var outcome = bench_outcome()
        guard bench_wait(id, &outcome) else {
            throw BenchmarkError.system(action: "waiting for \(command)", code: errno)
        }
        guard outcome.status == 0 else { throw BenchmarkError.failed(command: command, status: outcome.status) }
        return Double(outcome.peak_kib) / 1024
    }
}

/// Lends strings as a C array that ends with a null.
private func withCStrings<Result>(
    _ strings: [String], _ body: (UnsafePointer<UnsafeMutablePointer<CChar>?>) -> Result
) -> Result {
    let copies = strings.map { strdup($0) } + [nil]
    defer { for copy in copies { free(copy) } }
    return copies.withUnsafeBufferPointer { buffer in
        guard let start = buffer.baseAddress else { preconditionFailure("the array holds its null at least") }
        return body(start)
    }
}
