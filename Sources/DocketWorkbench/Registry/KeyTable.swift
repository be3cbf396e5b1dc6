package import DocketText

/// What a key map says, scope by scope: for `docket keys`, the manual and the README.
package struct KeyTable: Sendable {
    package struct Row: Sendable {
        package var command: Command
        package var keys: [KeySequence]
        /// Whether it stands for all nine digits.
        package var isDigits: Bool
        package var title: String
        package var summary: String

        /// The keys in words that every printer has: `Ctrl-R`, `Enter`.
        package var words: [String] {
            isDigits ? ["1 - 9"] : keys.map { $0.words }
        }

        /// As screens show them.
        package func label(ascii: Bool) -> DisplayText {
            isDigits
                ? (ascii ? "1 - 9" : "1 … 9")
                : DisplayText(keys.map { $0.label(ascii: ascii).string }.joined(separator: "  "))
        }
    }

    package let scope: Scope
    package let rows: [Row]

    /// The commands that apply in a scope, by theme; those without a key come with none.
    package init(_ scope: Scope, _ map: KeyMap) {
        self.scope = scope
        let collapses = !map.digitsAreMapped(in: scope)
        rows = CommandTheme.all.flatMap(\.commands).filter { command in
            command.definition.keys[scope] != nil && (!collapses || (command.digit ?? 1) == 1)
        }.map { command in
            let isDigits = collapses && command.digit != nil
            return Row(
                command: command, keys: map.keys(for: command, in: scope), isDigits: isDigits,
                title: isDigits ? scope.choosing : command.title(in: scope),
                summary: isDigits ? scope.choosingSentence(nil) : command.summary(in: scope))
        }
    }

    /// A table in Markdown, its keys in the order of usefulness.
    package var markdown: String {
        let lines = rows.filter { !$0.keys.isEmpty }.map { row in
            let keys =
                row.isDigits
                ? "`1` … `9`" : row.words.map { "`\($0.replacing("|", with: "\\|"))`" }.joined(separator: " ")
            return "| \(keys) | \(row.title) | \(row.summary) |"
        }
        return (["| key | | does |", "|---|---|---|"] + lines).joined(separator: "\n")
    }
}
