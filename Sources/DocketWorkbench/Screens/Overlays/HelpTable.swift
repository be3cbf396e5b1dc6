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
        let reason = entry.availability.reason.map { " Not now: \($0)." } ?? ""
        let sentence = (isDigits ? scope.choosingSentence(nil) : entry.command.summary(in: scope)) + reason
        let title = isDigits ? scope.choosing : entry.title
        var labels = canvas.keyMap.keys(for: entry.command, in: scope).map { $0.label(ascii: isASCII) }
        if isDigits { labels = ["1 \(canvas.glyphs.ellipsis.string) 9"] }
        if labels.isEmpty { labels = [DisplayText(":\(title)")] }
        let isEnabled = entry.availability.isEnabled
        let textRole = isEnabled ? "text" : "text.dim"
        let keys = Self.rows(labels, width: titleColumn - 1)
        let layout = canvas.cache.text(
            SourceText(sentence), width: max(10, width - sentenceColumn), policy: canvas.policy(.standard))
        let text = layout.lines.map { layout.text.slice($0.clusters) }
        // In a narrow terminal the sentence begins below the title.
        let textFrom = isNarrow ? max(1, keys.count) : 0
        for index in 0..<max(keys.count, text.count + textFrom) {
            var line: Line = []
            if index < keys.count { line.append((0, Piece(keys[index], isEnabled ? "key" : "key.disabled"))) }
            if index == 0 {
                let column = max(titleColumn, (keys.first?.width ?? 0) + 1)
                line.append((column, Piece(DisplayText(title), isEnabled ? "text.strong" : "key.disabled")))
            }
            if index >= textFrom, index - textFrom < text.count {
                line.append((sentenceColumn, Piece(text[index - textFrom], textRole)))
            }
            lines.append(line)
        }
    }

    /// Keys that mean the same, as many in a line as have room.
    private static func rows(_ labels: [DisplayText], width: Int) -> [DisplayText] {
        var rows: [DisplayText] = []
        for label in labels {
            if let last = rows.last, last.width + 2 + label.width <= width {
                rows[rows.count - 1] = last + "  " + label
            } else {
                rows.append(label)
            }
        }
        return rows
    }
}
