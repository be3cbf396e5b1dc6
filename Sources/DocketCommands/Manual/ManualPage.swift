import DocketWorkbench

/// The manual page, in mdoc: from the command tree, the key registry and what is known of the surroundings.
struct ManualPage {
    private(set) var text = ""
    private let common: Set<String>
    private let root: CommandOutline

    init() throws {
        root = try CommandOutline.root()
        common = Set(root.arguments.flatMap(\.names))
        writeHead()
        writeCommands()
        writeKeys()
        writeSurroundings()
    }

    // MARK: Parts

    private mutating func writeHead() {
        macro(".Dd", "November", "22,", "2026")
        macro(".Dt", "DOCKET", "1")
        macro(".Os", "Docket", Docket.version)
        section("NAME")
        macro(".Nm", "docket")
        macro(".Nd", "label and review model suggestions in the terminal")
        section("SYNOPSIS")
        macro(".Nm")
        macro(".Op", "Ar", "command")
        macro(".Op", "Ar", "options")
        section("DESCRIPTION")
        macro(".Nm")
        line(
            "is a workbench for the suggestions of models: people accept, edit, reject and compare them, a lead settles"
        )
        line("what they disagree on, and what comes out loads into a trainer as it is.")
        line("Without a command it opens the list of queues.")
        line("On every screen ? shows the keys and : finds any command by its name;")
        macro(".Ic", "docket", "guide")
        line("teaches them in a minute.")
        paragraph()
        line("These options are taken by every command:")
        list(root.arguments.filter { !$0.isOfScreens })
        paragraph()
        line("And these by those that open a screen (without a command, review, adjudicate, guide):")
        list(root.arguments.filter(\.isOfScreens))
    }

    private mutating func writeCommands() {
        section("COMMANDS")
        for command in root.subcommands { write(command, "docket \(command.name)") }
    }

    private mutating func write(_ command: CommandOutline, _ path: String) {
        let positionals = command.arguments.filter(\.isPositional)
        macro(".Ss", path)
        line(command.abstract)
        if command.subcommands.isEmpty {
            paragraph()
            macro(".D1", "Ic", path)
            if !positionals.isEmpty { line(usage(positionals)) }
        }
        prose(command.discussion)
        let own = command.arguments.filter { common.isDisjoint(with: $0.names) }
        if !own.isEmpty { list(own) }
        for subcommand in command.subcommands { write(subcommand, "\(path) \(subcommand.name)") }
    }

    private func usage(_ positionals: [CommandOutline.Argument]) -> String {
        "Takes: "
            + positionals.map { argument in
                let name = (argument.valueName ?? "") + (argument.isRepeating ? " ..." : "")
                return argument.isOptional ? "[\(name)]" : name
            }.joined(separator: ", ") + "."
    }

    private mutating func writeKeys() {
        section("KEYS")
        line("These are the keys of the standard map;")
        macro(".Ic", "docket", "keys")
        line("prints those in force.")
        line("Where keys are given with a blank between them, they are pressed one after the other.")
        for scope in Scope.allCases {
            let rows = KeyTable(scope, .standard).rows
            guard !rows.isEmpty else { continue }
            macro(".Ss", scope.title)
            macro(".Bl", "-tag", "-width", "Ds", "-compact")
            for row in rows {
                macro(".It", row.words.isEmpty ? ":\(row.title)" : row.words.joined(separator: ", "))
                line(row.summary)
            }
            macro(".El")
        }
    }

    private static let variables: [(name: String, does: String)] = [
        ("DOCKET_STORE", "The store's file, where --store does not name one."),
        ("DOCKET_ANNOTATOR", "Who you are, where --as does not say so; else the login name."),
        ("DOCKET_THEME", "The theme, where --theme does not name one."),
        ("DOCKET_THEMES", "The folder of your own themes."),
        ("DOCKET_KEYS", "The key map, by its name or file, where --keys does not name one."),
        ("DOCKET_GUIDE", "off: the guide is not offered at the first start."),
        ("DOCKET_SCREEN_READER", "1: screens are printed as plain lines, as with --screen-reader."),
        ("DOCKET_SAMPLES", "The folder of the sample queues."),
        ("NO_COLOR", "Set to anything: no colours."),
        ("XDG_CONFIG_HOME, XDG_DATA_HOME, XDG_STATE_HOME", "Where configuration, data and state are kept."),
    ]

    private static let files: [(name: String, does: String)] = [
        ("~/.local/share/docket/docket.db", "The store; its log stands beside it. docket backup copies it whole."),
        ("~/.local/share/docket/keys/", "Keys to sign journals and exports with."),
        ("~/.config/docket/keys.toml", "Your own keys of the screens."),
        ("~/.config/docket/themes/NAME.toml", "Your own themes."),
        ("~/.local/state/docket/guide/", "Who was offered the guide."),
    ]

    private static let statuses: [(status: ExitStatus, means: String)] = [
        (.done, "Done."),
        (.no, "Done, and the answer is no: a check failed, or some of what was given was refused."),
        (.usage, "The command line is wrong."), (.badData, "What was read is wrong."),
        (.noInput, "There is no such file, queue or item."),
        (.unavailable, "The store or the terminal cannot be used."),
        (.cannotCreate, "A file cannot be made."), (.inputOutput, "Reading or writing failed."),
        (.notAllowed, "This person may not do this."),
    ]

    private mutating func writeSurroundings() {
        section("ENVIRONMENT")
        tagged(Self.variables.map { ("Ev", $0.name, $0.does) })
        section("FILES")
        tagged(Self.files.map { ("Pa", $0.name, $0.does) })
        section("EXIT STATUS")
        tagged(Self.statuses.map { ("Li", String($0.status.rawValue), $0.means) })
    }

    // MARK: mdoc

    private mutating func tagged(_ entries: [(macro: String, name: String, does: String)]) {
        macro(".Bl", "-tag", "-width", "Ds")
        for entry in entries {
            macro(".It", entry.macro, entry.name)
            line(entry.does)
        }
        macro(".El")
    }

    private mutating func list(_ arguments: [CommandOutline.Argument]) {
        macro(".Bl", "-tag", "-width", "Ds")
        for argument in arguments {
            let value = argument.valueName.map { argument.isPositional ? $0 : " \($0)" } ?? ""
            macro(".It", argument.names.joined(separator: ", ") + value)
            line(argument.abstract)
        }
        macro(".El")
    }

    /// The help's text: paragraphs as such, indented lines as they stand.
    private mutating func prose(_ text: String) {
        guard !text.isEmpty else { return }
        var isLiteral = false
        paragraph()
        for row in text.split(separator: "\n", omittingEmptySubsequences: false) {
            if row.hasPrefix("  ") != isLiteral, !row.isEmpty {
                isLiteral.toggle()
                isLiteral ? macro(".Bd", "-literal", "-offset", "indent") : macro(".Ed")
            }
            if row.isEmpty {
                // A blank line within an example belongs to it only if the example goes on, which is not known yet.
                if !isLiteral { paragraph() }
            } else {
                line(isLiteral ? String(row.dropFirst(2)) : String(row))
            }
        }
        if isLiteral { macro(".Ed") }
    }

    private mutating func section(_ title: String) {
        macro(".Sh", title)
    }

    private mutating func paragraph() {
        if !text.hasSuffix(".Pp\n") { macro(".Pp") }
    }

    /// A line of text; what would be read as a request or a macro is not.
    private mutating func line(_ words: String) {
        let escaped = Self.escaped(words)
        text += (escaped.first.map { ".'".contains($0) } ?? false ? "\\&" : "") + escaped + "\n"
    }

    private mutating func macro(_ name: String, _ arguments: String...) {
        text += name
        for argument in arguments { text += " " + Self.argument(argument) }
        text += "\n"
    }

    private static func escaped(_ words: String) -> String {
        words.replacing("\\", with: "\\e").replacing("-", with: "\\-").replacing("…", with: "...")
            .replacing("`", with: "\\(ga").replacing("^", with: "\\(ha").replacing("~", with: "\\(ti")
    }

    /// Options of macros such as `-tag` are not escaped; signs that macros set without a space are.
    private static func argument(_ words: String) -> String {
        guard !["-tag", "-width", "-compact", "-literal", "-offset"].contains(words) else { return words }
        let escaped = escaped(words).replacing("\"", with: "\\(dq")
        let isSign = words.count == 1 && ".,:;()[]?!|".contains(words)
        let text = isSign ? "\\&" + escaped : escaped
        return text.contains(" ") || text.isEmpty ? "\"\(text)\"" : text
    }
}
