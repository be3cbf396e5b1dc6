import ArgumentParser
import DocketInterchange
import DocketNotation
import DocketTerminal
import Glibc

struct ThemeImportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Make a theme of a base16 or base24 colour scheme.",
        discussion: """
            Reads a scheme of tinted-theming (YAML), writes a theme with its colours to your own themes, and says \
            where a colour has too little contrast to be read well. The eight further colours of base24 are not used.

            Examples:
              docket theme import gruvbox-dark-hard.yaml
              docket theme import scheme.yaml --name mine --force
            """)

    @Argument(help: "The scheme's YAML file.")
    var scheme: String

    @Option(help: "What the theme is called. (default: the file's name)")
    var name: String?

    @Flag(help: "Write over a theme of that name.")
    var force = false

    @OptionGroup var common: CommonOptions

    func run() async throws {
        let console = common.console
        guard let folder = ThemeCommand.ownFolder else { throw CommandError.noHome }
        let text = try SmallFile.read(scheme)
        let read = try Base16Scheme(yaml: text.string, source: scheme)
        let name = try name ?? usualName()
        guard !name.isEmpty, !name.hasPrefix("."),
            name.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || "-_.".contains($0)) })
        else { throw ValidationError("A theme's name is letters, digits, - and _: give one with --name.") }
        let path = "\(folder)/\(name).toml"
        guard force || !Surroundings.exists(path) else {
            throw CommandError.badFile(
                path: path, reason: "is there already: --force writes over it, --name names another")
        }
        Self.makeFolders(folder)
        let file = try AtomicFile(path)
        try file.write(Array(read.toml.utf8))
        try file.commit()
        let problems = try Theme.load(name, ownFolder: folder).check().map(\.description)
        if common.json {
            console.json([
                "theme": JSONValue(name), "path": JSONValue(path), "ok": .bool(problems.isEmpty),
                "problems": .array(problems.map { JSONValue($0) }),
                "unused": .array(read.unused.map { JSONValue($0) }),
            ])
        } else {
            console.outsideLine(SourceText("made \(path): docket --theme \(name)"))
            if let first = read.unused.first, let last = read.unused.last {
                console.outsideLine(SourceText("  \(first) to \(last) are not used: a theme has sixteen colours"))
            }
            for problem in problems { console.outsideLine(SourceText("  \(problem)")) }
        }
    }

    private func usualName() throws -> String {
        let file = scheme.split(separator: "/").last.map(String.init) ?? scheme
        return String(file.prefix { $0 != "." })
    }

    private static func makeFolders(_ path: String) {
        var folder = ""
        for part in path.split(separator: "/") {
            folder += "/" + part
            mkdir(folder, 0o755)
        }
    }
}
