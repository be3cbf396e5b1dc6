#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

extension ConfusionFitting.Pass {
    typealias Step = ConfusionFitting.Step

    /// The innermost loops: for each unit its posteriors, then its votes' counts.
    func expect(_ units: Range<Int>, block: Int, keeping: Bool) -> Step {
        withUnsafeTemporaryAllocation(of: Vector.self, capacity: max(1, chunks)) { scores in
            scores.initialize(repeating: .zero)
            return votes.starts.withUnsafeBufferPointer { starts in
                votes.cells.withUnsafeBufferPointer { cells in
                    known.withUnsafeBufferPointer { known in
                        prior.withUnsafeBufferPointer { prior in
                            expect(units, block, keeping, scores, starts, cells, known, prior)
                        }
                    }
                }
            }
        }
    }

    private func expect(
        _ units: Range<Int>, _ block: Int, _ keeping: Bool, _ scores: UnsafeMutableBufferPointer<Vector>,
        _ starts: UnsafeBufferPointer<Int>, _ cells: UnsafeBufferPointer<UInt32>,
        _ known: UnsafeBufferPointer<Int32>, _ prior: UnsafeBufferPointer<Vector>
    ) -> Step {
        let counts = cleared(block)
        let table = shares.start
        var sums = BlockSums(classes: classes, chunks: chunks)
        for unit in units {
            let (first, end) = (starts[unit], starts[unit + 1])
            let answer = known.isEmpty ? -1 : Int(known[unit])
            if first == end, answer < 0 { continue }
            var total: Vector.Scalar = 0
            for chunk in 0..<chunks {
                var score = prior[chunk]
                for vote in first..<end { score = Vector.product(score, table[Int(cells[vote]) &* chunks &+ chunk]) }
                scores[chunk] = score
                total += Vector.laneSum(score)
            }
            if answer < 0, total >= Vector.leastTotal {
                let factor = 1 / total
                for chunk in 0..<chunks { scores[chunk] = Vector.scaled(scores[chunk], by: factor) }
                sums.add(top: 0, total: Double(total))
            } else {
                expectByLogarithms(cells[first..<end], answer, scores, &sums)
            }
            for chunk in 0..<chunks {
                let posterior = scores[chunk]
                for vote in first..<end {
                    let cell = Int(cells[vote]) &* chunks &+ chunk
                    counts[cell] = Vector.sum(counts[cell], posterior)
                }
                sums.add(posterior, chunk: chunk)
                if keeping {
                    let place = posteriors.start + (unit &* chunks &+ chunk)
                    sums.compare(place.pointee, posterior)
                    place.pointee = posterior
                }
            }
            sums.closeUnit()
        }
        return sums.step
    }

    /// Posteriors of one unit whose answer is known, or whose products are too small.
    /// - Parameters:
    ///   - answer: the known class; -1 where there is none.
    ///   - scores: where the posteriors are put.
    @inline(never)
    private func expectByLogarithms(
        _ cells: Slice<UnsafeBufferPointer<UInt32>>, _ answer: Int, _ scores: UnsafeMutableBufferPointer<Vector>,
        _ sums: inout BlockSums
    ) {
        var top = Vector.logOfZero
        for chunk in 0..<chunks {
            var score = logPrior[chunk]
            for cell in cells { score = Vector.sum(score, logarithms.start[Int(cell) * chunks + chunk]) }
            scores[chunk] = score
            top = Swift.max(top, Vector.greatestLane(score))
        }
        if answer >= 0 {
            top = scores[answer / Vector.scalarCount][answer % Vector.scalarCount]
            for chunk in 0..<chunks { scores[chunk] = .zero }
            scores[answer / Vector.scalarCount][answer % Vector.scalarCount] = 1
            sums.add(top: top > Vector.impossible ? Double(top) : 0, total: 1)
        } else if top < Vector.impossible {
            // No class can have given these votes; then each is as good.
            for chunk in 0..<chunks { scores[chunk] = .zero }
            for truth in 0..<classes {
                scores[truth / Vector.scalarCount][truth % Vector.scalarCount] = 1 / Vector.Scalar(classes)
            }
        } else {
            var total: Vector.Scalar = 0
            for chunk in 0..<chunks {
                scores[chunk] = Vector.exponential(scores[chunk], shift: top)
                total += Vector.laneSum(scores[chunk])
            }
            for chunk in 0..<chunks { scores[chunk] = Vector.scaled(scores[chunk], by: 1 / total) }
            sums.add(top: Double(top), total: Double(total))
        }
    }

    /// The same for posteriors that are given.
    /// - Parameter posterior: those of a unit.
    func count(_ units: Range<Int>, block: Int, _ posterior: (Int) -> UnsafePointer<Double>?) -> Step {
        let counts = cleared(block)
        var sums = BlockSums(classes: classes, chunks: chunks)
        votes.starts.withUnsafeBufferPointer { starts in
            votes.cells.withUnsafeBufferPointer { cells in
                for unit in units where starts[unit] < starts[unit + 1] || !known.isEmpty && known[unit] >= 0 {
                    guard let row = posterior(unit) else { continue }
                    for chunk in 0..<chunks {
                        var vector = Vector.zero
                        for lane in 0..<min(Vector.scalarCount, classes - chunk * Vector.scalarCount) {
                            vector[lane] = Vector.Scalar(row[chunk * Vector.scalarCount + lane])
                        }
                        for vote in starts[unit]..<starts[unit + 1] {
                            let cell = Int(cells[vote]) * chunks + chunk
                            counts[cell] = Vector.sum(counts[cell], vector)
                        }
                        sums.add(vector, chunk: chunk)
                        posteriors.start[unit * chunks + chunk] = vector
                    }
                    sums.closeUnit()
                }
            }
        }
        return sums.step
    }

    /// The block's own counts, all 0.
    private func cleared(_ block: Int) -> UnsafeMutablePointer<Vector> {
        let size = votes.cellCount * chunks
        let counts = blockCounts.start + block * size
        counts.update(repeating: .zero, count: size)
        return counts
    }

    /// What adds up over a block's units.
    private struct BlockSums {
        private let chunks: Int
        /// The posteriors of the last few units, short sums that lose nothing in 32 bits.
        private var recent: [Vector]
        private var recentUnits = 0
        private var shares: [Double]
        private var logLikelihood = 0.0
        /// A product instead of a logarithm a unit.
        private var product = 1.0
        private var change: Vector.Scalar = 0

        private static var leastProduct: Double { 1e-150 }
        private static var recentLimit: Int { 64 }

        init(classes: Int, chunks: Int) {
            self.chunks = chunks
            recent = [Vector](repeating: .zero, count: chunks)
            shares = [Double](repeating: 0, count: classes)
        }

        @inline(__always) mutating func add(top: Double, total: Double) {
            logLikelihood += top
            product *= total
            if product < Self.leastProduct {
                logLikelihood += log(product)
                product = 1
            }
        }

        @inline(__always) mutating func add(_ posterior: Vector, chunk: Int) {
            recent[chunk] = Vector.sum(recent[chunk], posterior)
        }

        @inline(__always) mutating func compare(_ first: Vector, _ second: Vector) {
            change = Swift.max(change, Vector.greatestDifference(first, second))
        }

        @inline(__always) mutating func closeUnit() {
            recentUnits += 1
            if recentUnits == Self.recentLimit { flush() }
        }

        private mutating func flush() {
            logLikelihood += log(product)
            product = 1
            for index in shares.indices {
                shares[index] += Double(recent[index / Vector.scalarCount][index % Vector.scalarCount])
            }
            for chunk in recent.indices { recent[chunk] = .zero }
            recentUnits = 0
        }

        var step: Step {
            var whole = self
            whole.flush()
            return Step(logLikelihood: whole.logLikelihood, change: Double(whole.change), shares: whole.shares)
        }
    }
}
