import DocketTerminal
import DocketText

/// What to press instead of a key that does nothing where it was pressed.
enum KeyAdvice {
    /// What people who come from other programs mean by a key, the likeliest first.
    private static let meanings: [KeyStroke: [Command]] = {
        let table: [(keys: [String], commands: [Command])] = [
            (["y", "Y", "+", "k"], [.accept, .submit, .open]),
            (["n", "N", "-", "D"], [.reject, .nextItem]),
            (["space"], [.accept, .open, .submit]),
            (["enter", "C-s", "w", "W"], [.submit, .open, .save]),
            (["i", "I", "R"], [.edit, .writeOwn, .rate]),
            (["backspace", "del", "z", "C-u", "p", "P"], [.undo, .previousItem, .close]),
            (["C-y"], [.redo]),
            (["t", "=", "T"], [.tie]),
            (["q", "Q", "Z", "C-q", "C-x", "C-w", "C-c", "esc", "f10", "C-\\"], [.quit, .close, .keepDraft]),
            (["left"], [.previousItem, .previousPane]),
            (["right"], [.nextItem, .nextPane]),
            (["C-n", "C-f", "C-v"], [.pageDown, .nextItem, .lineDown]),
            (["C-p", "C-u", "A-v"], [.pageUp, .previousItem, .lineUp]),
            (["f", "*", "!"], [.flag]),
            (["o", "l", "tab"], [.open, .expandContext]),
            (["s"], [.skip, .refresh]),
            (["m"], [.comment, .reason]),
            (["h", "H", "f3"], [.help, .close]),
            (["x", "d"], [.reject, .close]),
            (["a", "A"], [.adjudicate, .accept]),
            (["e", "E"], [.edit, .open]),
            (["g"], [.top]), (["G"], [.bottom]),
            (["C-g"], [.close, .quit]),
            (["C-t", "A-x"], [.palette]),
        ]
        var meanings: [KeyStroke: [Command]] = [:]
        for (keys, commands) in table {
            for key in keys.compactMap(KeyStroke.init(notation:)) { meanings[key, default: []] += commands }
        }
        return meanings
    }()

    /// One line for the footer: that the key does nothing here, and what does.
    static func text(for stroke: KeyStroke, on list: CommandList, _ keyMap: KeyMap, ascii: Bool) -> String {
        func shown(_ keys: KeySequence) -> String { keys.label(ascii: ascii).string }
        func usable(_ command: Command) -> KeySequence? {
            guard list.entry(of: command)?.availability.isEnabled == true else { return nil }
            return keyMap.keys(for: command, in: list.scope).first
        }
        var parts: [String] = []
        for command in meanings[stroke] ?? [] {
            guard let keys = usable(command), let title = list.entry(of: command)?.title else { continue }
            parts.append("\(shown(keys)) is \(title)")
            break
        }
        if let keys = usable(.help) { parts.append("\(shown(keys)) shows the keys") }
        if parts.count < 2, let keys = usable(.palette) ?? usable(.close) {
            parts.append(usable(.palette) != nil ? "\(shown(keys)) finds commands" : "\(shown(keys)) closes")
        }
        let label = stroke.label(ascii: ascii).string
        return "\(label) does nothing here" + (parts.isEmpty ? "" : ": " + parts.joined(separator: ", "))
    }
}
