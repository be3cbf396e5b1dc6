import DocketNotation
import DocketTerminal
import DocketText

/// The lines of the help: the commands of a scope by theme, each with its keys, its sentence, and why it cannot be used.
struct HelpTable {
    /// Pieces with the column they start in.
    typealias Line = [(column: Int, piece: Piece)]

    private(set) var lines: [Line] = []

    /// Below this a sentence stands under its command.
    private static let narrowBelow = 64

    private let width: Int
    private var isNarrow: Bool { width < Self.narrowBelow }
    private var titleColumn: Int { isNarrow ? 10 : 15 }
    private var sentenceColumn: Int { isNarrow ? 4 : 33 }

    init(_ list: CommandList, wanted: String, width: Int, _ canvas: Canvas) {
        self.width = width
        let found = CommandSearch.named(wanted, in: list)
        for theme in CommandTheme.all {
            let entries = theme.commands.compactMap(list.entry(of:)).filter { entry in
                found.contains(entry.command) && Self.stands(entry, canvas.keyMap, list.scope)
            }
            guard !entries.isEmpty else { continue }
            heading(theme.title)
            for entry in entries { add(entry, list.scope, canvas) }
        }
    }

    /// Of the nine digits the first stands for all.
    private static func stands(_ entry: CommandList.Entry, _ keyMap: KeyMap, _ scope: Scope) -> Bool {
        (entry.command.digit ?? 1) == 1 || keyMap.digitsAreMapped(in: scope)
    }

    private mutating func heading(_ title: String) {
        if !lines.isEmpty { lines.append([]) }
        lines.append([(0, Piece(DisplayText(title), "heading"))])
    }

    private mutating func add(_ entry: CommandList.Entry, _ scope: Scope, _ canvas: Canvas) {
        let isASCII = canvas.glyphs.isASCII
        let isDigits = entry.command == .choose1 && !canvas.keyMap.digitsAreMapped(in: scope)
        let keys: DisplayText =
            isDigits
            ? "1 \(canvas.glyphs.ellipsis.string) 9"
            : DisplayText(
                canvas.keyMap.keys(for: entry.command, in: scope).map { $0.label(ascii: isASCII).string }
                    .joined(separator: "  "))
        let reason = entry.availability.reason.map { " Not now: \($0)." } ?? ""
        add(
            keys.isEmpty ? ":" : keys,
            title: isDigits ? scope.choosing : entry.title,
            (isDigits ? scope.choosingSentence(nil) : entry.command.summary(in: scope)) + reason,
            isEnabled: entry.availability.isEnabled, canvas)
    }

    private mutating func add(
        _ keys: DisplayText, title: String?, _ sentence: String, isEnabled: Bool, _ canvas: Canvas
    ) {
        let keyRole = isEnabled ? "key" : "key.disabled"
        // Titles stand in a column of their own; a long row of keys pushes its title on.
        let shownKeys = keys.truncated(to: isNarrow ? width / 2 : titleColumn - 1, ellipsis: canvas.glyphs.ellipsis)
        var first: Line = [(0, Piece(shownKeys, keyRole))]
        if let title {
            first.append(
                (
                    max(titleColumn, shownKeys.width + 1),
                    Piece(DisplayText(title), isEnabled ? "text.strong" : "key.disabled")
                ))
        }
        let layout = canvas.cache.text(
            SourceText(sentence), width: max(10, width - sentenceColumn), policy: canvas.policy(.standard))
        var rest = layout.lines.map { layout.text.slice($0.clusters) }[...]
        if !isNarrow, let line = rest.popFirst() {
            first.append((sentenceColumn, Piece(line, isEnabled ? "text" : "text.dim")))
        }
        lines.append(first)
        for line in rest { lines.append([(sentenceColumn, Piece(line, isEnabled ? "text" : "text.dim"))]) }
    }
}
