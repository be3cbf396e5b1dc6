/// Live primary decisions on one item that disagree.
package struct Conflict: Sendable, Hashable {
    /// What they disagree on. Each goes its own way: a queue's policy says where.
    package enum Kind: String, Sendable, Hashable, CaseIterable {
        /// Different winners.
        case direction
        /// A tie, or both bad, against a winner; or a tie against both bad.
        case tie
        /// Different verdicts on one suggestion, or different suggestions accepted.
        case verdict
        /// Edits of one suggestion that differ.
        case edit
        /// Different flags, of those that the queue counts as conflicts.
        case flag
        /// Ratings further apart than the scale's tolerance.
        case rating
        /// The same winner, with different strength.
        case strength
        /// An accept against an edit, or two edits, closer than the policy's distance.
        case minorEdit = "minor-edit"
    }

    package var item: ItemID
    /// All that apply, in the order of `Kind.allCases`.
    package var kinds: [Kind]
    package var decisions: [Decision]

    package init(item: ItemID, kinds: [Kind], decisions: [Decision]) {
        self.item = item
        self.kinds = kinds
        self.decisions = decisions
    }
}
