/// What the guide teaches, one key after the other.
enum GuideStep: Int, Sendable, CaseIterable {
    case look, prefer, edit, submit, undo, find, done

    /// The commands that make the step; any of them will do.
    var commands: [Command] {
        switch self {
        case .look: [.nextPane, .previousPane]
        case .prefer: [.choose1, .choose2]
        case .edit: [.edit]
        case .submit: [.submit]
        case .undo: [.undo]
        case .find: [.help, .palette]
        case .done: []
        }
    }

    /// What to do now. `\(…)` of a command is its key in the map in force.
    func text(_ key: (Command, Scope) -> String) -> String {
        switch self {
        case .look:
            "Two replies to one question, and you say which is better. Read the first; \(key(.nextPane, .review)) goes to the other one."
        case .prefer:
            "Prefer one of them: \(key(.choose1, .review)) or \(key(.choose2, .review)). The same key again says: more strongly."
        case .edit:
            "\(key(.edit, .review)) corrects the reply you are on. Type what you like; \(key(.save, .edit)) takes it over, \(key(.keepDraft, .edit)) keeps it as a draft."
        case .submit:
            "\(key(.submit, .review)) submits and brings the next item. The header says \"saved\" once a decision is on disk."
        case .undo:
            "A slip? \(key(.undo, .review)) takes the last decision back, as often as you like, also tomorrow."
        case .find:
            "For all the rest: \(key(.help, .review)) shows every key, \(key(.palette, .review)) finds a command by its name. Try one; \(key(.close, .help)) comes back."
        case .done:
            "That is all, and unfinished work is kept, too. \(key(.submit, .review)) ends the guide; :guide repeats it."
        }
    }

    /// What is said of the step once it was made.
    var praise: String {
        switch self {
        case .look: "that is the other one"
        case .prefer: "preferred; the heading says so"
        case .edit: "the edit is in place"
        case .submit: "submitted, and here is the next"
        case .undo: "it is back, as you left it"
        case .find, .done: "now you can find everything"
        }
    }
}
