/// A reason to look at a fit before it is believed.
package enum ConsensusFlag: Sendable, Hashable {
    /// The annotator is right less often than votes drawn at random with the same shares of labels would be, by the whole interval:
    /// mistaken about the task, or against it.
    case belowChance(annotator: Int)
    /// A label that people voted for is the true one of less than half a unit: the method explains it away.
    case vanishedClass(label: Int)
    /// Where a majority is clear, so many units are answered otherwise.
    case againstMajority(units: Int)
}

extension ConsensusFit {
    /// - Parameter annotators: this fit's `annotatorMatrices()`.
    package func flags(_ annotators: AnnotatorMatrices) -> [ConsensusFlag] {
        var flags = table.annotators.indices.filter { annotator in
            annotators.accuracy(of: annotator).map { $0.interval.upper < $0.chance } ?? false
        }.map(ConsensusFlag.belowChance)
        for label in labels.indices where classShares[label] * Double(units.count) < 0.5 {
            let isVotedFor = self.annotators.indices.contains { annotator in
                labels.indices.contains { annotators.votes(with: label, on: $0, by: annotator) > 0 }
            }
            if isVotedFor { flags.append(.vanishedClass(label: label)) }
        }
        let against = unitsAgainstMajority
        if against > 0 { flags.append(.againstMajority(units: against)) }
        return flags
    }

    /// How many units that were not known beforehand are answered otherwise than by the label with the most votes.
    package var unitsAgainstMajority: Int {
        let labels = table.labels.count
        return FixedBlocks(units.count, count: 64).map(threads: threads) { units, _ in
            var against = 0
            var counts = [Int](repeating: 0, count: labels)
            for unit in units where known[unit] == nil {
                guard let answer = choices[unit].label else { continue }
                let places = table.starts[unit]..<table.starts[unit + 1]
                for place in places { counts[Int(table.votes[place].label)] += 1 }
                let count = counts[answer]
                var (top, isLevel) = (0, false)
                for label in 0..<labels where counts[label] >= top {
                    (top, isLevel) = (counts[label], counts[label] == top)
                }
                if count < top, !isLevel { against += 1 }
                for place in places { counts[Int(table.votes[place].label)] = 0 }
            }
            return against
        }.reduce(0, +)
    }
}
