package import DocketModel
package import DocketNotation
package import DocketStorage

extension QueueConfiguration {
    /// The item as an annotator may see it: without gold, without what judges said, without what the source said
    /// beside the texts (which may hold either), and without models' names where the queue hides them.
    package func visible(_ item: Item) -> Item {
        let hidesModels = blind.contains(.models)
        return Item(
            id: item.id, group: item.group, context: item.context.map(Self.bare),
            suggestions: item.suggestions.map { suggestion in
                Suggestion(
                    id: suggestion.id, parent: suggestion.parent, origin: hidesModels ? .model : suggestion.origin,
                    model: hidesModels ? nil : suggestion.model, messages: suggestion.messages.map(Self.bare))
            },
            priority: item.priority, language: item.language)
    }

    private static func bare(_ message: Message) -> Message {
        Message(role: message.role, content: message.content)
    }
}

/// An item on somebody's desk: what they may see of it, in the order to show it, and what they did about it before.
package struct ServedItem: Sendable, Hashable {
    package var item: Item
    /// The order to show the suggestions in.
    package var order: [SuggestionID]
    /// Nil where a decision is looked at again: that needs no slot.
    package var claim: Claim?
    package var occasion: Occasion
    /// The decision that stands, where there is one: a new one supersedes it.
    package var existing: Decision?
    package var draft: ReviewDraft?
    /// Why the item came back, where a lead sent it back.
    package var sentBack: SendBack?

    package init(
        item: Item, order: [SuggestionID], claim: Claim?, occasion: Occasion = .primary, existing: Decision? = nil,
        draft: ReviewDraft? = nil, sentBack: SendBack? = nil
    ) {
        self.item = item
        self.order = order
        self.claim = claim
        self.occasion = occasion
        self.existing = existing
        self.draft = draft
        self.sentBack = sentBack
    }

    /// The suggestions as they stand on the screen.
    package var suggestions: [Suggestion] {
        order.compactMap { item.suggestion($0) }
    }

    /// The `item` of `docket next --json`: the visible item with its suggestions in the order to show.
    package func json(queue: QueueID) -> JSONObject {
        var shown = item
        shown.suggestions = suggestions
        return shown.json(queue: queue)
    }
}

/// What `next` has to say.
package enum Serving: Sendable, Hashable {
    case item(ServedItem)
    /// Something may still come: others hold claims that can lapse.
    case waiting
    case none
    /// This person has as many items as the queue gives one.
    case capped(limit: Int)
    case finished
}
