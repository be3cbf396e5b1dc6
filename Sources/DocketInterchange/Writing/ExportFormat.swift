/// The formats that can be written, by the names they have on the command line.
package enum ExportFormat: String, Sendable, Hashable, CaseIterable {
    /// Native records, without loss: each item with its decisions and resolutions.
    case docket
    case trlPreference = "trl-preference"
    case trlPromptCompletion = "trl-prompt-completion"
    /// For KTO.
    case trlUnpaired = "trl-unpaired"
    /// Pairs as Anthropic's HH-RLHF writes them.
    case hh
}

/// Why an outcome, or one of the rows it could have given, is not in an export.
package enum LeftOut: String, Error, Sendable, Hashable, CaseIterable {
    /// Not yet decided by as many people as the queue asks for.
    case incomplete
    /// People disagree and nobody has resolved it.
    case conflict
    case skipped
    /// It has a flag that keeps items out of exports.
    case flagged
    case tie
    case bothBad = "both_bad"
    /// Nothing says which suggestion is better.
    case noPreference = "no_preference"
    /// No suggestion was accepted or edited.
    case noAccepted = "no_accepted"
    /// No suggestion was accepted, edited or rejected.
    case noVerdict = "no_verdict"
    /// The two sides of the pair are the same text.
    case equalSides = "equal_sides"
    /// The item has no context, and the format needs a prompt.
    case noPrompt = "no_prompt"
    /// A text is not UTF-8, which the format's consumer could not read.
    case invalidUTF8 = "invalid_utf8"

    /// What it means, for people.
    package var explanation: String {
        switch self {
        case .incomplete: "not yet decided by as many people as the queue asks for"
        case .conflict: "people disagree, and nobody has resolved it"
        case .skipped: "skipped, so there is no decision"
        case .flagged: "has a flag that keeps it out of exports"
        case .tie: "a tie: neither is better"
        case .bothBad: "both are bad: neither is better"
        case .noPreference: "nothing says which suggestion is better"
        case .noAccepted: "no suggestion was accepted or edited"
        case .noVerdict: "no suggestion was accepted, edited or rejected"
        case .equalSides: "the two sides of the pair are the same text"
        case .noPrompt: "has no context, and the format needs a prompt"
        case .invalidUTF8: "a text is not valid UTF-8, which the format's readers could not read"
        }
    }
}

/// How an export is to be written.
package struct ExportOptions: Sendable, Hashable {
    package var format: ExportFormat
    /// Strings in place of lists of messages.
    package var isFlat: Bool
    /// Each decision by itself, in place of each item's outcome.
    package var isPerDecision: Bool
    /// Flags that keep an item out (not out of the native format).
    package var excludingFlags: Set<String>
    /// Writes `margin`, the strength 1 to 3, on preference rows; none where no strength was given: 0 would say that the
    /// two are equally good.
    package var includesMargin: Bool

    package init(
        format: ExportFormat, isFlat: Bool = false, isPerDecision: Bool = false, excludingFlags: Set<String> = [],
        includesMargin: Bool = false
    ) {
        self.format = format
        self.isFlat = isFlat
        self.isPerDecision = isPerDecision
        self.excludingFlags = excludingFlags
        self.includesMargin = includesMargin
    }
}
