package import DocketNotation

/// What somebody decided about the regions of a merge. Regions without a choice are what merges by itself, or open.
package struct MergeChoices: Sendable, Hashable {
    package enum Choice: Sendable, Hashable {
        /// An index into the region's variants.
        case variant(Int)
        /// A text of one's own.
        case own(SourceText)
    }

    private var byRegion: [Int: Choice] = [:]

    package init() {}

    package var isEmpty: Bool { byRegion.isEmpty }

    /// - Parameter region: an index into the merge's regions.
    package subscript(region: Int) -> Choice? {
        get { byRegion[region] }
        set { byRegion[region] = newValue }
    }
}

extension EditMerge {
    /// What stands in a region: what was chosen, or what merges by itself; nil for a hunk that is open.
    package func choice(of region: Int, in choices: MergeChoices) -> MergeChoices.Choice? {
        choices[region] ?? regions[region].agreed.map(MergeChoices.Choice.variant)
    }

    /// The hunks that nothing was chosen for.
    package func open(_ choices: MergeChoices) -> [Int] {
        hunks.filter { choices[$0] == nil }
    }

    /// Everything as one person has it, what others changed alone included: the result is that person's text.
    package func choices(takingAllOf person: Int) -> MergeChoices {
        choosing(in: regions.indices) { $0.variant(of: person) }
    }

    /// Open hunks as one person has them; what merges by itself stays.
    package func choices(favouring person: Int, over choices: MergeChoices = MergeChoices()) -> MergeChoices {
        choosing(in: open(choices), over: choices) { $0.variant(of: person) }
    }

    /// Open hunks as they were in the base.
    package func choices(favouringBaseOver choices: MergeChoices) -> MergeChoices {
        choosing(in: open(choices), over: choices) { $0.baseVariant }
    }

    /// Open hunks as the vote has them; where it is a tie they stay open.
    package func choices(byVoteOver choices: MergeChoices) -> MergeChoices {
        choosing(in: open(choices), over: choices) { $0.favourite }
    }

    private func choosing(
        in places: some Sequence<Int>, over choices: MergeChoices = MergeChoices(),
        _ variant: (MergeRegion) -> Int?
    ) -> MergeChoices {
        var choices = choices
        for place in places {
            if let chosen = variant(regions[place]) { choices[place] = .variant(chosen) }
        }
        return choices
    }
}
