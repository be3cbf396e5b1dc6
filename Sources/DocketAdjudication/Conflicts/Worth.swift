package import DocketModel

/// How much it is worth to resolve a conflict next, and why.
package struct Worth: Sendable, Hashable {
    /// 0 (nothing) to 1.
    package var value: Double
    /// One line for a lead.
    package var why: String

    package init(value: Double, why: String) {
        self.value = value
        self.why = why
    }
}

/// Says what conflicts are worth. One that knows people's records or a model's posterior stands in for
/// `VoteEntropyWorth` without a change to those who ask.
package protocol WorthMeasure: Sendable {
    func worth(of conflict: Conflict, on item: Item, ask: Ask, policy: ConflictPolicy) -> Worth
}

/// A conflict and what it is worth.
package struct RankedConflict: Sendable, Hashable {
    package var conflict: Conflict
    package var worth: Worth

    package init(conflict: Conflict, worth: Worth) {
        self.conflict = conflict
        self.worth = worth
    }
}

extension RankedConflict: Comparable {
    /// The worthiest first; of equal worth, by item id.
    package static func < (left: RankedConflict, right: RankedConflict) -> Bool {
        left.worth.value != right.worth.value
            ? left.worth.value > right.worth.value : left.conflict.item < right.conflict.item
    }
}
