/// What works wherever one is.
extension CommandDefinition {
    private static let typing: Set<Scope> = [.edit, .prompt, .searching]
    /// Scopes that are about commands themselves.
    private static let about: Set<Scope> = [.help, .finding]

    static let general: [Command: CommandDefinition] = [
        .help: .init(
            "help", "Shows every key that works here.",
            keysEverywhere("?", "f1", except: typing.union(about))
                .merging(keys("f1", in: [.edit, .prompt, .searching])) { $1 }),
        .palette: .init(
            "commands", "Finds any command by its name and runs it, also one without a key.",
            keysEverywhere(":", "f2", except: typing.union(about))
                .merging(keys("f2", in: [.edit, .prompt, .searching])) { $1 }),
        .guide: .init(
            "guide", "Teaches the keys in a minute, on practice items; nothing of it is recorded.",
            keys(in: [.home, .review, .adjudicate])),
        .quit: .init(
            "back", "Goes back; from the first screen, leaves. Nothing is lost.",
            keys("q", "C-c", in: [.home, .review, .adjudicate, .veil])),
        .veil: .init(
            "hide", "Hides what is on the screen at once; a key brings it back.",
            keysEverywhere("V", "f12", except: typing.union([.finding]))
                .merging(keys("f12", in: [.edit, .prompt, .finding, .searching])) { $1 }),
        .unveil: .init("show", "Shows what is hidden.", keys("space", in: [.veil])),
        .redraw: .init(
            "redraw", "Paints the whole screen again; with --screen-reader says all of it again.",
            keysEverywhere("C-l")),
        .sayAgain: .init(
            "say again", "Says the last lines again, with --screen-reader.",
            keysEverywhere(";", "f6", except: typing.union([.finding]))
                .merging(keys("f6", in: [.edit, .prompt, .searching, .finding])) { $1 }),
        .suspend: .init(
            "suspend", "Puts Docket to sleep; fg brings it back.", keysEverywhere("C-z", except: typing)),
        .open: .init(
            "open", "Opens what is selected.", keys("enter", in: [.home, .list, .prompt, .finding, .searching])),
        .close: .init(
            "close", "Closes this and goes back to where you were.",
            keys("esc", "q", "enter", "C-c", in: [.help, .text])
                .merging(keys("esc", "q", "C-c", in: [.merge, .rules])) { $1 }
                .merging(keys("esc", "C-c", in: [.list, .prompt, .rating, .ruling, .finding, .searching])) { $1 }),
        .filter: .init("find", "Finds commands by their name: type a part of it.", keys("/", in: [.help])),
        .askKey: .init(
            "what a key does", "Press a key after it, to be told what that key does.", keys("?", "K", in: [.help])),
    ]
}
