/// A short list to choose from with a digit or a letter: reasons, flags.
package struct Picker: Sendable, Hashable {
    package enum Purpose: Sendable, Hashable {
        case rejectReason
        case skipReason
        case flags
        case sendBackReason
    }

    package let purpose: Purpose
    package let title: String
    package let entries: [String]
    package private(set) var selected = 0
    /// Entries that are on, where several may be.
    package var marked: Set<String>

    package init(_ purpose: Purpose, title: String, entries: [String], marked: Set<String> = []) {
        self.purpose = purpose
        self.title = title
        self.entries = entries
        self.marked = marked
    }

    package var current: String? { entries.indices.contains(selected) ? entries[selected] : nil }

    package mutating func move(by distance: Int) {
        guard !entries.isEmpty else { return }
        selected = (selected + distance + entries.count) % entries.count
    }

    package mutating func select(_ place: Int) {
        if entries.indices.contains(place) { selected = place }
    }
}
