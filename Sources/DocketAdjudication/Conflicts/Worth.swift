package import DocketModel

/// How much it is worth to resolve a conflict next, and why.
package struct Worth: Sendable, Hashable {
    /// 0 (nothing) to 1.
    package var value: Double
    /// Why, without what it says of people.
    package var grounds: String
    /// Whose votes are clearly more often wrong than the others', by the consensus; nil where nobody's are, or it is
    /// not known.
    package var outlier: PersonID?

    package init(value: Double, grounds: String, outlier: PersonID? = nil) {
        self.value = value
        self.grounds = grounds
        self.outlier = outlier
    }

    /// One line for a lead.
    package var why: String { why { $0.rawValue } }

    /// - Parameter name: what a person is called where they are not to be known.
    package func why(naming name: (PersonID) -> String) -> String {
        Self.line(grounds, outlier.map(name))
    }

    static func line(_ grounds: String, _ outlier: String?) -> String {
        [grounds, outlier.map { "\($0) differs most often here" } ?? ""].filter { !$0.isEmpty }
            .joined(separator: "; ")
    }
}

/// Says what conflicts are worth. One that knows people's records or a model's posterior stands in for
/// `VoteEntropyWorth` without a change to those who ask.
package protocol WorthMeasure: Sendable {
    func worth(of conflict: Conflict, on item: Item, ask: Ask, policy: ConflictPolicy) -> Worth
}
