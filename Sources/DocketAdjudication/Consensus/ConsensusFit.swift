/// What was inferred: for each unit how likely each label is the true one, and how each annotator labels.
package struct ConsensusFit: Sendable {
    package let method: ConsensusMethod
    package let table: LabelTable
    /// P(label), [unit][label]; all 0 for a unit nobody voted on. A majority's are the shares of votes.
    package let posteriors: [Double]
    /// What is answered for each unit.
    package let choices: [Choice]
    /// How likely each label is the true one before anybody votes.
    package let classShares: [Double]
    /// One figure an annotator where the method has one: what the vote weighs (Wawa), how often it is right (one-coin), in how
    /// many cases it is no habit (MACE), how able the annotator is (GLAD; 0 is guessing, below it is against).
    package let abilities: [Double]?
    /// Nil for methods without a likelihood. Each unit counts the classes' shares once.
    package let logLikelihood: Double?
    /// What each step began with, of the start that was kept: the log-likelihood with the logarithm of the density of
    /// the priors on what is estimated, which never falls.
    package let objectives: [Double]
    package let converged: Bool
    let known: KnownAnswers
    let fitted: AnnotatorMatrices?
    let threads: Int
    /// How near two posteriors are level.
    let level: Double

    package var units: [LabelTable.Unit] { table.units }
    package var labels: [String] { table.labels }
    package var annotators: [String] { table.annotators }
    /// How many steps there were.
    package var iterations: Int { objectives.count }

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

    /// The answer's label; where the policy abstains, those that are level.
    package func answers(of unit: Int) -> [Int] {
        if let label = label(of: unit) { return [label] }
        guard choices[unit].isTie else { return [] }
        let row = posterior(of: unit)
        let top = row.max() ?? 0
        return row.indices.filter { row[$0] >= top - level }.map { $0 - row.startIndex }
    }

    /// P(label) for each of `labels`.
    package func posterior(of unit: Int) -> ArraySlice<Double> {
        posteriors[unit * table.labels.count..<(unit + 1) * table.labels.count]
    }

    /// How likely the answer is; of level ones, each.
    package func probability(of unit: Int) -> Double {
        label(of: unit).map { posteriors[unit * table.labels.count + $0] } ?? posterior(of: unit).max() ?? 0
    }

    /// How each annotator labels: as fitted, or for methods without such matrices as counted from the posteriors.
    package func annotatorMatrices() -> AnnotatorMatrices {
        fitted ?? AnnotatorMatrices(counting: posteriors, table, threads: threads)
    }
}
