package import DocketAdjudication
import DocketModel
import DocketNotation
package import DocketStorage

/// What people answered to one question of a queue, and what of it is known to be right.
package struct QueueLabels: Sendable {
    package var question: Question
    package var table: LabelTable
    /// Unit → label: the items' gold, and what leads ruled.
    package var known: [Int: Int]
}

extension Session {
    private static let labelPage = 500

    /// The labels of a queue to infer its answers from: live primary decisions that count, of every item.
    /// - Parameters:
    ///   - question: nil: the first of the queue's that was answered.
    ///   - labels: the classes in their order; nil: those that occur.
    ///   - progress: called with the number of items looked at.
    /// - Returns: nil where nobody answered.
    /// - Throws: `WorkflowError.notAllowed`, `UndeclaredLabel`, `StoreError`.
    package func labels(
        in queue: QueueRecord, on question: Question? = nil, labels: [String]? = nil, progress: ((Int) -> Void)? = nil
    ) async throws -> QueueLabels? {
        try require(.lead, to: "see what others decided")
        var gathered = (question.map { [$0] } ?? queue.configuration.ask.questions).map { GatheredLabels($0) }
        try await forEachState(in: queue, progress) { state in
            for index in gathered.indices { gathered[index].add(state) }
        }
        guard let answered = gathered.first(where: { !$0.rows.isEmpty }) else { return nil }
        return try answered.labels(classes: labels)
    }

    /// Who preferred which model's suggestion, of every item: live primary decisions that count.
    /// - Throws: `WorkflowError.notAllowed`, `StoreError`.
    package func modelVotes(
        in queue: QueueRecord, progress: ((Int) -> Void)? = nil
    ) async throws -> ModelVotes {
        try require(.lead, to: "see which models people prefer")
        var votes = ModelVotes()
        try await forEachState(in: queue, progress) { state in
            for decision in state.primaries { votes.add(decision, on: state.item) }
        }
        return votes
    }

    private func forEachState(
        in queue: QueueRecord, _ progress: ((Int) -> Void)?, _ body: (ItemState) -> Void
    ) async throws {
        var cursor: ItemCursor?
        var looked = 0
        repeat {
            let page = try await store.states(
                in: queue.id, filter: .decidedByAnybody, asOf: nil, after: cursor, limit: Self.labelPage)
            page.states.forEach(body)
            looked += page.states.count
            progress?(looked)
            cursor = page.next
        } while cursor != nil
    }
}

private struct GatheredLabels {
    let question: Question
    private(set) var rows = LabelTable.Rows()
    private var known: [(unit: LabelTable.Unit, label: String)] = []

    init(_ question: Question) {
        self.question = question
    }

    mutating func add(_ state: ItemState) {
        for decision in state.primaries {
            for entry in question.entries(in: decision) { rows.add(entry) }
        }
        // A lead who ruled on the item has seen more of it than whoever wrote its gold.
        known += question.gold(of: state.item)
        // What a rule made of these very votes would only confirm them.
        if let ruling = state.resolution, !ruling.method.isRule {
            known += question.labels(in: ruling.outcome, on: state.item.id)
        }
    }

    func labels(classes: [String]?) throws(UndeclaredLabel) -> QueueLabels {
        let table = try rows.table(
            classes: classes.map { .ordered($0) } ?? .including(Set(known.map(\.label)).sorted()))
        let units = Dictionary(uniqueKeysWithValues: table.units.enumerated().map { ($1, $0) })
        let codes = Dictionary(uniqueKeysWithValues: table.labels.enumerated().map { ($1, $0) })
        var answers: [Int: Int] = [:]
        for (unit, label) in known {
            guard let unit = units[unit] else { continue }
            guard let code = codes[label] else { throw UndeclaredLabel(label: label, declared: table.labels) }
            answers[unit] = code
        }
        return QueueLabels(question: question, table: table, known: answers)
    }
}

extension Question {
    /// What an item's gold says to this question.
    fileprivate func gold(of item: Item) -> [(unit: LabelTable.Unit, label: String)] {
        guard let gold = item.gold else { return [] }
        switch gold {
        case .object(let object):
            let sole = item.suggestions.count == 1 ? item.suggestions[0].id : nil
            // A preference by itself, or answers as a decision writes them. Gold of other kinds answers nothing here.
            let isPreference = ["winner", "outcome", "ranking"].contains { object[$0] != nil }
            let record: JSONObject = isPreference ? ["preference": .object(object)] : object
            guard let answers = try? Answers(FieldReader(record), sole: sole) else { return [] }
            if case .flag = self, object["flags"] == nil { return [] }
            return labels(in: answers, on: item.id)
        case .string(let text):
            return [(LabelTable.Unit(item: item.id.rawValue), String(decoding: text.bytes, as: UTF8.self))]
        case .number(let number):
            return [(LabelTable.Unit(item: item.id.rawValue), number.text)]
        default: return []
        }
    }
}
