/// What was inferred: for each unit how likely each label is the true one, and how each annotator labels.
package struct ConsensusFit: Sendable {
    package let method: ConsensusMethod
    package let units: [LabelTable.Unit]
    package let labels: [String]
    package let annotators: [String]
    /// P(label), [unit][label]; all 0 for a unit nobody voted on. A majority's are the shares of votes.
    package let posteriors: [Double]
    /// What is answered for each unit.
    package let choices: [Choice]
    /// How likely each label is the true one before anybody votes.
    package let classShares: [Double]
    /// P(label | class), [annotator][label][class]; all 0 for a class the annotator saw none of.
    package let matrices: [Double]
    /// How many votes with each label are expected on each class, [annotator][label][class].
    package let expectedVotes: [Double]
    /// One figure an annotator where the method has one: what the vote weighs (Wawa), how often it is right (one-coin), in how many
    /// cases it is no habit (MACE).
    package let abilities: [Double]?
    /// Nil for methods without a likelihood. Each unit counts the classes' shares once.
    package let logLikelihood: Double?
    /// What each step began with, of the start that was kept: the log-likelihood with the logarithm of the prior's density on the
    /// matrices, which never falls.
    package let objectives: [Double]
    package let iterations: Int
    package let converged: Bool
    /// Votes beyond an annotator's first on a unit. All count.
    package let repeatedVotes: Int
    package let flags: [ConsensusFlag]

    /// An answer for one unit.
    package struct Choice: Sendable, Hashable {
        /// An index into `labels`; -1 where there is none.
        var code: Int32
        /// Whether the likeliest labels are level.
        package var isTie: Bool

        package var label: Int? { code < 0 ? nil : Int(code) }
    }

    /// The index of the answer's label; nil where the likeliest are level and the policy abstains, or nobody voted.
    package func label(of unit: Int) -> Int? { choices[unit].label }

    /// P(label) for each of `labels`.
    package func posterior(of unit: Int) -> ArraySlice<Double> {
        posteriors[unit * labels.count..<(unit + 1) * labels.count]
    }

    /// How likely the answer is; of level ones, each.
    package func probability(of unit: Int) -> Double {
        label(of: unit).map { posteriors[unit * labels.count + $0] } ?? posterior(of: unit).max() ?? 0
    }

    /// P(label | class) of one annotator.
    package func share(of label: Int, on truth: Int, by annotator: Int) -> Double {
        matrices[(annotator * labels.count + label) * labels.count + truth]
    }

    /// How many votes with this label the annotator is expected to have cast on units of this class.
    package func votes(with label: Int, on truth: Int, by annotator: Int) -> Double {
        expectedVotes[(annotator * labels.count + label) * labels.count + truth]
    }

    /// How often the annotator is right, over the votes cast, with Wilson's interval on the expected counts; nil without votes.
    package func accuracy(of annotator: Int) -> (value: Double, interval: ConfidenceInterval)? {
        let right = labels.indices.reduce(0) { $0 + votes(with: $1, on: $1, by: annotator) }
        let all = labels.indices.reduce(0) { $0 + votesOn($1, by: annotator) }
        return ConfidenceInterval(wilson: right, of: all).map { (right / all, $0) }
    }

    /// Wilson's interval of a cell of an annotator's matrix, from the expected counts; nil without votes on the class.
    package func interval(of label: Int, on truth: Int, by annotator: Int) -> ConfidenceInterval? {
        ConfidenceInterval(wilson: votes(with: label, on: truth, by: annotator), of: votesOn(truth, by: annotator))
    }

    /// How many votes the annotator is expected to have cast on units of this class.
    package func votesOn(_ truth: Int, by annotator: Int) -> Double {
        labels.indices.reduce(0) { $0 + votes(with: $1, on: truth, by: annotator) }
    }
}

/// A reason to look at a fit before it is believed.
package enum ConsensusFlag: Sendable, Hashable {
    /// The annotator's votes are right less often than votes drawn at random with the same shares of labels, with the
    /// whole interval: mistaken about the task, or against it.
    case belowChance(annotator: Int)
    /// A label that people voted for is the true one of less than half a unit: the method explains it away.
    case vanishedClass(label: Int)
    /// Where a majority is clear, so many units are answered otherwise.
    case againstMajority(units: Int)
}
