import DocketModel

/// What the command line itself finds wrong. The description is one line: what, where, what to do.
enum CommandError: Error, Hashable, CustomStringConvertible {
    /// - Parameter isFile: whether there is a file of that name.
    case unknownCommand(String, isFile: Bool)
    case noStore(path: String)
    case unsupportedStore(String)
    case noPerson
    case noHome
    case queueExists(QueueID)
    /// Nobody could manage people any more.
    case lastAdmin(PersonID)
    /// Who is to be taken off the list is not on it.
    case notListed(PersonID)
    /// `--as` or its variable names nobody who could be listed; the reason goes on from "the name".
    case badPerson(reason: String)
    /// What was given is neither a queue nor a file.
    case neitherQueueNorFile(String, near: [QueueID])
    /// A file that should be a queue's guideline, a head, … ; the reason is the system's.
    case unreadable(path: String, reason: String)
    case badFile(path: String, reason: String)
    case strictImport(path: String, problem: String)
    case screenIsSmall(rows: Int, columns: Int)
    /// Nobody edited the suggestion, or any of the item's.
    case nothingToMerge(ItemID, SuggestionID?)
    case severalEdited(ItemID, [SuggestionID])
    /// `--favor` names none of these edits.
    case noSuchEdit(String, [String])

    var status: ExitStatus {
        switch self {
        case .noStore, .unreadable, .neitherQueueNorFile, .notListed, .nothingToMerge: .noInput
        case .unsupportedStore, .screenIsSmall: .unavailable
        case .unknownCommand, .noPerson, .badPerson, .noHome, .severalEdited, .noSuchEdit: .usage
        case .queueExists: .cannotCreate
        case .lastAdmin: .notAllowed
        case .badFile, .strictImport: .badData
        }
    }

    var description: String {
        switch self {
        case .unknownCommand(let name, isFile: true): "\(name) is a file and no command: docket review \(name) opens it"
        case .unknownCommand(let name, isFile: false): "there is no command \"\(name)\": docket --help lists them"
        case .noStore(let path):
            "there is no store at \(path): docket import FILE makes one, or name another with --store"
        case .unsupportedStore(let address):
            "the store \(address) is on a server, which this build cannot use: name a file with --store"
        case .noPerson: "nobody is logged in by name: say who you are with --as NAME"
        case .noHome: "there is no home folder: name the store's file with --store; keys go to XDG_DATA_HOME"
        case .queueExists(let queue):
            "there is a queue \"\(queue)\" already: docket queue configure \(queue) changes it"
        case .lastAdmin(let person):
            "\(person) is the only admin, and nobody could manage people any more: list another admin first"
        case .notListed(let person): "\(person) is not listed: docket people list shows who is"
        case .badPerson(let reason): "your name \(reason): say who you are with --as NAME"
        case .neitherQueueNorFile(let name, near: []):
            "there is neither a queue nor a file \"\(name)\": docket queue list shows the queues"
        case .neitherQueueNorFile(let name, let near):
            "there is neither a queue nor a file \"\(name)\": did you mean "
                + near.map { "\"\($0)\"" }.joined(separator: " or ") + "?"
        case .unreadable(let path, let reason): "cannot read \(path): \(reason); check the name and its permissions"
        case .badFile(let path, let reason): "\(path): \(reason)"
        case .strictImport(let path, let problem):
            "\(path), \(problem): nothing was imported; correct it, or leave out --strict to import the rest"
        case .nothingToMerge(let item, let suggestion):
            "nobody edited \(suggestion.map { "suggestion \($0) of " } ?? "")item \(item): docket history shows what was decided"
        case .severalEdited(let item, let suggestions):
            "several suggestions of item \(item) were edited: say with --suggestion which one, "
                + suggestions.map { "\"\($0)\"" }.joined(separator: " or ")
        case .noSuchEdit(let name, let names):
            "--favor \"\(name)\" is none of the edits: name one of "
                + names.map { "\"\($0)\"" }.joined(separator: ", ") + ", or base, vote or nearest"
        case .screenIsSmall(let rows, let columns):
            "the terminal is too small (\(columns)x\(rows)): make it at least 40x10, or use --screen-reader, which needs no room"
        }
    }
}
