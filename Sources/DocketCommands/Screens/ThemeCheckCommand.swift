import ArgumentParser
import DocketNotation
import DocketTerminal

struct ThemeCheckCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Check that a theme has every role and can be read.",
        discussion: """
            Looks at each role, at each colour depth, on each background it can stand on. The status is 1 if \
            anything is below the contrast that the theme promises.

            Example:
              docket theme check mine.toml
            """)

    @Argument(help: ArgumentHelp("A theme's name, or its file. (default: all)", valueName: "theme"))
    var themes: [String] = []

    @OptionGroup var common: CommonOptions

    func run() async throws {
        let console = common.console
        let names = themes.isEmpty ? Theme.available(ownFolder: ThemeCommand.ownFolder).map(\.name) : themes
        var answers: [JSONValue] = []
        var hasProblems = false
        for name in names {
            let problems = try Theme.load(name, ownFolder: ThemeCommand.ownFolder).check().map(\.description)
            hasProblems = hasProblems || !problems.isEmpty
            if common.json {
                answers.append(
                    .object([
                        "theme": JSONValue(name), "ok": .bool(problems.isEmpty),
                        "problems": .array(problems.map { JSONValue($0) }),
                    ]))
            } else {
                console.outsideLine(SourceText("\(name): " + (problems.isEmpty ? "ok" : "\(problems.count) problems")))
                for problem in problems { console.outsideLine(SourceText("  \(problem)")) }
            }
        }
        if common.json { console.json(["themes": .array(answers)]) }
        if hasProblems { throw ExitStatus.no }
    }
}
