package import DocketModel

/// What the decisions of a whole queue say of each question about each item, and of the people who made them: a
/// posterior for every unit, from which rules, proposals and the order of worth are made.
package struct Beliefs: Sendable, Hashable {
    /// The posterior of one unit.
    package struct Belief: Sendable, Hashable {
        /// The likeliest label; nil where two are equally likely.
        package var label: String?
        package var probability: Double
        /// In bits.
        package var entropy: Double

        package init(label: String?, probability: Double, entropy: Double) {
            self.label = label
            self.probability = probability
            self.entropy = entropy
        }
    }

    /// One annotator's record over everything that is believed here.
    package struct Record: Sendable, Hashable {
        /// Votes, and the sum of their posterior probabilities of being right.
        package var votes = 0
        package var expectedRight = 0.0
        /// Items of theirs that are contested and that nobody ruled on, and those that somebody did.
        package var contested = 0
        package var ruled = 0

        /// The share of votes that the consensus expects to be right; nil without votes.
        package var accuracy: Double? { votes == 0 ? nil : expectedRight / Double(votes) }
    }

    private(set) var beliefs: [Question: [LabelTable.Unit: Belief]]
    package private(set) var records: [PersonID: Record]

    package init(
        _ beliefs: [Question: [LabelTable.Unit: Belief]] = [:], records: [PersonID: Record] = [:]
    ) {
        self.beliefs = beliefs
        self.records = records
    }

    /// What is believed of a question about an item; nil where nothing is, as of questions without classes (ratings,
    /// strengths) and of which suggestions are taken.
    package func belief(_ question: Question, of item: ItemID) -> Belief? {
        switch question {
        case .preference: beliefs[.preference]?[LabelTable.Unit(item: item.rawValue)]
        case .verdict(let suggestion?):
            beliefs[.verdict(nil)]?[LabelTable.Unit(item: item.rawValue, suggestion: suggestion.rawValue)]
        default: nil
        }
    }
}
