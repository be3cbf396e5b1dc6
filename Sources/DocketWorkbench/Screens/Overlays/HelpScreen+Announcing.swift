import DocketTerminal
import DocketText

extension HelpScreen {
    package func announce(_ voice: inout Voice) {
        voice.say("title", "Keys: \(about.scope.title)")
        let found = CommandSearch.named(wanted, in: about)
        let all = CommandTheme.all.flatMap(\.commands).compactMap(about.entry(of:)).filter {
            found.contains($0.command) && (($0.command.digit ?? 1) == 1 || keyMap.digitsAreMapped(in: about.scope))
        }
        let lines = all.map { said($0, voice) }
        switch mode {
        case .asking(let earlier):
            let pressed = earlier.map(\.notation).joined(separator: " ")
            voice.say("asking", "Press the key to be told about: \(pressed)")
        case .filtering:
            voice.say(
                "filter",
                ["Find a command: \"\(wanted)\", \(all.count) found"]
                    + (wanted.isEmpty || all.count > Self.readAtOnce ? [] : lines))
        case .reading:
            if !wanted.isEmpty { voice.say("filter", "Commands with \"\(wanted)\": \(all.count)") }
            for (entry, line) in zip(all, lines) { voice.say("command \(entry.command.rawValue)", line) }
        }
        voice.sayNotice(notice)
        voice.sayKeys(self)
    }

    /// While a name is typed no more than so many are read with each letter.
    private static let readAtOnce = 4

    private func said(_ entry: CommandList.Entry, _ voice: Voice) -> String {
        let isDigits = entry.command == .choose1 && !keyMap.digitsAreMapped(in: about.scope)
        let reason = entry.availability.reason.map { " Not now: \($0)." } ?? ""
        let sentence = isDigits ? about.scope.choosingSentence(nil) : entry.command.summary(in: about.scope)
        let title = isDigits ? about.scope.choosing : entry.title
        return "\(isDigits ? "1 to 9" : voice.keys(entry.command, in: about.scope)): \(title). \(sentence)\(reason)"
    }
}
