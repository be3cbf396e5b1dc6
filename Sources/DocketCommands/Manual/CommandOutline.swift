import ArgumentParser
import DocketNotation

/// A command as the parser knows it: what it takes, and what its help says.
struct CommandOutline {
    struct Argument {
        /// As it is written on a command line: `--format <format>`, `-o`, `<queue>`.
        var names: [String]
        var valueName: String?
        var abstract: String
        var isPositional: Bool
        var isOptional: Bool
        var isRepeating: Bool
    }

    var name: String
    var abstract: String
    var discussion: String
    var arguments: [Argument]
    var subcommands: [CommandOutline]

    /// The whole tree.
    static func root() throws -> CommandOutline {
        CommandOutline(try JSONParser().parse(Docket._dumpHelp()).object?["command"]?.object ?? [:])
    }

    private init(_ object: JSONObject) {
        name = object["commandName"]?.string ?? ""
        abstract = object["abstract"]?.string ?? ""
        discussion = object["discussion"]?.string ?? ""
        arguments = (object["arguments"]?.array ?? []).compactMap(\.object).filter {
            $0["shouldDisplay"]?.bool == true
        }.map(Argument.init)
        subcommands = (object["subcommands"]?.array ?? []).compactMap(\.object).map(CommandOutline.init)
            .filter { $0.name != "help" }
    }
}

extension CommandOutline.Argument {
    /// Whether only commands that paint take it, of those that the command without a name takes.
    var isOfScreens: Bool {
        Set(names).isDisjoint(with: ["--store", "--as", "--json", "--quiet", "--version", "--help"])
    }

    fileprivate init(_ object: JSONObject) {
        let kind = object["kind"]?.string
        names = (object["names"]?.array ?? []).compactMap(\.object).compactMap { name in
            guard let text = name["name"]?.string else { return nil }
            return (name["kind"]?.string == "short" ? "-" : "--") + text
        }
        valueName = kind == "flag" ? nil : object["valueName"]?.string
        abstract = object["abstract"]?.string ?? ""
        isPositional = kind == "positional"
        isOptional = object["isOptional"]?.bool ?? true
        isRepeating = object["isRepeating"]?.bool ?? false
    }
}
