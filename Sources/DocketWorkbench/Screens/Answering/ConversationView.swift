import DocketModel
import DocketNotation
import DocketTerminal
import DocketText

/// The context of an item: turns with their roles, the earlier ones folded.
enum ConversationView {
    /// How many turns a folded context shows.
    private static let unfoldedTurns = 3

    static func column(
        _ messages: [Message], width: Int, isExpanded: Bool, isRevealing: Bool, _ canvas: Canvas
    ) -> Column {
        let policy = canvas.policy(isRevealing ? .revealing : .standard)
        let labelWidth = width >= 60 ? 11 : 6
        var passages: [Passage] = []
        let hidden = isExpanded ? 0 : max(0, messages.count - unfoldedTurns)
        func layout(_ text: SourceText) -> TextLayout {
            canvas.cache.layout(text, width: max(8, width - labelWidth - 1), policy: policy)
        }
        if hidden > 0 {
            let line = "\(hidden) earlier \(hidden == 1 ? "turn" : "turns") (o opens)"
            passages.append(
                Passage(layout(SourceText(line)), label: canvas.glyphs.folded, labelRole: "text.dim", role: "text.dim"))
        }
        for message in messages.dropFirst(hidden) {
            let label = DisplayText(message.role, policy: canvas.policy(.singleLine)).truncated(to: labelWidth - 1)
            passages.append(
                Passage(layout(message.content), label: label, labelRole: labelRole(message.role)))
        }
        return Column(passages, labelWidth: labelWidth)
    }

    private static func labelRole(_ role: String) -> String {
        switch role {
        case "system", "user", "assistant", "document": "role.\(role)"
        default: "role.document"
        }
    }
}
