/// A key of the keyboard, whatever is held down with it.
package enum Key: Sendable, Hashable {
    case character(Character)
    case enter, tab, backTab, escape, backspace, delete, insert
    case up, down, left, right, home, end, pageUp, pageDown
    /// F1 is 1.
    case function(Int)
}

package struct KeyModifiers: OptionSet, Sendable, Hashable {
    package let rawValue: UInt8
    package init(rawValue: UInt8) { self.rawValue = rawValue }

    package static let shift = KeyModifiers(rawValue: 1)
    package static let alt = KeyModifiers(rawValue: 2)
    package static let control = KeyModifiers(rawValue: 4)
}

/// A key with what is held down with it, in one normal form: a shifted letter is the capital, shift and tab are
/// `backTab`, a letter with control is small.
package struct KeyStroke: Sendable, Hashable {
    package let key: Key
    package let modifiers: KeyModifiers

    package init(_ key: Key, _ modifiers: KeyModifiers = []) {
        var key = key
        var modifiers = modifiers
        switch key {
        case .tab where modifiers.contains(.shift):
            key = .backTab
            modifiers.remove(.shift)
        case .backTab:
            modifiers.remove(.shift)
        case .character(let character) where modifiers.contains(.control):
            let small = character.lowercased()
            if small.count == 1, let first = small.first { key = .character(first) }
        case .character(let character) where modifiers.contains(.shift) && character.isLetter:
            let capital = character.uppercased()
            if capital.count == 1, let first = capital.first { key = .character(first) }
            modifiers.remove(.shift)
        default: break
        }
        self.key = key
        self.modifiers = modifiers
    }

    /// The text that the stroke types; nil for keys and chords that type none.
    package var text: String? {
        guard case .character(let character) = key, modifiers.isSubset(of: .shift) else { return nil }
        return String(character)
    }
}
