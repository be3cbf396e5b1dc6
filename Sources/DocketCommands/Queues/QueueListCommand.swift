import ArgumentParser
import DocketModel
import DocketNotation
import DocketStorage
import DocketWorkflow

struct QueueListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List the queues.",
        discussion: """
            Examples:
              docket queue list
              docket queue list --all --json
            """)

    @Flag(help: "Also those that are archived.")
    var all = false

    @OptionGroup var common: CommonOptions

    func run() async throws {
        let console = common.console
        let queues = try await common.withSession(.reading) { session in
            try await session.store.queues(includingArchived: all)
        }
        if common.json {
            console.json(["queues": .array(queues.map { .object(QueueAnswer(queue: $0).json) })])
            return
        }
        var table = TextTable(["queue", "annotators", "version", "state", "title"], figures: [1, 2])
        for queue in queues {
            let overlap = queue.configuration.overlap
            let annotators =
                overlap.minimum == overlap.maximum ? "\(overlap.minimum)" : "\(overlap.minimum)-\(overlap.maximum)"
            table.add([
                queue.id.rawValue, annotators, "\(queue.version)", queue.isArchived ? "archived" : "open",
                queue.configuration.title,
            ])
        }
        if queues.isEmpty { console.note("there are no queues") } else { table.print(to: console) }
    }
}
