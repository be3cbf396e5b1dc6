import ArgumentParser
import DocketStorage
import DocketWorkbench
import DocketWorkflow

struct ReviewCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "review",
        abstract: "Decide item by item, suggestions side by side.",
        discussion: """
            A FILE is imported first, into a queue named after it; a second time nothing is added.

            Examples:
              docket review replies
              docket review replies.jsonl
              docket review replies --as ann1 --theme light
            """)

    @Argument(help: ArgumentHelp("A queue, or a file of items.", valueName: "queue|file"))
    var queue: String

    @OptionGroup var common: CommonOptions
    @OptionGroup var look: LookOptions

    func validate() throws {
        if common.json { throw ValidationError("A screen has no JSON: docket next --json prints an item.") }
    }

    func run() async throws {
        let terminal = try ScreenTerminal(look)
        let console = common.console
        try await common.withSession(Surroundings.exists(queue) ? .creating : .existing) { session in
            let progress = ProgressLine("importing \(queue):", console)
            defer { progress.end() }
            let opened = try await open(session, progress)
            progress.end()
            if let count = opened.report?.refusedCount, count > 0 {
                console.note("\(count) records of \(queue) were left out: docket import \(queue) says which and why")
            }
            try await terminal.show(.review(opened.queue), session: session)
        }
    }

    private func open(
        _ session: Session, _ progress: ProgressLine
    ) async throws -> (queue: QueueRecord, report: ImportReport?) {
        do {
            return try await session.openForReview(queue) { reached in
                progress.show(nil, "\(reached.records) records, line \(reached.line)")
            }
        } catch StoreError.unknownQueue(_, let near) where !Surroundings.exists(queue) {
            throw CommandError.neitherQueueNorFile(queue, near: near)
        }
    }
}
