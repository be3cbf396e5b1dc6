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
    /// Writes `margin`, the strength 1 to 3, on preference rows; 0, which TRL's reward loss takes as none, where no
    /// strength was given.
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
