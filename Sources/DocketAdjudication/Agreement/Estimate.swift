/// A coefficient computed from a sample of units: a number, or the reason why there is none.
package enum Estimate: Sendable, Hashable {
    case value(Double, interval: ConfidenceInterval?)
    case undefined(UndefinedReason)

    package var value: Double? {
        if case .value(let value, _) = self { value } else { nil }
    }

    package var interval: ConfidenceInterval? {
        if case .value(_, let interval) = self { interval } else { nil }
    }

    package var reason: UndefinedReason? {
        if case .undefined(let reason) = self { reason } else { nil }
    }
}

/// Why a coefficient has no value. It is then neither 0 nor 1.
package enum UndefinedReason: Error, Sendable, Hashable, CustomStringConvertible {
    /// No unit was labeled by two people.
    case noPairs
    /// Every label is the same: chance alone would give it, and nothing can be told from it.
    case oneLabel(String)
    /// A class that nobody gave where two people answered.
    case noAnswer(String)
    /// Of every two people both gave the same one label to all they share, though not all the same one.
    case constantPairs
    /// Only one person's labels would be left to compare with chance.
    case oneAnnotator
    /// It takes an order of the labels.
    case noOrder
    /// It takes labels that are numbers.
    case notNumbers
    /// Ratios take numbers of 0 or more.
    case negative(String)
    /// Distances were given, and not that of these two.
    case noDistance(String, String)
    /// The labels that occur differ by nothing.
    case noDistances

    package var description: String {
        switch self {
        case .noPairs: "no item was answered by two people"
        case .oneLabel(let label): "every answer is \"\(label)\", so agreement beyond chance cannot be told"
        case .noAnswer(let label): "nobody answered \"\(label)\" where two people answered"
        case .constantPairs:
            "every two people gave one same answer to all they share, so agreement beyond chance cannot be told"
        case .oneAnnotator: "only one person answered"
        case .noOrder: "the labels have no order: --labels declares one"
        case .notNumbers: "the labels are not numbers"
        case .negative(let label): "ratios take numbers of 0 or more, and \"\(label)\" is less"
        case .noDistance(let first, let second): "no distance of \"\(first)\" and \"\(second)\" is given"
        case .noDistances: "the answers that occur are at no distance from each other"
        }
    }
}
