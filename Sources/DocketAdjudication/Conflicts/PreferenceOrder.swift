import DocketModel

/// What a preference says of each pair of suggestions, so that a choice among two and a ranking of many are compared
/// alike.
///
/// A winner is above every other suggestion and says nothing of the others among themselves. A suggestion that a
/// ranking leaves out is not compared with anything. Both bad puts nothing above anything, and is not a tie.
struct PreferenceOrder: Hashable {
    enum Relation: Hashable { case above, level, below }

    /// The preference without its strength.
    let preference: Preference

    init(_ preference: Preference) {
        self.preference = if case .win(let winner, _) = preference { .win(winner, nil) } else { preference.canonical }
    }

    /// How `first` stands to `second`; nil where the preference does not say.
    func relation(of first: SuggestionID, to second: SuggestionID) -> Relation? {
        switch preference {
        case .win(first, _): return .above
        case .win(second, _): return .below
        case .win: return nil
        case .tie, .bothBad: return .level
        case .ranking(let groups):
            guard let upper = groups.firstIndex(where: { $0.contains(first) }),
                let lower = groups.firstIndex(where: { $0.contains(second) })
            else { return nil }
            return upper < lower ? .above : upper > lower ? .below : .level
        }
    }

    /// `direction` where some pair of suggestions is put in opposite orders, `tie` where one preference tells a pair
    /// apart and the other does not, or where both bad stands against anything else. Empty: they are compatible.
    func conflicts(with other: PreferenceOrder, among suggestions: [SuggestionID]) -> Set<Conflict.Kind> {
        guard self != other else { return [] }
        if preference == .bothBad || other.preference == .bothBad { return [.tie] }
        var kinds = Set<Conflict.Kind>()
        for (index, first) in suggestions.enumerated() {
            for second in suggestions[..<index] {
                guard let mine = relation(of: first, to: second), let theirs = other.relation(of: first, to: second),
                    mine != theirs
                else { continue }
                kinds.insert(mine == .level || theirs == .level ? .tie : .direction)
            }
        }
        return kinds
    }

    /// How many pairs it tells something about: of two compatible preferences, the larger says more.
    func extent(among suggestions: [SuggestionID]) -> Int {
        suggestions.indices.reduce(0) { sum, index in
            sum + suggestions[..<index].filter { relation(of: suggestions[index], to: $0) != nil }.count
        }
    }

    /// What it says, as a label: the winner's id, `tie`, `both_bad`, or a ranking such as `b>a=c`. An id that reads
    /// like one of those is written `win:` and the id.
    var label: String {
        switch preference {
        case .win(let winner, _):
            winner == "tie" || winner == "both_bad" || winner.rawValue.contains(where: { ">=:".contains($0) })
                ? "win:\(winner)" : winner.rawValue
        case .tie: "tie"
        case .bothBad: "both_bad"
        case .ranking(let groups):
            groups.map { $0.map(\.rawValue).joined(separator: "=") }.joined(separator: ">")
        }
    }
}

extension Preference {
    /// Equals in one group in the order of their ids, so that equal rankings are equal values; a ranking of one
    /// group is a tie.
    fileprivate var canonical: Preference {
        guard case .ranking(let groups) = self else { return self }
        return groups.count == 1 && groups[0].count > 1 ? .tie : .ranking(groups.map { $0.sorted() })
    }
}
