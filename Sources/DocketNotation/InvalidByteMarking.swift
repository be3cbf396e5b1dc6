/// Carries bytes that are not UTF-8 through a parser that insists on UTF-8.
///
/// Each invalid byte 0x80...0xFF is replaced by one of the last 128 scalars of the last private plane and put back
/// in the strings that come out. A document that uses those scalars itself cannot be told apart and is refused.
struct InvalidByteMarking {
    private(set) var bytes: [UInt8] = []
    /// Where the marked bytes stand in `bytes`, ascending.
    private var marks: [Int] = []

    private static let firstMark: UInt32 = 0x10FF80

    /// Nil where all is valid UTF-8, or where the document already holds one of the marks.
    init?(_ source: UnsafeRawBufferPointer) {
        bytes.reserveCapacity(source.count + 64)
        var index = 0
        while index < source.count {
            let length = Self.validLength(source, at: index)
            if length == 0 {
                marks.append(bytes.count)
                bytes.append(contentsOf: Self.mark(for: source[index]))
                index += 1
            } else {
                if length == 4, Self.isMark(source, at: index) { return nil }
                bytes.append(contentsOf: source[index..<index + length])
                index += length
            }
        }
        if marks.isEmpty { return nil }
    }

    /// The offset in the source of an offset in `bytes`: each mark before it is three bytes longer than its byte.
    func sourceOffset(of offset: Int) -> Int {
        offset - 3 * marks.prefix { $0 < offset }.count
    }

    /// The text with every mark turned back into its byte.
    func restored(_ text: SourceText) -> SourceText {
        var restored: [UInt8] = []
        restored.reserveCapacity(text.bytes.count)
        text.bytes.withUnsafeBytes { source in
            var index = 0
            while index < source.count {
                if source[index] == 0xF4, index + 4 <= source.count, Self.isMark(source, at: index) {
                    restored.append(((source[index + 2] & 1) << 6) | (source[index + 3] & 0x3F) | 0x80)
                    index += 4
                } else {
                    restored.append(source[index])
                    index += 1
                }
            }
        }
        return SourceText(bytes: restored)
    }

    private static func mark(for byte: UInt8) -> [UInt8] {
        let value = firstMark + UInt32(byte & 0x7F)
        return [
            0xF0 | UInt8(value >> 18), 0x80 | UInt8(value >> 12 & 0x3F), 0x80 | UInt8(value >> 6 & 0x3F),
            0x80 | UInt8(value & 0x3F),
        ]
    }

    private static func isMark(_ source: UnsafeRawBufferPointer, at index: Int) -> Bool {
        source[index] == 0xF4 && source[index + 1] == 0x8F && source[index + 2] >= 0xBE
    }

    /// The length of the well-formed UTF-8 sequence at `index`, or 0 (Unicode 15, table 3-7).
    private static func validLength(_ source: UnsafeRawBufferPointer, at index: Int) -> Int {
        let first = source[index]
        func continues(_ distance: Int, _ range: ClosedRange<UInt8> = 0x80...0xBF) -> Bool {
            index + distance < source.count && range.contains(source[index + distance])
        }
        switch first {
        case 0x00...0x7F: return 1
        case 0xC2...0xDF: return continues(1) ? 2 : 0
        case 0xE0: return continues(1, 0xA0...0xBF) && continues(2) ? 3 : 0
        case 0xED: return continues(1, 0x80...0x9F) && continues(2) ? 3 : 0
        case 0xE1...0xEF: return continues(1) && continues(2) ? 3 : 0
        case 0xF0: return continues(1, 0x90...0xBF) && continues(2) && continues(3) ? 4 : 0
        case 0xF1...0xF3: return continues(1) && continues(2) && continues(3) ? 4 : 0
        case 0xF4: return continues(1, 0x80...0x8F) && continues(2) && continues(3) ? 4 : 0
        default: return 0
        }
    }
}
