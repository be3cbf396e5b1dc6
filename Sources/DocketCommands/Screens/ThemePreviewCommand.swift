import ArgumentParser
import DocketTerminal

struct ThemePreviewCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "preview", abstract: "Show what a theme looks like.",
        discussion: """
            Paints the name of each role as the role looks, at the colours this terminal has.

            Example:
              docket theme preview light
            """)

    @Argument(help: "The theme's name, or its file.")
    var theme: String

    @OptionGroup var common: CommonOptions

    func run() async throws {
        let loaded = try Theme.load(theme, ownFolder: ThemeCommand.ownFolder)
        let sample = ThemeSample(theme: loaded, console: common.console)
        for line in sample.lines(columns: Surroundings.columns) { common.console.line(line) }
    }
}
