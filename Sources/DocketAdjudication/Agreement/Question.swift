package import DocketModel

/// One thing that people are asked about an item, and may agree on or not.
package enum Question: Sendable, Hashable, CustomStringConvertible {
    case preference
    case strength
    /// Of one suggestion; nil: of every suggestion, each a unit of its own.
    case verdict(SuggestionID?)
    /// A scale, of one suggestion; nil: of the item, or of every suggestion, each a unit of its own.
    case rating(String, SuggestionID?)
    case flag(String)

    /// `preference`, `strength`, `verdict`, `verdict:a`, `rating:helpfulness`, `rating:helpfulness:a`, `flag:unsafe`.
    package var description: String {
        switch self {
        case .preference: "preference"
        case .strength: "strength"
        case .verdict(nil): "verdict"
        case .verdict(let suggestion?): "verdict:\(suggestion)"
        case .rating(let scale, nil): "rating:\(scale)"
        case .rating(let scale, let suggestion?): "rating:\(scale):\(suggestion)"
        case .flag(let name): "flag:\(name)"
        }
    }

    /// Reads what `description` writes. Nil for anything else. A scale's name ends at the first colon.
    package init?(_ text: String) {
        let parts = text.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false).map(String.init)
        guard parts.dropFirst().allSatisfy({ !$0.isEmpty }) else { return nil }
        switch (parts[0], parts.count) {
        case ("preference", 1): self = .preference
        case ("strength", 1): self = .strength
        case ("verdict", 1): self = .verdict(nil)
        case ("verdict", _): self = .verdict(SuggestionID(parts.dropFirst().joined(separator: ":")))
        case ("rating", 2): self = .rating(parts[1], nil)
        case ("rating", 3): self = .rating(parts[1], SuggestionID(parts[2]))
        case ("flag", 2...): self = .flag(parts.dropFirst().joined(separator: ":"))
        default: return nil
        }
    }
}
