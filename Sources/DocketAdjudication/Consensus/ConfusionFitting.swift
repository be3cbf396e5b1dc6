#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// Expectation maximisation over one matrix P(label | class) an annotator.
///
/// A step is one pass over the votes: while the posteriors of a unit are at hand they are added to its annotators'
/// expected counts. Its score for a class is a product of shares; where products become so small that something could be
/// lost, a sum of logarithms instead, shifted by the largest before they are raised. Sums over units are 64-bit
/// whatever the vectors hold.
final class ConfusionFitting<Vector: ClassVector> {
    let votes: VoteColumns
    let model: AnnotatorModel
    let threads: Int
    /// Unit → class, -1 where it is not known.
    let known: [Int32]
    /// The classes' shares.
    var prior: [Double]
    /// P(label | class), [annotator][label][class].
    let matrices: SharedColumn<Double>
    /// Expected votes, [annotator][label][class].
    let counts: SharedColumn<Double>
    /// [unit][chunk], classes being lanes; those of the last pass that kept them.
    let posteriors: SharedColumn<Vector>

    private let chunks: Int
    private let blocks: FixedBlocks
    /// P(label | class) and their logarithms, [annotator][label][chunk].
    private let shares: SharedColumn<Vector>
    private let logarithms: SharedColumn<Vector>
    private let blockCounts: SharedColumn<Vector>
    /// The logarithm of the matrices' prior density.
    private var density = 0.0

    init(_ votes: VoteColumns, _ model: AnnotatorModel, known: [Int32], threads: Int) {
        self.votes = votes
        self.model = model
        self.known = known
        self.threads = threads
        let classes = votes.labelCount
        let cells = votes.cellCount
        chunks = (classes + Vector.scalarCount - 1) / Vector.scalarCount
        prior = [Double](repeating: 1 / Double(max(1, classes)), count: classes)
        matrices = SharedColumn(repeating: 1 / Double(max(1, classes)), count: cells * classes)
        counts = SharedColumn(repeating: 0, count: cells * classes)
        posteriors = SharedColumn(repeating: .zero, count: votes.unitCount * chunks)
        // Each block has counts of its own; so few that adding them up costs little beside the votes.
        blocks = FixedBlocks(votes.unitCount, count: min(32, votes.cells.count / (4 * max(1, cells))))
        shares = SharedColumn(repeating: .zero, count: cells * chunks)
        logarithms = SharedColumn(repeating: .zero, count: cells * chunks)
        blockCounts = SharedColumn(repeating: .zero, count: blocks.count * cells * chunks)
    }

    /// What one pass finds.
    struct Step {
        /// Σ over units of log Σ over classes of P(class) Π P(label | class).
        var logLikelihood = 0.0
        /// The same with the density of the prior on the matrices: what never falls.
        var objective = 0.0
        /// The largest change of a posterior, where they are kept.
        var change = 0.0
        var shares: [Double]
    }

    /// Takes posteriors as they are given and counts them.
    /// - Parameter posterior: writes those of a unit, as many as classes.
    func begin(_ posterior: @escaping @Sendable (_ unit: Int, UnsafeMutablePointer<Double>) -> Void) -> Step {
        let pass = Pass(self)
        let classes = votes.labelCount
        return sum(
            blocks.map(threads: threads) { units, block in
                withUnsafeTemporaryAllocation(of: Double.self, capacity: classes) { row in
                    row.initialize(repeating: 0)
                    return pass.count(units, block: block) { unit in
                        if let start = row.baseAddress { posterior(unit, start) }
                        return UnsafePointer(row.baseAddress)
                    }
                }
            })
    }

    /// Posteriors from matrices and prior, and their counts.
    /// - Parameter keeping: whether posteriors are written down, and compared with those of the last time.
    func expect(keeping: Bool) -> Step {
        let pass = Pass(self)
        return sum(blocks.map(threads: threads) { units, block in pass.expect(units, block: block, keeping: keeping) })
    }

    /// Matrices from the counts of the pass before.
    func maximize() {
        let annotators = FixedBlocks(votes.annotatorCount, count: 64)
        let (model, labels, chunks) = (model, votes.labelCount, chunks)
        let (matrices, counts, blockCounts) = (matrices, counts, blockCounts)
        let (shares, logarithms) = (shares, logarithms)
        let (blockCount, cells) = (blocks.count, votes.cellCount)
        density = annotators.map(threads: threads) { annotators, _ in
            var density = 0.0
            for annotator in annotators {
                for cell in annotator * labels..<(annotator + 1) * labels {
                    let row = counts.start + cell * labels
                    row.update(repeating: 0, count: labels)
                    for block in 0..<blockCount {
                        let part = blockCounts.start + (block * cells + cell) * chunks
                        for label in 0..<labels {
                            row[label] += Double(part[label / Vector.scalarCount][label % Vector.scalarCount])
                        }
                    }
                }
                let first = annotator * labels * labels
                density += model.maximize(counts.start + first, matrices.start + first, labels: labels)
            }
            Self.pack(matrices, shares, logarithms, annotators, labels: labels, chunks: chunks)
            return density
        }.reduce(0, +)
    }

    /// Starts from matrices instead of posteriors.
    func useMatrices(_ share: (_ annotator: Int, _ label: Int, _ truth: Int) -> Double) {
        let labels = votes.labelCount
        for cell in 0..<votes.cellCount {
            for truth in 0..<labels {
                matrices.start[cell * labels + truth] = share(cell / labels, cell % labels, truth)
            }
        }
        Self.pack(matrices, shares, logarithms, 0..<votes.annotatorCount, labels: labels, chunks: chunks)
    }

    /// Writes matrices as the passes read them.
    private static func pack(
        _ matrices: SharedColumn<Double>, _ shares: SharedColumn<Vector>, _ logarithms: SharedColumn<Vector>,
        _ annotators: Range<Int>, labels: Int, chunks: Int
    ) {
        for cell in annotators.lowerBound * labels..<annotators.upperBound * labels {
            for truth in 0..<labels {
                let share = matrices.start[cell * labels + truth]
                let (place, lane) = (cell * chunks + truth / Vector.scalarCount, truth % Vector.scalarCount)
                shares.start[place][lane] = Vector.Scalar(share)
                logarithms.start[place][lane] = share > 0 ? Vector.Scalar(log(share)) : Vector.logOfZero
            }
        }
    }

    private func sum(_ parts: [Step]) -> Step {
        var whole = Step(shares: [Double](repeating: 0, count: votes.labelCount))
        for part in parts {
            whole.logLikelihood += part.logLikelihood
            whole.change = max(whole.change, part.change)
            for index in whole.shares.indices { whole.shares[index] += part.shares[index] }
        }
        let units = whole.shares.reduce(0, +)
        if units > 0 { for index in whole.shares.indices { whole.shares[index] /= units } }
        whole.objective = whole.logLikelihood + density
        return whole
    }

    /// What the threads read while a pass is under way, and the parts they write to.
    struct Pass: Sendable {
        let votes: VoteColumns
        let known: [Int32]
        let classes: Int
        let chunks: Int
        let prior: [Vector]
        let logPrior: [Vector]
        let shares: SharedColumn<Vector>
        let logarithms: SharedColumn<Vector>
        let posteriors: SharedColumn<Vector>
        let blockCounts: SharedColumn<Vector>

        init(_ fitting: ConfusionFitting) {
            votes = fitting.votes
            known = fitting.known
            classes = fitting.votes.labelCount
            chunks = fitting.chunks
            shares = fitting.shares
            logarithms = fitting.logarithms
            posteriors = fitting.posteriors
            blockCounts = fitting.blockCounts
            // Lanes beyond the classes are classes that cannot be.
            var logPrior = [Vector](repeating: Vector(repeating: Vector.logOfZero), count: fitting.chunks)
            var prior = [Vector](repeating: .zero, count: fitting.chunks)
            for (index, share) in fitting.prior.enumerated() where share > 0 {
                let (chunk, lane) = (index / Vector.scalarCount, index % Vector.scalarCount)
                prior[chunk][lane] = Vector.Scalar(share)
                logPrior[chunk][lane] = Vector.Scalar(log(share))
            }
            self.prior = prior
            self.logPrior = logPrior
        }
    }
}
