/// How each annotator labels units of each class.
package struct AnnotatorMatrices: Sendable {
    package let labelCount: Int
    package let annotatorCount: Int
    /// P(label | class), [annotator][label][class]; all 0 for a class the annotator saw none of.
    package let shares: [Double]
    /// How many votes with each label are expected on each class, [annotator][label][class].
    package let expectedVotes: [Double]

    init(labelCount: Int, annotatorCount: Int, shares: [Double], expectedVotes: [Double]) {
        self.labelCount = labelCount
        self.annotatorCount = annotatorCount
        self.shares = shares
        self.expectedVotes = expectedVotes
    }

    /// P(label | class).
    package func share(of label: Int, on truth: Int, by annotator: Int) -> Double {
        shares[(annotator * labelCount + label) * labelCount + truth]
    }

    /// How many votes with this label are expected on units of this class.
    package func votes(with label: Int, on truth: Int, by annotator: Int) -> Double {
        expectedVotes[(annotator * labelCount + label) * labelCount + truth]
    }

    /// How many votes are expected on units of this class.
    package func votes(on truth: Int, by annotator: Int) -> Double {
        (0..<labelCount).reduce(0) { $0 + votes(with: $1, on: truth, by: annotator) }
    }

    /// Wilson's interval of a share, from the expected votes; nil without votes on the class.
    package func interval(of label: Int, on truth: Int, by annotator: Int) -> ConfidenceInterval? {
        ConfidenceInterval(wilson: votes(with: label, on: truth, by: annotator), of: votes(on: truth, by: annotator))
    }

    /// How often the annotator is right, over the votes cast, with Wilson's interval on the expected votes, and how often votes
    /// drawn with the same shares of labels would be; nil without votes.
    package func accuracy(of annotator: Int) -> Accuracy? {
        var given = [Double](repeating: 0, count: labelCount)
        var onClass = given
        for label in 0..<labelCount {
            for truth in 0..<labelCount {
                given[label] += votes(with: label, on: truth, by: annotator)
                onClass[truth] += votes(with: label, on: truth, by: annotator)
            }
        }
        let right = (0..<labelCount).reduce(0) { $0 + votes(with: $1, on: $1, by: annotator) }
        let all = given.reduce(0, +)
        guard let interval = ConfidenceInterval(wilson: right, of: all) else { return nil }
        let chance = zip(given, onClass).reduce(0) { $0 + $1.0 * $1.1 } / (all * all)
        return Accuracy(value: right / all, interval: interval, chance: chance)
    }

    package struct Accuracy: Sendable, Hashable {
        package var value: Double
        package var interval: ConfidenceInterval
        package var chance: Double
    }
}

extension AnnotatorMatrices {
    /// Counts each vote on the classes of its unit, by their posteriors.
    init(counting posteriors: [Double], _ table: LabelTable, threads: Int) {
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
        let counts = parts.dropFirst().reduce(into: parts.first ?? []) { sum, part in
            for index in sum.indices { sum[index] += part[index] }
        }
        var shares = counts
        for annotator in table.annotators.indices {
            for truth in 0..<labels {
                let column = (0..<labels).map { (annotator * labels + $0) * labels + truth }
                let sum = column.reduce(0) { $0 + counts[$1] }
                for cell in column { shares[cell] = sum > 0 ? shares[cell] / sum : 0 }
            }
        }
        self.init(
            labelCount: labels, annotatorCount: table.annotators.count, shares: shares, expectedVotes: counts)
    }
}

extension ConfidenceInterval {
    /// Wilson's score interval (1927) of a share; counts need not be whole. Nil of nothing.
    package init?(wilson part: Double, of whole: Double) {
        guard whole > 0 else { return nil }
        let square = Self.normalQuantile * Self.normalQuantile
        let share = min(1, max(0, part / whole))
        let centre = share + square / (2 * whole)
        let margin = Self.normalQuantile * (share * (1 - share) / whole + square / (4 * whole * whole)).squareRoot()
        lower = max(0, (centre - margin) / (1 + square / whole))
        upper = min(1, (centre + margin) / (1 + square / whole))
    }
}
