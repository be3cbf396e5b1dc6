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
        var agreeing = [Double](repeating: 0, count: table.annotators.count)
        var votes = agreeing
        let labels = table.labels.count
        for unit in table.units.indices {
            let row = shares[unit * labels..<(unit + 1) * labels]
            let top = row.max() ?? 0
            let winners = Double(row.count { $0 >= top - 1e-12 })
            for vote in table.votes(on: unit) {
                votes[Int(vote.annotator)] += 1
                if row[row.startIndex + Int(vote.label)] >= top - 1e-12 {
                    agreeing[Int(vote.annotator)] += 1 / winners
                }
            }
        }
        let skills = zip(agreeing, votes).map { $1 > 0 ? $0 / $1 : 0 }
        return majority(table, known, weights: skills, abilities: skills)
    }

    private static func shares(
        of table: LabelTable, _ known: KnownAnswers, weights: [Double], threads: Int
    ) -> [Double] {
        let labels = table.labels.count
        let isWeighted = weights.contains { $0 != 1 }
        let column = SharedColumn(repeating: 0.0, count: table.units.count * labels)
        _ = FixedBlocks(table.units.count, count: 64).map(threads: threads) { units, _ in
            table.votes.withUnsafeBufferPointer { votes in
                table.starts.withUnsafeBufferPointer { starts in
                    for unit in units {
                        let row = column.start + unit * labels
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
        return Array(column.elements)
    }
}
