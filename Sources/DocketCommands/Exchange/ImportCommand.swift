import ArgumentParser
import DocketInterchange
import DocketModel
import DocketNotation
import DocketWorkflow

struct ImportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Take in items, decisions and resolutions.",
        discussion: """
            Reads JSON lines or one JSON array; CSV and TSV with a mapping (--map). A bad line is reported with file, \
            line, column and reason, and the rest goes on. Importing a file again adds nothing. An import that was cut off \
            goes on where it was when the same file is imported again (not standard input).

            With a mapping, a file whose name ends in .csv or .tsv is read as a table whose first row names the columns. \
            Standard input, other names and other layouts need a section in the mapping; all its keys may be left out:

              [table]
              separator = ","            # or "\\t"
              quoting = true             # false: quotation marks are plain characters
              columns = ["id", "text"]   # where the first row does not name them
              json = ["scores"]          # columns whose cells hold JSON

            A queue that is not there yet gets the configuration in FILE.toml beside FILE, or in --config; else each \
            item needs one annotator.

            Examples:
              docket import replies.jsonl
              docket import votes.json --map pandalm.toml --queue votes
              docket import pairs.csv --map pairs.toml
              zcat pairs.jsonl.gz | docket import - --queue pairs --json
              docket import replies.jsonl --dry-run
            """)

    @Argument(help: ArgumentHelp("Files; - is standard input.", valueName: "file"))
    var files: [String]

    @Option(help: ArgumentHelp("The queue. (default: the records', else named after the file)", valueName: "name"))
    var queue: String?

    @Option(
        help: ArgumentHelp(
            "One of docket, hh, trl-preference, trl-prompt-completion, trl-unpaired, mapped. (default: found)"
        ))
    var format: ImportFormat?

    @Option(help: ArgumentHelp("A mapping of fields, for any other format.", valueName: "toml"))
    var map: String?

    @Option(help: ArgumentHelp("The configuration of a new queue.", valueName: "toml"))
    var config: String?

    @Option(help: "What a choice of unknown origin becomes: assessment, hidden until people have decided, or decision.")
    var recorded: RecordedChoice = .assessment

    @Flag(help: "Stop at the first bad line, and import nothing of that file.")
    var strict = false

    @Flag(help: "Only say what would happen.")
    var dryRun = false

    @OptionGroup var common: CommonOptions

    func validate() throws {
        if let queue { try NameCheck.queue(queue) }
    }

    func run() async throws {
        let console = common.console
        for file in files where file != "-" && !Surroundings.exists(file) {
            throw CommandError.unreadable(path: file, reason: "there is no such file")
        }
        let options = ImportOptions(
            queue: queue.map { QueueID($0) }, format: format, mapPath: map, configurationPath: config,
            isStrict: strict, isDryRun: dryRun, recorded: recorded)
        var reports: [ImportReport] = []
        var failure: (any Error)?
        do {
            try await common.withSession(dryRun ? .trying : .creating) { session in
                for file in files {
                    let report = try await take(file, options, session, console)
                    reports.append(report)
                    if report.ignoresConfiguration {
                        console.note(
                            "--config is ignored: queue \"\(report.queue)\" is there and has its own; "
                                + "docket queue configure \(report.queue) changes it")
                    }
                    if !common.json { show(report, console) }
                    if report.isAbandoned { break }
                }
            }
        } catch {
            // What the files before it came to is told all the same.
            guard !reports.isEmpty else { throw error }
            failure = error
        }
        if common.json { console.json(["files": .array(reports.map { .object($0.json) })]) }
        if let failure { throw failure }
        if let abandoned = reports.first(where: \.isAbandoned) {
            throw CommandError.strictImport(
                path: abandoned.file, problem: abandoned.refused.last?.description ?? "a record is bad")
        }
        if reports.contains(where: { $0.refusedCount > 0 }) { throw ExitStatus.no }
    }

    private func take(
        _ file: String, _ options: ImportOptions, _ session: Session, _ console: Console
    ) async throws -> ImportReport {
        let progress = ProgressLine("importing \(file):", console)
        defer { progress.end() }
        let start = ContinuousClock.now
        var isNoted = false
        return try await session.importFile(file, options) { reached in
            if let line = reached.resumedAt, !isNoted {
                isNoted = true
                console.note("\(file): resuming at line \(line), where an import of it was cut off")
            }
            let seconds = max(0.001, (ContinuousClock.now - start) / .seconds(1))
            progress.show(
                reached.share, "\(reached.records) records, \(Int(Double(reached.records) / seconds)) a second")
        }
    }

    private func show(_ report: ImportReport, _ console: Console) {
        guard !report.isAbandoned else { return }
        // Where nothing was taken in, the file is of some other kind, and each of its lines would say the same.
        let shown = report.refused.prefix(report.isEmpty ? Self.problemsOfNothing : report.refused.count)
        for problem in shown {
            console.failure(
                "\(report.file), line \(problem.line), column \(problem.column): \(problem.reason); it was left out")
        }
        if report.refusedCount > shown.count {
            let more = "\(report.refusedCount - shown.count) more lines were left out"
            console.failure(
                "\(report.file): "
                    + (report.isEmpty
                        ? "\(more), and not one taken in: is it JSON lines? (docket import --help)" : more))
        }
        let counts = [
            Self.count(report.items, "item"), Self.count(report.decisions, "decision"),
            Self.count(report.resolutions, "resolution"), Self.count(report.questions, "question record"),
        ].compactMap { $0 }
        var line = "\(report.file): " + (counts.isEmpty ? "nothing new" : counts.joined(separator: ", "))
        line += counts.isEmpty ? " for queue " : dryRun ? " would go into queue " : " into queue "
        line += "\(report.queue) (\(report.format.rawValue)"
        if report.unchanged > 0 { line += ", \(report.unchanged) unchanged" }
        if report.refusedCount > 0 { line += ", \(report.refusedCount) refused" }
        console.outsideLine(SourceText(line + ")"))
    }

    /// How many lines are named of a file of which nothing could be used.
    private static let problemsOfNothing = 20

    private static func count(_ number: Int, _ noun: String) -> String? {
        number == 0 ? nil : "\(number) \(noun)\(number == 1 ? "" : "s")"
    }
}

extension ImportFormat: ExpressibleByArgument {}
extension RecordedChoice: ExpressibleByArgument {}
