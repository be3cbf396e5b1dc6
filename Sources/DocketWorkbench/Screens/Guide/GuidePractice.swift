import DocketModel
import DocketNotation
import DocketStorage
import DocketWorkflow

/// A queue of two harmless items that is in no store.
enum GuidePractice {
    private static let configuration = QueueConfiguration(
        name: "practice", title: "Practice", order: .given,
        ask: Ask(verdict: .any, preference: true, strength: ["slightly", "clearly", "much"]))

    private static let items = [
        item(
            "practice-1", "How long do I boil an egg?",
            "Put it into boiling water for eight minutes, then into cold water. That makes a firm yolk.",
            "Eggs are boiled in water. It depends on how you want them and how big they are."),
        item(
            "practice-2", "What is the capital of Australia?", "Canberra.",
            "Sydney is the capital of Australia, and its largest city."),
    ]

    private static func item(_ id: ItemID, _ question: String, _ replies: String...) -> Item {
        Item(
            id: id, context: [Message(role: "user", content: SourceText(question))],
            suggestions: replies.enumerated().map { place, reply in
                Suggestion(
                    id: Suggestion.defaultID(place),
                    messages: [Message(role: "assistant", content: SourceText(reply))])
            })
    }

    /// The review of them: the first on the desk, the second next.
    static func screen(_ context: Context, _ keyMap: KeyMap) -> ReviewScreen {
        var screen = ReviewScreen(
            queue: QueueRecord(
                configuration: configuration, version: 1, guidelineDigest: nil, isArchived: false, position: 0,
                hash: Digest(of: [])), keyMap)
        screen.counts.items = items.count
        screen.progress.remaining = items.count
        _ = screen.appear(context)
        for item in items {
            let served = ServedItem(item: item, order: item.suggestions.map(\.id), claim: nil)
            _ = screen.receive(.served(.item(served), configuration.name), context)
        }
        return screen
    }
}
