package import DocketModel

extension Conflict {
    /// What an item's live primary decisions disagree on, or nil where they agree.
    ///
    /// - `direction`: two people put a pair of suggestions in opposite orders. With a winner on each side that is
    ///   different winners; a ranking counts below its top too, because every pair of it becomes training data.
    /// - `tie`: one tells a pair of suggestions apart and another does not; both bad against anything but both bad.
    /// - `strength`: the same winner, and of those who say how strongly, not all say the same.
    /// - `verdict`: accept or edit against reject of one suggestion; accept against an edit from the policy's distance
    ///   on; or suggestions taken with none in common. Not to have judged a suggestion disagrees with nobody.
    /// - `edit`: edits of one suggestion at or beyond the policy's distance; `minor-edit`: edits, or an edit and the
    ///   accepted base, below it.
    /// - `rating`: beyond the scale's tolerance, of the item or of one suggestion.
    /// - `flag`: a flag that the queue counts as a conflict, raised by some and not by others.
    ///
    /// Skips and other occasions are left out. Annotators of every kind count. The answer does not depend on the
    /// order of the decisions, nor on who made them.
    package static func find(
        item: Item, primaries: [Decision], ask: Ask, policy: ConflictPolicy
    ) -> Conflict? {
        let contests = Contest.all(item: item, primaries: primaries, ask: ask, policy: policy)
        guard !contests.isEmpty else { return nil }
        let kinds = Set(contests.map(\.kind))
        return Conflict(
            item: item.id,
            kinds: Kind.allCases.filter(kinds.contains),
            decisions: primaries.filter { $0.occasion == .primary && !$0.answer.isSkip }
                .sorted { ($0.at, $0.id) < ($1.at, $1.id) })
    }
}
