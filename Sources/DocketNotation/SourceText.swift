import Glibc

/// Text from outside, as the bytes it came in.
///
/// What a model or a person wrote is kept to the byte, also where it is not valid UTF-8, and is hashed and
/// compared as bytes. To show it, a screen passes it through the display policy.
package struct SourceText: Sendable, Hashable, ExpressibleByStringLiteral, CustomStringConvertible {
    package var bytes: [UInt8]

    package init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    package init(_ string: String) {
        bytes = Array(string.utf8)
    }

    package init(stringLiteral value: String) {
        self.init(value)
    }

    /// The text with every invalid sequence replaced by U+FFFD. Equal to the source only where `isValidUTF8`.
    package var string: String {
        String(decoding: bytes, as: UTF8.self)
    }

    /// The text, or nil where the bytes are not UTF-8.
    package var validString: String? {
        bytes.withUnsafeBytes { SourceText.validString($0) }
    }

    /// `String(validating:as:)` is generic and takes several times as long for short texts. Decoding repairs what is not
    /// valid, so that only valid bytes come out as they were.
    static func validString(_ bytes: UnsafeRawBufferPointer) -> String? {
        var string = String(decoding: bytes.bindMemory(to: UInt8.self), as: UTF8.self)
        let isSame = string.withUTF8 { decoded in
            guard let start = bytes.baseAddress, let other = decoded.baseAddress else { return bytes.isEmpty }
            return decoded.count == bytes.count && memcmp(start, other, bytes.count) == 0
        }
        return isSame ? string : nil
    }

    /// Its length and a sample of its bytes: texts are looked up at every key, and hashing all of a long one would cost more
    /// than what was kept saves. Texts are compared whole; those that share their memory are equal at once.
    package func hash(into hasher: inout Hasher) {
        hasher.combine(bytes.count)
        let step = max(1, bytes.count / 32)
        for place in stride(from: 0, to: bytes.count, by: step) { hasher.combine(bytes[place]) }
        if let last = bytes.last { hasher.combine(last) }
    }

    package var isValidUTF8: Bool { validString != nil }
    package var isEmpty: Bool { bytes.isEmpty }
    package var description: String { string }

    package static func + (left: SourceText, right: SourceText) -> SourceText {
        SourceText(bytes: left.bytes + right.bytes)
    }
}
