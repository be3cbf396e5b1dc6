import DocketTestSupport
import Glibc
import Testing

@Suite("What leaves through the terminal device")
struct TerminalSweepTests {
    private static let program = ChildProcess.built("terminal-sweep")

    @Test(
        "is our own control sequences and printable text, as wide as the frame takes it, for every kind of text",
        .enabled(if: LibraryWidths.isOfKnownVersion, "the widths need glibc 2.36"),
        arguments: ["xterm-256color", "linux", "screen"])
    func sweep(term: String) throws {
        // At scale 30 and more it is each scalar, with all its neighbours.
        let step = max(1, 31 / Surroundings.rounds(1))
        let pairs = max(1, 311 / Surroundings.rounds(1))
        let outcome = try ChildProcess(
            Self.program, ["\(step)", "\(pairs)"],
            environment: ["TERM": term, "LC_ALL": "C.UTF-8", "HOME": "/", "SWIFT_BACKTRACE": "enable=no"]
        ).run()
        #expect(outcome.status == 0, "\(outcome.output)\(outcome.errors)")
        #expect(outcome.output.contains("0 faults, 0 rows that differ"))
    }
}
