extension JSONValue {
    /// The value on one line, without spaces, members in their order, numbers as written. Bytes of text that
    /// are not UTF-8 are written as they are; escapes are used only where JSON requires them.
    package var serialized: [UInt8] {
        var bytes: [UInt8] = []
        write(to: &bytes)
        return bytes
    }

    /// `serialized` as a string, for texts known to be UTF-8 and for messages.
    package var serializedString: String {
        String(decoding: serialized, as: UTF8.self)
    }

    package func write(to bytes: inout [UInt8]) {
        switch self {
        case .null: bytes.append(contentsOf: "null".utf8)
        case .bool(let flag): bytes.append(contentsOf: (flag ? "true" : "false").utf8)
        case .number(let number): bytes.append(contentsOf: number.text.utf8)
        case .string(let text): Self.write(text.bytes, to: &bytes)
        case .array(let elements):
            bytes.append(UInt8(ascii: "["))
            for (index, element) in elements.enumerated() {
                if index > 0 { bytes.append(UInt8(ascii: ",")) }
                element.write(to: &bytes)
            }
            bytes.append(UInt8(ascii: "]"))
        case .object(let object):
            bytes.append(UInt8(ascii: "{"))
            for (index, member) in object.members.enumerated() {
                if index > 0 { bytes.append(UInt8(ascii: ",")) }
                JSONText.append(member.key, to: &bytes)
                bytes.append(UInt8(ascii: ":"))
                member.value.write(to: &bytes)
            }
            bytes.append(UInt8(ascii: "}"))
        }
    }

    private static func write(_ text: [UInt8], to bytes: inout [UInt8]) {
        text.withUnsafeBytes { JSONText.append($0, to: &bytes) }
    }
}

/// Pieces of JSON, for records that are written straight into bytes where building their tree first would cost more.
package enum JSONText {
    /// A part of the syntax, as it is.
    @inline(__always)
    package static func append(syntax: StaticString, to bytes: inout [UInt8]) {
        syntax.withUTF8Buffer { bytes.append(contentsOf: $0) }
    }

    package static func append(_ text: SourceText, to bytes: inout [UInt8]) {
        text.bytes.withUnsafeBytes { append($0, to: &bytes) }
    }

    package static func append(_ text: String, to bytes: inout [UInt8]) {
        var text = text
        text.withUTF8 { append(UnsafeRawBufferPointer($0), to: &bytes) }
    }

    /// In quotation marks, with the escapes that JSON requires.
    package static func append(_ text: UnsafeRawBufferPointer, to bytes: inout [UInt8]) {
        bytes.append(UInt8(ascii: "\""))
        var start = 0
        while true {
            let end = endOfPlain(text, from: start)
            if start < end { bytes.append(contentsOf: UnsafeRawBufferPointer(rebasing: text[start..<end])) }
            guard end < text.count else { break }
            appendEscape(text[end], to: &bytes)
            start = end + 1
        }
        bytes.append(UInt8(ascii: "\""))
    }

    private static func appendEscape(_ byte: UInt8, to bytes: inout [UInt8]) {
        bytes.append(UInt8(ascii: "\\"))
        switch byte {
        case 0x22, 0x5C: bytes.append(byte)
        case 0x0A: bytes.append(UInt8(ascii: "n"))
        case 0x0D: bytes.append(UInt8(ascii: "r"))
        case 0x09: bytes.append(UInt8(ascii: "t"))
        default:
            append(syntax: "u00", to: &bytes)
            bytes.append(hexadecimalDigit(byte >> 4))
            bytes.append(hexadecimalDigit(byte & 15))
        }
    }

    private static func hexadecimalDigit(_ value: UInt8) -> UInt8 {
        value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10
    }

    /// The first byte from `start` on that must be escaped, or the end. Looks at eight bytes at a time: a byte of a word
    /// is zero where subtracting 1 from each borrows into its high bit while that was clear (Mycroft 1987).
    private static func endOfPlain(_ text: UnsafeRawBufferPointer, from start: Int) -> Int {
        let ones: UInt64 = 0x0101_0101_0101_0101
        let highs: UInt64 = 0x8080_8080_8080_8080
        var index = start
        while index + 8 <= text.count {
            let word = UInt64(littleEndian: text.loadUnaligned(fromByteOffset: index, as: UInt64.self))
            let quotation = word ^ (ones &* 0x22)
            let backslash = word ^ (ones &* 0x5C)
            let found =
                ((quotation &- ones) & ~quotation | (backslash &- ones) & ~backslash
                    | (word &- ones &* 0x20) & ~word) & highs
            // Where the word holds one, its lowest mark is exact; those above it may be a borrow's.
            if found != 0 { return index + found.trailingZeroBitCount / 8 }
            index += 8
        }
        while index < text.count, text[index] >= 0x20, text[index] != 0x22, text[index] != 0x5C { index += 1 }
        return index
    }
}
