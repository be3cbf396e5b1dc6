package import DocketNotation

/// A stretch of a base that somebody changed, with everything that was made of it.
package struct MergeRegion: Sendable, Hashable {
    /// In the base, in bytes; empty where something was only added.
    package let base: Range<Int>
    /// In order of votes, then edits before the base; the base is always among them, also where nobody left it, and all
    /// changes together come last.
    package let variants: [MergeVariant]
    /// The variant that stands by itself, because everybody who touched the stretch made the same of it; nil for a hunk.
    package let agreed: Int?

    /// Whether somebody has to choose.
    package var isHunk: Bool { agreed == nil }

    /// The variant with more weight than any other (ROVER's vote; Fiscus 1997); nil where none has.
    package var favourite: Int? {
        variants.count < 2 || variants[0].weight > variants[1].weight ? 0 : nil
    }

    /// The stretch as it was.
    package var baseVariant: Int? { variants.firstIndex { $0.kind == .asItWas } }

    /// What a person made of it, as an index into `variants`.
    package func variant(of person: Int) -> Int? {
        variants.firstIndex { $0.kind != .combined && $0.people.contains(person) }
    }
}

/// One text that can stand in a region.
package struct MergeVariant: Sendable, Hashable {
    package enum Kind: String, Sendable, Hashable {
        /// Somebody wrote it.
        case edited
        /// The base's text. Its people left it alone.
        case asItWas = "as-it-was"
        /// All changes one after the other, where they only touch. Its people made them; nobody wrote this text.
        case combined
    }

    package let kind: Kind
    package let text: SourceText
    /// Indices into the merge's `edits`, ascending.
    package let people: [Int]
    /// The sum of its people's weights; 0 for a combination, which nobody voted for.
    package let weight: Double
}
