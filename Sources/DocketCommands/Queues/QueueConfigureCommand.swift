import ArgumentParser
import DocketStorage
import DocketWorkflow

struct QueueConfigureCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "configure",
        abstract: "Change a queue's configuration.",
        discussion: """
            What is not named stays as it is. Every version is kept in the journal, and each decision knows the \
            guideline it was made under.

            Examples:
              docket queue configure replies --overlap 3
              docket queue configure replies --config replies.toml
              docket queue configure replies --guideline rules.md
            """)

    @Argument(help: "The queue.")
    var queue: String

    @OptionGroup var options: ConfigurationOptions
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let changed = try await common.withQueue(queue, .existing) { session, queue in
            let (configuration, guideline) = try options.applied(to: queue.configuration)
            return try await session.configure(configuration, guideline: guideline)
        }
        QueueAnswer(queue: changed).print("configured", common)
    }
}
