import ArgumentParser
import DocketNotation
import DocketTerminal
import DocketText
import DocketWorkbench

struct KeysCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "keys", abstract: "Print the key table of the screens.",
        discussion: """
            Examples:
              docket keys
              docket help keys
            """)

    @OptionGroup var common: CommonOptions

    func run() async throws {
        let console = common.console
        let map = KeyMap.standard
        if common.json {
            var scopes: JSONObject = [:]
            for scope in Scope.allCases {
                scopes[scope.rawValue] = .array(
                    map.commands(in: scope).map { command in
                        .object([
                            "command": JSONValue(command.rawValue),
                            "keys": .array(map.keys(for: command, in: scope).map { JSONValue($0.notation) }),
                            "summary": JSONValue(command.definition.summary),
                        ])
                    })
            }
            console.json(scopes)
            return
        }
        for scope in Scope.allCases {
            let commands = map.commands(in: scope)
            guard !commands.isEmpty else { continue }
            console.line(scope.title)
            for command in commands {
                let keys = map.keys(for: command, in: scope).map { $0.label(ascii: !Surroundings.isUTF8).string }
                console.line(
                    "  \(padded(keys.joined(separator: " "), 18)) \(padded(command.definition.title, 16)) "
                        + command.definition.summary)
            }
            console.line()
        }
    }

    private func padded(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(0, width - text.count))
    }
}
