package import DocketNotation
import DocketText

/// Several people's edits of one base, merged word by word.
///
/// Each edit is aligned to the base by tokens: words, punctuation and the blanks between them. Changes that overlap, or
/// touch without a token between them that everybody left alone, are one region. A region of which everybody who touched it made
/// the same merges by itself; of any other somebody has to choose a variant. A blank is token enough to keep words apart that
/// were replaced one for one. Where words come or go beside somebody else's change, or nothing at all lies between two, they
/// are one region although they do not overlap: in what order they come, and whether both are meant, nobody said, and two
/// people often say the same in two ways.
/// Changes that are well apart may still contradict each other (S. Khanna, K. Kunal and B. C. Pierce, "A Formal Investigation
/// of Diff3", FSTTCS 2007): whose they are is known of every byte of the result.
///
/// Nothing depends on the order in which the edits are given.
package struct EditMerge: Sendable, Hashable {
    /// What one person made of the base.
    package struct Edit: Sendable, Hashable {
        package var name: String
        package var text: SourceText
        /// What a vote of this person counts; more than 0.
        package var weight: Double

        package init(name: String, text: SourceText, weight: Double = 1) {
            self.name = name
            self.text = text
            self.weight = weight
        }
    }

    /// A part of the base.
    package enum Part: Sendable, Hashable {
        /// Nobody changed these bytes of the base.
        case unchanged(Range<Int>)
        /// An index into `regions`.
        case region(Int)
    }

    package let base: SourceText
    /// By name. People are indices into this.
    package let edits: [Edit]
    /// In the order of the base, covering it; none is empty, save regions where something was only added.
    package let parts: [Part]
    package let regions: [MergeRegion]

    /// The regions that somebody has to choose a variant of, in order.
    package var hunks: [Int] { regions.indices.filter { regions[$0].isHunk } }

    package init(base: SourceText, edits: [Edit]) {
        self.base = base
        let edits = edits.sorted {
            $0.name != $1.name ? $0.name < $1.name : $0.text.bytes.lexicographicallyPrecedes($1.text.bytes)
        }
        self.edits = edits
        let changes = TextChange.changes(from: base.bytes, to: edits.map(\.text.bytes))
        regions = MergeStretch.regions(of: changes, base, edits)
        parts = EditMerge.parts(regions, length: base.bytes.count)
    }

    private static func parts(_ regions: [MergeRegion], length: Int) -> [Part] {
        var parts: [Part] = []
        var end = 0
        for (place, region) in regions.enumerated() {
            if end < region.base.lowerBound { parts.append(.unchanged(end..<region.base.lowerBound)) }
            parts.append(.region(place))
            end = region.base.upperBound
        }
        if end < length { parts.append(.unchanged(end..<length)) }
        return parts
    }
}
