extension Consensus {
    /// The shares of votes as posteriors; those of what is known are 1.
    func majority(_ table: LabelTable, _ known: KnownAnswers, weights: [Double], abilities: [Double]? = nil)
        -> ConsensusFit
    {
        ConsensusFit(
            self, table, known, posteriors: Self.shares(of: table, known, weights: weights, threads: threads),
            level: 1e-12, abilities: abilities)
    }

    /// Two majorities; in the second a vote weighs as often as its annotator was with the first. Of level labels each
    /// counts its share.
    func wawa(_ table: LabelTable, _ known: KnownAnswers) -> ConsensusFit {
        let equal = [Double](repeating: 1, count: table.annotators.count)
        let shares = Self.shares(of: table, known, weights: equal, threads: threads)
        let labels = table.labels.count
        let annotators = table.annotators.count
        let parts = FixedBlocks(table.units.count, count: 16).map(threads: threads) { units, _ in
            var agreeing = [Double](repeating: 0, count: annotators)
            var votes = agreeing
            shares.withUnsafeBufferPointer { shares in
                for unit in units {
                    let row = unit * labels..<(unit + 1) * labels
                    var (top, winners) = (0.0, 0.0)
                    for place in row where shares[place] > top - 1e-12 {
                        winners = shares[place] > top + 1e-12 ? 1 : winners + 1
                        top = max(top, shares[place])
                    }
                    for place in table.starts[unit]..<table.starts[unit + 1] {
                        let vote = table.votes[place]
                        votes[Int(vote.annotator)] += 1
                        guard shares[row.lowerBound + Int(vote.label)] >= top - 1e-12 else { continue }
                        agreeing[Int(vote.annotator)] += 1 / winners
                    }
                }
            }
            return (agreeing, votes)
        }
        let skills = (0..<annotators).map { annotator in
            let votes = parts.reduce(0) { $0 + $1.1[annotator] }
            return votes > 0 ? parts.reduce(0) { $0 + $1.0[annotator] } / votes : 0
        }
        return majority(table, known, weights: skills, abilities: skills)
    }

    private static func shares(
        of table: LabelTable, _ known: KnownAnswers, weights: [Double], threads: Int
    ) -> [Double] {
        let labels = table.labels.count
        let isWeighted = weights.contains { $0 != 1 }
        return FixedBlocks(table.units.count, count: 64).fill(
            table.units.count * labels, threads: threads
        ) { (units, rows: UnsafeMutablePointer<Double>) in
            table.votes.withUnsafeBufferPointer { votes in
                table.starts.withUnsafeBufferPointer { starts in
                    for unit in units {
                        let row = rows + unit * labels
                        row.initialize(repeating: 0, count: labels)
                        if let label = known[unit] {
                            row[label] = 1
                            continue
                        }
                        var sum = 0.0
                        for vote in starts[unit]..<starts[unit + 1] {
                            let weight = isWeighted ? weights[Int(votes[vote].annotator)] : 1
                            row[Int(votes[vote].label)] += weight
                            sum += weight
                        }
                        guard sum > 0 else { continue }
                        for label in 0..<labels { row[label] /= sum }
                    }
                }
            }
        }
    }
}
