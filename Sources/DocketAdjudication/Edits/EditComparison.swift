package import DocketModel
package import DocketNotation
package import DocketText

/// A suggestion and what each annotator made of it, for an adjudicator to see side by side.
package struct EditComparison: Sendable {
    /// One annotator's edit and how it differs from the suggestion.
    package struct Edit: Sendable {
        package var decision: EventID
        package var annotator: PersonID
        package var text: SourceText
        /// From the suggestion to the edit; offsets are bytes in the two texts.
        package var diff: WordDiff
    }

    package let suggestion: SuggestionID
    package let base: SourceText
    /// In the order of the decisions.
    package let edits: [Edit]

    /// - Returns: nil where nobody edited the suggestion.
    package init?(of suggestion: Suggestion, decisions: [Decision]) {
        let base = suggestion.text
        edits = decisions.compactMap { decision in
            guard let text = decision.answer.answers?.judgement(of: suggestion.id)?.verdict?.editedText else {
                return nil
            }
            return Edit(
                decision: decision.id, annotator: decision.annotator.id, text: text,
                diff: WordDiff(oldBytes: base.bytes, newBytes: text.bytes))
        }
        guard !edits.isEmpty else { return nil }
        self.suggestion = suggestion.id
        self.base = base
    }
}
