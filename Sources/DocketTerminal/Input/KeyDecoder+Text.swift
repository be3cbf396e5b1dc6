extension KeyDecoder.Step {
    /// A control key or a character of UTF-8.
    static func plain(_ bytes: ArraySlice<UInt8>, isFinal: Bool) -> Self {
        guard let first = bytes.first else { return .incomplete }
        if first < 0x20 || first == 0x7F {
            return Self(meaning: .key(controlKey(first)), used: 1)
        }
        if first < 0x80 {
            return Self(meaning: .key(KeyStroke(.character(Character(Unicode.Scalar(first))))), used: 1)
        }
        return multibyte(bytes, first: first, isFinal: isFinal)
    }

    private static func controlKey(_ byte: UInt8) -> KeyStroke {
        switch byte {
        case 0x00: KeyStroke(.character(" "), .control)
        // Some terminals send ^H for the backspace key; it must not be a command.
        case 0x08, 0x7F: KeyStroke(.backspace)
        case 0x09: KeyStroke(.tab)
        // A line feed comes from programs that type; for them it is the enter key.
        case 0x0A, 0x0D: KeyStroke(.enter)
        case 0x01...0x1A: KeyStroke(.character(Character(Unicode.Scalar(byte + 0x60))), .control)
        case 0x1B: KeyStroke(.escape)
        default: KeyStroke(.character(Character(Unicode.Scalar(byte + 0x40))), .control)
        }
    }

    private static let replacement = Meaning.key(KeyStroke(.character("\u{FFFD}")))
    typealias Meaning = KeyDecoder.Meaning

    /// One scalar; a replacement character for each maximal piece that is none (Unicode 15, section 3.9).
    private static func multibyte(_ bytes: ArraySlice<UInt8>, first: UInt8, isFinal: Bool) -> Self {
        let shape: (count: Int, second: ClosedRange<UInt8>)
        switch first {
        case 0xC2...0xDF: shape = (2, 0x80...0xBF)
        case 0xE0: shape = (3, 0xA0...0xBF)
        case 0xED: shape = (3, 0x80...0x9F)
        case 0xE1...0xEF: shape = (3, 0x80...0xBF)
        case 0xF0: shape = (4, 0x90...0xBF)
        case 0xF1...0xF3: shape = (4, 0x80...0xBF)
        case 0xF4: shape = (4, 0x80...0x8F)
        default: return Self(meaning: replacement, used: 1)
        }
        var value = UInt32(first) & (0x7F >> UInt32(shape.count))
        for (place, byte) in bytes.dropFirst().prefix(shape.count - 1).enumerated() {
            guard (place == 0 ? shape.second : 0x80...0xBF).contains(byte) else {
                return Self(meaning: replacement, used: place + 1)
            }
            value = value << 6 | UInt32(byte & 0x3F)
        }
        guard bytes.count >= shape.count else {
            return isFinal ? Self(meaning: replacement, used: bytes.count) : .incomplete
        }
        // C1 controls are no keys.
        guard let scalar = Unicode.Scalar(value), value >= 0xA0 else {
            return Self(meaning: replacement, used: shape.count)
        }
        return Self(meaning: .key(KeyStroke(.character(Character(scalar)))), used: shape.count)
    }
}
