package import DocketModel

/// Where a conflict goes.
package enum ConflictRoute: String, Sendable, Hashable, CaseIterable {
    /// A lead resolves it; until then the item has no outcome.
    case lead
    /// It is listed, and stands in nobody's way where the decisions still make one answer.
    case noted
}

extension ConflictPolicy {
    /// A lead gets a conflict with at least one kind that the policy sends to a lead; every other one is noted.
    package func route(of conflict: Conflict) -> ConflictRoute {
        conflict.kinds.contains(where: lead.contains) ? .lead : .noted
    }
}
