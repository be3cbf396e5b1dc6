import ArgumentParser
import DocketModel
import DocketNotation
import DocketStorage
import DocketWorkflow
import Glibc

struct RedactCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "redact",
        abstract: "Take what a decision, resolution or send-back says out of the journal, for good.",
        discussion: """
            For personal data that must not be kept. The text cannot be brought back, not by docket undo either, and what \
            was redacted stands no longer: its slot is free. The journal keeps that there was an event, whose, when, and \
            the SHA-256 of what it said, and a tombstone with your name and the reason; docket verify counts it, and it is \
            no problem. Backups, exports and copies made before still hold the text: see to them, too. So may the disk \
            itself. Takes an admin.

            A receipt is printed for each once it is on disk; the status is 1 if any was refused.

            Examples:
              docket history replies 7
              docket redact replies 5f0c1c0e-0d5b-4d34-9a52-1f1a7a0b6a11 --reason "names a patient"
            """)

    @Argument(help: "The queue.")
    var queue: String

    @Argument(help: ArgumentHelp("The events' ids.", valueName: "event"))
    var events: [String] = []

    @Option(help: ArgumentHelp("Why; the journal keeps it.", valueName: "text"))
    var reason: String

    @Flag(help: "Do not ask whether you are sure.")
    var yes = false

    @OptionGroup var names: NameOptions
    @OptionGroup var common: CommonOptions

    func validate() throws {
        guard !events.isEmpty || names.fromFile != nil else {
            throw ValidationError("Name the events, or a file that does with --from-file.")
        }
        guard reason.contains(where: { !$0.isWhitespace }) else {
            throw ValidationError("--reason says why, for those who find the tombstone.")
        }
        guard yes || names.fromFile != "-" || isatty(STDIN_FILENO) == 0 else {
            throw ValidationError("Standard input cannot both name the events and answer: give --yes.")
        }
    }

    func run() async throws {
        let console = common.console
        let feed = try NameFeed(events, file: names.fromFile, key: "event")
        let refusedAny = try await common.withQueue(queue, .existing) { session, queue in
            try session.require(.admin, to: "redact")
            guard try yes || isSure(of: queue) else {
                console.note("nothing was redacted")
                throw ExitStatus.no
            }
            return try await NameReceipts(console: console, key: "event").run(feed) { event in
                try await session.redact(EventID(event), in: queue, reason: reason).json
            }
        }
        console.note(
            "backups, exports and copies made before still hold what was redacted; the journal keeps its SHA-256")
        if refusedAny { throw ExitStatus.no }
    }

    /// Asks on a terminal. Nobody can answer where there is none: whoever wrote the script was.
    private func isSure(of queue: QueueRecord) throws -> Bool {
        guard isatty(STDIN_FILENO) == 1 else { return true }
        let what = names.fromFile == nil ? "\(events.count)" : "all that are named"
        return common.console.asks("take the text of \(what) out of queue \(queue.id) for good? It cannot be undone.")
    }
}
