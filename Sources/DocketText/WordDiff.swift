/// A part of a comparison. Ranges are byte offsets in UTF-8, at boundaries of grapheme clusters.
package enum DiffSegment: Sendable, Hashable {
    case unchanged(old: Range<Int>, new: Range<Int>)
    case removed(old: Range<Int>)
    case added(new: Range<Int>)

    package var isChange: Bool {
        if case .unchanged = self { return false }
        return true
    }
}

/// What changed between two texts, word by word.
///
/// Tokens are words, single punctuation marks and symbols, line breaks, and each letter of a script written without
/// spaces. Blanks follow the tokens around them: those inside a change belong to it, so that a rewritten phrase is one
/// change and not as many as it has words.
///
/// Time is O(n + d²) for d differing tokens up to about five hundred; beyond that the comparison is coarser (see
/// `SequenceAlignment`), but every byte is still accounted for.
package struct WordDiff: Sendable {
    /// In order, covering both texts; a replacement is `removed`, then `added`. Neighbouring segments differ in kind.
    package private(set) var segments: [DiffSegment]
    /// Words, without punctuation, that only the new text has.
    package let addedWords: Int
    /// Words, without punctuation, that only the old text has.
    package let removedWords: Int
    /// From 0, equal, to 1, nothing in common; the same in both directions.
    ///
    /// With `max` the tokens of the longer text, `common` those that are paired and `g` the changes of blanks alone
    /// between pairs: (max - common + g) / (max + g). Without changes of blanks that is the distance of
    /// D. Bakkelund, "An LCS-based string metric" (2009).
    package let distance: Double
    /// Whether the texts are the same, byte by byte.
    package let isEqual: Bool
    /// What the distance comes from.
    let tally: Tally

    /// Tokens, and how many of them are paired.
    struct Tally: Sendable, Hashable {
        var old = 0
        var new = 0
        var common = 0
        var changedBlanks = 0

        var distance: Double {
            let longer = max(old, new)
            guard longer + changedBlanks > 0 else { return 0 }
            return Double(longer - common + changedBlanks) / Double(longer + changedBlanks)
        }

        static func + (left: Tally, right: Tally) -> Tally {
            Tally(
                old: left.old + right.old, new: left.new + right.new, common: left.common + right.common,
                changedBlanks: left.changedBlanks + right.changedBlanks)
        }
    }

    package init(_ old: String, _ new: String) {
        var old = old
        var new = new
        self = old.withUTF8 { old in new.withUTF8 { new in WordDiff(old: old, new: new) } }
    }

    package init(oldBytes: some Sequence<UInt8>, newBytes: some Sequence<UInt8>) {
        self = Array(oldBytes).withUnsafeBufferPointer { old in
            Array(newBytes).withUnsafeBufferPointer { new in WordDiff(old: old, new: new) }
        }
    }

    private init(old: UnsafeBufferPointer<UInt8>, new: UnsafeBufferPointer<UInt8>) {
        guard !old.elementsEqual(new) else {
            segments = old.isEmpty ? [] : [.unchanged(old: 0..<old.count, new: 0..<new.count)]
            (addedWords, removedWords, distance, isEqual) = (0, 0, 0, true)
            tally = Tally()
            return
        }
        // One order for both directions, so that where pairings are equally good the same one is found.
        let isSwapped = new.lexicographicallyPrecedes(old)
        let left = TokenizedText(isSwapped ? new : old)
        let right = TokenizedText(isSwapped ? old : new)
        var interner = TokenInterner(capacity: left.tokens.count + right.tokens.count)
        let leftIDs = interner.ids(of: left.tokens, in: left.bytes)
        let rightIDs = interner.ids(of: right.tokens, in: right.bytes)
        let partners = SequenceAlignment(leftIDs, rightIDs, idCount: interner.count).partners

        var builder = DiffBuilder(left: left, right: right, isSwapped: isSwapped)
        var rightIsPaired = [Bool](repeating: false, count: right.tokens.count)
        var common = 0
        for (index, partner) in partners.enumerated() where partner >= 0 {
            builder.addPair(index, Int(partner))
            rightIsPaired[Int(partner)] = true
            common += 1
        }
        builder.finish()

        let leftOnly = zip(left.tokens, partners).count { $0.isWord && $1 < 0 }
        let rightOnly = zip(right.tokens, rightIsPaired).count { $0.isWord && !$1 }
        segments = builder.segments
        addedWords = isSwapped ? leftOnly : rightOnly
        removedWords = isSwapped ? rightOnly : leftOnly
        tally = Tally(
            old: (isSwapped ? right : left).tokens.count, new: (isSwapped ? left : right).tokens.count, common: common,
            changedBlanks: builder.changedBlanks)
        distance = tally.distance
        isEqual = false
    }
}
