/// One answer a unit, inferred from what several people answered: how, and under which assumptions.
///
///     let fit = Consensus(.dawidSkene).fit(LabelTable(entries))
///     fit.posterior(of: unit)     // P(label) for each of `fit.labels`
///     fit.label(of: unit)         // nil where the likeliest are level
///
/// The same table gives the same answer, bit for bit, on any number of threads. Several votes of one annotator on one
/// unit all count (Dawid and Skene's own data has such); `LabelTable.repeats` says how many.
package struct Consensus: Sendable, Hashable {
    package var method: ConsensusMethod
    /// How many steps of expectation maximisation; nil goes on until nothing changes any more.
    package var iterations: Int?
    package var ties = TiePolicy.abstain
    /// For ties and starts that are drawn.
    package var seed: UInt64 = 1
    /// Votes added to each cell of an annotator's matrix before it is estimated; nil takes the method's usual
    /// (`ConsensusMethod.usualSmoothing`). Without any a cell that is 0 once stays 0.
    package var smoothing: Double?
    package var classShares = ClassShares.estimated
    package var recipe = Recipe.converging
    /// From how many different starts; the one of the highest likelihood is kept. The first is the shares of votes.
    package var starts: Int?
    /// What an annotator's vote counts in a majority; 1 where nothing is said.
    package var weights: [String: Double] = [:]
    package var threads = FixedBlocks.processors

    package init(_ method: ConsensusMethod) {
        self.method = method
    }

    /// What is assumed of how often each label is the true one.
    package enum ClassShares: Sendable, Hashable {
        case estimated
        case uniform
        /// By label; others are 0.
        case fixed([String: Double])
    }

    /// How expectation maximisation begins and when it ends.
    package enum Recipe: String, Sendable, Hashable, CaseIterable {
        /// From the shares of votes as posteriors, maximisation first, until nothing changes.
        case converging
        /// That of Zheng, Li, Li, Shan and Cheng, "Truth Inference in Crowdsourcing: Is the Problem Solved?", PVLDB
        /// 10(5), 2017: from matrices with 0.7 on the diagonal and equal classes, expectation first, 20 steps; an annotator's
        /// row for a class without votes is set back to the start.
        case vldb17
    }

    /// - Parameters:
    ///   - known: unit → label for what needs no inference: gold, and a lead's rulings. They stay as they are, and teach
    ///     the annotators' matrices.
    ///   - earlier: a fit of nearly the same votes, whose posteriors are the start. Units and labels are told by name.
    ///     The end is the same where both starts lead to one maximum, only sooner.
    package func fit(_ table: LabelTable, known: [Int: Int] = [:], continuing earlier: ConsensusFit? = nil)
        -> ConsensusFit
    {
        let known = KnownAnswers(known, units: table.units.count)
        switch method {
        case .majority:
            return majority(table, known, weights: table.annotators.map { weights[$0] ?? 1 })
        case .wawa:
            return wawa(table, known)
        case .glad:
            return glad(table, known, earlier)
        case .oneCoin, .dawidSkene, .mace:
            let votes = VoteColumns(table)
            // 32 bits are three times as fast; below this nobody waits, and every digit counts.
            guard votes.cells.count >= Self.singlePrecisionVotes else {
                return inferred(SIMD2<Double>.self, table, votes, known, earlier, tolerance: Self.doubleTolerance)
            }
            return table.labels.count <= 4
                ? inferred(SIMD4<Float>.self, table, votes, known, earlier, tolerance: Self.singleTolerance)
                : inferred(SIMD8<Float>.self, table, votes, known, earlier, tolerance: Self.singleTolerance)
        }
    }

    static let singlePrecisionVotes = 500_000
    static let doubleTolerance = Tolerance(likelihood: 1e-10, posterior: 1e-6)
    static let singleTolerance = Tolerance(likelihood: 1e-8, posterior: 1e-3)

    /// Nothing changes any more: neither the objective, as a share of itself, nor any posterior.
    struct Tolerance {
        var likelihood: Double
        var posterior: Double
    }

    /// A guard against data on which nothing ever settles; one that is reached is said.
    static let iterationLimit = 20_000
}

/// How an answer is inferred.
package enum ConsensusMethod: String, Sendable, Hashable, CaseIterable {
    /// The label with the most votes.
    case majority
    /// The majority again, each vote weighing as often as its annotator was with the first one (worker agreement with
    /// aggregate).
    case wawa
    /// One accuracy an annotator.
    case oneCoin = "one-coin"
    /// A confusion matrix an annotator. (Dawid and Skene 1979.)
    case dawidSkene = "dawid-skene"
    /// Annotators who at times answer by habit. (Hovy and others 2013.)
    case mace
    /// An ability an annotator, and units of differing ease. (Whitehill and others 2009.)
    case glad

    /// As the method was published.
    package var usualSmoothing: Double {
        self == .mace ? 0.01 : 0
    }

    package var usualStarts: Int {
        self == .mace ? 10 : 1
    }
}

/// What is said where the likeliest labels are level. Never the first that comes.
package enum TiePolicy: String, Sendable, Hashable, CaseIterable {
    /// Nothing: a lead decides.
    case abstain
    /// The one that is likelier over all units; nothing where these are level, too.
    case prior
    /// One of them, drawn by the seed and the unit's name.
    case seeded
}

/// The answers that need no inference, by unit.
struct KnownAnswers: Sendable {
    /// -1 where nothing is known; empty where nothing at all is.
    let labels: [Int32]

    init(_ known: [Int: Int], units: Int) {
        guard !known.isEmpty else {
            labels = []
            return
        }
        var labels = [Int32](repeating: -1, count: units)
        for (unit, label) in known { labels[unit] = Int32(label) }
        self.labels = labels
    }

    subscript(unit: Int) -> Int? {
        labels.isEmpty || labels[unit] < 0 ? nil : Int(labels[unit])
    }
}
