package import DocketTerminal

/// Which keys do what, in each scope.
package struct KeyMap: Sendable {
    /// The keys of each command, the usual one first.
    typealias Bindings = [Scope: [Command: [KeySequence]]]

    /// What it is called: `standard`, another map's name, or the path of a file.
    package let name: String
    let bindings: Bindings
    private let tries: [Scope: KeyTrie]
    /// What cannot be as it was asked for; none in a map that is used.
    let clashes: [Clash]

    /// Two commands that want the same keys in one scope, or one of them the beginning of the other's.
    struct Clash: Sendable, Hashable {
        var scope: Scope
        var keys: KeySequence
        var holder: Command
        var claimant: Command
    }

    /// The keys of the registry.
    package static let standard = KeyMap(name: "standard", registered)

    /// What the registry says, before anybody changes it.
    private static var registered: Bindings {
        var bindings: Bindings = [:]
        for command in Command.allCases {
            for (scope, notations) in command.definition.keys {
                bindings[scope, default: [:]][command] = notations.compactMap(KeySequence.init(notation:))
            }
        }
        return bindings
    }

    /// Where two commands clash, the first in the registry's order has the keys.
    init(name: String, _ bindings: Bindings) {
        var tries: [Scope: KeyTrie] = [:]
        var clashes: [Clash] = []
        for (scope, commands) in bindings {
            var trie = KeyTrie()
            for command in Command.allCases {
                for keys in commands[command] ?? [] {
                    clashes += trie.insert(keys.strokes[...], command).map {
                        Clash(scope: scope, keys: keys, holder: $0, claimant: command)
                    }
                }
            }
            tries[scope] = trie
        }
        self.name = name
        self.bindings = bindings
        self.tries = tries
        self.clashes = clashes
    }

    /// What strokes lead to in a scope: a command, or keys that can follow; nil where they mean nothing.
    package func entry(for strokes: some Collection<KeyStroke>, in scope: Scope) -> KeyTrie.Entry? {
        tries[scope]?.entry(for: strokes)
    }

    /// The command's keys in a scope, the usual one first.
    package func keys(for command: Command, in scope: Scope) -> [KeySequence] {
        bindings[scope]?[command] ?? []
    }

    /// The command's usual key in words, for messages; its name in the palette where it has none.
    func name(of command: Command, in scope: Scope) -> String {
        keys(for: command, in: scope).first?.words ?? ":" + command.title(in: scope)
    }

    /// Whether the digits that choose have other keys here than the digits themselves.
    package func digitsAreMapped(in scope: Scope) -> Bool {
        (1...9).contains { digit in
            guard let command = Command.choose(digit), command.definition.keys[scope] != nil else { return false }
            return keys(for: command, in: scope).map(\.notation) != [String(digit)]
        }
    }

    /// The commands that have a key in a scope, in the registry's order.
    package func commands(in scope: Scope) -> [Command] {
        Command.allCases.filter { !keys(for: $0, in: scope).isEmpty }
    }
}
