import DocketModel
import DocketNotation

extension VerdictCamps {
    var isEmpty: Bool { takers + rejects == 0 }

    /// What prevails, or nil where nothing does. See `AnswerMerge`.
    func merged(base: SourceText, minorEditDistance: Double) -> Verdict? {
        if rejects > takers { return .reject }
        guard takers > rejects else { return nil }
        let texts = texts(base: base)
        let prevailing =
            texts.first { 2 * $0.value > takers }?.key
            ?? nearest(of: texts, base: base, within: minorEditDistance)
        return prevailing.map { $0 == base ? .accept : .edit($0) }
    }

    /// The text with the smallest sum of distances to what everyone wants; nil where two are not within the limit.
    private func nearest(of texts: [SourceText: Int], base: SourceText, within limit: Double) -> SourceText? {
        // Edits before the base, then by their bytes: a tie must not depend on the order of a dictionary.
        let candidates = texts.keys.sorted {
            ($0 == base) != ($1 == base) ? $1 == base : $0.bytes.lexicographicallyPrecedes($1.bytes)
        }
        var sums = [Double](repeating: 0, count: candidates.count)
        for (index, text) in candidates.enumerated() {
            for (otherIndex, other) in candidates[..<index].enumerated() {
                let distance = text.wordDistance(to: other)
                guard distance < limit else { return nil }
                sums[index] += distance * Double(texts[other] ?? 0)
                sums[otherIndex] += distance * Double(texts[text] ?? 0)
            }
        }
        return sums.indices.min { (sums[$0], $0) < (sums[$1], $1) }.map { candidates[$0] }
    }
}
