package import DocketModel
import DocketNotation

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// Worth by what a minute of a lead's time is expected to put right, with what the whole queue says of the item and of
/// the people who decided it.
///
/// - What is open: each contested kind counts with its weight (`VoteEntropyWorth.usualWeights`) times the entropy of what
///   is contested, over the highest that as many opinions can have: the posterior's where there is one, else the
///   votes'. Kinds join as independent chances, 1 - (1 - s1)(1 - s2)…
/// - times the item's weight: its priority, doubled (halved) by every level, eight times at most.
/// - What the ruling teaches: for each annotator, how uncertain it is whether they are right, 4a(1 - a) at an accuracy of a,
///   times n / (n + 20) for the n other contested items of theirs, over 1 + the rulings they were measured by
///   already; the mean over the item's annotators, half of which counts.
/// - over the minutes that a lead needs: a quarter, and the time to read, at the pace of those who decided the item
///   (median reading time), else at 1000 characters a minute.
///
/// With x for that quotient the worth is x / (1 + x).
package struct PosteriorWorth: WorthMeasure {
    private let beliefs: Beliefs
    private let byVotes = VoteEntropyWorth()

    package init(_ beliefs: Beliefs) {
        self.beliefs = beliefs
    }

    package func worth(of conflict: Conflict, on item: Item, ask: Ask, policy: ConflictPolicy) -> Worth {
        let contests = Contest.all(item: item, primaries: conflict.decisions, ask: ask, policy: policy)
        var shares: [Conflict.Kind: Double] = [:]
        for contest in contests {
            shares[contest.kind] = max(shares[contest.kind] ?? 0, share(of: contest, on: item.id))
        }
        let open = 1 - shares.values.sorted().reduce(1) { $0 * (1 - $1) }
        let annotators = Array(Set(conflict.decisions.map(\.annotator.id))).sorted()
        let gain = open * Self.weight(of: item) + 0.5 * lesson(of: annotators)
        let rate = gain / Self.minutes(for: item, conflict.decisions)
        let votes = byVotes.worth(of: conflict, on: item, ask: ask, policy: policy).grounds
        let grounds = [votes, others(annotators), Self.priority(item)].compactMap(\.self)
        return Worth(
            value: rate / (1 + rate), grounds: grounds.joined(separator: "; "),
            outlier: beliefs.outlier(among: annotators))
    }

    private func share(of contest: Contest, on item: ItemID) -> Double {
        guard contest.kind != .edit, contest.kind != .minorEdit,
            let belief = beliefs.belief(contest.question, of: item), contest.camps.count > 1
        else { return byVotes.share(of: contest) }
        let weight = byVotes.weights[contest.kind] ?? 0
        return min(1, weight * belief.entropy / log2(Double(contest.camps.count)))
    }

    /// 1 for the usual priority of 0.
    private static func weight(of item: Item) -> Double {
        exp2(Double(min(3, max(-3, item.priority))))
    }

    private func lesson(of annotators: [PersonID]) -> Double {
        guard !annotators.isEmpty else { return 0 }
        let lessons = annotators.map { person -> Double in
            guard let record = beliefs.records[person], let accuracy = record.accuracy else { return 0 }
            let others = Double(max(0, record.contested - 1))
            return 4 * accuracy * (1 - accuracy) * others / (others + 20) / Double(1 + record.ruled)
        }
        return lessons.reduce(0, +) / Double(annotators.count)
    }

    private static func minutes(for item: Item, _ decisions: [Decision]) -> Double {
        let read = decisions.compactMap(\.readingMilliseconds).filter { $0 > 0 }.sorted()
        if !read.isEmpty { return 0.25 + min(30, Double(read[(read.count - 1) / 2]) / 60_000) }
        let context = item.context.reduce(0) { $0 + $1.content.bytes.count }
        let characters = item.suggestions.reduce(context) { $0 + $1.text.bytes.count }
        return 0.25 + min(30, Double(characters) / 1000)
    }

    // MARK: In words

    private func others(_ annotators: [PersonID]) -> String? {
        let counts = annotators.compactMap { beliefs.records[$0] }.map { max(0, $0.contested - 1) }
        guard let most = counts.max(), most > 0 else { return nil }
        let items = most == 1 ? "1 other conflict" : "\(most) other conflicts"
        return annotators.count == 2 ? "\(items) of the same two" : "\(items) of the same people"
    }

    private static func priority(_ item: Item) -> String? {
        item.priority == 0 ? nil : "priority \(item.priority)"
    }
}
