package import DocketModel

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// Gathers what a queue's decisions say, item by item, and infers from it what to believe: Dawid and Skene over
/// preferences and over verdicts, with people's rulings as known answers.
package struct BeliefGathering: Sendable {
    private var rows: [Question: LabelTable.Rows] = [:]
    private var known: [Question: [LabelTable.Unit: String]] = [:]
    private var contested: [PersonID: Int] = [:]
    private var ruled: [PersonID: Int] = [:]
    private var items = 0

    /// With fewer items people are not known well enough: their votes say more than a model of them.
    private static let leastItems = 50
    /// Above this the classes are names rather than answers, as of suggestions with ids of their own.
    private static let mostLabels = 12
    /// An observation on each cell of an annotator's matrix: nobody is believed to be without fault.
    private static let smoothing = 1.0

    package init() {}

    /// - Parameters:
    ///   - primaries: the decisions about one item that count.
    ///   - ruling: what a person ruled, where that stands. What a rule settled teaches nothing that the votes did not.
    ///   - isContested: whether the item is in conflict and nobody has settled it.
    package mutating func add(_ primaries: [Decision], ruling: Answers?, isContested: Bool) {
        items += 1
        for decision in primaries {
            for question in [Question.preference, .verdict(nil)] {
                for entry in question.entries(in: decision) { rows[question, default: .init()].add(entry) }
            }
            if isContested { contested[decision.annotator.id, default: 0] += 1 }
            if ruling != nil { ruled[decision.annotator.id, default: 0] += 1 }
        }
        guard let ruling, var ruler = primaries.first else { return }
        ruler.answer = .answers(ruling)
        for question in [Question.preference, .verdict(nil)] {
            for entry in question.entries(in: ruler) { known[question, default: [:]][entry.unit] = entry.label }
        }
    }

    /// Nil where the queue is too small to believe anything.
    package var beliefs: Beliefs? {
        guard items >= Self.leastItems else { return nil }
        var beliefs: [Question: [LabelTable.Unit: Beliefs.Belief]] = [:]
        var records: [PersonID: Beliefs.Record] = [:]
        for (question, rows) in rows.sorted(by: { $0.key.description < $1.key.description }) {
            let table = rows.table
            guard (2...Self.mostLabels).contains(table.labels.count) else { continue }
            let fit = fit(table, known[question] ?? [:])
            beliefs[question] = Dictionary(
                uniqueKeysWithValues: table.units.indices.map { (table.units[$0], Self.belief(fit, $0)) })
            for unit in table.units.indices {
                let posterior = Array(fit.posterior(of: unit))
                for vote in table.votes(on: unit) {
                    let person = PersonID(table.annotators[Int(vote.annotator)])
                    records[person, default: .init()].votes += 1
                    records[person, default: .init()].expectedRight += posterior[Int(vote.label)]
                }
            }
        }
        guard !beliefs.isEmpty else { return nil }
        for person in records.keys {
            records[person]?.contested = contested[person] ?? 0
            records[person]?.ruled = ruled[person] ?? 0
        }
        return Beliefs(beliefs, records: records)
    }

    private func fit(_ table: LabelTable, _ known: [LabelTable.Unit: String]) -> ConsensusFit {
        var consensus = Consensus(.dawidSkene)
        consensus.smoothing = Self.smoothing
        var answers: [Int: Int] = [:]
        if !known.isEmpty {
            for (index, unit) in table.units.enumerated() {
                guard let label = known[unit], let code = table.labels.firstIndex(of: label) else { continue }
                answers[index] = code
            }
        }
        return consensus.fit(table, known: answers)
    }

    private static func belief(_ fit: ConsensusFit, _ unit: Int) -> Beliefs.Belief {
        let entropy = fit.posterior(of: unit).reduce(0.0) { $1 > 0 ? $0 - $1 * log2($1) : $0 }
        return Beliefs.Belief(
            label: fit.label(of: unit).map { fit.labels[$0] }, probability: fit.probability(of: unit), entropy: entropy)
    }
}

extension Beliefs {
    /// What is believed of one item, and of these people: small enough to go with it.
    package func about(_ conflict: Conflict) -> Beliefs {
        let units = Set(
            [LabelTable.Unit(item: conflict.item.rawValue)]
                + conflict.decisions.flatMap { Question.verdict(nil).entries(in: $0).map(\.unit) })
        return Beliefs(
            beliefs.mapValues { all in
                Dictionary(uniqueKeysWithValues: units.compactMap { unit in all[unit].map { (unit, $0) } })
            },
            records: Dictionary(
                uniqueKeysWithValues: Set(conflict.decisions.map(\.annotator.id)).compactMap { person in
                    records[person].map { (person, $0) }
                }))
    }
}
