package import DocketNotation

/// What one annotator did with one item. Append-only: a change of mind is a new decision that supersedes.
package struct Decision: Sendable, Hashable {
    package var id: EventID
    package var queue: QueueID
    package var item: ItemID
    package var occasion: Occasion
    package var annotator: Annotator
    package var answer: Answer
    package var comment: SourceText?
    /// The order in which the suggestions were on the screen.
    package var shown: [SuggestionID]
    /// The digest of the guideline text it was made under.
    package var guideline: Digest?
    package var readingMilliseconds: Int?
    package var at: Timestamp
    /// The event before it in the history of (item, annotator, occasion).
    package var supersedes: EventID?
    package var ext: JSONObject

    package init(
        id: EventID, queue: QueueID, item: ItemID, occasion: Occasion = .primary, annotator: Annotator,
        answer: Answer, comment: SourceText? = nil, shown: [SuggestionID] = [], guideline: Digest? = nil,
        readingMilliseconds: Int? = nil, at: Timestamp, supersedes: EventID? = nil, ext: JSONObject = [:]
    ) {
        self.id = id
        self.queue = queue
        self.item = item
        self.occasion = occasion
        self.annotator = annotator
        self.answer = answer
        self.comment = comment
        self.shown = shown
        self.guideline = guideline
        self.readingMilliseconds = readingMilliseconds
        self.at = at
        self.supersedes = supersedes
        self.ext = ext
    }
}

/// Why a decision was made. Only primary ones count for k, agreement and conflicts.
package enum Occasion: String, Sendable, Hashable, CaseIterable {
    /// Independent and first.
    case primary
    /// The same person on the same item again, to measure self-consistency.
    case probe
    /// An independent second look at a decided item.
    case pass
    /// After a send-back, or after having seen what others decided.
    case revision
}

/// Who decided.
package struct Annotator: Sendable, Hashable {
    package enum Kind: String, Sendable, Hashable, CaseIterable { case human, model, aggregate }

    package var id: PersonID
    package var kind: Kind
    package var cohort: String?

    package init(id: PersonID, kind: Kind = .human, cohort: String? = nil) {
        self.id = id
        self.kind = kind
        self.cohort = cohort
    }
}

/// A decision either abstains with a reason, or answers what was asked.
package enum Answer: Sendable, Hashable {
    case skip(reason: String)
    case answers(Answers)

    package var answers: Answers? {
        if case .answers(let answers) = self { answers } else { nil }
    }

    package var isSkip: Bool { answers == nil }
}

/// Answers to what a queue asks: one annotator's, or an item's outcome.
package struct Answers: Sendable, Hashable {
    /// At most one a suggestion. A suggestion that was not judged is not here.
    package var judgements: [Judgement]
    package var preference: Preference?
    /// Ratings of the item as a whole.
    package var ratings: Ratings
    package var flags: Set<String>

    package init(
        judgements: [Judgement] = [], preference: Preference? = nil, ratings: Ratings = [:], flags: Set<String> = []
    ) {
        self.judgements = judgements
        self.preference = preference
        self.ratings = ratings
        self.flags = flags
    }

    package func judgement(of suggestion: SuggestionID) -> Judgement? {
        judgements.first { $0.suggestion == suggestion }
    }

    package var isEmpty: Bool { self == Answers() }
}

/// A rating scale's name to the level given.
package typealias Ratings = [String: Int]

/// What was said of one suggestion.
package struct Judgement: Sendable, Hashable {
    package var suggestion: SuggestionID
    /// Nil where only ratings were given.
    package var verdict: Verdict?
    package var reasons: [String]
    package var ratings: Ratings

    package init(suggestion: SuggestionID, verdict: Verdict?, reasons: [String] = [], ratings: Ratings = [:]) {
        self.suggestion = suggestion
        self.verdict = verdict
        self.reasons = reasons
        self.ratings = ratings
    }
}

package enum Verdict: Sendable, Hashable {
    case accept
    case edit(SourceText)
    case reject

    /// `accept`, `edit` or `reject`.
    package var name: String {
        switch self {
        case .accept: "accept"
        case .edit: "edit"
        case .reject: "reject"
        }
    }

    package var editedText: SourceText? {
        if case .edit(let text) = self { text } else { nil }
    }
}

/// What was preferred among the suggestions. Absent, where it was not asked or not answered, is different again.
package enum Preference: Sendable, Hashable {
    /// The strength is nil where the queue does not ask for it.
    case win(SuggestionID, Strength?)
    case tie
    case bothBad
    /// Best first, equals together.
    case ranking([[SuggestionID]])

    package var winner: SuggestionID? {
        switch self {
        case .win(let winner, _): winner
        case .ranking(let groups): groups.first.flatMap { $0.count == 1 ? $0.first : nil }
        case .tie, .bothBad: nil
        }
    }
}

/// How strongly a suggestion is preferred.
package enum Strength: Int, Sendable, Hashable, Comparable, CaseIterable {
    case slight = 1
    case clear
    case much

    package static func < (left: Strength, right: Strength) -> Bool {
        left.rawValue < right.rawValue
    }
}
