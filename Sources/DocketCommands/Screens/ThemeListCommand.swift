import ArgumentParser
import DocketNotation
import DocketTerminal

struct ThemeListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List the themes.",
        discussion: """
            Example:
              docket theme list
            """)

    @OptionGroup var common: CommonOptions

    func run() async throws {
        let themes = Theme.available(ownFolder: ThemeCommand.ownFolder)
        if common.json {
            common.console.json([
                "themes": .array(
                    themes.map { theme in
                        .object([
                            "theme": JSONValue(theme.name), "title": JSONValue(theme.title),
                            "path": theme.path.map { JSONValue($0) } ?? .null,
                        ])
                    })
            ])
            return
        }
        var table = TextTable(["theme", "title", "file"])
        for theme in themes { table.add([theme.name, theme.title, theme.path ?? ""]) }
        table.print(to: common.console)
    }
}
