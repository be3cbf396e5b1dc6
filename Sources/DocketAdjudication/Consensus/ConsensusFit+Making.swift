extension ConsensusFit {
    init(
        _ consensus: Consensus, _ table: LabelTable, _ known: KnownAnswers, posteriors: [Double], level: Double,
        classShares: [Double]? = nil, fitted: AnnotatorMatrices? = nil, abilities: [Double]? = nil,
        logLikelihood: Double? = nil, objectives: [Double] = [], converged: Bool = true
    ) {
        let shares = classShares ?? Self.shares(of: posteriors, labels: table.labels.count)
        method = consensus.method
        self.table = table
        self.known = known
        self.posteriors = posteriors
        self.classShares = shares
        self.fitted = fitted
        self.abilities = abilities
        self.logLikelihood = logLikelihood
        self.objectives = objectives
        self.converged = converged
        threads = consensus.threads
        self.level = level
        choices = Self.choices(posteriors, table, consensus, shares: shares, level: level)
    }

    private static func choices(
        _ posteriors: [Double], _ table: LabelTable, _ consensus: Consensus, shares: [Double], level: Double
    ) -> [Choice] {
        let labels = table.labels.count
        return FixedBlocks(table.units.count, count: 64).fill(
            table.units.count, threads: consensus.threads
        ) { (units, choices: UnsafeMutablePointer<Choice>) in
            posteriors.withUnsafeBufferPointer { posteriors in
                for unit in units {
                    var (top, place, isTie) = (0.0, -1, false)
                    for label in 0..<labels {
                        let share = posteriors[unit * labels + label]
                        if share > top + level {
                            (top, place, isTie) = (share, label, false)
                        } else if share > 0, share >= top - level {
                            (top, isTie) = (max(top, share), true)
                        }
                    }
                    if isTie, consensus.ties == .abstain {
                        place = -1
                    } else if isTie {
                        let level = (0..<labels).filter { posteriors[unit * labels + $0] >= top - level }
                        place = consensus.choice(among: level, for: table.units[unit], table.labels, shares) ?? -1
                    }
                    choices[unit] = Choice(code: Int32(place), isTie: isTie)
                }
            }
        }
    }

    /// The labels' mean posteriors over units with votes.
    private static func shares(of posteriors: [Double], labels: Int) -> [Double] {
        var shares = [Double](repeating: 0, count: labels)
        guard labels > 0 else { return shares }
        shares.withUnsafeMutableBufferPointer { shares in
            posteriors.withUnsafeBufferPointer { posteriors in
                for row in stride(from: 0, to: posteriors.count, by: labels) {
                    for label in 0..<labels { shares[label] += posteriors[row + label] }
                }
            }
        }
        let sum = shares.reduce(0, +)
        return sum > 0 ? shares.map { $0 / sum } : shares
    }
}

extension Consensus {
    /// One of the labels that are level, as the policy has it.
    fileprivate func choice(
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
            for byte in Array(unit.item.utf8) + [0] + Array((unit.suggestion ?? "").utf8) {
                hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3
            }
            var draws = SplitMix(state: hash)
            let named = level.sorted { labels[$0] < labels[$1] }
            return named[Int(draws.next() % UInt64(named.count))]
        }
    }
}
