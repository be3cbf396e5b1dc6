/// A stretch of a text and what somebody wrote in its place; either may be empty, not both. Offsets are bytes, at
/// boundaries of tokens in both texts.
package struct TextChange: Sendable, Hashable {
    /// In the base.
    package var old: Range<Int>
    /// In the text that was made of it.
    package var new: Range<Int>
    /// Whether it puts as many words in the place of others, so that no word comes or goes.
    package var isWordForWord = false
    /// Whether it goes on with what the change before it began: the words of a phrase that were replaced one by one.
    package var continuesPhrase = false
    /// Where in the base the blank before it begins; its own start where no blank is there.
    package var reach: Int

    init(old: Range<Int>, new: Range<Int>) {
        self.old = old
        self.new = new
        reach = old.lowerBound
    }

    /// What each of several texts changes of one base, in order; between two changes of a text lies at least one token that
    /// it left alone.
    ///
    /// Tokens are those of `WordDiff` and also the blanks between them. Words that are replaced one by one are a change each,
    /// a phrase that is rewritten is one. An insertion or a deletion that could stand in several places, as that of one of
    /// two equal words, stands in the last one: the same change has then the same place whatever else its author changed.
    ///
    /// Time is that of a `WordDiff` for each text; the base is taken apart once.
    package static func changes(from base: [UInt8], to texts: [[UInt8]]) -> [[TextChange]] {
        let all = base + texts.joined()
        return all.withUnsafeBufferPointer { all in
            var start = 0
            func next(_ count: Int) -> UnsafeBufferPointer<UInt8> {
                defer { start += count }
                return UnsafeBufferPointer(rebasing: all[start..<start + count])
            }
            let tokens = ([base] + texts).map { SpacedTokens(next($0.count)) }
            var interner = TokenInterner(capacity: tokens.reduce(0) { $0 + $1.tokens.count })
            let ids = tokens.map { interner.ids(of: $0.tokens, in: $0.bytes) }
            return tokens.indices.dropFirst().map { place in
                TokenPairing(ids[0], ids[place], tokens[0], tokens[place], idCount: interner.count).changes.map {
                    tokens[0].bytes($0, in: tokens[place])
                }
            }
        }
    }
}

/// A text as tokens without anything between them.
private struct SpacedTokens {
    let bytes: UnsafeBufferPointer<UInt8>
    private(set) var tokens: [WordToken] = []
    /// The tokens that are no blanks, as indices.
    private(set) var words: [Int] = []
    private(set) var isBlank: [Bool] = []

    init(_ bytes: UnsafeBufferPointer<UInt8>) {
        self.bytes = bytes
        let found = WordToken.tokens(of: bytes)
        tokens.reserveCapacity(found.count * 2 + 1)
        words.reserveCapacity(found.count)
        var end: Int32 = 0
        for token in found {
            addBlank(end..<token.start)
            words.append(tokens.count)
            tokens.append(token)
            isBlank.append(false)
            end = token.end
        }
        addBlank(end..<Int32(bytes.count))
    }

    private mutating func addBlank(_ range: Range<Int32>) {
        guard !range.isEmpty else { return }
        tokens.append(WordToken(start: range.lowerBound, end: range.upperBound, isWord: false))
        isBlank.append(true)
    }

    private func start(of token: Int) -> Int {
        token < tokens.count ? Int(tokens[token].start) : bytes.count
    }

    /// A change of tokens as one of bytes.
    func bytes(_ change: TextChange, in other: SpacedTokens) -> TextChange {
        var bytes = change
        bytes.old = start(of: change.old.lowerBound)..<start(of: change.old.upperBound)
        bytes.new = other.start(of: change.new.lowerBound)..<other.start(of: change.new.upperBound)
        let before = change.old.lowerBound - 1
        bytes.reach = before >= 0 && isBlank[before] ? start(of: before) : bytes.old.lowerBound
        return bytes
    }
}

/// What differs between two sequences of tokens, as ranges of tokens.
private struct TokenPairing {
    private let left: [Int32]
    private let right: [Int32]
    private(set) var changes: [TextChange] = []

    /// Repetitions are looked for up to so many tokens.
    private static let repetitionLimit = 64

    /// Pairs the tokens that are no blanks; blanks follow those around them.
    init(_ left: [Int32], _ right: [Int32], _ old: SpacedTokens, _ new: SpacedTokens, idCount: Int) {
        self.left = left
        self.right = right
        guard left != right else { return }
        let partners = SequenceAlignment(old.words.map { left[$0] }, new.words.map { right[$0] }, idCount: idCount)
            .partners
        var start = (left: 0, right: 0)
        for (place, partner) in partners.enumerated() where partner >= 0 {
            let pair = (left: old.words[place], right: new.words[Int(partner)])
            addGap(start.left..<pair.left, start.right..<pair.right, old, new)
            start = (pair.left + 1, pair.right + 1)
        }
        addGap(start.left..<left.count, start.right..<right.count, old, new)
        slide()
    }

    /// What lies between two pairs, without the tokens that both have at its ends.
    private mutating func addGap(
        _ leftGap: Range<Int>, _ rightGap: Range<Int>, _ old: SpacedTokens, _ new: SpacedTokens
    ) {
        var (low, otherLow) = (leftGap.lowerBound, rightGap.lowerBound)
        var (high, otherHigh) = (leftGap.upperBound, rightGap.upperBound)
        while low < high, otherLow < otherHigh, left[low] == right[otherLow] {
            low += 1
            otherLow += 1
        }
        while low < high, otherLow < otherHigh, left[high - 1] == right[otherHigh - 1] {
            high -= 1
            otherHigh -= 1
        }
        guard low < high || otherLow < otherHigh else { return }
        guard old.isBlank[low..<high] == new.isBlank[otherLow..<otherHigh] else {
            changes.append(TextChange(old: low..<high, new: otherLow..<otherHigh))
            return
        }
        addWordwise(low..<high, from: otherLow)
    }

    /// As many words on both sides, with blanks at the same places: the stretches between equal blanks are a change each.
    private mutating func addWordwise(_ range: Range<Int>, from other: Int) {
        var start: Int?
        var isFirst = true
        for place in range.lowerBound...range.upperBound {
            let isSame = place == range.upperBound || left[place] == right[other + place - range.lowerBound]
            if isSame, let first = start {
                let shift = other - range.lowerBound
                var change = TextChange(old: first..<place, new: first + shift..<place + shift)
                change.isWordForWord = true
                change.continuesPhrase = !isFirst
                changes.append(change)
                start = nil
                isFirst = false
            } else if !isSame, start == nil {
                start = place
            }
        }
    }

    /// Moves what only adds or only takes away as far to the end as it goes; where it meets the next change, the two are one.
    private mutating func slide() {
        var slid: [TextChange] = []
        func append(_ change: TextChange) {
            var change = change
            let end = slid.last?.old.lowerBound ?? left.count
            while change.old.upperBound < end, let next = moved(change) { change = next }
            if let last = slid.last, last.old.lowerBound == change.old.upperBound {
                var whole = TextChange(
                    old: change.old.lowerBound..<last.old.upperBound, new: change.new.lowerBound..<last.new.upperBound)
                whole.continuesPhrase = change.continuesPhrase
                slid[slid.count - 1] = whole
            } else {
                slid.append(change)
            }
        }
        for change in changes.reversed() {
            let (front, repetition) = split(change, before: slid.last?.old.lowerBound ?? left.count)
            if let repetition { append(repetition) }
            append(front)
        }
        changes = slid.reversed()
    }

    /// A change that ends with the tokens that follow it, as the one from `very good` to `so very very good`, is two: one of
    /// its beginning, and one that says something twice, or no longer twice, and can stand behind them.
    private func split(_ change: TextChange, before end: Int) -> (TextChange, TextChange?) {
        let (old, new) = (change.old, change.new)
        let limit = min(Self.repetitionLimit, end - old.upperBound)
        for length in stride(from: min(limit, new.count), to: 0, by: -1) where length < new.count || !old.isEmpty {
            let cut = new.upperBound - length
            guard right[cut..<new.upperBound] == left[old.upperBound..<old.upperBound + length] else { continue }
            var front = TextChange(old: old, new: new.lowerBound..<cut)
            front.continuesPhrase = change.continuesPhrase
            return (front, TextChange(old: old.upperBound..<old.upperBound, new: cut..<new.upperBound))
        }
        for length in stride(from: min(limit, old.count), to: 0, by: -1) where length < old.count || !new.isEmpty {
            let cut = old.upperBound - length
            guard left[cut..<old.upperBound] == left[old.upperBound..<old.upperBound + length] else { continue }
            var front = TextChange(old: old.lowerBound..<cut, new: new)
            front.continuesPhrase = change.continuesPhrase
            return (front, TextChange(old: cut..<old.upperBound, new: new.upperBound..<new.upperBound))
        }
        return (change, nil)
    }

    /// The same change one token later; nil where that would be another one.
    private func moved(_ change: TextChange) -> TextChange? {
        let isSame =
            change.old.isEmpty
            ? right[change.new.lowerBound] == left[change.old.upperBound]
            : change.new.isEmpty && left[change.old.lowerBound] == left[change.old.upperBound]
        guard isSame else { return nil }
        return TextChange(
            old: change.old.lowerBound + 1..<change.old.upperBound + 1,
            new: change.new.lowerBound + 1..<change.new.upperBound + 1)
    }
}
