/// What stands between `ESC [` and its last byte, taken apart (ECMA-48, 5.4).
struct ControlSequence {
    /// One of `< = > ?` before the parameters: a private sequence.
    var marker: UInt8?
    /// The first value of each parameter, 0 where it is left out.
    var parameters: [Int] = []
    /// All the values of each, where colons divide it.
    var subparameters: [[Int]] = []
    var hasIntermediates = false
    var final: UInt8

    init(body: ArraySlice<UInt8>, final: UInt8) {
        self.final = final
        var digits = body
        if let first = digits.first, (0x3C...0x3F).contains(first) {
            marker = first
            digits = digits.dropFirst()
        }
        hasIntermediates = digits.contains { $0 < 0x30 }
        guard !digits.isEmpty else { return }
        subparameters = digits.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false).map { part in
            part.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false).map(Self.number)
        }
        parameters = subparameters.map { $0.first ?? 0 }
    }

    /// Large enough for any scalar, small enough that nothing overflows.
    private static func number(_ digits: ArraySlice<UInt8>) -> Int {
        digits.reduce(0) { value, digit in
            guard (0x30...0x39).contains(digit) else { return value }
            return min(value * 10 + Int(digit) - 0x30, 0xFF_FFFF)
        }
    }

    /// The second parameter less one is a set of bits: shift, alt, control (xterm); meta counts as alt.
    var modifiers: KeyModifiers {
        guard parameters.count > 1, parameters[1] > 0 else { return [] }
        let bits = parameters[1] - 1
        var held: KeyModifiers = []
        if bits & 1 != 0 { held.insert(.shift) }
        if bits & (2 | 32) != 0 { held.insert(.alt) }
        if bits & 4 != 0 { held.insert(.control) }
        return held
    }

    /// Terminals that report releases mark them with a third kind of event.
    var isRelease: Bool {
        subparameters.count > 1 && subparameters[1].count > 1 && subparameters[1][1] == 3
    }
}

extension KeyDecoder.Step {
    /// A key by its code point (CSI-u, and xterm's `modifyOtherKeys`).
    static func unicodeKey(code: Int?, _ sequence: ControlSequence) -> Meaning {
        guard let code, !sequence.isRelease else { return .nothing }
        let modifiers = sequence.modifiers
        switch code {
        case 9: return .key(KeyStroke(.tab, modifiers))
        case 13, 57414: return .key(KeyStroke(.enter, modifiers))
        case 27: return .key(KeyStroke(.escape, modifiers))
        case 8, 127: return .key(KeyStroke(.backspace, modifiers))
        case 57376...57398: return .key(KeyStroke(.function(code - 57363), modifiers))
        case 57399...57426:
            guard let key = keypadKeys[code - 57399] else { return .nothing }
            return .key(KeyStroke(key, modifiers))
        // The private use area holds keys that have no name here: locks, media, modifiers alone.
        case 57344...63743, 0x80..<0xA0, 0..<32: return .nothing
        default: break
        }
        // With shift a terminal may say which character that makes.
        let alternatives = sequence.final == UInt8(ascii: "u") ? sequence.subparameters.first ?? [] : []
        var typed = code
        var held = modifiers
        if alternatives.count > 1, alternatives[1] > 32, modifiers == .shift {
            typed = alternatives[1]
            held.remove(.shift)
        }
        guard let value = UInt32(exactly: typed), let scalar = Unicode.Scalar(value) else { return .nothing }
        return .key(KeyStroke(.character(Character(scalar)), held))
    }

    private static let keypadKeys: [Key?] =
        "0123456789./*-+".map { Key.character($0) } + [
            .enter, .character("="), nil, .left, .right, .up, .down, .pageUp, .pageDown, .home, .end, .insert, .delete,
        ]
}
