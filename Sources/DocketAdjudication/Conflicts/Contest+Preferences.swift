import DocketModel

extension Contest {
    /// Which suggestion is better: `direction` and `tie`. See `PreferenceOrder`.
    static func preferences(_ answers: [Answers], of item: Item) -> [Contest] {
        let camps = Dictionary(grouping: answers.compactMap { $0.preference.map(PreferenceOrder.init) }) { $0 }
            .mapValues(\.count)
        guard camps.count > 1 else { return [] }
        let orders = Array(camps.keys)
        let suggestions = item.suggestions.map(\.id)
        var kinds = Set<Conflict.Kind>()
        for (index, order) in orders.enumerated() {
            for other in orders[..<index] { kinds.formUnion(order.conflicts(with: other, among: suggestions)) }
        }
        return kinds.map { Contest($0, .preference, camps: camps.values) }
    }

    /// How much better: only among those who prefer the same suggestion and say how strongly.
    static func strengths(_ answers: [Answers]) -> [Contest] {
        var strengths: [SuggestionID: [Strength: Int]] = [:]
        for answer in answers {
            if case .win(let winner, let strength?) = answer.preference {
                strengths[winner, default: [:]][strength, default: 0] += 1
            }
        }
        return strengths.sorted { $0.key < $1.key }.filter { $0.value.count > 1 }
            .map { Contest(.strength, .strength, camps: $0.value.values) }
    }
}
