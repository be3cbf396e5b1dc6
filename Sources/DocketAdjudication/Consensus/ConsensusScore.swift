/// How a consensus does against answers that are known to be right. An item whose likeliest labels are level counts what drawing one
/// of them would give on average, with the bounds of what it could.
package struct ConsensusScore: Sendable, Hashable {
    /// How many units of the truth were voted on. Nothing else is scored.
    package private(set) var units = 0
    /// How many of them are answered by no single label.
    package private(set) var ties = 0
    package private(set) var accuracy: Double?
    package private(set) var accuracyBounds: ClosedRange<Double>?
    /// The harmonic mean of precision and recall: of the positive label, or the mean over all labels. Nil where nothing is, or is called,
    /// positive.
    package private(set) var f1: Double?
    /// The label f1 is of; nil where it is the mean.
    package private(set) var positive: String?

    /// - Parameters:
    ///   - truth: the right label by the unit's item and suggestion.
    ///   - positive: nil takes `1`, `true` or `yes` where there are two labels, and else the mean over labels.
    package init(_ fit: ConsensusFit, truth: [LabelTable.Unit: String], positive: String? = nil) {
        var tally = Tally()
        for (unit, name) in fit.units.enumerated() {
            guard let right = truth[name], fit.table.starts[unit] < fit.table.starts[unit + 1] else { continue }
            units += 1
            let answers = fit.answers(of: unit).map { fit.labels[$0] }
            if answers.count > 1 { ties += 1 }
            tally.add(answers, right: right)
        }
        guard units > 0 else { return }
        accuracy = tally.right / Double(units)
        accuracyBounds = Double(tally.surelyRight) / Double(units)...Double(tally.possiblyRight) / Double(units)
        let labels = Set(truth.values).union(fit.labels)
        let usual = labels.count <= 2 ? ["1", "true", "yes"].first(where: labels.contains) : nil
        self.positive = positive ?? usual
        if let label = self.positive {
            f1 = tally.f1(of: label)
        } else {
            let each = labels.sorted().compactMap { tally.f1(of: $0) }
            f1 = each.isEmpty ? nil : each.reduce(0, +) / Double(each.count)
        }
    }

    private struct Tally {
        var right = 0.0
        var surelyRight = 0
        var possiblyRight = 0
        private var hits: [String: Double] = [:]
        private var claimed: [String: Double] = [:]
        private var there: [String: Double] = [:]

        mutating func add(_ answers: [String], right label: String) {
            let share = 1 / Double(max(1, answers.count))
            there[label, default: 0] += 1
            for answer in answers { claimed[answer, default: 0] += share }
            guard answers.contains(label) else { return }
            hits[label, default: 0] += share
            right += share
            possiblyRight += 1
            if answers.count == 1 { surelyRight += 1 }
        }

        func f1(of label: String) -> Double? {
            let sum = (claimed[label] ?? 0) + (there[label] ?? 0)
            return sum > 0 ? 2 * (hits[label] ?? 0) / sum : nil
        }
    }
}
