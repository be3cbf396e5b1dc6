/// What was killed or copied, to be put back: the last one, and those before it.
struct KillRing: Sendable {
    private var entries: [[Character]] = []
    /// The entry that was yanked last.
    private var place = 0
    private static let limit = 32

    var current: [Character] { entries.isEmpty ? [] : entries[place] }

    mutating func push(_ text: [Character]) {
        entries.append(text)
        if entries.count > Self.limit { entries.removeFirst() }
        place = entries.count - 1
    }

    /// Adds to the last entry: kills in a row are one.
    mutating func extend(_ text: [Character], atFront: Bool) {
        guard let last = entries.popLast() else { return push(text) }
        push(atFront ? text + last : last + text)
    }

    /// Goes on to the entry before, and from the first to the last.
    mutating func rotate() {
        if !entries.isEmpty { place = (place + entries.count - 1) % entries.count }
    }

    mutating func rewind() {
        place = max(0, entries.count - 1)
    }
}
