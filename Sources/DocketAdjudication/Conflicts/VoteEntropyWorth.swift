package import DocketModel

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// Worth by how evenly people are divided, over what, and how many they are.
///
/// A contest's share is its kind's weight, times the entropy of its camps over the highest that as many camps can
/// have, times n / (n + 1) for the n people in it: an even split of four says more than one of two. A kind counts with
/// its largest contest. The kinds' shares join as independent chances that the item's outcome is wrong:
/// 1 - (1 - s1)(1 - s2)…
package struct VoteEntropyWorth: WorthMeasure {
    /// 0...1 for each kind; a kind without one counts nothing.
    package var weights: [Conflict.Kind: Double]

    /// Flags lead, being about safety; then what makes or unmakes a training row; last what only shades it.
    package static let usualWeights: [Conflict.Kind: Double] = [
        .flag: 1, .direction: 0.9, .verdict: 0.8, .tie: 0.6, .edit: 0.5, .rating: 0.3, .strength: 0.2, .minorEdit: 0.1,
    ]

    package init(weights: [Conflict.Kind: Double] = usualWeights) {
        self.weights = weights
    }

    package func worth(of conflict: Conflict, on item: Item, ask: Ask, policy: ConflictPolicy) -> Worth {
        let contests = Contest.all(item: item, primaries: conflict.decisions, ask: ask, policy: policy)
        var largest: [Conflict.Kind: (share: Double, contest: Contest)] = [:]
        for contest in contests {
            let share = share(of: contest)
            if share > largest[contest.kind]?.share ?? -1 { largest[contest.kind] = (share, contest) }
        }
        let ordered = Conflict.Kind.allCases.compactMap { largest[$0] }.enumerated()
            .sorted { ($1.element.share, $0.offset) < ($0.element.share, $1.offset) }.map(\.element)
        return Worth(
            value: 1 - ordered.reduce(1) { $0 * (1 - $1.share) },
            grounds: ordered.map(\.contest.description).joined(separator: "; "))
    }

    func share(of contest: Contest) -> Double {
        let people = Double(contest.camps.reduce(0, +))
        guard contest.camps.count > 1 else { return 0 }
        let entropy = contest.camps.reduce(0.0) { sum, camp in
            let part = Double(camp) / people
            return sum - part * log2(part)
        }
        let weight = min(1, max(0, weights[contest.kind] ?? 0))
        return weight * entropy / log2(Double(contest.camps.count)) * people / (people + 1)
    }
}
