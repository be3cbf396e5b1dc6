package import DocketTerminal

/// Which key does what, in each scope.
package struct KeyMap: Sendable {
    private var commands: [Scope: [KeyStroke: Command]] = [:]
    private var strokes: [Scope: [Command: [KeyStroke]]] = [:]

    /// The keys of the registry.
    package static let standard = KeyMap()

    private init() {
        for command in Command.allCases {
            for (scope, notations) in command.definition.keys {
                for stroke in notations.compactMap(KeyStroke.init(notation:)) {
                    commands[scope, default: [:]][stroke] = command
                    strokes[scope, default: [:]][command, default: []].append(stroke)
                }
            }
        }
    }

    package func command(for stroke: KeyStroke, in scope: Scope) -> Command? {
        commands[scope]?[stroke]
    }

    /// The command's keys in a scope, the usual one first.
    package func keys(for command: Command, in scope: Scope) -> [KeyStroke] {
        strokes[scope]?[command] ?? []
    }

    /// The commands that have a key in a scope, in the registry's order.
    package func commands(in scope: Scope) -> [Command] {
        Command.allCases.filter { !keys(for: $0, in: scope).isEmpty }
    }
}
