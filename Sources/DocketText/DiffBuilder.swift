/// One of the two texts of a comparison.
struct TokenizedText {
    let bytes: UnsafeBufferPointer<UInt8>
    let tokens: [WordToken]

    init(_ bytes: UnsafeBufferPointer<UInt8>) {
        self.bytes = bytes
        tokens = WordToken.tokens(of: bytes)
    }

    /// Where the token begins, and for the number of tokens the end of the text.
    func start(ofToken index: Int) -> Int {
        index < tokens.count ? tokens[index].range.lowerBound : bytes.count
    }

    /// Where the token ends, and for -1 the start of the text.
    func end(ofToken index: Int) -> Int {
        index >= 0 ? tokens[index].range.upperBound : 0
    }
}

/// Makes segments of the pairs of tokens that an alignment found: what is between two pairs is compared byte by byte.
struct DiffBuilder {
    let left: TokenizedText
    let right: TokenizedText
    /// Whether the left text is the new one.
    let isSwapped: Bool
    private(set) var segments: [DiffSegment] = []
    /// Places where only blanks differ.
    private(set) var changedBlanks = 0
    /// The last tokens that were paired.
    private var lastLeft = -1
    private var lastRight = -1

    init(left: TokenizedText, right: TokenizedText, isSwapped: Bool) {
        self.left = left
        self.right = right
        self.isSwapped = isSwapped
    }

    /// Adds a pair of tokens, behind those added before.
    mutating func addPair(_ leftToken: Int, _ rightToken: Int) {
        addGap(before: leftToken, rightToken)
        addUnchanged(left.tokens[leftToken].range, right.tokens[rightToken].range)
        lastLeft = leftToken
        lastRight = rightToken
    }

    mutating func finish() {
        addGap(before: left.tokens.count, right.tokens.count)
    }

    /// What is between two pairs: the blanks at its ends stay unchanged where both texts have the same ones.
    private mutating func addGap(before leftToken: Int, _ rightToken: Int) {
        var leftGap = left.end(ofToken: lastLeft)..<left.start(ofToken: leftToken)
        var rightGap = right.end(ofToken: lastRight)..<right.start(ofToken: rightToken)
        if isSame(leftGap, rightGap) { return addUnchanged(leftGap, rightGap) }

        let leftHead = leftGap.lowerBound..<left.start(ofToken: lastLeft + 1)
        let rightHead = rightGap.lowerBound..<right.start(ofToken: lastRight + 1)
        if leftHead == leftGap, rightHead == rightGap { changedBlanks += 1 }
        if isSame(leftHead, rightHead) {
            addUnchanged(leftHead, rightHead)
            leftGap = leftHead.upperBound..<leftGap.upperBound
            rightGap = rightHead.upperBound..<rightGap.upperBound
        }
        let leftTail = max(leftGap.lowerBound, left.end(ofToken: leftToken - 1))..<leftGap.upperBound
        let rightTail = max(rightGap.lowerBound, right.end(ofToken: rightToken - 1))..<rightGap.upperBound
        if isSame(leftTail, rightTail) {
            addChange(leftGap.lowerBound..<leftTail.lowerBound, rightGap.lowerBound..<rightTail.lowerBound)
            addUnchanged(leftTail, rightTail)
        } else {
            addChange(leftGap, rightGap)
        }
    }

    private func isSame(_ leftRange: Range<Int>, _ rightRange: Range<Int>) -> Bool {
        left.bytes[leftRange].elementsEqual(right.bytes[rightRange])
    }

    private mutating func addUnchanged(_ leftRange: Range<Int>, _ rightRange: Range<Int>) {
        guard !leftRange.isEmpty else { return }
        let (old, new) = isSwapped ? (rightRange, leftRange) : (leftRange, rightRange)
        if case .unchanged(let lastOld, let lastNew)? = segments.last {
            segments[segments.count - 1] = .unchanged(
                old: lastOld.lowerBound..<old.upperBound, new: lastNew.lowerBound..<new.upperBound)
        } else {
            segments.append(.unchanged(old: old, new: new))
        }
    }

    private mutating func addChange(_ leftRange: Range<Int>, _ rightRange: Range<Int>) {
        let (old, new) = isSwapped ? (rightRange, leftRange) : (leftRange, rightRange)
        if !old.isEmpty { segments.append(.removed(old: old)) }
        if !new.isEmpty { segments.append(.added(new: new)) }
    }
}
