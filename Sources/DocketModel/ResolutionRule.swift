/// A rule by which a queue settles conflicts without a lead's ruling.
///
/// It settles a conflict only where every kind that the conflict has is among the rule's kinds: what a lead wants to see
/// stays with the lead, whatever else the same item is about.
package struct ResolutionRule: Sendable, Hashable {
    package enum Criterion: Sendable, Hashable {
        /// All who answered say the same of preference and verdicts; what they shade differently is taken at its middle.
        case unanimous
        /// On everything that is contested at least so many say the same, and they are more than half.
        case majority(atLeast: Int)
        /// On everything that is contested the consensus of the whole queue gives an answer more than this probability.
        case posterior(above: Double)
        /// The same winner: the middle one of the strengths, the lower of two.
        case strengthMedian
    }

    package var criterion: Criterion
    package var kinds: Set<Conflict.Kind>

    /// - Parameter kinds: nil for the usual ones of the criterion.
    package init(_ criterion: Criterion, kinds: Set<Conflict.Kind>? = nil) {
        self.criterion = criterion
        self.kinds = kinds ?? criterion.usualKinds
    }

    /// Whether it can judge an item by nothing but the item's own decisions.
    package var needsOnlyTheItem: Bool {
        if case .posterior = criterion { false } else { true }
    }
}

extension ResolutionRule.Criterion {
    /// What is settled where nobody says which kinds. Never a flag: those are about safety, and go to a lead unless named.
    package var usualKinds: Set<Conflict.Kind> {
        switch self {
        case .unanimous: [.strength, .rating, .minorEdit]
        case .majority: Set(Conflict.Kind.allCases).subtracting([.flag])
        case .posterior: [.direction, .tie, .verdict]
        case .strengthMedian: [.strength]
        }
    }

    /// The word it begins with: `majority`.
    package var name: String {
        switch self {
        case .unanimous: "unanimous"
        case .majority: "majority"
        case .posterior: "posterior"
        case .strengthMedian: "strength"
        }
    }

    /// As it is written in a configuration, and in a resolution's method: `majority:2`.
    package var text: String {
        switch self {
        case .unanimous: name
        case .majority(let count): "\(name):\(count)"
        case .posterior(let probability): "\(name):\(probability)"
        case .strengthMedian: "\(name):median"
        }
    }

    /// What can be written, for messages.
    package static let known = "unanimous, majority:M, posterior:P, strength:median"

    /// - Throws: in words, with what is known.
    package init(text: String) throws(ResolutionRuleError) {
        let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        switch (parts[0], parts.count == 2 ? parts[1] : nil) {
        case ("unanimous", nil): self = .unanimous
        case ("strength", "median"): self = .strengthMedian
        case ("majority", let count?): self = try Self.majority(Int(count), count)
        case ("posterior", let probability?): self = try Self.posterior(Double(probability), probability)
        default: throw ResolutionRuleError(reason: "\"\(text)\" is no rule (known: \(Self.known))")
        }
    }

    static func majority(_ count: Int?, _ given: String) throws(ResolutionRuleError) -> Self {
        guard let count, (2...100).contains(count) else {
            throw ResolutionRuleError(reason: "a majority is of 2 to 100 people at least, found \"\(given)\"")
        }
        return .majority(atLeast: count)
    }

    static func posterior(_ probability: Double?, _ given: String) throws(ResolutionRuleError) -> Self {
        guard let probability, probability >= 0.5, probability < 1 else {
            throw ResolutionRuleError(reason: "a posterior is from 0.5 up to below 1, found \"\(given)\"")
        }
        return .posterior(above: probability)
    }
}

/// Why something is no rule, in words.
package struct ResolutionRuleError: Error, Hashable, CustomStringConvertible {
    package var reason: String
    package var description: String { reason }
}
