import DocketAdjudication
import DocketModel
import DocketNotation
import DocketStorage
import DocketWorkflow

/// Merging the edits of a suggestion: from a conflict being read, or into a ruling being composed.
extension AdjudicateScreen {
    /// Which merge the choices of a `MergeScreen` were made in.
    struct MergePlace: Sendable, Hashable {
        var item: ItemID
        var suggestion: SuggestionID
    }

    /// The suggestions that somebody edited.
    func editedSuggestions(_ current: OpenConflict) -> [Suggestion] {
        current.state.item.suggestions.filter { suggestion in
            current.columns.contains {
                $0.decision.answer.answers?.judgement(of: suggestion.id)?.verdict?.editedText != nil
            }
        }
    }

    /// Opens the merge of the only suggestion that was edited, or of the focused one; asks where neither says which.
    mutating func openMerge(_ sheet: AnswerSheet?) {
        guard let current else { return }
        let edited = editedSuggestions(current)
        subject = current
        if let only = edited.first(where: { edited.count == 1 || $0.id == sheet?.focused }) {
            openMerge(of: only, in: current, sheet)
        } else {
            mode = .picking(
                Picker(
                    .mergeSuggestion, title: "Merge the edits of which suggestion?", entries: edited.map(\.id.rawValue)),
                sheet)
        }
    }

    mutating func openMerge(of suggestion: Suggestion, in current: OpenConflict, _ sheet: AnswerSheet?) {
        guard let merge = EditMerge(of: suggestion, decisions: current.columns.map(\.decision)) else { return }
        let names = merge.edits.map { shownName(of: PersonID($0.name)) }
        let place = MergePlace(item: current.item, suggestion: suggestion.id)
        var screen = MergeScreen(item: current.item, suggestion: suggestion.id, merge: merge, names: names, keyMap)
        if var kept = merges[place], kept.merge == merge {
            kept.names = names
            screen = kept
        } else if merges[place]?.choices.isEmpty == false {
            screen.notice = .init(text: "the edits changed meanwhile: the choices start anew", kind: .warning)
        }
        mode = .merging(screen, sheet)
    }

    /// Hands something to the merge in front, and does what it wishes for.
    /// - Returns: nil where no merge is in front.
    mutating func inMerge(_ context: Context, _ body: (inout MergeScreen) -> [Effect]) -> [Effect]? {
        guard case .merging(var screen, let sheet) = mode else { return nil }
        let effects = body(&screen)
        let wish = screen.wish
        screen.wish = nil
        mode = .merging(screen, sheet)
        guard let wish else { return effects }
        if case .take = wish, sheet == nil, warnsOfDraft(isAdopting: true) { return effects }
        screen.notice = nil
        merges[MergePlace(item: screen.item, suggestion: screen.suggestion)] = screen
        switch wish {
        case .leave: mode = sheet.map(Mode.ruling) ?? .reading
        case .take(let text): return effects + take(text, of: screen.suggestion, sheet, context)
        }
        return effects
    }

    /// The merged text as an edit of its suggestion: in the ruling that was being composed, else as the ruling, with the other
    /// answers as the annotators' merge has them. Where those leave something open it is composed first.
    private mutating func take(
        _ text: SourceText, of suggestion: SuggestionID, _ sheet: AnswerSheet?, _ context: Context
    ) -> [Effect] {
        guard let current else { return [] }
        let others = AnswerMerge(
            item: current.state.item, decisions: current.columns.map(\.decision), ask: ask,
            policy: queue.configuration.policy)
        var ruling = sheet ?? self.sheet(of: current, answers: others.answers, reason: reason)
        if let place = ruling.order.firstIndex(of: suggestion) { ruling.setFocus(place) }
        ruling.edit(suggestion, to: text)
        mode = .ruling(ruling)
        guard sheet == nil else {
            notice = .init(text: "the merged text is in your ruling")
            return []
        }
        rulingStart = Answers()
        // Which suggestion is taken is said by merging its edits.
        let contested = others.undecided.filter { $0 != .verdict(suggestion) && $0 != .verdict(nil) }
        if !ruling.missing.isEmpty || !contested.isEmpty || ruling.contradiction != nil {
            let missing = ruling.missing.isEmpty ? nil : "still needed: " + ruling.missingDescription
            let open =
                contested.isEmpty ? nil : "still contested: " + contested.map(\.description).joined(separator: ", ")
            notice = .init(text: "merged; " + (missing ?? open ?? ruling.contradiction ?? ""), kind: .warning)
            return []
        }
        return resolve(ruling.answers, method: .merge, context)
    }
}
