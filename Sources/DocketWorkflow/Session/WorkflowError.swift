package import DocketModel

/// Why something that the store could do is not done. The description is one line.
package enum WorkflowError: Error, Sendable, Hashable, CustomStringConvertible {
    case notListed(PersonID)
    case notAllowed(PersonID, action: String, needed: Role)
    /// Someone who decided an item is not its adjudicator.
    case adjudicatorIsAnnotator(ItemID, PersonID)
    /// A decision that says what the queue or the item does not know.
    case invalid(ItemID, [String])
    case incomplete(ItemID, [Requirement])
    case notYourself(PersonID, PersonID)
    case noDecisions(ItemID)
    case noSuchReason(String, known: [String])
    case missingGuideline(String)

    package var description: String {
        switch self {
        case .notListed(let person):
            "\(person) is not among the people of this store: an admin adds you with docket people add \(person) --role annotator"
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
        case .noSuchReason(let reason, let known):
            "\"\(reason)\" is not one of this queue's reasons (\(known.joined(separator: ", ")))"
        case .missingGuideline(let name): "the guideline \(name) cannot be read"
        }
    }
}
