import DocketModel
import GRDB

/// Digests of what was on the screen: the suggestions' digests in the order shown, then the guideline's.
struct ShownDigest {
    private let suggestions: [(id: SuggestionID, digest: Digest)]

    /// - Parameter position: as the item was when the journal ended there; nil for now.
    init(of item: Int64, asOf position: Int? = nil, _ database: Database) throws {
        suggestions = try ContentRows(database: database).suggestions(of: item, asOf: position)
    }

    /// - Throws: `StoreError.refused(.invalid)` where the decision names a suggestion that the item has not.
    func checked(_ decision: Decision) throws -> Digest {
        try check(decision.shown + (decision.answer.answers.map(Self.named(in:)) ?? []), item: decision.item)
        return digest(decision.shown, guideline: decision.guideline)
    }

    /// A lead sees the suggestions as the item gives them.
    func checked(_ resolution: Resolution) throws -> Digest {
        try check(Self.named(in: resolution.outcome), item: resolution.item)
        return digest(nil, guideline: resolution.guideline)
    }

    /// - Parameter shown: nil for all suggestions, in the item's order.
    func digest(_ shown: [SuggestionID]?, guideline: Digest?) -> Digest {
        var parts = (shown ?? suggestions.map(\.id)).compactMap { id in
            suggestions.first { $0.id == id }?.digest.bytes
        }
        if let guideline { parts.append(guideline.bytes) }
        return Digest(ofParts: parts)
    }

    private func check(_ names: [SuggestionID], item: ItemID) throws {
        for name in names where !suggestions.contains(where: { $0.id == name }) {
            let known = suggestions.map { "\($0.id)" }.joined(separator: ", ")
            throw StoreError.refused(.invalid("item \(item) has no suggestion \"\(name)\" (it has \(known))"))
        }
    }

    private static func named(in answers: Answers) -> [SuggestionID] {
        var names = answers.judgements.map(\.suggestion)
        switch answers.preference {
        case .win(let winner, _): names.append(winner)
        case .ranking(let groups): names += groups.joined()
        case .tie, .bothBad, nil: break
        }
        return names
    }
}
