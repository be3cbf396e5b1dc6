extension Consensus {
    /// Expectation maximisation over annotators' matrices, from each start; the likeliest is kept.
    func inferred<Vector: ClassVector>(
        _ precision: Vector.Type, _ table: LabelTable, _ votes: VoteColumns, _ known: KnownAnswers,
        _ earlier: ConsensusFit?, tolerance: Tolerance
    ) -> ConsensusFit {
        let starts = recipe == .vldb17 || earlier != nil ? 1 : max(1, self.starts ?? method.usualStarts)
        var best: Run<Vector>?
        for start in 0..<starts {
            let run = run(precision, table, votes, known, earlier, start: start, tolerance: tolerance)
            if run.objective > best?.objective ?? -.infinity { best = run }
        }
        guard let best else { preconditionFailure("there is always one start") }
        return fit(table, known, best)
    }

    /// What came of one start.
    struct Run<Vector: ClassVector> {
        var fitting: ConfusionFitting<Vector>
        var logLikelihood: Double
        var objectives: [Double]
        var converged: Bool

        var objective: Double { objectives.last ?? -.infinity }
    }

    private func run<Vector: ClassVector>(
        _ precision: Vector.Type, _ table: LabelTable, _ votes: VoteColumns, _ known: KnownAnswers,
        _ earlier: ConsensusFit?, start: Int, tolerance: Tolerance
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
            let rows = earlier.map { StartingPosteriors(of: $0, for: table) }
            let shares = VoteShares(votes, seed: seed, start: start)
            let step = fitting.begin { unit, row in
                if let label = known[unit] {
                    for index in 0..<labels { row[index] = index == label ? 1 : 0 }
                } else if rows?.write(unit, to: row) != true {
                    shares.write(unit, to: row)
                }
            }
            fitting.maximize()
            setShares(fitting, step, table)
        }
        return iterate(fitting, table, tolerance)
    }

    private func iterate<Vector: ClassVector>(
        _ fitting: ConfusionFitting<Vector>, _ table: LabelTable, _ tolerance: Tolerance
    ) -> Run<Vector> {
        var run = Run(fitting: fitting, logLikelihood: 0, objectives: [], converged: false)
        let limit = iterations ?? (recipe == .vldb17 ? Self.vldbIterations : nil)
        for iteration in 1...max(1, limit ?? Self.iterationLimit) {
            // Posteriors are compared where something depends on it: writing them down costs a third of the time.
            let step = fitting.expect(keeping: limit.map { iteration >= $0 - 1 } ?? true)
            let gain = step.objective - run.objective
            run.converged =
                gain <= tolerance.likelihood * abs(step.objective) && step.change <= tolerance.posterior
            run.objectives.append(step.objective)
            run.logLikelihood = step.logLikelihood
            fitting.maximize()
            setShares(fitting, step, table)
            if limit == nil, run.converged { break }
        }
        return run
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
        let posteriors = [Double](unsafeUninitializedCapacity: table.units.count * labels) { rows, count in
            var place = 0
            for unit in 0..<table.units.count {
                for chunk in 0..<chunks {
                    let vector = fitting.posteriors.start[unit * chunks + chunk]
                    for lane in 0..<min(Vector.scalarCount, labels - chunk * Vector.scalarCount) {
                        rows[place] = Double(vector[lane])
                        place += 1
                    }
                }
            }
            count = place
        }
        let matrices = Array(fitting.matrices.elements)
        let level = MemoryLayout<Vector.Scalar>.size == 4 ? 1e-5 : 1e-9
        return ConsensusFit(
            self, table, known, posteriors: posteriors, level: level, classShares: fitting.prior, matrices: matrices,
            expectedVotes: Array(fitting.counts.elements), abilities: abilities(matrices, labels),
            logLikelihood: run.logLikelihood, objectives: run.objectives, converged: run.converged)
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
