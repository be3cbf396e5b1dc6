import DocketModel
import DocketTerminal
import DocketText
import DocketWorkflow

/// Where nothing is painted, the same state is said: what is new of it after each key.
extension Workbench {
    /// Where what the screens say goes; nil where they are painted.
    var speaker: (any SpeakingTerminal)? { device as? any SpeakingTerminal }

    /// Says what is new.
    /// - Parameter isNew: an item that can be decided on now for the first time: it is read from its top.
    func speak(_ speaker: any SpeakingTerminal, isNew: Bool) throws {
        let covered = screens.lastIndex { $0.coversAll } ?? 0
        let news = narration.news(announcements(), covered: covered, mode: screens[top].scope, isNew: isNew)
        try speaker.say(news + spoken)
        spoken = []
    }

    /// Says again what was said last.
    func sayAgain() {
        if speaker == nil {
            screens[top].notify("nothing is said here; with --screen-reader this says the last lines again")
        } else {
            narration.recallNotices()
            spoken += narration.last
        }
    }

    /// Whether a command that moves through what is painted reads on in what is said.
    func readOn(_ command: Command) -> Bool {
        guard speaker != nil, [.review, .adjudicate, .ruling, .merge, .text, .help].contains(screens[top].scope) else {
            return false
        }
        let lines = narration.read(command)
        if !lines.isEmpty { narration.recallNotices() }
        spoken += lines
        return !lines.isEmpty
    }

    private func announcements() -> [Announcement] {
        var voice = Voice(
            keyMap: keyMap, now: session.time, person: session.person, painted: canvas?.painted ?? Painted(),
            isASCII: theme.glyphs.isASCII)
        let lowest = screens.lastIndex { $0.coversAll } ?? 0
        for place in lowest..<screens.count {
            voice.place = place
            var screen = screens[place]
            // As it is once it was said: what can be decided then is not out of reach.
            if place == top { _ = screen.painted(session.time) }
            screen.announce(&voice)
        }
        if let pending, pending.scope == screens[top].scope,
            case .prefix(let following)? = keyMap.entry(for: pending.strokes, in: pending.scope)
        {
            let lines = WhichKeyView.lines(following, list(of: screens[top]))
            voice.say("pending", ["\(label(pending.strokes)) and then:"] + lines)
        }
        if isOfferingGuide {
            voice.say(
                "offer", "First time here? y starts a guide of one minute, on practice items.",
                "n: not now; any other key goes straight to work.")
        }
        return voice.announcements
    }
}
