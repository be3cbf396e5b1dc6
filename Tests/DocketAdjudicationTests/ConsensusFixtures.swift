import DocketTestSupport

@testable import DocketAdjudication

/// Label sets that consensus is tested on.
enum ConsensusFixtures {
    /// Forty-five patients by five observers, of whom the first saw each three times. (Dawid and Skene, "Maximum
    /// Likelihood Estimation of Observer Error-Rates Using the EM Algorithm", 1979, table 1.)
    static let dawidSkene1979: LabelTable = {
        let patients = """
            111 1 1 1 1; 333 4 3 3 4; 112 2 1 2 2; 222 3 1 2 1; 222 3 2 2 2; 222 3 3 2 2; 122 2 1 1 1; 333 3 4 3 3
            222 2 2 2 3; 232 2 2 2 3; 444 4 4 4 4; 222 3 3 4 3; 111 1 1 1 1; 222 3 2 1 2; 121 1 1 1 1; 111 2 1 1 1
            111 1 1 1 1; 111 1 1 1 1; 222 2 2 2 1; 222 1 3 2 2; 222 2 2 2 2; 222 2 2 2 1; 222 3 2 2 2; 221 2 2 2 2
            111 1 1 1 1; 111 1 1 1 1; 232 2 2 2 2; 111 1 1 1 1; 111 1 1 1 1; 112 1 1 2 1; 111 1 1 1 1; 333 3 2 3 3
            111 1 1 1 1; 222 2 2 2 2; 222 3 2 3 2; 433 4 3 4 3; 221 2 2 3 2; 232 3 2 3 3; 333 3 4 3 2; 111 1 1 1 1
            111 1 1 1 1; 121 2 1 1 1; 232 2 2 2 2; 121 1 1 1 1; 222 2 2 2 2
            """
        let rows = patients.split(whereSeparator: { ";\n".contains($0) })
        return LabelTable(
            rows.enumerated().flatMap { patient, row in
                row.split(separator: " ").enumerated().flatMap { observer, labels in
                    labels.map { label in
                        LabelTable.Entry(
                            unit: LabelTable.Unit(item: String(patient + 1)), annotator: String(observer + 1),
                            label: String(label))
                    }
                }
            })
    }()

    /// The data rows of a plain CSV file; nil where it is not there.
    static func rows(_ name: String) -> [[String]]? {
        Surroundings.dataFile(name).flatMap { Surroundings.text(ofFile: $0) }.map { text in
            text.split(whereSeparator: \.isNewline).dropFirst().map { $0.split(separator: ",").map(String.init) }
        }
    }

    static func entries(_ rows: [[String]]) -> [LabelTable.Entry] {
        rows.map { LabelTable.Entry(unit: LabelTable.Unit(item: $0[0]), annotator: $0[1], label: $0[2]) }
    }

    /// Units of a known class, labeled by people of differing accuracy.
    static func generated(
        units: Int, annotators: Int, labels: Int, votes: Int, seed: UInt64
    ) -> (entries: [LabelTable.Entry], truth: [String: String]) {
        var random = SeededGenerator(seed: seed)
        let accuracies = (0..<annotators).map { _ in Double.random(in: 0.45...0.95, using: &random) }
        var truth: [String: String] = [:]
        var entries: [LabelTable.Entry] = []
        for unit in 0..<units {
            let item = "item \(unit)"
            let label = Int.random(in: 0..<labels, using: &random)
            truth[item] = "label \(label)"
            for annotator in (0..<annotators).shuffled(using: &random).prefix(votes) {
                let isRight = Double.random(in: 0..<1, using: &random) < accuracies[annotator]
                let error = (label + Int.random(in: 1..<max(2, labels), using: &random)) % labels
                entries.append(
                    LabelTable.Entry(
                        unit: LabelTable.Unit(item: item), annotator: "annotator \(annotator)",
                        label: "label \(isRight ? label : error)"))
            }
        }
        return (entries, truth)
    }
}

extension ConsensusFit {
    /// P(label) by the names of unit and label.
    var namedPosteriors: [String: [String: Double]] {
        var named: [String: [String: Double]] = [:]
        for (index, unit) in units.enumerated() {
            named[unit.item] = Dictionary(uniqueKeysWithValues: zip(labels, posterior(of: index)))
        }
        return named
    }

    /// The answers by the names of unit and label; units without one are left out.
    var namedAnswers: [String: String] {
        var named: [String: String] = [:]
        for (index, unit) in units.enumerated() { named[unit.item] = label(of: index).map { labels[$0] } }
        return named
    }

    /// The largest difference of a posterior from another fit's of the same units and labels.
    func greatestDifference(from other: ConsensusFit) -> Double {
        let others = other.namedPosteriors
        var greatest = 0.0
        for (unit, row) in namedPosteriors {
            for (label, share) in row { greatest = max(greatest, abs(share - (others[unit]?[label] ?? 0))) }
        }
        return greatest
    }
}
