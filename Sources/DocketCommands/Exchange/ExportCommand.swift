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

            Examples:
              docket export replies --format trl-preference --output pairs.jsonl
              docket export replies --format trl-unpaired --dry-run
              docket export replies --format docket --as-of 120 --output then.jsonl
            """)

    @Argument(help: "The queue.")
    var queue: String

    @Option(help: "docket, trl-preference, trl-prompt-completion, trl-unpaired, hh.")
    var format: ExportFormat

    @Option(
        name: [.long, .short],
        help: ArgumentHelp("Where to write. (default: standard output, without a manifest)", valueName: "file"))
    var output: String?

    @Option(
        help: ArgumentHelp("The outcomes as they stood at a position of the queue's journal.", valueName: "position"))
    var asOf: Int?

    @Flag(help: "One row for each decision.")
    var perDecision = false

    @Flag(help: "Strings in place of lists of messages.")
    var flat = false

    @Flag(help: "Add the strength of a preference, 1 to 3, as \"margin\".")
    var margin = false

    @Flag(help: "Write nothing; say what would be written, and what is left out and why.")
    var dryRun = false

    @OptionGroup var common: CommonOptions

    func validate() throws {
        if common.json, !dryRun, output ?? "-" == "-" {
            throw ValidationError(
                "With --json the rows need a place of their own: name it with --output, or use --dry-run.")
        }
    }

    func run() async throws {
        let console = common.console
        let destination: ExportWriter.Destination =
            if dryRun { .nowhere } else if let output, output != "-" { .file(output) } else { .standardOutput() }
        let request = ExportRequest(
            format: format, asOf: asOf, isFlat: flat, isPerDecision: perDecision, includesMargin: margin,
            destination: destination)
        let lists = dryRun && !common.json
        let receipt = try await common.withQueue(queue, .reading) { session, queue in
            let progress = ProgressLine("exporting \(queue.id):", console)
            defer { progress.end() }
            return try await session.export(
                queue, request,
                leftOut: { item, reasons in
                    guard lists else { return }
                    let names = reasons.map(\.rawValue).joined(separator: ", ")
                    console.outsideLine(SourceText("left out: \(item): \(names)"))
                },
                progress: { progress.show(Double($0.done) / Double(max(1, $0.total)), "") })
        }
        if common.json {
            console.json(receipt.json)
            return
        }
        let summary = Self.summary(receipt, isDryRun: dryRun)
        if destination == .standardOutput() { console.note(summary) } else { console.line(summary) }
    }

    private static func summary(_ receipt: ExportReceipt, isDryRun: Bool) -> String {
        var line = "\(receipt.rows) row\(receipt.rows == 1 ? "" : "s")"
        if isDryRun {
            line += " would be written"
        } else if let path = receipt.path {
            line += " in \(path)"
        }
        let reasons = LeftOut.allCases.compactMap { reason in
            receipt.leftOut[reason].map { "\($0) \(reason.rawValue)" }
        }
        if !reasons.isEmpty { line += "; left out: " + reasons.joined(separator: ", ") }
        return line
    }
}

extension ExportFormat: ExpressibleByArgument {}
