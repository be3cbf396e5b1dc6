/// What the footer, the help, the key map and the manual know of a command.
package struct CommandDefinition: Sendable {
    /// One or two words, for the footer.
    package var title: String
    /// One sentence, for the help.
    package var summary: String
    /// Default keys, in the notation of `KeyStroke`, by the scopes in which the command applies.
    package var keys: [Scope: [String]]
    /// Whether it changes what is stored or what is answered: it is not taken from keys typed ahead of the screen.
    package var decides: Bool

    init(_ title: String, _ summary: String, _ keys: [Scope: [String]], decides: Bool = false) {
        self.title = title
        self.summary = summary
        self.keys = keys
        self.decides = decides
    }
}

extension Command {
    package var definition: CommandDefinition {
        // Every command is in the table: a test holds it to that.
        Self.definitions[self] ?? CommandDefinition(rawValue, rawValue, [:])
    }

    private static func everywhere(_ keys: String..., except: Set<Scope> = []) -> [Scope: [String]] {
        Dictionary(uniqueKeysWithValues: Scope.allCases.filter { !except.contains($0) }.map { ($0, keys) })
    }

    private static func inScopes(_ scopes: Scope..., keys: String...) -> [Scope: [String]] {
        Dictionary(uniqueKeysWithValues: scopes.map { ($0, keys) })
    }

    private static let typing: Set<Scope> = [.edit, .prompt]
    private static let definitions: [Command: CommandDefinition] = {
        var table: [Command: CommandDefinition] = [:]
        table[.help] = .init(
            "help", "Shows every key that works here.",
            everywhere("?", "f1", except: typing.union([.help]))
                .merging(inScopes(.edit, .prompt, keys: "f1")) { $1 })
        table[.quit] = .init(
            "back", "Goes back; from the first screen, leaves. Nothing is lost.",
            inScopes(.home, .review, .adjudicate, keys: "q", "C-c"))
        table[.redraw] = .init("redraw", "Paints the whole screen again.", everywhere("C-l"))
        table[.suspend] = .init(
            "suspend", "Puts Docket to sleep; fg brings it back.", everywhere("C-z", except: [.edit]))

        table[.lineDown] = .init(
            "down", "One line, or one entry, down.",
            inScopes(.home, .review, .adjudicate, .ruling, .help, .text, .list, keys: "j", "down"))
        table[.lineUp] = .init(
            "up", "One line, or one entry, up.",
            inScopes(.home, .review, .adjudicate, .ruling, .help, .text, .list, keys: "k", "up"))
        table[.pageDown] = .init(
            "page down", "One screenful down.",
            inScopes(.review, .adjudicate, .ruling, .help, .text, keys: "pagedown", "C-d", "space"))
        table[.pageUp] = .init(
            "page up", "One screenful up.", inScopes(.review, .adjudicate, .ruling, .help, .text, keys: "pageup", "C-b")
        )
        table[.top] = .init(
            "top", "To the start.", inScopes(.home, .review, .adjudicate, .help, .text, keys: "home", "<"))
        table[.bottom] = .init(
            "end", "To the end.", inScopes(.home, .review, .adjudicate, .help, .text, keys: "end", ">"))
        table[.open] = .init("open", "Opens what is selected.", inScopes(.home, .list, .prompt, keys: "enter"))
        table[.close] = .init(
            "close", "Closes this and goes back to where you were.",
            inScopes(.help, .text, keys: "esc", "q", "enter", "C-c").merging(
                inScopes(.list, .prompt, .rating, .ruling, keys: "esc", "C-c")
            ) { $1 })

        table[.review] = .init("review", "Reviews the selected queue.", inScopes(.home, keys: "r"))
        table[.adjudicate] = .init(
            "adjudicate", "Settles what people disagree on in the selected queue.", inScopes(.home, keys: "a"))
        table[.refresh] = .init("refresh", "Reads the queues again.", inScopes(.home, keys: "R", "f5"))

        let answering: [Scope] = [.review, .ruling]
        func answer(_ keys: String...) -> [Scope: [String]] {
            Dictionary(uniqueKeysWithValues: answering.map { ($0, keys) })
        }
        table[.accept] = .init("accept", "The focused suggestion is right as it is.", answer("a"), decides: true)
        table[.edit] = .init("edit", "Corrects the focused suggestion in place.", answer("e"), decides: true)
        table[.reject] = .init(
            "reject", "The focused suggestion is no good; asks for a reason where the queue wants one.", answer("x"),
            decides: true)
        table[.skip] = .init(
            "skip", "Leaves this item to somebody else, with a reason.", inScopes(.review, keys: "s"), decides: true)
        for digit in 1...9 {
            guard let command = Command.choose(digit) else { continue }
            var keys = answer(String(digit))
            keys[.adjudicate] = [String(digit)]
            keys[.list] = [String(digit)]
            table[command] = .init(
                "prefer \(digit)",
                "Prefers suggestion \(digit), again: more strongly. Adjudicating: adopts decision \(digit). In a list: takes entry \(digit).",
                keys, decides: true)
        }
        table[.tie] = .init("tie", "Neither suggestion is better.", answer("0"), decides: true)
        table[.bothBad] = .init("both bad", "No suggestion is good enough.", answer("b"), decides: true)
        table[.rate] = .init("rate", "Rates on the queue's scales, one digit a scale.", answer("r"), decides: true)
        table[.flag] = .init("flag", "Raises or clears a flag.", answer("f"), decides: true)
        table[.comment] = .init(
            "comment", "Writes a comment for whoever reads this later.", inScopes(.review, keys: "c"), decides: true)
        table[.submit] = .init(
            "submit", "Records the decision and goes on to the next item.", answer("enter"), decides: true)
        table[.undo] = .init(
            "undo", "Takes back the last thing you did, as often as you like, also tomorrow.",
            inScopes(.review, .adjudicate, .ruling, keys: "u"), decides: true)
        table[.redo] = .init(
            "redo", "Puts back what undo took.", inScopes(.review, .adjudicate, .ruling, keys: "C-r", "U"),
            decides: true)
        table[.nextPane] = .init(
            "next pane", "Moves the focus to the next suggestion or to the context.",
            inScopes(.review, .adjudicate, .ruling, keys: "tab", "l", "right"))
        table[.previousPane] = .init(
            "previous pane", "Moves the focus back.",
            inScopes(.review, .adjudicate, .ruling, keys: "S-tab", "h", "left"))
        table[.nextItem] = .init(
            "next item", "Forward again among your decisions, or to the next conflict.",
            inScopes(.review, .adjudicate, keys: "]"))
        table[.previousItem] = .init(
            "previous item", "Back to what you decided before, or to the previous conflict.",
            inScopes(.review, .adjudicate, keys: "["))

        table[.guideline] = .init(
            "guideline", "Shows the queue's guideline.", inScopes(.review, .adjudicate, keys: "G"))
        table[.expandContext] = .init(
            "open context", "Shows the whole context, all turns, to read and scroll.",
            inScopes(.review, .adjudicate, .ruling, keys: "o"))
        table[.cycleDiff] = .init(
            "compare",
            "Changes how suggestions are compared: alike ones marked, all marked, none; in a narrow terminal also one above the other. Adjudicating: the other suggestion.",
            inScopes(.review, .adjudicate, keys: "d"))
        table[.reveal] = .init(
            "reveal", "Shows tabs, trailing blanks and line ends.", inScopes(.review, .adjudicate, .ruling, keys: "v"))
        table[.linkScroll] = .init(
            "link scrolling", "Scrolls the suggestions together, or each by itself.",
            inScopes(.review, keys: "="))

        table[.save] = .init("save", "Takes the edit over.", inScopes(.edit, keys: "C-s"), decides: true)
        table[.keepDraft] = .init(
            "keep draft", "Leaves the editor; the text is kept as a draft.", inScopes(.edit, keys: "esc", "C-c"))
        table[.editUndo] = .init("undo", "Undoes the last change of the text.", inScopes(.edit, keys: "C-z"))
        table[.editRedo] = .init("redo", "Redoes it.", inScopes(.edit, keys: "C-r"))

        table[.reason] = .init(
            "reason", "Writes why you rule as you do; it goes with the next ruling.",
            inScopes(.adjudicate, .ruling, keys: "c"), decides: true)
        table[.revert] = .init(
            "start over", "Puts back the text as it came; undo brings the edit back.", inScopes(.edit, keys: "C-g"))

        table[.writeOwn] = .init(
            "write own", "Makes a resolution of your own.", inScopes(.adjudicate, keys: "e"), decides: true)
        table[.sendBack] = .init(
            "send back", "Asks the annotators to look again, with a note.", inScopes(.adjudicate, keys: "B"),
            decides: true)
        return table
    }()
}
