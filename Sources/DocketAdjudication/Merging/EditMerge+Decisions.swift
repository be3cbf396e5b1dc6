package import DocketModel

extension EditMerge {
    /// What annotators made of a suggestion, under their names. Who accepted it left it as it was; who rejected it, or said
    /// nothing about it, has no part in the merge.
    /// - Returns: nil where nobody edited the suggestion.
    package init?(of suggestion: Suggestion, decisions: [Decision]) {
        let edits = decisions.compactMap { decision -> Edit? in
            switch decision.answer.answers?.judgement(of: suggestion.id)?.verdict {
            case .edit(let text)?: Edit(name: decision.annotator.id.rawValue, text: text)
            case .accept?: Edit(name: decision.annotator.id.rawValue, text: suggestion.text)
            case .reject?, nil: nil
            }
        }
        guard edits.contains(where: { $0.text != suggestion.text }) else { return nil }
        self.init(base: suggestion.text, edits: edits)
    }
}
