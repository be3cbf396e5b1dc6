import ArgumentParser
import DocketModel
import DocketNotation
import DocketTerminal
import DocketText
import DocketWorkbench

struct KeysCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "keys", abstract: "Print the key table of the screens, or check a key map of your own.",
        discussion: """
            Your own keys go to keys.toml in docket's folder among your configuration files (~/.config/docket):

              inherits = "prodigy"            standard, prodigy, langsmith or vim
              [review]                        a scope, as docket keys --json names them
              accept = ["a", "C-y"]           a command's id, and its keys; [] for none
              go-home = "g q"                 several keys one after the other
              [all]                           wherever the command applies
              page-down = ["C-f", "space"]

            Two commands that want one key are an error that names both.

            Examples:
              docket keys
              docket keys --keys vim --scope review
              docket keys --check ~/.config/docket/keys.toml
            """)

    @OptionGroup var common: CommonOptions
    @OptionGroup var options: KeyOptions

    @Option(help: ArgumentHelp("Check this key map; 1 where something is wrong with it.", valueName: "file"))
    var check: String?

    @Option(
        help: ArgumentHelp(
            "Only this scope: \(Scope.allCases.map(\.rawValue).joined(separator: ", ")).", valueName: "scope"))
    var scope: String?

    @Flag(help: "Print tables in Markdown.")
    var markdown = false

    func validate() throws {
        if let scope, Scope(rawValue: scope) == nil {
            let near = Spelling.near(scope, in: Scope.allCases.map(\.rawValue)).first
            throw ValidationError("There is no scope \"\(scope)\"\(near.map { ", maybe \"\($0)\"" } ?? "")")
        }
    }

    func run() async throws {
        if let check { return try report(on: check) }
        let map = try options.map()
        let tables = Scope.allCases.filter { scope ?? $0.rawValue == $0.rawValue }.map { KeyTable($0, map) }
        if common.json {
            printJSON(tables, map)
        } else if markdown {
            let headed = scope == nil
            common.console.line(
                tables.map { (headed ? "## \($0.scope.title)\n\n" : "") + $0.markdown }.joined(separator: "\n\n"))
        } else {
            for table in tables { show(table) }
        }
    }

    private func printJSON(_ tables: [KeyTable], _ map: KeyMap) {
        var scopes: JSONObject = [:]
        for table in tables {
            let commands = Command.allCases.filter { $0.definition.keys[table.scope] != nil }
            scopes[table.scope.rawValue] = .array(
                commands.map { command in
                    .object([
                        "command": JSONValue(command.rawValue),
                        "keys": .array(map.keys(for: command, in: table.scope).map { JSONValue($0.notation) }),
                        "title": JSONValue(command.title(in: table.scope)),
                        "summary": JSONValue(command.summary(in: table.scope)),
                    ])
                })
        }
        common.console.json(scopes)
    }

    private func show(_ table: KeyTable) {
        let console = common.console
        console.line(table.scope.title)
        for row in table.rows {
            let keys = row.keys.isEmpty ? ":" : row.label(ascii: !Surroundings.isUTF8).string
            console.line("  \(padded(keys, 18)) \(padded(row.title, 16)) \(row.summary)")
        }
        console.line()
    }

    private func report(on path: String) throws {
        let problems: [KeyMapError.Problem]
        do {
            _ = try KeyMap(reading: SmallFile.read(path).string, source: path)
            problems = []
        } catch KeyMapError.invalid(_, let found) {
            problems = found
        }
        if common.json {
            common.console.json([
                "ok": .bool(problems.isEmpty),
                "problems": .array(
                    problems.map { problem in
                        .object([
                            "line": problem.line.map { JSONValue($0) } ?? .null, "reason": JSONValue(problem.reason),
                        ])
                    }),
            ])
        } else {
            for problem in problems { common.console.outsideLine(SourceText("\(path): \(problem)")) }
            if problems.isEmpty { common.console.outsideLine(SourceText("\(path): every key has one meaning")) }
        }
        if !problems.isEmpty { throw ExitStatus.no }
    }

    private func padded(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(0, width - text.count))
    }
}
