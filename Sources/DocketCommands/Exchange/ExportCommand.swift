import ArgumentParser
import DocketInterchange
import DocketNotation
import DocketStorage
import DocketWorkflow

struct ExportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Write what was decided, with its manifest.",
        discussion: """
            One row for each outcome: the resolution of an item, else what its annotators agree on. What is left out \
            (incomplete, in conflict, tied, skipped, flagged, two equal sides) is counted by reason. \
            FILE.manifest.json leads each row back to the decisions behind it. The same journal position gives the same bytes.

            A file that is there is replaced where it is an export that nobody has changed since, else with --force only.

            Examples:
              docket export replies --format trl-preference --output pairs.jsonl
              docket export replies --format trl-unpaired --dry-run --verbose
              docket export replies --format docket --as-of 120 --output then.jsonl
              docket export replies --format hh --output hh.jsonl --sign
            """)

    @Argument(help: "The queue.")
    var queue: String

    @Option(help: "docket, trl-preference, trl-prompt-completion, trl-unpaired, hh.")
    var format: ExportFormat

    @Option(
        name: [.long, .short],
        help: ArgumentHelp("Where to write. (default: standard output, without a manifest)", valueName: "file"))
    var output: String?

    @Flag(help: "Write over a file that is there, whatever it is.")
    var force = false

    @Option(
        help: ArgumentHelp("The outcomes as they stood at a position of the queue's journal.", valueName: "position"))
    var asOf: Int?

    @Flag(help: "One row for each decision.")
    var perDecision = false

    @Flag(help: "Strings in place of lists of messages.")
    var flat = false

    @Flag(help: "Add the strength of a preference, 1 to 3, as \"margin\", where one was given.")
    var margin = false

    @Flag(help: "Sign the journal's head and the file's digest with your key, in the manifest.")
    var sign = false

    @Flag(help: "Write nothing; say what would be written, and what is left out and why.")
    var dryRun = false

    @Flag(help: "With --dry-run: also name each item of which something is left out.")
    var verbose = false

    @OptionGroup var common: CommonOptions

    func validate() throws {
        if common.json, !dryRun, output ?? "-" == "-" {
            throw ValidationError(
                "With --json the rows need a place of their own: name it with --output, or use --dry-run.")
        }
        if sign, dryRun || output ?? "-" == "-" {
            throw ValidationError("--sign signs the manifest, which is written beside a file: name it with --output.")
        }
        if verbose, common.json || !dryRun {
            throw ValidationError("--verbose goes with --dry-run, and without --json.")
        }
    }

    func run() async throws {
        let console = common.console
        let destination: ExportWriter.Destination =
            if dryRun { .nowhere } else if let output, output != "-" { .file(output) } else { .standardOutput() }
        if case .file(let path) = destination {
            try ExportTarget(path).requireFree(
                isForced: force, storeFiles: try StoreAddress(common.storePath()).files)
        }
        let key = sign ? try KeyCommand.folder().privateKey(of: common.annotator()) : nil
        // Whoever looks at an export gets it disguised, whoever pipes it as it is.
        var shown: (@Sendable (SourceText) -> [UInt8])?
        if destination == .standardOutput(), console.isTerminal { shown = { text in console.shown(text) } }
        let request = ExportRequest(
            format: format, asOf: asOf, isFlat: flat, isPerDecision: perDecision, includesMargin: margin,
            destination: destination, key: key, shown: shown)
        var named: [String] = []
        let receipt = try await common.withQueue(queue, .reading) { session, queue in
            let progress = ProgressLine("exporting \(queue.id):", console)
            defer { progress.end() }
            return try await session.export(
                queue, request,
                leftOut: { item, reasons in
                    if verbose { named.append("\(item): " + reasons.map(\.rawValue).joined(separator: ", ")) }
                },
                progress: { progress.show(Double($0.done) / Double(max(1, $0.total)), "") })
        }
        let summary = ExportSummary(receipt: receipt, queue: queue, isDryRun: dryRun)
        if common.json {
            console.json(receipt.json)
        } else if destination == .standardOutput() {
            console.note(summary.line)
        } else {
            console.outsideLine(SourceText(summary.line))
            if dryRun { for reason in summary.reasons { console.line("  " + reason) } }
            for item in named { console.outsideLine(SourceText("left out: " + item)) }
        }
        if let warning = summary.warning { console.note(warning) }
    }
}

extension ExportFormat: ExpressibleByArgument {}
