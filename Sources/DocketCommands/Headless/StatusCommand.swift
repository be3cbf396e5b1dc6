import ArgumentParser
import DocketModel
import DocketNotation
import DocketStorage
import DocketWorkflow

struct StatusCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status",
        abstract: "Show how queues stand.",
        discussion: """
            How many conflicts and resolutions there are is said to leads only.

            Examples:
              docket status
              docket status replies --json
            """)

    @Argument(help: "One queue. (default: all that are not archived)")
    var queue: String?

    @OptionGroup var common: CommonOptions

    func run() async throws {
        let console = common.console
        let statuses = try await common.withSession(.reading) { session in
            let queues: [QueueRecord]
            if let queue {
                queues = [try await session.store.queue(QueueID(queue))]
            } else {
                queues = try await session.store.queues(includingArchived: false)
            }
            var statuses: [QueueStatus] = []
            for queue in queues { statuses.append(try await session.status(of: queue)) }
            return statuses
        }
        if common.json {
            console.json(["queues": .array(statuses.map { .object($0.json) })])
            return
        }
        guard !statuses.isEmpty else {
            console.note("there are no queues: docket import FILE or docket queue create NAME makes one")
            return
        }
        var table = TextTable(
            ["queue", "items", "decisions", "complete", "claimed", "conflicts", "resolved", "for you", "came back"],
            figures: [1, 2, 3, 4, 5, 6, 7, 8])
        for status in statuses {
            let counts = status.counts
            table.add(
                [status.queue.id.rawValue]
                    + [counts.items, counts.decisions, counts.complete, counts.claimed].map { String($0) }
                    + [status.conflicts.map { String($0) } ?? "-", status.resolved.map { String($0) } ?? "-"]
                    + [String(status.progress.remaining), String(status.inbox)])
        }
        table.print(to: console)
    }
}
