package import DocketTerminal

/// A short list to choose from with a digit or a letter: reasons, flags.
package struct Picker: Sendable, Hashable {
    package enum Purpose: Sendable, Hashable {
        case rejectReason
        case skipReason
        case flags
        case sendBackReason
        case copy
        case compareWith
        case mergeSuggestion
        case takeAllOf
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

    /// Which entry `current` is.
    package var selectedPlace: Int { selected }
    package var current: String? { entries.indices.contains(selected) ? entries[selected] : nil }

    package mutating func move(by distance: Int) {
        guard !entries.isEmpty else { return }
        selected = (selected + distance + entries.count) % entries.count
    }

    /// The key that takes an entry, by its place; a blank where there is none.
    static func key(_ place: Int) -> String {
        if place < 9 { return "\(place + 1)" }
        let letter = UInt8(ascii: "a") + UInt8(clamping: place - 9)
        return letter <= UInt8(ascii: "z") ? String(UnicodeScalar(letter)) : " "
    }

    /// The place that a key names where digits do not reach: lists longer than nine go on with letters.
    package func place(named stroke: KeyStroke) -> Int? {
        guard let text = stroke.text, text.utf8.count == 1, let letter = text.utf8.first,
            (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(letter)
        else { return nil }
        let place = 9 + Int(letter - UInt8(ascii: "a"))
        return entries.indices.contains(place) ? place : nil
    }

    package mutating func select(_ place: Int) {
        if entries.indices.contains(place) { selected = place }
    }
}
