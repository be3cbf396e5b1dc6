/// Walks UTF-8 bytes by extended grapheme cluster, in the boundaries that `String` itself uses, and hands over
/// what is not UTF-8 piece by piece instead of repairing it.
struct GraphemeScanner {
    enum Piece {
        /// One grapheme cluster; its scalar values are in `scalars`.
        case grapheme
        /// A maximal part of an ill-formed sequence (Unicode, table 3-7): what a decoder replaces by one U+FFFD.
        case invalid
    }

    let bytes: UnsafeBufferPointer<UInt8>
    private(set) var position = 0
    /// The scalar values of the last grapheme cluster.
    private(set) var scalars: [Unicode.Scalar] = []
    /// The scalar value after the last grapheme cluster, nil at the end and before ill-formed bytes.
    private(set) var following: Unicode.Scalar?

    init(_ bytes: UnsafeBufferPointer<UInt8>) {
        self.bytes = bytes
    }

    /// Skips bytes that the caller has dealt with itself; `position` must then be at a cluster boundary.
    mutating func advance(to position: Int) {
        self.position = position
    }

    /// The next piece; nil at the end. `position` is then behind it.
    mutating func next() -> Piece? {
        guard position < bytes.count else { return nil }
        following = nil
        let first = decode(at: position)
        position += first.length
        guard let scalar = first.scalar else { return .invalid }

        scalars.removeAll(keepingCapacity: true)
        scalars.append(scalar)
        if isSimple(scalar) {
            guard position < bytes.count else { return .grapheme }
            following = decode(at: position).scalar
            guard let following, !isSimple(following) else { return .grapheme }
            self.following = nil
        }
        var recognizer = Unicode._CharacterRecognizer()
        _ = recognizer.hasBreak(before: scalar)
        while position < bytes.count {
            let upcoming = decode(at: position)
            guard let scalar = upcoming.scalar else { break }
            if recognizer.hasBreak(before: scalar) {
                following = scalar
                break
            }
            scalars.append(scalar)
            position += upcoming.length
        }
        return .grapheme
    }

    /// Whether the scalar value is always a cluster of its own beside another such one: what most texts are made of.
    private func isSimple(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x20...0x7E, 0xC0...0x02FF, 0x0370...0x0482, 0x048A...0x0556, 0x2010...0x2027, 0x3001...0x3003,
            0x3008...0x3011, 0x3041...0x3096, 0x30A1...0x30FA, 0x4E00...0x9FFF, 0xAC00...0xD7A3, 0xFF01...0xFF5E:
            true
        default: false
        }
    }

    private func decode(at index: Int) -> (scalar: Unicode.Scalar?, length: Int) {
        let lead = bytes[index]
        if lead < 0x80 { return (Unicode.Scalar(lead), 1) }
        let length: Int
        var value: UInt32
        var second: ClosedRange<UInt8> = 0x80...0xBF
        switch lead {
        case 0xC2...0xDF:
            length = 2
            value = UInt32(lead & 0x1F)
        case 0xE0...0xEF:
            length = 3
            value = UInt32(lead & 0x0F)
            if lead == 0xE0 { second = 0xA0...0xBF }
            if lead == 0xED { second = 0x80...0x9F }
        case 0xF0...0xF4:
            length = 4
            value = UInt32(lead & 0x07)
            if lead == 0xF0 { second = 0x90...0xBF }
            if lead == 0xF4 { second = 0x80...0x8F }
        default: return (nil, 1)
        }
        for offset in 1..<length {
            guard index + offset < bytes.count else { return (nil, offset) }
            let byte = bytes[index + offset]
            guard offset == 1 ? second.contains(byte) : (0x80...0xBF).contains(byte) else { return (nil, offset) }
            value = value << 6 | UInt32(byte & 0x3F)
        }
        return (Unicode.Scalar(value), length)
    }
}
