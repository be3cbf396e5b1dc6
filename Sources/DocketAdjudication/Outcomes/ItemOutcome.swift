package import DocketModel

/// What is known of an item: the row that an export writes, or why there is none.
package enum ItemOutcome: Sendable, Hashable {
    /// What a lead, or a policy, decided.
    case resolved(Resolution)
    /// A resolution whose inputs are no longer the decisions that stand: it comes back to the lead.
    case stale(Resolution)
    /// What the decisions, named by their ids, agree on.
    case agreed(Answers, by: [EventID])
    /// Enough decisions that disagree: in a way that goes to a lead, or with no majority for an answer.
    case conflict(Conflict)
    /// Fewer decisions than the item needs. They may disagree already; others are still to come, independently.
    case incomplete(have: Int, need: Int)
    /// Nobody answered, and these decisions skipped it.
    case skipped(by: [EventID])

    /// - Parameters:
    ///   - overlap: how many independent decisions the item needs (k).
    ///   - primaries: the live primary decisions that count.
    ///   - others: live decisions that do not count: skips, other occasions, surplus. A resolution may rest on them.
    package init(
        of item: Item, overlap: Int, primaries: [Decision], others: [Decision] = [], resolution: Resolution?,
        ask: Ask, policy: ConflictPolicy
    ) {
        let counted = primaries.filter { $0.occasion == .primary && !$0.answer.isSkip }
            .sorted { ($0.at, $0.id) < ($1.at, $1.id) }
        if let resolution {
            let isStale = resolution.isStale(primaries: counted, others: primaries + others)
            self = isStale ? .stale(resolution) : .resolved(resolution)
            return
        }
        guard counted.count >= max(1, overlap) else {
            let skips = (primaries + others).filter { $0.occasion == .primary && $0.answer.isSkip }
                .sorted { ($0.at, $0.id) < ($1.at, $1.id) }
            self =
                counted.isEmpty && !skips.isEmpty
                ? .skipped(by: skips.map(\.id)) : .incomplete(have: counted.count, need: max(1, overlap))
            return
        }
        let conflict = Conflict.find(item: item, primaries: counted, ask: ask, policy: policy)
        if let conflict, policy.route(of: conflict) == .lead {
            self = .conflict(conflict)
            return
        }
        let merge = AnswerMerge(item: item, decisions: counted, ask: ask, policy: policy)
        if let conflict, !merge.undecided.isEmpty {
            self = .conflict(conflict)
        } else {
            self = .agreed(merge.answers, by: counted.map(\.id))
        }
    }
}

extension Resolution {
    /// Whether what it was made from has changed: an input that does not stand any more, or a primary decision that
    /// it did not know. A resolution without inputs rests on nothing and cannot become stale.
    package func isStale(primaries: [Decision], others: [Decision] = []) -> Bool {
        let known = Set(inputs)
        guard !known.isEmpty else { return false }
        let live = Set(primaries.map(\.id)).union(others.map(\.id))
        return !known.isSubset(of: live) || primaries.contains { !known.contains($0.id) }
    }
}
