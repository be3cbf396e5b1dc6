extension SuggestionOrder {
    /// The order in which an annotator is shown an item's suggestions. Shuffled means: a fixed permutation for each
    /// (annotator, item), so that the same person sees the same order again and positions balance over people.
    package func arranged(_ item: Item, for annotator: PersonID) -> [SuggestionID] {
        let given = item.suggestions.map(\.id)
        switch self {
        case .given: return given
        case .shuffled:
            let seed = Digest(ofParts: [
                Array("docket.order.v1".utf8), Array(annotator.rawValue.utf8), Array(item.id.rawValue.utf8),
            ])
            var order = given
            // Fisher-Yates, two bytes of the digest a step; an item with more suggestions than that reuses them.
            for last in stride(from: order.count - 1, to: 0, by: -1) {
                let place = (last * 2) % 32
                let word = Int(seed.bytes[place]) << 8 | Int(seed.bytes[place + 1])
                order.swapAt(last, word % (last + 1))
            }
            return order
        }
    }
}
