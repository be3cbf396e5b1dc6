import ArgumentParser
import DocketModel
import DocketStorage
import DocketWorkflow

struct QueueCreateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "create",
        abstract: "Make a queue.",
        discussion: """
            Examples:
              docket queue create replies --overlap 2 --guideline rules.md
              docket queue create votes --config votes.toml --blind models,annotators
            """)

    @Argument(help: "Its name.")
    var name: String

    @OptionGroup var options: ConfigurationOptions
    @OptionGroup var common: CommonOptions

    func validate() throws {
        try NameCheck.queue(name)
    }

    func run() async throws {
        let (configuration, guideline) = try options.applied(to: QueueConfiguration(name: QueueID(name)))
        let made = try await common.withSession(.creating) { session in
            let known = try await session.store.queues(includingArchived: true)
            if known.contains(where: { $0.id.rawValue == name }) { throw CommandError.queueExists(QueueID(name)) }
            return try await session.configure(configuration, guideline: guideline)
        }
        QueueAnswer(queue: made).print("made", common)
    }
}
