package import DocketAdjudication
package import DocketModel
package import DocketStorage

/// The edits of one suggestion of an item, merged.
package struct SuggestionMerge: Sendable, Hashable {
    package var suggestion: SuggestionID
    package var merge: EditMerge
}

extension Session {
    /// What the annotators who count made of an item's suggestions: one merge for each that was edited, in the item's order.
    /// - Throws: `StoreError.refused(.unknownItem)`, `WorkflowError.notAllowed`.
    package func editMerges(of item: ItemID, in queue: QueueRecord) async throws -> [SuggestionMerge] {
        try require(.lead, to: "see what others decided")
        guard let state = try await store.state(of: item, in: queue.id) else {
            throw StoreError.refused(.unknownItem(item, queue.id))
        }
        let decisions = state.primaries.map { state.revision(of: $0) ?? $0 }
        return state.item.suggestions.compactMap { suggestion in
            EditMerge(of: suggestion, decisions: decisions).map {
                SuggestionMerge(suggestion: suggestion.id, merge: $0)
            }
        }
    }
}

extension ItemState {
    /// What the author of a primary decision made of it after a send-back, where they answered.
    package func revision(of primary: Decision) -> Decision? {
        decisions.last {
            $0.decision.annotator.id == primary.annotator.id && $0.decision.occasion == .revision
                && !$0.decision.answer.isSkip
        }?.decision
    }
}
