/// Why a cluster shows something else than the character itself.
package enum DisplayNotice: UInt8, Sendable, Hashable, CaseIterable {
    /// C0, DEL or C1.
    case control
    /// A mark that changes the direction of the text around it.
    case bidi
    /// Without a shape, or without one that can be relied upon: zero-width, tags, unassigned, private use.
    case invisible
    /// Bytes that are not UTF-8.
    case invalid
    /// Combining marks without a base, or more of them than a cell takes.
    case combining
    /// A blank, a line end or a joiner that is shown on demand.
    case blank
}

/// What the display policy had to reveal in a text: each kind counted once a character, not once a cell.
package struct DisplayNotices: Sendable, Hashable, CustomStringConvertible {
    package private(set) var controls = 0
    package private(set) var bidi = 0
    package private(set) var invisible = 0
    package private(set) var invalid = 0
    package private(set) var combining = 0
    private var signs: [String] = []

    private static let signLimit = 6

    package init() {}

    /// Everything that was revealed without being asked for.
    package var count: Int { controls + bidi + invisible + invalid + combining }
    package var isEmpty: Bool { count == 0 }

    /// One line, such as `2 hidden characters: ⟨ZWSP⟩ ⟨RLO⟩`; empty when there is nothing to say.
    package var description: String {
        var parts: [String] = []
        func add(_ count: Int, _ singular: String, _ plural: String) {
            if count > 0 { parts.append("\(count) \(count == 1 ? singular : plural)") }
        }
        add(bidi + invisible, "hidden character", "hidden characters")
        add(controls, "control character", "control characters")
        add(invalid, "invalid byte sequence", "invalid byte sequences")
        add(combining, "stray combining mark", "stray combining marks")
        guard !signs.isEmpty else { return parts.joined(separator: ", ") }
        return parts.joined(separator: ", ") + ": " + signs.joined(separator: " ")
    }

    mutating func record(_ notice: DisplayNotice, sign: String, count: Int = 1) {
        switch notice {
        case .control: controls += count
        case .bidi: bidi += count
        case .invisible: invisible += count
        case .invalid: invalid += count
        case .combining: combining += count
        case .blank: return
        }
        if signs.count < DisplayNotices.signLimit, !signs.contains(sign) { signs.append(sign) }
    }

    package mutating func add(_ other: DisplayNotices) {
        controls += other.controls
        bidi += other.bidi
        invisible += other.invisible
        invalid += other.invalid
        combining += other.combining
        for sign in other.signs where signs.count < DisplayNotices.signLimit && !signs.contains(sign) {
            signs.append(sign)
        }
    }
}
