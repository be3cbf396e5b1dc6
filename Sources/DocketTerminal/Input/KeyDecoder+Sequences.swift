extension KeyDecoder.Step {
    /// What follows `ESC [`; nil where its end has not come.
    static func control(_ bytes: ArraySlice<UInt8>) -> Self? {
        if bytes.first == UInt8(ascii: "[") { return linuxFunctionKey(bytes) }
        for (place, byte) in bytes.enumerated() {
            let body = bytes.prefix(place)
            switch byte {
            case 0x40...0x7E:
                if byte == UInt8(ascii: "M"), body.isEmpty { return oldMouse(bytes.dropFirst()) }
                return Self(meaning: meaning(ControlSequence(body: body, final: byte)), used: place + 1)
            case UInt8(ascii: "$") where body.first.map(isDigit) == true:
                // rxvt ends a shifted key with what is an intermediate byte everywhere else.
                return Self(meaning: meaning(ControlSequence(body: body, final: byte)), used: place + 1)
            case 0x20...0x3F: continue
            default:
                // Not a sequence after all: what was taken is dropped, this byte is looked at again.
                return Self(meaning: .nothing, used: place)
            }
        }
        return nil
    }

    /// What follows `ESC O`; nil where its end has not come.
    static func singleShift(_ bytes: ArraySlice<UInt8>) -> Self? {
        for (place, byte) in bytes.enumerated() {
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: ";"): continue
            case 0x40...0x7E:
                let sequence = ControlSequence(body: bytes.prefix(place), final: byte)
                return Self(meaning: keypad(sequence), used: place + 1)
            default: return Self(meaning: .nothing, used: place)
            }
        }
        return nil
    }

    /// What follows the start of an operating system command or another string, to its end: late answers to
    /// somebody's questions, which must not be read as keys. Nil where the end has not come.
    static func string(_ bytes: ArraySlice<UInt8>) -> Self? {
        var isAfterEscape = false
        for (place, byte) in bytes.enumerated() {
            if isAfterEscape {
                return Self(meaning: .nothing, used: byte == UInt8(ascii: "\\") ? place + 1 : place - 1)
            }
            if byte == 0x07 { return Self(meaning: .nothing, used: place + 1) }
            isAfterEscape = byte == 0x1B
        }
        return nil
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

    private static func linuxFunctionKey(_ bytes: ArraySlice<UInt8>) -> Self? {
        guard let letter = bytes.dropFirst().first else { return nil }
        guard (0x41...0x45).contains(letter) else { return Self(meaning: .nothing, used: 1) }
        return Self(meaning: .key(KeyStroke(.function(Int(letter) - 0x40))), used: 2)
    }

    private static func meaning(_ sequence: ControlSequence) -> Meaning {
        if sequence.marker == UInt8(ascii: "<") { return sgrMouse(sequence) }
        guard sequence.marker == nil, !sequence.hasIntermediates else { return .nothing }
        switch sequence.final {
        case UInt8(ascii: "~"): return numbered(sequence)
        case UInt8(ascii: "u"): return unicodeKey(code: sequence.parameters.first, sequence)
        case UInt8(ascii: "I"): return .event(.focus(true))
        case UInt8(ascii: "O"): return .event(.focus(false))
        case UInt8(ascii: "Z"): return .key(KeyStroke(.backTab, sequence.modifiers))
        case UInt8(ascii: "^"): return numbered(sequence, .control)
        case UInt8(ascii: "$"): return numbered(sequence, .shift)
        case UInt8(ascii: "@"): return numbered(sequence, [.control, .shift])
        case 0x61...0x64 where sequence.parameters.isEmpty:
            return letter(sequence.final - 0x20, .shift)
        default:
            guard !sequence.isRelease else { return .nothing }
            return letter(sequence.final, sequence.modifiers)
        }
    }

    private static func letter(_ final: UInt8, _ modifiers: KeyModifiers) -> Meaning {
        let key: Key
        switch final {
        case UInt8(ascii: "A"): key = .up
        case UInt8(ascii: "B"): key = .down
        case UInt8(ascii: "C"): key = .right
        case UInt8(ascii: "D"): key = .left
        case UInt8(ascii: "F"): key = .end
        case UInt8(ascii: "H"): key = .home
        case 0x50...0x53: key = .function(Int(final) - 0x4F)
        default: return .nothing
        }
        return .key(KeyStroke(key, modifiers))
    }

    private static func numbered(_ sequence: ControlSequence, _ held: KeyModifiers = []) -> Meaning {
        guard let number = sequence.parameters.first, !sequence.isRelease else { return .nothing }
        let key: Key
        switch number {
        case 1, 7: key = .home
        case 2: key = .insert
        case 3: key = .delete
        case 4, 8: key = .end
        case 5: key = .pageUp
        case 6: key = .pageDown
        case 11...15: key = .function(number - 10)
        case 17...21: key = .function(number - 11)
        case 23...26: key = .function(number - 12)
        case 28, 29: key = .function(number - 13)
        case 31...34: key = .function(number - 14)
        case 27 where sequence.parameters.count == 3: return unicodeKey(code: sequence.parameters[2], sequence)
        case 200: return .pasteStart
        default: return .nothing
        }
        return .key(KeyStroke(key, sequence.modifiers.union(held)))
    }

    private static func keypad(_ sequence: ControlSequence) -> Meaning {
        let modifiers = sequence.modifiers
        switch sequence.final {
        case UInt8(ascii: "M"): return .key(KeyStroke(.enter, modifiers))
        case UInt8(ascii: "I"): return .key(KeyStroke(.tab, modifiers))
        case UInt8(ascii: "X"): return .key(KeyStroke(.character("="), modifiers))
        case 0x61...0x64: return letter(sequence.final - 0x20, modifiers.union(.control))
        case 0x6A...0x79:
            // The keypad sends its character plus 0x40.
            return .key(KeyStroke(.character(Character(Unicode.Scalar(sequence.final - 0x40))), modifiers))
        default: return letter(sequence.final, modifiers)
        }
    }
}
