import ArgumentParser
import DocketNotation
import DocketTerminal

struct ThemeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "theme",
        abstract: "List, check, preview and import themes.",
        discussion: """
            Your own themes are TOML files in docket/themes of your configuration folder, or in DOCKET_THEMES. They \
            may inherit from one that ships with the program.

            Examples:
              docket theme list
              docket theme preview light
              docket theme check mine.toml
            """,
        subcommands: [
            ThemeImportCommand.self, ThemeListCommand.self, ThemeCheckCommand.self, ThemePreviewCommand.self,
        ])

    static var ownFolder: String? { Theme.ownFolder(environment: Surroundings.terminalVariables) }
}
