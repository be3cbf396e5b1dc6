/// How an item is shown.
extension CommandDefinition {
    static let reading: [Command: CommandDefinition] = [
        .guideline: .init(
            "guideline", "Shows the queue's guideline.", keys("G", "g l", in: [.review, .adjudicate])),
        .whatChanged: .init(
            "what changed",
            "Of an item that came back: why, what you said, and what the guideline and a lead say since.",
            keys("g b", in: [.review])),
        .expandContext: .init(
            "open context", "Shows the whole context, all turns, to read and scroll.",
            keys("o", "g c", in: [.review, .adjudicate, .ruling])),
        .cycleDiff: .init(
            "compare",
            "Changes how suggestions are compared: differences marked, side by side line by line, as one text, not at all; in a narrow terminal also one above the other. Adjudicating: the other suggestion.",
            keys("d", in: [.review, .adjudicate])),
        .compareWith: .init(
            "compare with",
            "Chooses what is compared: another suggestion, the text as it came, another annotator's edit.",
            keys("D", in: [.review, .adjudicate])),
        .nextChange: .init("next difference", "Goes to the next difference.", keys(".", in: [.review, .merge])),
        .previousChange: .init(
            "previous difference", "Goes to the difference before.", keys(",", in: [.review, .merge])),
        .showUnchanged: .init(
            "unchanged lines", "Unfolds the lines that are the same in a comparison, or folds them.",
            keys("+", in: [.review])),
        .reveal: .init(
            "reveal", "Shows tabs, trailing blanks and line ends.",
            keys("v", in: [.review, .adjudicate, .ruling, .merge, .text])),
        .toggleMarkup: .init(
            "raw", "Shows texts as they were written, or Markdown as it reads.",
            keys("m", in: [.review, .adjudicate, .ruling, .text])),
        .foldContext: .init(
            "unfold", "Unfolds the earlier turns of the context in place, or folds them.",
            keys("z", in: [.review, .adjudicate, .ruling])),
        .contextDown: .init(
            "context down", "Scrolls the context down, or the variants of a hunk.",
            keys("J", "S-down", in: [.review, .adjudicate, .ruling, .merge])),
        .contextUp: .init(
            "context up", "Scrolls the context up, or the variants of a hunk.",
            keys("K", "S-up", in: [.review, .adjudicate, .ruling, .merge])),
        .search: .init(
            "search", "Finds text in everything on the screen, while you type.",
            keys("/", in: [.review, .adjudicate, .ruling, .text])),
        .nextHit: .init(
            "next", "Goes to the next place that was found.",
            keys("n", in: [.review, .adjudicate, .ruling, .text])
                .merging(keys("down", "C-n", in: [.searching])) { $1 }),
        .previousHit: .init(
            "previous", "Goes to the place found before.",
            keys("N", in: [.review, .adjudicate, .ruling, .text])
                .merging(keys("up", "C-p", in: [.searching])) { $1 }),
        .clearSearch: .init(
            "end search", "Ends the search; the texts stay where they are.", keys("esc", in: [.review, .adjudicate])),
        .nextHeading: .init(
            "next heading", "Goes to the next heading, or turn of a conversation.",
            keys("}", in: [.review, .adjudicate, .ruling, .text])),
        .previousHeading: .init(
            "previous heading", "Goes to the heading or turn before.",
            keys("{", in: [.review, .adjudicate, .ruling, .text])),
        .linkScroll: .init(
            "link scrolling", "Scrolls the suggestions together, or each by itself.", keys("=", in: [.review])),
        .copy: .init(
            "copy", "Copies a suggestion, an edit or the item's id to the clipboard; asks which.",
            keys("y", in: [.review, .adjudicate, .ruling])),
    ]
}
