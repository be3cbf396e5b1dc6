package import DocketTerminal

/// The keys of one scope: what each stands for, or which ones can follow it.
package struct KeyTrie: Sendable {
    package enum Entry: Sendable {
        case command(Command)
        case prefix(KeyTrie)
    }

    package private(set) var entries: [KeyStroke: Entry] = [:]

    package init() {}

    /// What the strokes lead to; nil where they mean nothing.
    package func entry(for strokes: some Collection<KeyStroke>) -> Entry? {
        guard let first = strokes.first, let entry = entries[first] else { return nil }
        let rest = strokes.dropFirst()
        guard !rest.isEmpty else { return entry }
        guard case .prefix(let following) = entry else { return nil }
        return following.entry(for: rest)
    }

    /// Gives a sequence to a command.
    /// - Returns: the commands in its way: one with the same keys, with the beginning of them, or those whose
    ///   keys begin like it. Where there are any, nothing is changed.
    package mutating func insert(_ strokes: ArraySlice<KeyStroke>, _ command: Command) -> [Command] {
        guard let first = strokes.first else { return [] }
        let rest = strokes.dropFirst()
        switch entries[first] {
        case .command(let other): return [other]
        case .prefix(let following) where rest.isEmpty: return following.commands
        case .prefix(var following):
            let inTheWay = following.insert(rest, command)
            entries[first] = .prefix(following)
            return inTheWay
        case nil where rest.isEmpty:
            entries[first] = .command(command)
            return []
        case nil:
            var following = KeyTrie()
            let inTheWay = following.insert(rest, command)
            entries[first] = .prefix(following)
            return inTheWay
        }
    }

    /// All that can be reached, in the registry's order.
    package var commands: [Command] {
        let found = reachable
        return Command.allCases.filter(found.contains)
    }

    private var reachable: Set<Command> {
        entries.values.reduce(into: []) { found, entry in
            switch entry {
            case .command(let command): found.insert(command)
            case .prefix(let following): found.formUnion(following.reachable)
            }
        }
    }
}
