/// Samples of one quantity, sorted.
struct Samples {
    let sorted: [Double]

    init(_ values: [Double]) { sorted = values.sorted() }

    var median: Double { percentile(50) }

    /// The value at a percentile, interpolated between neighbours; not a number where there are no samples.
    func percentile(_ percent: Double) -> Double {
        guard let last = sorted.last else { return .nan }
        let position = percent / 100 * Double(sorted.count - 1)
        let below = Int(position)
        guard below + 1 < sorted.count else { return last }
        return sorted[below] + (sorted[below + 1] - sorted[below]) * (position - Double(below))
    }
}

/// One side of a comparison: what it is called, and how one round of it is taken.
struct Contestant<Result> {
    var name: String
    var takeRound: () throws -> Result
}

/// Takes `rounds` rounds of each contestant in turn, after one of each that does not count. The order rotates from round
/// to round, so that nobody always follows the same neighbour.
func interleave<Result>(_ contestants: [Contestant<Result>], rounds: Int) throws -> [[Result]] {
    var results = contestants.map { _ in [Result]() }
    for round in 0...rounds {
        for step in contestants.indices {
            let index = (step + round) % contestants.count
            let result = try contestants[index].takeRound()
            if round > 0 { results[index].append(result) }
        }
    }
    return results
}

/// How many seconds it takes.
func seconds<Result>(of work: () throws -> Result) rethrows -> (Double, Result) {
    let start = ContinuousClock.now
    let result = try work()
    return ((ContinuousClock.now - start) / .seconds(1), result)
}
