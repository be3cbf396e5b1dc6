/// What works wherever one is.
extension CommandDefinition {
    private static let typing: Set<Scope> = [.edit, .prompt]

    static let general: [Command: CommandDefinition] = [
        .help: .init(
            "help", "Shows every key that works here.",
            keysEverywhere("?", "f1", except: typing.union([.help]))
                .merging(keys("f1", in: [.edit, .prompt])) { $1 }),
        .quit: .init(
            "back", "Goes back; from the first screen, leaves. Nothing is lost.",
            keys("q", "C-c", in: [.home, .review, .adjudicate])),
        .redraw: .init("redraw", "Paints the whole screen again.", keysEverywhere("C-l")),
        .suspend: .init(
            "suspend", "Puts Docket to sleep; fg brings it back.", keysEverywhere("C-z", except: [.edit])),
        .open: .init("open", "Opens what is selected.", keys("enter", in: [.home, .list, .prompt])),
        .close: .init(
            "close", "Closes this and goes back to where you were.",
            keys("esc", "q", "enter", "C-c", in: [.help, .text])
                .merging(keys("esc", "C-c", in: [.list, .prompt, .rating, .ruling])) { $1 }),
    ]
}
