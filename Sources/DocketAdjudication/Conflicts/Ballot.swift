package import DocketModel
package import DocketNotation

/// How the people who decided an item voted on one question about it: who is of which opinion.
package struct Ballot: Sendable, Hashable {
    package struct Camp: Sendable, Hashable {
        /// The label as in `LabelTable`; edits that differ are numbered, `edit 1` being the one that most want.
        package var label: String
        package var people: [PersonID]
    }

    package var question: Question
    /// The largest first, then by label.
    package var camps: [Camp]

    package var voters: Int { camps.reduce(0) { $0 + $1.people.count } }
    /// The share of the largest camp.
    package var share: Double { voters == 0 ? 0 : Double(camps[0].people.count) / Double(voters) }
    /// More than half, and at least so many, are of one opinion.
    func hasMajority(of count: Int) -> Bool {
        guard let largest = camps.first?.people.count else { return false }
        return largest >= count && 2 * largest > voters
    }

    /// One ballot for each question that a conflict's decisions contest, in the order of `Contest.all`.
    package static func all(of conflict: Conflict, on item: Item, ask: Ask, policy: ConflictPolicy) -> [Ballot] {
        var seen = Set<Question>()
        let contests = Contest.all(item: item, primaries: conflict.decisions, ask: ask, policy: policy)
        return contests.map(\.question).filter { seen.insert($0).inserted }
            .map { Ballot($0, decisions: conflict.decisions, item: item) }
    }

    init(_ question: Question, decisions: [Decision], item: Item) {
        self.question = question
        let labels = Self.labels(question, decisions)
        camps = Dictionary(grouping: labels) { $0.label }
            .map { Camp(label: $0.key, people: $0.value.map(\.person).sorted()) }
            .sorted { ($1.people.count, $0.label) < ($0.people.count, $1.label) }
    }

    private static func labels(_ question: Question, _ decisions: [Decision]) -> [(person: PersonID, label: String)] {
        switch question {
        case .verdict(nil):
            return decisions.compactMap { decision in
                guard let taken = decision.answer.answers.flatMap({ Choice($0).suggestions }) else { return nil }
                let names = taken.map(\.rawValue).sorted().joined(separator: "+")
                return (decision.annotator.id, names.isEmpty ? "none" : names)
            }
        case .verdict(let suggestion?):
            let edits = editNames(of: suggestion, decisions)
            return decisions.compactMap { decision in
                guard let verdict = decision.answer.answers?.judgement(of: suggestion)?.verdict else { return nil }
                if case .edit(let text) = verdict { return (decision.annotator.id, edits[text] ?? verdict.name) }
                return (decision.annotator.id, verdict.name)
            }
        default:
            return decisions.flatMap { decision in
                question.entries(in: decision).map { (decision.annotator.id, $0.label) }
            }
        }
    }

    private static func editNames(of suggestion: SuggestionID, _ decisions: [Decision]) -> [SourceText: String] {
        let camps = VerdictCamps(decisions.compactMap { $0.answer.answers?.judgement(of: suggestion)?.verdict })
        guard camps.edits.count > 1 else { return [:] }
        let texts = camps.edits.sorted {
            $0.value != $1.value ? $0.value > $1.value : $0.key.bytes.lexicographicallyPrecedes($1.key.bytes)
        }
        return Dictionary(
            uniqueKeysWithValues: texts.enumerated().map { ($1.key, "edit \($0 + 1)") })
    }

    package var json: JSONObject {
        [
            "question": JSONValue(question.description),
            "votes": .array(
                camps.map { camp in
                    .object([
                        "label": JSONValue(camp.label),
                        "annotators": .array(camp.people.map { JSONValue($0.rawValue) }),
                    ])
                }),
        ]
    }
}

extension Ballot: CustomStringConvertible {
    /// `preference: a 2, b 1`.
    package var description: String {
        "\(question): " + camps.map { "\($0.label) \($0.people.count)" }.joined(separator: ", ")
    }
}
