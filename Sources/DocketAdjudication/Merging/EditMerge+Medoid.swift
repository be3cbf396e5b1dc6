import DocketNotation
import DocketText

extension EditMerge {
    /// The edit nearest to all: the one with the smallest sum of word distances to the others, each counted by its author's
    /// weight. Nil without edits. Of several that are as near the first by its bytes, then by its author's name.
    ///
    /// Compares every two different texts: for n of them that is n (n - 1) / 2 times a `WordDiff`.
    package var medoid: Int? {
        var weights: [SourceText: Double] = [:]
        for edit in edits { weights[edit.text, default: 0] += edit.weight }
        let texts = weights.keys.sorted { $0.bytes.lexicographicallyPrecedes($1.bytes) }
        var sums = [Double](repeating: 0, count: texts.count)
        for (place, text) in texts.enumerated() {
            for (otherPlace, other) in texts[..<place].enumerated() {
                let distance = text.wordDistance(to: other)
                sums[place] += distance * (weights[other] ?? 0)
                sums[otherPlace] += distance * (weights[text] ?? 0)
            }
        }
        guard let nearest = sums.indices.min(by: { (sums[$0], $0) < (sums[$1], $1) }) else { return nil }
        return edits.firstIndex { $0.text == texts[nearest] }
    }
}
