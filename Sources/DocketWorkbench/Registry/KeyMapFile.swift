import DocketModel
import DocketNotation
import DocketTerminal

/// A key map as its file says it: which keys of which commands are other than those it inherits.
struct KeyMapFile {
    /// The keys that a command has from here on in a scope, or wherever it applies.
    struct Change {
        var scope: Scope?
        var command: Command
        var keys: [KeySequence]
        var line: Int?
    }

    private let text: String
    private(set) var inherits = KeyMap.standard.name
    private(set) var changes: [Change] = []
    private(set) var problems: [KeyMapError.Problem] = []

    /// The name of the table whose keys go for every scope.
    static let everywhere = "all"

    init(_ text: String) {
        self.text = text
        do throws(TOMLError) {
            // What goes for everything comes first, so that a scope's own word is the last.
            let table = try TOML.parse(text)
            for member in table.members where member.key == Self.everywhere { read(member) }
            for member in table.members where member.key != Self.everywhere { read(member) }
        } catch {
            problems.append(.init(line: error.line, reason: error.reason))
        }
    }

    private mutating func read(_ member: JSONObject.Member) {
        if member.key == "inherits" {
            guard let name = member.value.string else {
                return complain("\"inherits\" wants the name of a map", member.key)
            }
            guard KeyMap.shippedNames.contains(name) else {
                return complain("no key map is called \"\(name)\"\(Self.near(name, KeyMap.shippedNames))", member.key)
            }
            inherits = name
            return
        }
        let names = [Self.everywhere] + Scope.allCases.map(\.rawValue)
        guard names.contains(member.key) else {
            return complain(
                "there is no scope \"\(member.key)\"\(Self.near(member.key, names)); there are: \(names.joined(separator: ", "))",
                member.key)
        }
        guard let table = member.value.object else {
            return complain("\"\(member.key)\" is a scope and wants a table: [\(member.key)]", member.key)
        }
        for entry in table.members { read(entry, in: member.key) }
    }

    private mutating func read(_ entry: JSONObject.Member, in section: String) {
        let scope = Scope(rawValue: section)
        guard let command = Command(rawValue: entry.key) else {
            let names = Command.allCases.map(\.rawValue)
            return complain(
                "no command is called \"\(entry.key)\"\(Self.near(entry.key, names)); docket keys lists them",
                entry.key,
                section)
        }
        if let scope, command.definition.keys[scope] == nil {
            let scopes = Scope.allCases.filter { command.definition.keys[$0] != nil }.map(\.rawValue)
            return complain(
                "\"\(command.rawValue)\" does nothing in \(section): it applies in \(scopes.joined(separator: ", "))",
                entry.key, section)
        }
        guard let notations = entry.value.string.map({ [$0] }) ?? entry.value.array?.map({ $0.string ?? "" }) else {
            return complain(
                "\"\(entry.key)\" wants a key such as \"a\", or several: [\"a\", \"C-y\"]", entry.key, section)
        }
        var keys: [KeySequence] = []
        for notation in notations {
            guard let sequence = KeySequence(notation: notation) else {
                complain(
                    "\"\(notation)\" is no key: write a, A, C-r, A-f, S-tab, enter, esc, space, f5, or several with blanks between them",
                    entry.key, section)
                continue
            }
            if let other = sequence.strokes.compactMap(Self.sentAs).first {
                complain("a terminal sends \(notation) as \(other): write \"\(other)\"", entry.key, section)
                continue
            }
            if let scope, scope.takesText, sequence.strokes[0].text != nil {
                complain(
                    "\(notation) is typed in \(section): take a key with C- or A-, or a function key", entry.key,
                    section)
                continue
            }
            if !keys.contains(sequence) { keys.append(sequence) }
        }
        // A command whose every key was wrong keeps what it had: one mistake, one message.
        guard !keys.isEmpty || notations.isEmpty else { return }
        changes.append(
            Change(scope: scope, command: command, keys: keys, line: TOML.line(of: entry.key, under: section, in: text))
        )
    }

    /// Keys that a terminal does not tell from others.
    private static func sentAs(_ stroke: KeyStroke) -> String? {
        guard stroke.modifiers == .control, case .character(let character) = stroke.key else { return nil }
        return switch character {
        case "i": "tab"
        case "m", "j": "enter"
        case "h": "backspace"
        case "[": "esc"
        default: nil
        }
    }

    private mutating func complain(_ reason: String, _ key: String, _ section: String? = nil) {
        problems.append(
            .init(
                line: TOML.line(of: key, under: section, in: text),
                reason: section.map { "[\($0)] \(reason)" } ?? reason))
    }

    private static func near(_ name: String, _ names: [String]) -> String {
        let near = Spelling.near(name, in: names)
        return near.isEmpty ? "" : ": did you mean " + near.map { "\"\($0)\"" }.joined(separator: " or ") + "?"
    }
}
