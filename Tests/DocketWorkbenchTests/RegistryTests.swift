import DocketTerminal
@testable import DocketWorkbench
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
        #expect(CommandTheme.all.reduce(0) { $0 + $1.definitions.count } == Command.allCases.count)
    }

    @Test("Every key is one that can be read", arguments: Command.allCases)
    func readable(_ command: Command) {
        for (scope, keys) in command.definition.keys {
            for key in keys { #expect(KeySequence(notation: key) != nil, "\(command.rawValue) in \(scope): \(key)") }
        }
    }

    @Test("No key means two things in one scope, and no command stands in the way of a longer sequence")
    func unambiguous() {
        #expect(KeyMap.standard.clashes.isEmpty)
    }

    @Test("Where text is typed, no plain letter is a command", arguments: Scope.allCases.filter(\.takesText))
    func textIsTyped(_ scope: Scope) {
        for command in KeyMap.standard.commands(in: scope) {
            for keys in KeyMap.standard.keys(for: command, in: scope) {
                #expect(keys.strokes.allSatisfy { $0.text == nil }, "\(command.rawValue)")
            }
        }
    }

    @Test("Everything that decides can be found again by its key")
    func lookup() {
        for scope in Scope.allCases {
            for command in KeyMap.standard.commands(in: scope) {
                for keys in KeyMap.standard.keys(for: command, in: scope) {
                    guard case .command(command)? = KeyMap.standard.entry(for: keys.strokes, in: scope) else {
                        Issue.record("\(keys) in \(scope.rawValue) is not \(command.rawValue)")
                        continue
                    }
                }
            }
        }
    }
}
