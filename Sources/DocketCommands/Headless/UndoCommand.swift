import ArgumentParser
import DocketModel
import DocketWorkflow

struct UndoCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "undo",
        abstract: "Take back your last action in a queue.",
        discussion: """
            Takes back your last decision, resolution or send-back, as often as you like; nothing is deleted, and \
            docket redo puts it back.

            Examples:
              docket undo replies
              docket undo replies --decision 5f0c1c0e-0d5b-4d34-9a52-1f1a7a0b6a11
            """)

    @Argument(help: "The queue.")
    var queue: String

    @Option(help: ArgumentHelp("That decision (resolution, send-back), if nothing was built on it.", valueName: "id"))
    var decision: String?

    @OptionGroup var common: CommonOptions

    func run() async throws {
        try await common.withQueue(queue, .existing) { session, queue in
            let receipt = try await session.undo(decision.map { EventID($0) }, in: queue)
            UndoAnswer(receipt, verb: "undone").print(common)
        }
    }
}
