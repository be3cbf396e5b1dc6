extension Consensus {
    /// Expectation maximisation over annotators' matrices, from each start; the likeliest is kept.
    func inferred<Vector: ClassVector>(
        _ precision: Vector.Type, _ table: LabelTable, _ votes: VoteColumns, _ known: KnownAnswers,
        _ earlier: ConsensusFit?, tolerance: Tolerance
    ) -> ConsensusFit {
        let starts = recipe == .vldb17 || earlier != nil ? 1 : max(1, self.starts ?? method.usualStarts)
        var best = begun(precision, table, votes, known, earlier, start: 0)
        if starts > 1 { iterate(&best, table, tolerance, limit: Self.trialIterations) }
        for start in 1..<max(1, starts) {
            var other = begun(precision, table, votes, known, earlier, start: start)
            iterate(&other, table, tolerance, limit: Self.trialIterations)
            if other.objective > best.objective { best = other }
        }
        iterate(&best, table, tolerance, limit: Self.iterationLimit)
        return fit(table, known, best)
    }

    /// How far each of several starts is followed before the likeliest is followed to the end.
    private static let trialIterations = 50

    /// What came of one start.
    struct Run<Vector: ClassVector> {
        var fitting: ConfusionFitting<Vector>
        var logLikelihood = 0.0
        var objectives: [Double] = []
        var converged = false

        var objective: Double { objectives.last ?? -.infinity }
    }

    private func begun<Vector: ClassVector>(
        _ precision: Vector.Type, _ table: LabelTable, _ votes: VoteColumns, _ known: KnownAnswers,
        _ earlier: ConsensusFit?, start: Int
    ) -> Run<Vector> {
        let fitting = ConfusionFitting<Vector>(votes, model, known: known.labels, threads: threads)
        let labels = table.labels.count
        if recipe == .vldb17 {
            fitting.useMatrices { _, label, truth in
                AnnotatorModel.startingShare(label, truth, labels, diagonal: Self.vldbDiagonal)
            }
            setShares(fitting, nil, table)
        } else {
            if method == .mace {
                // Half knowing, half guessing: the first step's split between the two needs something to go by.
                fitting.useMatrices { _, label, truth in 0.5 / Double(labels) + (label == truth ? 0.5 : 0) }
            }
            let step = fitting.begin(startingPosteriors(table, votes, known, earlier, start: start))
            fitting.maximize()
            setShares(fitting, step, table)
        }
        return Run(fitting: fitting)
    }

    /// What is known; of other units what an earlier fit found; of others still the shares of votes.
    func startingPosteriors(
        _ table: LabelTable, _ votes: VoteColumns, _ known: KnownAnswers, _ earlier: ConsensusFit?, start: Int
    ) -> @Sendable (_ unit: Int, UnsafeMutablePointer<Double>) -> Void {
        let labels = table.labels.count
        let rows = earlier.map { StartingPosteriors(of: $0, for: table) }
        let shares = VoteShares(votes, seed: seed, start: start)
        return { unit, row in
            if let label = known[unit] {
                for index in 0..<labels { row[index] = index == label ? 1 : 0 }
            } else if rows?.write(unit, to: row) != true {
                shares.write(unit, to: row)
            }
        }
    }

    /// Steps of expectation and maximisation, until there were as many as are wanted, or nothing changes any more.
    /// - Parameter limit: of all steps, those before included.
    private func iterate<Vector: ClassVector>(
        _ run: inout Run<Vector>, _ table: LabelTable, _ tolerance: Tolerance, limit: Int
    ) {
        let wanted = iterations ?? (recipe == .vldb17 ? Self.vldbIterations : nil)
        while run.objectives.count < min(limit, wanted ?? limit), wanted != nil || !run.converged {
            let isNearEnd = wanted.map { run.objectives.count >= $0 - 2 } ?? true
            // Posteriors are compared where something depends on it: writing them down costs a third of the time.
            let step = run.fitting.expect(keeping: isNearEnd)
            let gain = step.objective - run.objective
            run.converged =
                isNearEnd && gain <= tolerance.likelihood * abs(step.objective) && step.change <= tolerance.posterior
            run.objectives.append(step.objective)
            run.logLikelihood = step.logLikelihood
            run.fitting.maximize()
            setShares(run.fitting, step, table)
        }
    }

    private func setShares<Vector: ClassVector>(
        _ fitting: ConfusionFitting<Vector>, _ step: ConfusionFitting<Vector>.Step?, _ table: LabelTable
    ) {
        let uniform = [Double](repeating: 1 / Double(max(1, table.labels.count)), count: table.labels.count)
        switch classShares {
        case .estimated: fitting.prior = method == .mace ? uniform : step?.shares ?? uniform
        case .uniform: fitting.prior = uniform
        case .fixed(let shares): fitting.prior = table.labels.map { shares[$0] ?? 0 }
        }
    }

    private var model: AnnotatorModel {
        let smoothing = smoothing ?? method.usualSmoothing
        return switch method {
        case .mace: .spamming(smoothing: smoothing)
        case .oneCoin: .oneCoin(smoothing: smoothing)
        default: recipe == .vldb17 ? .resetConfusion(diagonal: Self.vldbDiagonal) : .confusion(smoothing: smoothing)
        }
    }

    private static let vldbDiagonal = 0.7
    private static let vldbIterations = 20

    private func fit<Vector: ClassVector>(
        _ table: LabelTable, _ known: KnownAnswers, _ run: Run<Vector>
    ) -> ConsensusFit {
        let fitting = run.fitting
        let labels = table.labels.count
        let chunks = (labels + Vector.scalarCount - 1) / Vector.scalarCount
        let rows = fitting.posteriors
        let posteriors = FixedBlocks(table.units.count, count: 64).fill(
            table.units.count * labels, threads: threads
        ) { (units, posteriors: UnsafeMutablePointer<Double>) in
            for unit in units {
                for label in 0..<labels {
                    let vector = rows.start[unit * chunks + label / Vector.scalarCount]
                    posteriors[unit * labels + label] = Double(vector[label % Vector.scalarCount])
                }
            }
        }
        let matrices = AnnotatorMatrices(
            labelCount: labels, annotatorCount: table.annotators.count, shares: Array(fitting.matrices.elements),
            expectedVotes: Array(fitting.counts.elements))
        return ConsensusFit(
            self, table, known, posteriors: posteriors, level: Vector.level, classShares: fitting.prior,
            fitted: matrices, abilities: abilities(matrices.shares, labels), logLikelihood: run.logLikelihood,
            objectives: run.objectives, converged: run.converged)
    }

    private func abilities(_ matrices: [Double], _ labels: Int) -> [Double]? {
        let size = max(1, labels * labels)
        switch method {
        case .oneCoin: return stride(from: 0, to: matrices.count, by: size).map { matrices[$0] }
        case .mace:
            guard labels > 1 else { return nil }
            return stride(from: 0, to: matrices.count, by: size).map { matrices[$0] - matrices[$0 + 1] }
        default: return nil
        }
    }
}

/// The shares of a unit's votes, as posteriors to start from; of later starts half of each is drawn.
struct VoteShares: Sendable {
    private let votes: VoteColumns
    private let seed: UInt64
    private let start: Int

    init(_ votes: VoteColumns, seed: UInt64, start: Int) {
        self.votes = votes
        self.seed = seed
        self.start = start
    }

    func write(_ unit: Int, to row: UnsafeMutablePointer<Double>) {
        let labels = votes.labelCount
        row.update(repeating: 0, count: labels)
        let range = votes.starts[unit]..<votes.starts[unit + 1]
        let share = 1 / Double(max(1, range.count))
        for vote in range { row[Int(votes.cells[vote]) % labels] += share }
        guard start > 0 else { return }
        var draws = SplitMix(state: seed &* 0x2545_F491_4F6C_DD1D &+ UInt64(start) &<< 40 &+ UInt64(unit))
        var drawn = (0..<labels).map { _ in draws.unit() }
        let sum = drawn.reduce(0, +)
        if sum > 0 { for label in 0..<labels { drawn[label] /= sum } }
        for label in 0..<labels { row[label] = (row[label] + drawn[label]) / 2 }
    }
}

/// The posteriors of an earlier fit, for the units of a table that may have more units and labels.
struct StartingPosteriors: Sendable {
    private let earlier: ConsensusFit
    /// Label of the table → label of the earlier fit.
    private let labels: [Int?]
    private let units: [Int?]

    init(of earlier: ConsensusFit, for table: LabelTable) {
        self.earlier = earlier
        labels = table.labels.map { earlier.labels.firstIndex(of: $0) }
        let known = earlier.units
        let inPlace = zip(known, table.units).prefix { $0 == $1 }.count
        let others = Dictionary(
            known.indices.dropFirst(inPlace).map { (known[$0], $0) }, uniquingKeysWith: { first, _ in first })
        units = table.units.indices.map { $0 < inPlace ? $0 : others[table.units[$0]] }
    }

    /// - Returns: whether the earlier fit knows the unit.
    func write(_ unit: Int, to row: UnsafeMutablePointer<Double>) -> Bool {
        guard let place = units[unit] else { return false }
        let posterior = earlier.posterior(of: place)
        var sum = 0.0
        for (label, code) in labels.enumerated() {
            row[label] = code.map { posterior[posterior.startIndex + $0] } ?? 0
            sum += row[label]
        }
        guard sum > 0 else { return false }
        for label in labels.indices { row[label] /= sum }
        return true
    }
}

/// SplitMix64 (Steele, Lea and Flood 2014).
struct SplitMix {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var word = state
        word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
        word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
        return word ^ (word >> 31)
    }

    /// 0 up to 1.
    mutating func unit() -> Double { Double(next() >> 11) * 0x1p-53 }
}
