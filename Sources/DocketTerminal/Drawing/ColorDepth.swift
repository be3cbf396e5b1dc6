/// How many colours a terminal shows.
package enum ColorDepth: Sendable, Hashable, CaseIterable, Comparable {
    case mono
    case ansi16
    case indexed256
    case trueColor

    /// What the environment promises.
    ///
    /// `NO_COLOR` (not empty) wins; then `COLORTERM` of `truecolor` or `24bit`, then a `TERM` that says so.
    /// - Parameter colors: how many the terminal's description has; 0 or less for none.
    package static func detected(environment: [String: String], colors: Int) -> ColorDepth {
        if let wish = environment["NO_COLOR"], !wish.isEmpty { return .mono }
        guard colors >= 8 else { return .mono }
        let promise = environment["COLORTERM"] ?? ""
        let term = environment["TERM"] ?? ""
        if promise == "truecolor" || promise == "24bit" || colors > 256 || term.hasSuffix("-direct") {
            return .trueColor
        }
        return colors >= 256 ? .indexed256 : .ansi16
    }
}
