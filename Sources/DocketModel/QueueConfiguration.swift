/// What a queue asks of people and how its work is dealt out. Every version of it is an event in the journal.
package struct QueueConfiguration: Sendable, Hashable {
    package var name: QueueID
    package var title: String
    /// The guideline's file name, as a label; its text is stored by digest.
    package var guideline: String?
    package var overlap: Overlap
    package var blind: Set<Blindness>
    package var order: SuggestionOrder
    package var claimMinutes: Int
    /// How many items one person is dealt at most; nil for no limit.
    package var perPerson: Int?
    package var ask: Ask
    package var policy: ConflictPolicy
    /// How items that may disturb are shown; nil where they are shown at once.
    package var veil: VeilPolicy?

    package init(
        name: QueueID, title: String? = nil, guideline: String? = nil, overlap: Overlap = Overlap(1),
        blind: Set<Blindness> = [.models, .annotators], order: SuggestionOrder = .shuffled, claimMinutes: Int = 30,
        perPerson: Int? = nil, ask: Ask = Ask(), policy: ConflictPolicy = ConflictPolicy(),
        veil: VeilPolicy? = nil
    ) {
        self.name = name
        self.title = title ?? name.rawValue
        self.guideline = guideline
        self.overlap = overlap
        self.blind = blind
        self.order = order
        self.claimMinutes = claimMinutes
        self.perPerson = perPerson
        self.ask = ask
        self.policy = policy
        self.veil = veil
    }
}

/// Items stay hidden until whoever reviews them wants to see them, one by one, and a break is proposed after so much.
package struct VeilPolicy: Sendable, Hashable {
    /// Items without a break; nil proposes none.
    package var breakItems: Int?
    /// Minutes of looking without a break; nil proposes none.
    package var breakMinutes: Int?

    package init(breakItems: Int? = 25, breakMinutes: Int? = 30) {
        self.breakItems = breakItems
        self.breakMinutes = breakMinutes
    }
}

/// How many independent annotators an item needs (k).
package struct Overlap: Sendable, Hashable {
    package var minimum: Int
    /// Where people disagree, k grows up to this.
    package var maximum: Int

    package init(_ count: Int) {
        minimum = count
        maximum = count
    }

    /// From `minimum` annotators on, more are asked until they agree or `maximum` is reached.
    package init(minimum: Int, maximumUntilAgreement maximum: Int) {
        self.minimum = minimum
        self.maximum = max(minimum, maximum)
    }
}

/// What annotators do not see before they have decided.
package enum Blindness: String, Sendable, Hashable, CaseIterable {
    case models, annotators
}

package enum SuggestionOrder: String, Sendable, Hashable, CaseIterable {
    /// By (annotator, item): the same person sees the same order again.
    case shuffled
    case given
}

/// Which conflicts go where.
package struct ConflictPolicy: Sendable, Hashable {
    package var lead: Set<Conflict.Kind>
    package var note: Set<Conflict.Kind>
    /// Rules that settle conflicts, in order: the first that decides one does.
    package var resolve: [ResolutionRule]
    package var adjudicatorMayBeAnnotator: Bool
    /// Edits whose word distance (0...1) is below this are a `minor-edit`.
    package var minorEditDistance: Double
    package var annotatorNames: AnnotatorNames

    package init(
        lead: Set<Conflict.Kind> = [.direction, .tie, .verdict, .edit, .flag],
        note: Set<Conflict.Kind> = [.strength, .rating, .minorEdit], resolve: [ResolutionRule] = [],
        adjudicatorMayBeAnnotator: Bool = false, minorEditDistance: Double = 0.05,
        annotatorNames: AnnotatorNames = .shown
    ) {
        self.lead = lead
        self.note = note
        self.resolve = resolve
        self.adjudicatorMayBeAnnotator = adjudicatorMayBeAnnotator
        self.minorEditDistance = minorEditDistance
        self.annotatorNames = annotatorNames
    }
}

/// Whether adjudicating shows whose decision is whose. It keeps a ruling from resting on who said it; a lead who wants
/// to know finds the names elsewhere.
package enum AnnotatorNames: String, Sendable, Hashable, CaseIterable {
    /// By their names; a key puts letters in their place.
    case shown
    /// As letters at first; a key shows the names.
    case onDemand = "on-demand"
    /// As letters always.
    case hidden
}
