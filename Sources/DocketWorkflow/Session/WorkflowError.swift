package import DocketModel
package import DocketStorage

/// Why something that the store could do is not done. The description is one line.
package enum WorkflowError: Error, Sendable, Hashable, CustomStringConvertible {
    case notListed(PersonID)
    /// A name that stands for the queue's rules, and for nobody.
    case reservedName(PersonID)
    case notAllowed(PersonID, action: String, needed: Role)
    /// Someone who decided an item is not its adjudicator.
    case adjudicatorIsAnnotator(ItemID, PersonID)
    /// A decision that says what the queue or the item does not know.
    case invalid(ItemID, [String])
    case incomplete(ItemID, [Requirement])
    case notYourself(PersonID, PersonID)
    case noDecisions(ItemID)
    /// An item can go back only to those who decided it.
    case notItsAnnotators(ItemID, [PersonID])
    /// Inputs of a resolution that are no decisions that stand about the item.
    case notItsDecisions(ItemID, [EventID])
    /// Somebody resolved it, and the new resolution does not say that it replaces that.
    case alreadyResolved(ItemID, by: PersonID, EventID)
    /// Decisions that stand and count, and that a resolution's inputs do not name: it would be stale at once.
    case inputsLeaveOut(ItemID, [EventID])
    /// People are listed, and this one is not; `near` are names that are spelt alike.
    case unknownPerson(PersonID, near: [PersonID])
    /// The queue's configuration has not had that many versions.
    case noSuchVersion(Int, QueueID, last: Int)
    case notResolved(ItemID)
    /// A question or an answer without a word.
    case nothingSaid(String)
    case unknownQuestion(EventID, QueueID)
    /// Also a second try did not tell whether the store took it.
    case unsettled(EventID, StoreError)

    package var description: String {
        switch self {
        case .notListed(let person):
            "\(person) is not among the people of this store: an admin adds you with docket people add \(person) --role annotator"
        case .reservedName(let person):
            "\(person) stands for the rules of queues, which resolve in that name: use another with --as"
        case .notResolved(let item): "item \(item) is not resolved: docket conflicts lists what is open"
        case .nothingSaid(let what): "the \(what) is empty: say it with --text"
        case .unknownQuestion(let id, let queue):
            "queue \"\(queue)\" has no question \(id): docket questions \(queue) lists them"
        case .notAllowed(let person, let action, let needed):
            "\(person) may not \(action): that takes the role \(needed.rawValue)"
        case .adjudicatorIsAnnotator(let item, let person):
            "\(person) decided item \(item) and so may not adjudicate it: ask another lead, or set "
                + "policy.adjudicator_may_be_annotator"
        case .invalid(let item, let reasons): "item \(item): " + reasons.joined(separator: "; ")
        case .incomplete(let item, let missing):
            "item \(item): still needed: " + missing.map(\.description).joined(separator: ", ")
        case .notYourself(let person, let other): "\(person) cannot decide in the name of \(other): use --as \(other)"
        case .noDecisions(let item): "item \(item) has no decisions that could be sent back"
        case .notItsAnnotators(let item, let people):
            "item \(item) cannot go back to \(Self.list(people)), who did not decide it: docket history shows who did"
        case .alreadyResolved(let item, let person, let event):
            "item \(item) is already resolved by \(person): to replace that, name it in \"supersedes\": \"\(event)\""
        case .notItsDecisions(let item, let inputs):
            "\"inputs\" names \(Self.list(inputs)), no decision that stands about item \(item): leave \"inputs\" out "
                + "to take those that do"
        case .inputsLeaveOut(let item, let decisions):
            "\"inputs\" leaves out \(Self.list(decisions)), which also decides item \(item): name it too, or leave "
                + "\"inputs\" out"
        case .unknownPerson(let person, near: []):
            "\(person) is not among the people of this store: docket people list shows who is"
        case .unknownPerson(let person, let near):
            "\(person) is not among the people of this store: did you mean "
                + near.map { "\"\($0)\"" }.joined(separator: " or ") + "?"
        case .noSuchVersion(let version, let queue, let last):
            "queue \"\(queue)\" has no version \(version), the last is \(last): docket queue log \(queue) lists them"
        case .unsettled(let id, let error): "\(error); send it with \"id\":\"\(id)\""
        }
    }

    private static func list(_ names: [some CustomStringConvertible]) -> String {
        names.map(\.description).joined(separator: ", ")
    }
}
