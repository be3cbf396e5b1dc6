import DocketTerminal
import DocketWorkbench
import Testing

@Suite("The command registry")
struct RegistryTests {
    @Test("Every command has a title, a sentence and a key somewhere", arguments: Command.allCases)
    func complete(_ command: Command) {
        let definition = command.definition
        #expect(!definition.title.isEmpty && definition.summary.hasSuffix("."))
        #expect(!definition.keys.isEmpty)
    }

    @Test("No command is in two tables")
    func oneTable() {
        #expect(Command.tables.reduce(0) { $0 + $1.count } == Command.allCases.count)
    }

    @Test("Every key is one that can be read", arguments: Command.allCases)
    func readable(_ command: Command) {
        for (scope, keys) in command.definition.keys {
            for key in keys { #expect(KeyStroke(notation: key) != nil, "\(command.rawValue) in \(scope): \(key)") }
        }
    }

    @Test("No key means two things in one scope", arguments: Scope.allCases)
    func unambiguous(_ scope: Scope) {
        var owners: [KeyStroke: Command] = [:]
        for command in Command.allCases {
            for notation in command.definition.keys[scope] ?? [] {
                guard let stroke = KeyStroke(notation: notation) else { continue }
                #expect(
                    owners[stroke] == nil,
                    "\(notation) is both \(command.rawValue) and \(owners[stroke]?.rawValue ?? "")")
                owners[stroke] = command
            }
        }
    }

    @Test("Where text is typed, no plain letter is a command", arguments: Scope.allCases.filter(\.takesText))
    func textIsTyped(_ scope: Scope) {
        for command in KeyMap.standard.commands(in: scope) {
            for stroke in KeyMap.standard.keys(for: command, in: scope) {
                #expect(stroke.text == nil, "\(command.rawValue)")
            }
        }
    }

    @Test("Everything that decides can be found again by its key")
    func lookup() {
        for scope in Scope.allCases {
            for command in KeyMap.standard.commands(in: scope) {
                for stroke in KeyMap.standard.keys(for: command, in: scope) {
                    #expect(KeyMap.standard.command(for: stroke, in: scope) == command)
                }
            }
        }
    }
}
