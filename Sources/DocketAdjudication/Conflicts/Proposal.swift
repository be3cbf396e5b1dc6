package import DocketModel

/// What a lead may take as the outcome of a conflict: what the decisions come to, with the side that the whole queue's
/// consensus believes where there is one.
package struct Proposal: Sendable, Hashable {
    /// What is proposed; empty where nothing can be.
    package private(set) var answers: Answers
    /// What is left open.
    package private(set) var undecided: [Question]
    /// How likely it is: the posterior of what is contested, the least of several; where nothing is believed, the share
    /// of the people who say so.
    package private(set) var probability: Double
    /// Why, without what it says of people.
    package private(set) var grounds: String
    /// As `Worth.outlier`.
    package private(set) var outlier: PersonID?
    /// Whether somebody decided what is believed on everything that is believed.
    private(set) var followsBeliefs: Bool

    /// - Parameter beliefs: nil proposes by votes alone.
    package init(
        for conflict: Conflict, on item: Item, ask: Ask, policy: ConflictPolicy, beliefs: Beliefs?
    ) {
        let ballots = Ballot.all(of: conflict, on: item, ask: ask, policy: policy)
        let believed = ballots.compactMap { ballot in
            beliefs?.belief(ballot.question, of: item.id).map { (ballot: ballot, belief: $0) }
        }
        let whole = AnswerMerge(item: item, decisions: conflict.decisions, ask: ask, policy: policy)
        let side = conflict.decisions.filter { decision in
            believed.allSatisfy { Self.label(of: decision, on: $0.ballot.question) == $0.belief.label }
        }
        followsBeliefs = !believed.isEmpty && !side.isEmpty
        if followsBeliefs {
            let merge = AnswerMerge(item: item, decisions: side, ask: ask, policy: policy)
            answers = merge.answers
            undecided = merge.undecided
            // Flags are about safety, and ratings have a middle: both are everybody's, not one side's.
            answers.flags = whole.answers.flags
            answers.ratings = whole.answers.ratings
            probability = believed.map(\.belief.probability).min() ?? 0
        } else {
            answers = whole.answers
            undecided = whole.undecided
            probability = ballots.map(\.share).min() ?? 1
        }
        grounds = ballots.map(\.description).joined(separator: "; ")
        outlier = beliefs?.outlier(among: conflict.decisions.map(\.annotator.id))
    }

    /// One line for a lead.
    package var why: String { why { $0.rawValue } }

    /// - Parameter name: what a person is called where they are not to be known.
    package func why(naming name: (PersonID) -> String) -> String { Worth.line(grounds, outlier.map(name)) }

    private static func label(of decision: Decision, on question: Question) -> String? {
        question.entries(in: decision).first?.label
    }
}

extension Beliefs {
    /// The one of these people whose votes the consensus expects to be wrong clearly more often than the others'.
    func outlier(among people: [PersonID]) -> PersonID? {
        let ranked = people.compactMap { person in records[person]?.accuracy.map { (person: person, accuracy: $0) } }
            .sorted { ($0.accuracy, $0.person) < ($1.accuracy, $1.person) }
        guard ranked.count > 1, ranked[1].accuracy - ranked[0].accuracy > 0.02 else { return nil }
        return ranked[0].person
    }
}
