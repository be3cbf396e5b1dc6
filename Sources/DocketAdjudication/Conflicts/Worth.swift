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
