import ArgumentParser

struct QueueCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "queue",
        abstract: "Make, configure, show, list and archive queues, and show how they changed.",
        discussion: """
            Examples:
              docket queue create replies --overlap 2 --guideline rules.md
              docket queue show replies > replies.toml
              docket queue configure replies --config replies.toml
            """,
        subcommands: [
            QueueCreateCommand.self, QueueConfigureCommand.self, QueueShowCommand.self, QueueListCommand.self,
            QueueLogCommand.self, QueueArchiveCommand.self,
        ])
}
