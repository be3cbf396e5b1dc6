import DocketModel
import DocketNotation
import DocketTerminal
import DocketText

/// The context of an item: turns with their roles, the earlier ones folded.
enum ConversationView {
    /// How many turns a folded context shows.
    static let unfoldedTurns = 3

    static func column(
        _ messages: [Message], width: Int, isExpanded: Bool, gap: Int = 0, _ reading: Reading, _ canvas: Canvas
    ) -> Column {
        let labelWidth = width >= 60 ? 11 : 6
        let textWidth = max(8, width - labelWidth - 1)
        var passages: [Passage] = []
        let hidden = hiddenTurns(messages, isExpanded: isExpanded)
        if hidden > 0 {
            let line =
                "\(hidden) earlier \(hidden == 1 ? "turn" : "turns") (\(canvas.key(.foldContext)) unfolds, \(canvas.key(.expandContext)) opens)"
            passages.append(foldMark(line, canvas.glyphs.folded, width: textWidth, canvas))
        } else if isExpanded, messages.count > unfoldedTurns + 1, gap == 0 {
            let line = "all \(messages.count) turns (\(canvas.key(.foldContext)) folds)"
            passages.append(foldMark(line, canvas.glyphs.unfolded, width: textWidth, canvas))
        }
        for message in messages.dropFirst(hidden) {
            passages.append(
                Passage(
                    canvas.text(message.content, width: textWidth, reading, as: form(message.role)),
                    label: label(message.role, width: labelWidth - 1, canvas), labelRole: labelRole(message.role),
                    gap: passages.isEmpty ? 0 : gap))
        }
        return Column(passages, labelWidth: labelWidth)
    }

    /// Whether a search has to unfold the earlier turns: something in them is looked for.
    static func hides(_ search: Search?, _ messages: [Message], width: Int, _ reading: Reading, _ canvas: Canvas)
        -> Bool
    {
        guard let search, !search.pattern.isEmpty else { return false }
        let hidden = hiddenTurns(messages, isExpanded: false)
        guard hidden > 0 else { return false }
        let pattern = SearchPattern(search.pattern)
        let all = column(messages, width: width, isExpanded: true, reading, canvas)
        return all.passages.filter(\.isSearched).prefix(hidden).contains {
            !canvas.cache.hits(of: pattern, in: $0.text).ranges.isEmpty
        }
    }

    static func hiddenTurns(_ messages: [Message], isExpanded: Bool) -> Int {
        // A mark that stands for one turn takes as much room as a short one.
        isExpanded || messages.count <= unfoldedTurns + 1 ? 0 : messages.count - unfoldedTurns
    }

    private static func foldMark(_ line: String, _ sign: DisplayText, width: Int, _ canvas: Canvas) -> Passage {
        var mark = Passage(
            canvas.text(SourceText(line), width: width, Reading(isRaw: true)), label: sign, labelRole: "text.dim",
            role: "text.dim", target: .fold)
        mark.isSearched = false
        return mark
    }

    /// What tools say is data: it is shown as it is.
    private static func form(_ role: String) -> TextForm {
        ["tool", "function", "ipython"].contains(role) ? .raw : .markdown
    }

    private static func label(_ role: String, width: Int, _ canvas: Canvas) -> DisplayText {
        let short = ["assistant": "asst", "document": "doc", "function": "func", "system": "sys", "developer": "dev"]
        let name = role.utf8.count > width ? short[role] ?? role : role
        return DisplayText(name, policy: canvas.policy(.singleLine)).truncated(
            to: width, ellipsis: canvas.glyphs.ellipsis)
    }

    private static func labelRole(_ role: String) -> String {
        switch role {
        case "system", "user", "assistant", "document", "tool": "role.\(role)"
        case "developer": "role.system"
        case "function", "ipython": "role.tool"
        default: "role.document"
        }
    }
}

extension Canvas {
    /// The context in its place. Until somebody scrolls it, it shows the last turn: all of it, or its start.
    mutating func drawContext(_ column: Column, in area: Rect, scroll: Int?, isUnfolded: Bool) {
        let limit = column.lastScroll(rows: area.rows)
        let resting = isUnfolded ? 0 : min(limit, column.row(ofPassage: max(0, column.passages.count - 1)))
        show(column, in: area, scroll: scroll ?? resting, as: .context)
    }
}
