/// Through lists and texts, between suggestions, and between items.
extension CommandDefinition {
    private static let lists: [Scope] = [.home, .review, .adjudicate, .ruling, .merge, .rules, .help, .text, .list]
    private static let texts: [Scope] = [.review, .adjudicate, .ruling, .merge, .help, .text]
    private static let ends: [Scope] = [.home, .review, .adjudicate, .rules, .help, .text]
    private static let panes: [Scope] = [.review, .adjudicate, .ruling]

    static let moving: [Command: CommandDefinition] = [
        .lineDown: .init(
            "down", "One line, or one entry, down.",
            keys("j", "down", in: lists).merging(keys("down", "tab", in: [.finding])) { $1 }),
        .lineUp: .init(
            "up", "One line, or one entry, up.",
            keys("k", "up", in: lists).merging(keys("up", "S-tab", in: [.finding])) { $1 }),
        .pageDown: .init(
            "page down", "One screenful down.",
            keys("pagedown", "C-d", "space", in: texts).merging(keys("pagedown", in: [.finding, .rules])) { $1 }),
        .pageUp: .init(
            "page up", "One screenful up.",
            keys("pageup", "C-b", in: texts).merging(keys("pageup", in: [.finding, .rules])) { $1 }),
        .top: .init("top", "To the start.", keys("home", "<", "g g", in: ends)),
        .bottom: .init("end", "To the end.", keys("end", ">", "g e", in: ends)),
        .nextPane: .init(
            "next pane", "Moves the focus to the next suggestion or to the context.",
            keys("tab", "l", "right", in: panes)),
        .previousPane: .init("previous pane", "Moves the focus back.", keys("S-tab", "h", "left", in: panes)),
        .nextItem: .init(
            "next item", "Forward again among your decisions, or to the next conflict.",
            keys("]", "g n", in: [.review, .adjudicate])),
        .previousItem: .init(
            "previous item", "Back to what you decided before, or to the previous conflict.",
            keys("[", "g p", in: [.review, .adjudicate])),
        .goToItem: .init(
            "item", "Goes to an item that you decided, or to a conflict, by its number or id.",
            keys("g i", in: [.review, .adjudicate])),
        .goHome: .init("queues", "Goes to the list of queues.", keys("g h", in: [.review, .adjudicate])),
    ]
}
