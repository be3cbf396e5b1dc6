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
        String(validating: bytes, as: UTF8.self)
    }

    package var isValidUTF8: Bool { validString != nil }
    package var isEmpty: Bool { bytes.isEmpty }
    package var description: String { string }

    package static func + (left: SourceText, right: SourceText) -> SourceText {
        SourceText(bytes: left.bytes + right.bytes)
    }
}
