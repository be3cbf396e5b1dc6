/// Commands that belong together, as the help and the manual list them.
package struct CommandTheme: Sendable {
    package let title: String
    package let definitions: [Command: CommandDefinition]

    /// In the order in which they are listed: what a screen is for, then how to get around. No command is in two of
    /// them: a test holds them to that.
    package static let all = [
        CommandTheme(title: "Answering", definitions: CommandDefinition.answering),
        CommandTheme(title: "Settling", definitions: CommandDefinition.adjudicating),
        CommandTheme(title: "Editing", definitions: CommandDefinition.editing),
        CommandTheme(title: "Writing", definitions: CommandDefinition.writing),
        CommandTheme(title: "Queues", definitions: CommandDefinition.queues),
        CommandTheme(title: "Reading", definitions: CommandDefinition.reading),
        CommandTheme(title: "Moving", definitions: CommandDefinition.moving),
        CommandTheme(title: "Everywhere", definitions: CommandDefinition.general),
    ]

    /// Its commands, in the registry's order.
    package var commands: [Command] { Command.allCases.filter { definitions[$0] != nil } }
}
