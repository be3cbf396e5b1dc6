import DocketTerminal
import DocketText

extension PaletteScreen {
    package func announce(_ voice: inout Voice) {
        voice.say("title", "Commands: type a part of a name, \(voice.key(.open, in: .finding)) runs it")
        let typed = buffer.text
        if hits.indices.contains(selected) {
            let entry = hits[selected].entry
            let does =
                entry.availability.reason.map { "not now: \($0)" } ?? entry.command.summary(in: list.scope)
            voice.say(
                "selected",
                (typed.isEmpty ? "" : "\"\(typed)\": ")
                    + "\(entry.title), \(voice.keys(entry.command, in: list.scope)). \(does) (\(selected + 1) of \(hits.count))"
            )
        } else {
            voice.say("selected", "\"\(typed)\": no command is called so")
        }
        voice.sayNotice(notice)
        voice.sayKeys(self)
    }
}
