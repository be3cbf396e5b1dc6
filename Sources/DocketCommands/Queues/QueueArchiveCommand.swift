import ArgumentParser
import DocketStorage
import DocketWorkflow

struct QueueArchiveCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "archive",
        abstract: "Close a queue to new decisions, and leave it out of lists.",
        discussion: """
            Nothing is deleted; it can be read and exported as before.

            Examples:
              docket queue archive replies
              docket queue archive replies --undo
            """)

    @Argument(help: "The queue.")
    var queue: String

    @Flag(help: "Open it again.")
    var undo = false

    @OptionGroup var common: CommonOptions

    func run() async throws {
        let changed = try await common.withQueue(queue, .existing) { session, queue in
            try await session.setArchived(!undo, queue: queue.id)
            return try await session.store.queue(queue.id)
        }
        QueueAnswer(queue: changed).print(undo ? "opened" : "archived", common)
    }
}
