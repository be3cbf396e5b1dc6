/// Everything a person can tell the workbench to do. The raw value is the id that key maps use.
package enum Command: String, CaseIterable, Sendable, Hashable {
    // Everywhere
    case help, palette, guide, quit, redraw, suspend, veil, unveil
    case sayAgain = "say-again"
    // Lists and texts
    case lineDown = "line-down"
    case lineUp = "line-up"
    case pageDown = "page-down"
    case pageUp = "page-up"
    case top, bottom
    case open, close
    case goToItem = "go-to-item"
    case goHome = "go-home"
    // Help
    case filter
    case askKey = "ask-key"
    // Home
    case review, adjudicate, refresh
    // Answering
    case accept, edit, reject, skip
    case choose1 = "choose-1"
    case choose2 = "choose-2"
    case choose3 = "choose-3"
    case choose4 = "choose-4"
    case choose5 = "choose-5"
    case choose6 = "choose-6"
    case choose7 = "choose-7"
    case choose8 = "choose-8"
    case choose9 = "choose-9"
    case tie
    case bothBad = "both-bad"
    case rate, flag, comment, submit
    case undo, redo
    case nextPane = "next-pane"
    case previousPane = "previous-pane"
    case nextItem = "next-item"
    case previousItem = "previous-item"
    // Reading
    case guideline
    case expandContext = "expand-context"
    case cycleDiff = "cycle-diff"
    case reveal
    case toggleMarkup = "toggle-markup"
    case foldContext = "fold-context"
    case contextDown = "context-down"
    case contextUp = "context-up"
    case whatChanged = "what-changed"
    case compareWith = "compare-with"
    case nextChange = "next-change"
    case previousChange = "previous-change"
    case showUnchanged = "show-unchanged"
    case linkScroll = "link-scroll"
    case copy
    case search
    case nextHit = "next-hit"
    case previousHit = "previous-hit"
    case clearSearch = "clear-search"
    case nextHeading = "next-heading"
    case previousHeading = "previous-heading"
    // Editing
    case save
    case keepDraft = "keep-draft"
    case editUndo = "edit-undo"
    case editRedo = "edit-redo"
    case revert
    case externalEditor = "external-editor"
    // Writing text
    case cursorLeft = "cursor-left"
    case cursorRight = "cursor-right"
    case cursorUp = "cursor-up"
    case cursorDown = "cursor-down"
    case wordLeft = "word-left"
    case wordRight = "word-right"
    case rowStart = "row-start"
    case rowEnd = "row-end"
    case lineStart = "line-start"
    case lineEnd = "line-end"
    case paragraphUp = "paragraph-up"
    case paragraphDown = "paragraph-down"
    case cursorPageUp = "cursor-page-up"
    case cursorPageDown = "cursor-page-down"
    case textStart = "text-start"
    case textEnd = "text-end"
    case newLine = "new-line"
    case deleteBackward = "delete-backward"
    case deleteForward = "delete-forward"
    case deleteWordBackward = "delete-word-backward"
    case deleteWordForward = "delete-word-forward"
    case killLine = "kill-line"
    case killLineStart = "kill-line-start"
    case transpose
    case mark
    case selectAll = "select-all"
    case cutSelection = "cut-selection"
    case copySelection = "copy-selection"
    case yank
    case yankEarlier = "yank-earlier"
    // Adjudicating
    case mergeEdits = "merge-edits"
    case nextHunk = "next-hunk"
    case previousHunk = "previous-hunk"
    case takeAllOf = "take-all-of"
    case takeVotes = "take-votes"
    case writeOwn = "write-own"
    case sendBack = "send-back"
    case reason
    case showNames = "show-names"
    case personRecord = "person-record"
    case takeProposal = "take-proposal"
    case precedents
    case askQuestion = "ask-question"
    case questions
    case tryRules = "try-rules"
    case applyRules = "apply-rules"
    case leaveOut = "leave-out"

    /// What the command is called in a scope: `quit` leaves the program from the home screen only.
    package func title(in scope: Scope) -> String {
        switch (self, scope) {
        case (.choose1, _): scope.choosing
        case (.quit, .home): "quit"
        case (.open, .list): "choose"
        case (.open, .finding): "take"
        case (.open, .searching): "keep"
        case (.open, .prompt): "done"
        case (.cycleDiff, .adjudicate): "other suggestion"
        case (.submit, .merge): "resolve"
        case (.writeOwn, .merge): "write here"
        default: definition.title
        }
    }

    /// What it does, in one sentence, in a scope: the digits choose among different things.
    package func summary(in scope: Scope) -> String {
        digit.map { scope.choosingSentence($0) } ?? definition.summary
    }

    /// Whether it moves the cursor of a text being written: the same key with Shift then selects.
    package var movesCursor: Bool {
        switch self {
        case .cursorLeft, .cursorRight, .cursorUp, .cursorDown, .wordLeft, .wordRight, .rowStart, .rowEnd, .lineStart,
            .lineEnd, .paragraphUp, .paragraphDown, .cursorPageUp, .cursorPageDown, .textStart, .textEnd:
            true
        default: false
        }
    }

    /// `choose-1` … `choose-9` by their digit.
    package static func choose(_ digit: Int) -> Command? {
        Command(rawValue: "choose-\(digit)")
    }

    /// The digit of `choose-1` … `choose-9`; nil for other commands.
    package var digit: Int? {
        rawValue.hasPrefix("choose-") ? Int(rawValue.dropFirst(7)) : nil
    }
}

/// Where a command applies. A screen is in one scope at a time, and keys are looked up there.
package enum Scope: String, CaseIterable, Sendable, Hashable {
    case home, review, edit, rating, list, prompt, adjudicate, ruling, merge, rules, help, finding, searching, text,
        veil

    package var title: String {
        switch self {
        case .home: "Home"
        case .review: "Review"
        case .edit: "Editing a suggestion"
        case .rating: "Rating"
        case .list: "Choosing from a list"
        case .prompt: "Writing a line"
        case .adjudicate: "Adjudicate"
        case .ruling: "Writing one's own resolution"
        case .merge: "Merging edits"
        case .help: "Help"
        case .finding: "Finding a command"
        case .searching: "Searching"
        case .text: "Reading a text"
        case .veil: "Hidden item"
        case .rules: "Resolving by rules"
        }
    }

    /// What the digits do here.
    package var choosing: String {
        switch self {
        case .adjudicate: "adopt"
        case .list, .merge: "take"
        case .rating: "rate"
        default: "prefer"
        }
    }

    /// The same as a sentence, of one digit or of all.
    package func choosingSentence(_ digit: Int?) -> String {
        func which(_ what: String) -> String { digit.map { "\(what) \($0)" } ?? "the \(what) of that number" }
        return switch self {
        case .adjudicate: "Adopts \(which("decision"))."
        case .list: "Takes \(which("entry"))."
        case .merge: "Takes \(which("variant")); the one behind the last writes here."
        default: "Prefers \(which("suggestion")); again: more strongly."
        }
    }

    /// Whether keys that are bound to nothing are typed.
    package var takesText: Bool {
        switch self {
        case .edit, .prompt, .finding, .searching: true
        default: false
        }
    }
}
