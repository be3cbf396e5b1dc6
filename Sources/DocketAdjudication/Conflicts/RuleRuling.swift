package import DocketModel

/// What a rule makes of a conflict: an outcome, and the votes that it follows from.
package struct RuleRuling: Sendable, Hashable {
    package var rule: ResolutionRule
    package var outcome: Answers
    /// How people voted on everything that is contested.
    package var ballots: [Ballot]
    /// One sentence for whoever reads the resolution later.
    package var reason: String
}

extension ConflictPolicy {
    /// What the first of the policy's rules that decides a conflict makes of it; nil where none does.
    /// - Parameter beliefs: nil leaves out the rules that need more than the item.
    package func ruling(on conflict: Conflict, item: Item, ask: Ask, beliefs: Beliefs?) -> RuleRuling? {
        guard !resolve.isEmpty, !conflict.kinds.isEmpty else { return nil }
        let kinds = Set(conflict.kinds)
        let rules = resolve.filter { kinds.isSubset(of: $0.kinds) && (beliefs != nil || $0.needsOnlyTheItem) }
        guard !rules.isEmpty else { return nil }
        let ballots = Ballot.all(of: conflict, on: item, ask: ask, policy: self)
        for rule in rules {
            let answers: Answers?
            switch rule.criterion {
            case .unanimous where kinds.isSubset(of: [.strength, .rating, .minorEdit, .flag]):
                answers = decided(conflict.decisions, item, ask)
            case .unanimous: answers = nil
            case .strengthMedian: answers = kinds == [.strength] ? decided(conflict.decisions, item, ask) : nil
            case .majority(let count):
                answers =
                    ballots.allSatisfy { $0.hasMajority(of: count) } ? decided(conflict.decisions, item, ask) : nil
            case .posterior(let limit):
                // Which suggestions are taken follows from what is believed of each.
                let contested = ballots.filter { $0.question != .verdict(nil) }
                guard let beliefs, !contested.isEmpty,
                    contested.allSatisfy({ (beliefs.belief($0.question, of: item.id)?.probability ?? 0) > limit })
                else { continue }
                let proposal = Proposal(for: conflict, on: item, ask: ask, policy: self, beliefs: beliefs)
                answers = proposal.undecided.isEmpty && proposal.followsBeliefs ? proposal.answers : nil
            }
            guard let answers, !answers.isEmpty, ask.violations(in: answers, for: item).isEmpty else { continue }
            return RuleRuling(
                rule: rule, outcome: answers, ballots: ballots,
                reason: rule.criterion.sentence + ": " + ballots.map(\.description).joined(separator: "; "))
        }
        return nil
    }

    /// What the decisions come to, where that leaves nothing open.
    private func decided(_ decisions: [Decision], _ item: Item, _ ask: Ask) -> Answers? {
        let merge = AnswerMerge(item: item, decisions: decisions, ask: ask, policy: self)
        return merge.undecided.isEmpty ? merge.answers : nil
    }
}

extension ResolutionRule.Criterion {
    /// Why it decided, in words.
    fileprivate var sentence: String {
        switch self {
        case .unanimous: "all say the same of preference and verdicts, and the rest is taken at its middle"
        case .majority(let count): "more than half say the same, and at least \(count)"
        case .posterior(let limit): "the consensus of the queue gives one answer more than \(limit)"
        case .strengthMedian: "the same winner, at the middle strength"
        }
    }
}
