package import DocketText

extension KeyStroke: CustomStringConvertible {
    private static let names: [(name: String, key: Key)] = [
        ("enter", .enter), ("tab", .tab), ("esc", .escape), ("space", .character(" ")), ("backspace", .backspace),
        ("del", .delete), ("insert", .insert), ("up", .up), ("down", .down), ("left", .left), ("right", .right),
        ("home", .home), ("end", .end), ("pageup", .pageUp), ("pagedown", .pageDown),
    ]
    private static let keys: [String: Key] = Dictionary(
        uniqueKeysWithValues: names.map { ($0.name, $0.key) } + [
            ("return", .enter), ("escape", .escape), ("delete", .delete), ("backtab", .backTab),
        ])
    private static let prefixes: [(prefix: String, modifier: KeyModifiers)] = [
        ("C-", .control), ("A-", .alt), ("S-", .shift),
    ]

    /// Reads `a`, `A`, `C-r`, `A-f`, `S-tab`, `enter`, `space`, `f5`, `esc`; nil for anything else.
    package init?(notation: String) {
        var rest = notation[...]
        var modifiers: KeyModifiers = []
        while rest.count > 2, let held = Self.prefixes.first(where: { rest.hasPrefix($0.prefix) }) {
            guard modifiers.insert(held.modifier).inserted else { return nil }
            rest = rest.dropFirst(2)
        }
        guard let key = Self.key(String(rest)) else { return nil }
        self.init(key, modifiers)
    }

    /// Several strokes with blanks between them; nil where one of them is none.
    package static func sequence(notation: String) -> [KeyStroke]? {
        var strokes: [KeyStroke] = []
        for word in notation.split(separator: " ") {
            guard let stroke = KeyStroke(notation: String(word)) else { return nil }
            strokes.append(stroke)
        }
        return strokes
    }

    private static func key(_ name: String) -> Key? {
        if let known = keys[name] { return known }
        if name.count > 1, name.hasPrefix("f"), let number = Int(name.dropFirst()), (1...35).contains(number),
            name == "f\(number)"
        {
            return .function(number)
        }
        guard name.count == 1, let character = name.first, !character.isWhitespace, !isControl(character) else {
            return nil
        }
        return .character(character)
    }

    private static func isControl(_ character: Character) -> Bool {
        character.unicodeScalars.contains { $0.properties.generalCategory == .control }
    }

    /// What `init(notation:)` reads back, as key maps and help write it.
    package var notation: String {
        var held = modifiers
        if key == .backTab { held.insert(.shift) }
        let prefix = Self.prefixes.filter { held.contains($0.modifier) }.map(\.prefix).joined()
        return prefix + keyName
    }

    package var description: String { notation }

    private var keyName: String {
        switch key {
        case .backTab: "tab"
        case .function(let number): "f\(number)"
        case .character(let character) where character != " ": String(character)
        default: Self.names.first { $0.key == key }?.name ?? ""
        }
    }

    /// How footers show it, in as few columns as can be: `⏎`, `⌃R`.
    package var label: DisplayText { label(ascii: false) }

    /// The same with letters only, for terminals without UTF-8: `Enter`, `^R`.
    package func label(ascii: Bool) -> DisplayText {
        var text = ""
        if modifiers.contains(.control) { text += ascii ? "^" : "⌃" }
        if modifiers.contains(.alt) { text += "Alt-" }
        if modifiers.contains(.shift) || key == .backTab { text += ascii ? "Shift-" : "⇧" }
        return DisplayText(text + (ascii ? asciiKeyLabel : keyLabel))
    }

    private var keyLabel: String {
        switch key {
        case .enter: "⏎"
        case .up: "↑"
        case .down: "↓"
        case .left: "←"
        case .right: "→"
        default: asciiKeyLabel
        }
    }

    private var asciiKeyLabel: String {
        switch key {
        case .character(" "): "Space"
        case .character(let character) where modifiers.contains(.control): character.uppercased()
        case .character(let character): String(character)
        case .enter: "Enter"
        case .tab, .backTab: "Tab"
        case .escape: "Esc"
        case .backspace: "Bksp"
        case .delete: "Del"
        case .insert: "Ins"
        case .up: "Up"
        case .down: "Down"
        case .left: "Left"
        case .right: "Right"
        case .home: "Home"
        case .end: "End"
        case .pageUp: "PgUp"
        case .pageDown: "PgDn"
        case .function(let number): "F\(number)"
        }
    }
}
