package import DocketModel
import DocketNotation
import DocketTerminal
import DocketText

/// What a screen says on: lines by topic, in the order in which they are to be heard. All text goes through the display
/// policy here, so that nothing but printable characters is ever said.
package struct Voice {
    package private(set) var announcements: [Announcement] = []
    package let keyMap: KeyMap
    package let now: Timestamp
    package let person: PersonID
    /// What was painted in the mind's eye: how often a search found something.
    package let painted: Painted
    private let isASCII: Bool
    /// Which screen speaks: two of them may have the same topics.
    var place = 0

    package init(keyMap: KeyMap, now: Timestamp, person: PersonID, painted: Painted, isASCII: Bool) {
        self.keyMap = keyMap
        self.now = now
        self.person = person
        self.painted = painted
        self.isASCII = isASCII
    }

    /// One line each, whatever is in them.
    package mutating func say(_ topic: String, _ lines: String..., isLasting: Bool = false) {
        add(topic, lines.map(line), isLasting)
    }

    package mutating func say(_ topic: String, _ lines: [String]) {
        add(topic, lines.map(line))
    }

    /// A text from outside by its own lines, as it was written, the first of them behind a label.
    mutating func read(_ topic: String, _ label: String = "", _ text: SourceText, _ reading: Reading) {
        add(topic, lines(label, text, reading))
    }

    func lines(_ label: String, _ text: SourceText, _ reading: Reading) -> [DisplayText] {
        var policy = reading.isRevealing ? DisplayPolicy.revealing : .standard
        policy.asciiOnly = isASCII
        policy.singleLine = true
        let start = label.isEmpty ? DisplayText() : line(label + " ")
        let lines = text.bytes.split(separator: 0x0A, omittingEmptySubsequences: false).map { bytes in
            DisplayText(bytes: bytes.last == 0x0D ? bytes.dropLast() : bytes, policy: policy)
        }
        guard let first = lines.first else { return [start] }
        return [start + first] + lines.dropFirst()
    }

    mutating func add(_ topic: String, _ lines: [DisplayText], _ isLasting: Bool = false) {
        announcements.append(Announcement(topic: "\(place) \(topic)", lines: lines, isLasting: isLasting))
    }

    func line(_ text: String) -> DisplayText {
        var policy = DisplayPolicy.singleLine
        policy.asciiOnly = isASCII
        return DisplayText(text, policy: policy)
    }

    /// A command's usual key, or its name in the palette.
    func key(_ command: Command, in scope: Scope) -> String {
        keyMap.keys(for: command, in: scope).first?.words ?? ":" + command.title(in: scope)
    }

    /// All keys of a command, as they are said; its name in the palette where it has none.
    func keys(_ command: Command, in scope: Scope) -> String {
        let keys = keyMap.keys(for: command, in: scope).map(\.words)
        return keys.isEmpty ? key(command, in: scope) : keys.joined(separator: " or ")
    }

    /// The keys of a screen's footer, in one line.
    mutating func sayKeys(_ screen: some Screen) {
        let scope = screen.scope
        let keys = screen.footer.filter { screen.availability(of: $0).isEnabled }.map { command in
            command == .choose1 && !keyMap.digitsAreMapped(in: scope)
                ? "1 to \(max(1, screen.choiceCount)) \(scope.choosing)"
                : "\(key(command, in: scope)) \(command.title(in: scope))"
        }
        guard !keys.isEmpty else { return }
        say("keys \(scope.rawValue)", "Keys: " + keys.joined(separator: ", "), isLasting: true)
    }
}
