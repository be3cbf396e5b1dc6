/// What a complete decision needs. The screen offers and checks exactly this, and so does the command line.
package struct Ask: Sendable, Hashable {
    package enum Verdicts: String, Sendable, Hashable, CaseIterable {
        /// A verdict on each suggestion.
        case each
        /// A verdict on the chosen one: the preferred where a preference is asked, else any one.
        case one
        /// No verdicts, only a preference.
        case no
        /// A verdict on any suggestion, or a preference: what a queue asks that nobody has configured.
        case any
    }

    package var verdict: Verdicts
    package var preference: Bool
    /// The names of the strengths, weakest first, at most three. Empty: strength is not asked.
    package var strength: [String]
    /// Reasons offered, by what they are for: `reject`, `skip` or `send_back`.
    package var rejectReasons: [String]
    package var skipReasons: [String]
    /// Why a lead sends an item back.
    package var sendBackReasons: [String]
    package var rejectNeedsReason: Bool
    package var ratings: [RatingScale]
    package var flags: [FlagDefinition]

    package init(
        verdict: Verdicts = .any, preference: Bool = true, strength: [String] = [], rejectReasons: [String] = [],
        skipReasons: [String] = Ask.usualSkipReasons, sendBackReasons: [String] = Ask.usualSendBackReasons,
        rejectNeedsReason: Bool = false, ratings: [RatingScale] = [],
        flags: [FlagDefinition] = []
    ) {
        self.verdict = verdict
        self.preference = preference
        self.strength = strength
        self.rejectReasons = rejectReasons
        self.skipReasons = skipReasons
        self.sendBackReasons = sendBackReasons
        self.rejectNeedsReason = rejectNeedsReason
        self.ratings = ratings
        self.flags = flags
    }

    package static let usualSkipReasons = ["cannot judge", "offensive", "broken"]
    package static let usualSendBackReasons = [
        "guideline misread", "look again", "please explain", "edit is incomplete",
    ]

    package var suggestionRatings: [RatingScale] { ratings.filter { $0.subject == .suggestion } }
    package var itemRatings: [RatingScale] { ratings.filter { $0.subject == .item } }

    /// Whether a preference makes sense for this item: with one suggestion there is nothing to prefer.
    package func asksPreference(of item: Item) -> Bool {
        preference && item.suggestions.count > 1
    }

    package func asksVerdict(of item: Item) -> Bool {
        verdict != .no || item.suggestions.count == 1
    }

    package func strengthName(_ strength: Strength) -> String? {
        strength.rawValue <= self.strength.count ? self.strength[strength.rawValue - 1] : nil
    }
}

package struct RatingScale: Sendable, Hashable {
    package enum Subject: String, Sendable, Hashable, CaseIterable { case suggestion, item }

    package var name: String
    package var minimum: Int
    package var maximum: Int
    /// One a level, weakest first; empty strings where a level has no name. May be empty.
    package var labels: [String]
    package var subject: Subject
    /// Whether a decision is incomplete without it.
    package var isRequired: Bool
    /// Ratings further apart than this are a conflict.
    package var tolerance: Int

    package init(
        name: String, minimum: Int = 1, maximum: Int = 5, labels: [String] = [], subject: Subject = .suggestion,
        isRequired: Bool = false, tolerance: Int = 1
    ) {
        self.name = name
        self.minimum = minimum
        self.maximum = maximum
        self.labels = labels
        self.subject = subject
        self.isRequired = isRequired
        self.tolerance = tolerance
    }
}

package struct FlagDefinition: Sendable, Hashable {
    package var name: String
    /// People who differ on it are a conflict.
    package var isConflict: Bool
    /// Flagged items leave the export.
    package var excludes: Bool

    package init(name: String, isConflict: Bool = false, excludes: Bool = false) {
        self.name = name
        self.isConflict = isConflict
        self.excludes = excludes
    }
}
