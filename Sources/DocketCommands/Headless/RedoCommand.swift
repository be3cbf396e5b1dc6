import ArgumentParser
import DocketWorkflow

struct RedoCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "redo",
        abstract: "Put back what you undid last in a queue.",
        discussion: """
            Possible until you decide something new. A decision whose slot somebody else has taken since comes back as \
            surplus.

            Example:
              docket redo replies
            """)

    @Argument(help: "The queue.")
    var queue: String

    @OptionGroup var common: CommonOptions

    func run() async throws {
        try await common.withQueue(queue, .existing) { session, queue in
            UndoAnswer(try await session.redo(in: queue), verb: "redone").print(common)
        }
    }
}
