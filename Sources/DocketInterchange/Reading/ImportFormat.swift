/// The formats that can be read, by the names they have on the command line.
package enum ImportFormat: String, Sendable, Hashable, CaseIterable {
    /// Native records, and the short forms that a person writes by hand.
    case docket
    /// Anthropic's HH-RLHF: two flat transcripts with a shared beginning.
    case hh
    case trlPreference = "trl-preference"
    case trlPromptCompletion = "trl-prompt-completion"
    case trlUnpaired = "trl-unpaired"
    /// Anything else in JSON, JSONL, CSV or TSV, described by a mapping.
    case mapped

    static var names: String { allCases.map(\.rawValue).joined(separator: ", ") }
}

/// What becomes of a choice that came with the data without saying whose it was.
package enum RecordedChoice: String, Sendable, Hashable, CaseIterable {
    /// An assessment by `recorded`, hidden until the annotator has decided.
    case assessment
    /// A decision of the annotator `recorded`, of kind `aggregate`.
    case decision
}
