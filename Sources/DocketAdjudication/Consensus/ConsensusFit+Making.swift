#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

extension ConsensusFit {
    /// - Parameters:
    ///   - level: how near two posteriors are level.
    ///   - expectedVotes: nil where they are to be counted from the posteriors.
    ///   - matrices: nil where they are the expected votes' shares.
    init(
        _ consensus: Consensus, _ table: LabelTable, _ known: KnownAnswers, posteriors: [Double], level: Double,
        classShares: [Double]? = nil, matrices: [Double]? = nil, expectedVotes: [Double]? = nil,
        abilities: [Double]? = nil, logLikelihood: Double? = nil, objectives: [Double] = [], converged: Bool = true
    ) {
        let expectedVotes = expectedVotes ?? Self.countedVotes(table, posteriors, threads: consensus.threads)
        let shares = classShares ?? Self.shares(of: posteriors, labels: table.labels.count)
        method = consensus.method
        units = table.units
        labels = table.labels
        annotators = table.annotators
        self.posteriors = posteriors
        self.classShares = shares
        self.expectedVotes = expectedVotes
        self.matrices = matrices ?? Self.shares(of: expectedVotes, labels: table.labels.count, table.annotators.count)
        self.abilities = abilities
        self.logLikelihood = logLikelihood
        self.objectives = objectives
        iterations = objectives.count
        self.converged = converged
        choices = Self.choices(posteriors, table, consensus, shares: shares, level: level)
        let inspection = ConsensusInspection(table, choices, shares, expectedVotes, known, threads: consensus.threads)
        repeatedVotes = inspection.repeatedVotes
        flags = inspection.flags
    }

    private static func choices(
        _ posteriors: [Double], _ table: LabelTable, _ consensus: Consensus, shares: [Double], level: Double
    ) -> [Choice] {
        let labels = table.labels.count
        let column = SharedColumn(repeating: Choice(code: -1, isTie: false), count: table.units.count)
        _ = FixedBlocks(table.units.count, count: 64).map(threads: consensus.threads) { units, _ in
            posteriors.withUnsafeBufferPointer { posteriors in
                for unit in units {
                    let row = posteriors[unit * labels..<(unit + 1) * labels]
                    var (top, place, isTie) = (0.0, -1, false)
                    for index in row.indices where row[index] > top - level {
                        if row[index] > top + level {
                            (top, place, isTie) = (row[index], index - row.startIndex, false)
                        } else if row[index] > 0 {
                            isTie = true
                        }
                    }
                    if isTie {
                        let level = row.indices.filter { row[$0] >= top - level }.map { $0 - row.startIndex }
                        place = consensus.choice(among: level, for: table.units[unit], table.labels, shares) ?? -1
                    }
                    column.start[unit] = Choice(code: Int32(place), isTie: isTie)
                }
            }
        }
        return Array(column.elements)
    }

    /// The labels' mean posteriors over units with votes.
    private static func shares(of posteriors: [Double], labels: Int) -> [Double] {
        var shares = [Double](repeating: 0, count: labels)
        guard labels > 0 else { return shares }
        var place = 0
        for _ in 0..<posteriors.count / labels {
            for label in 0..<labels {
                shares[label] += posteriors[place]
                place += 1
            }
        }
        let sum = shares.reduce(0, +)
        return sum > 0 ? shares.map { $0 / sum } : shares
    }

    private static func countedVotes(_ table: LabelTable, _ posteriors: [Double], threads: Int) -> [Double] {
        let labels = table.labels.count
        let cells = table.annotators.count * labels
        let blocks = FixedBlocks(table.units.count, count: min(16, table.votes.count / (4 * max(1, cells))))
        let parts = blocks.map(threads: threads) { units, _ in
            var counts = [Double](repeating: 0, count: cells * labels)
            counts.withUnsafeMutableBufferPointer { counts in
                posteriors.withUnsafeBufferPointer { posteriors in
                    table.votes.withUnsafeBufferPointer { votes in
                        for unit in units {
                            for vote in table.starts[unit]..<table.starts[unit + 1] {
                                let cell = (Int(votes[vote].annotator) * labels + Int(votes[vote].label)) * labels
                                for label in 0..<labels { counts[cell + label] += posteriors[unit * labels + label] }
                            }
                        }
                    }
                }
            }
            return counts
        }
        guard var sum = parts.first else { return [Double](repeating: 0, count: cells * labels) }
        for part in parts.dropFirst() {
            for index in sum.indices { sum[index] += part[index] }
        }
        return sum
    }

    /// Each annotator's votes on a class as shares of all of them.
    private static func shares(of expectedVotes: [Double], labels: Int, _ annotators: Int) -> [Double] {
        var shares = expectedVotes
        for annotator in 0..<annotators {
            for truth in 0..<labels {
                let cells = (0..<labels).map { (annotator * labels + $0) * labels + truth }
                let sum = cells.reduce(0) { $0 + expectedVotes[$1] }
                for cell in cells { shares[cell] = sum > 0 ? shares[cell] / sum : 0 }
            }
        }
        return shares
    }
}

extension Consensus {
    /// One of the labels that are level, as the policy has it.
    func choice(
        among level: [Int], for unit: LabelTable.Unit, _ labels: [String], _ shares: [Double]
    ) -> Int? {
        switch ties {
        case .abstain: return nil
        case .prior:
            let top = level.map { shares[$0] }.max() ?? 0
            let likeliest = level.filter { shares[$0] >= top - 1e-12 }
            return likeliest.count == 1 ? likeliest[0] : nil
        case .seeded:
            // By names, so that neither the order of rows nor of labels matters.
            var hash = seed
            for byte in unit.item.utf8 + [0] + (unit.suggestion ?? "").utf8 {
                hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3
            }
            var draws = SplitMix(state: hash)
            let named = level.sorted { labels[$0] < labels[$1] }
            return named[Int(draws.next() % UInt64(named.count))]
        }
    }
}

/// What is to be said of a fit beside its answers.
struct ConsensusInspection {
    let flags: [ConsensusFlag]
    let repeatedVotes: Int

    init(
        _ table: LabelTable, _ choices: [ConsensusFit.Choice], _ shares: [Double], _ expectedVotes: [Double],
        _ known: KnownAnswers, threads: Int
    ) {
        let counts = FixedBlocks(table.units.count, count: 64).map(threads: threads) { units, _ in
            var repeated = 0
            var against = 0
            var votesByLabel = [Int](repeating: 0, count: table.labels.count)
            for unit in units {
                let votes = table.votes(on: unit)
                for index in votes.indices {
                    votesByLabel[Int(votes[index].label)] += 1
                    if votes[..<index].contains(where: { $0.annotator == votes[index].annotator }) { repeated += 1 }
                }
                let top = votes.map { votesByLabel[Int($0.label)] }.max() ?? 0
                let winners = Set(votes.map(\.label)).filter { votesByLabel[Int($0)] == top }
                if let label = choices[unit].label, known[unit] == nil, winners.count == 1,
                    winners.first.map({ Int($0) }) != label
                {
                    against += 1
                }
                for vote in votes { votesByLabel[Int(vote.label)] = 0 }
            }
            return (repeated, against)
        }
        repeatedVotes = counts.reduce(0) { $0 + $1.0 }
        let against = counts.reduce(0) { $0 + $1.1 }
        let labels = table.labels.count
        var flags: [ConsensusFlag] = []
        var votesFor = [Double](repeating: 0, count: labels)
        for annotator in table.annotators.indices {
            var given = [Double](repeating: 0, count: labels)
            var true_ = given
            var right = 0.0
            for label in 0..<labels {
                for truth in 0..<labels {
                    let votes = expectedVotes[(annotator * labels + label) * labels + truth]
                    given[label] += votes
                    true_[truth] += votes
                    if label == truth { right += votes }
                }
                votesFor[label] += given[label]
            }
            let all = given.reduce(0, +)
            let chance = zip(given, true_).reduce(0) { $0 + $1.0 * $1.1 } / max(1, all * all)
            if let interval = ConfidenceInterval(wilson: right, of: all), interval.upper < chance {
                flags.append(.belowChance(annotator: annotator))
            }
        }
        let units = Double(table.units.count)
        for label in 0..<labels where votesFor[label] > 0 && shares[label] * units < 0.5 {
            flags.append(.vanishedClass(label: label))
        }
        if against > 0 { flags.append(.againstMajority(units: against)) }
        self.flags = flags
    }
}

extension ConfidenceInterval {
    /// Wilson's score interval (1927) of a share; counts need not be whole. Nil of nothing.
    package init?(wilson part: Double, of whole: Double) {
        guard whole > 0 else { return nil }
        let normal = 1.959_963_984_540_054
        let square = normal * normal
        let share = min(1, max(0, part / whole))
        let centre = share + square / (2 * whole)
        let margin = normal * (share * (1 - share) / whole + square / (4 * whole * whole)).squareRoot()
        lower = max(0, (centre - margin) / (1 + square / whole))
        upper = min(1, (centre + margin) / (1 + square / whole))
    }
}
