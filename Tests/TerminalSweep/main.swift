import Glibc

// Puts text of every kind through the display policy, a frame and the real terminal device, and looks at the bytes
// that leave. Arguments: every so-manieth scalar (1 is all), and the same of the pairs (0 is none).
// Prints what it did and what it found, one line each; the status is 1 where it found a fault.
let numbers = CommandLine.arguments.dropFirst().compactMap { Int($0) }
do {
    var sweep = try TerminalSweep()
    try sweep.run(everyScalar: max(1, numbers.first ?? 1), everyPair: numbers.dropFirst().first ?? 0)
    exit(sweep.report() ? 0 : 1)
} catch {
    let message = Array("terminal-sweep: \(error)\n".utf8)
    _ = write(STDERR_FILENO, message, message.count)
    exit(2)
}
