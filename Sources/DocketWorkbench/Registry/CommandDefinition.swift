/// What the footer, the help, the key map and the manual know of a command.
package struct CommandDefinition: Sendable {
    /// One or two words, for the footer.
    package var title: String
    /// One sentence, for the help.
    package var summary: String
    /// Default keys, in the notation of `KeySequence`, by the scopes in which the command applies. Where it applies
    /// without a key, the palette has it.
    package var keys: [Scope: [String]]
    /// Whether it changes what is stored or what is answered: it is not taken from keys typed ahead of the screen.
    package var decides: Bool

    init(_ title: String, _ summary: String, _ keys: [Scope: [String]], decides: Bool = false) {
        self.title = title
        self.summary = summary
        self.keys = keys
        self.decides = decides
    }

    /// The same keys in each of some scopes.
    static func keys(_ keys: String..., in scopes: [Scope]) -> [Scope: [String]] {
        Dictionary(uniqueKeysWithValues: scopes.map { ($0, keys) })
    }

    /// The same keys wherever one can be.
    static func keysEverywhere(_ keys: String..., except: Set<Scope> = []) -> [Scope: [String]] {
        Dictionary(uniqueKeysWithValues: Scope.allCases.filter { !except.contains($0) }.map { ($0, keys) })
    }
}

extension Command {
    package var definition: CommandDefinition {
        // Every command is in a table: a test holds it to that.
        Self.definitions[self] ?? CommandDefinition(rawValue, rawValue, [:])
    }

    private static let definitions = CommandTheme.all.reduce(into: [Command: CommandDefinition]()) { all, theme in
        all.merge(theme.definitions) { first, _ in first }
    }
}
