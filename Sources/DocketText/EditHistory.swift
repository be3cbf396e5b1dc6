/// What was done to a `TextBuffer`, in groups that are undone at once.
struct EditHistory: Sendable {
    /// Characters replaced at one place.
    struct Splice: Sendable {
        var location: Int
        var removed: [Character]
        var inserted: [Character]
    }

    struct CursorState: Sendable {
        var position: Int
        var anchor: Int?
    }

    struct Group: Sendable {
        var splices: [Splice]
        var before: CursorState
        var after: CursorState
    }

    /// What makes neighbouring edits belong together.
    enum Kind: Sendable {
        case typing, deletingBackward, deletingForward
        /// A group of its own.
        case other
    }

    private(set) var done: [Group] = []
    private(set) var undone: [Group] = []
    private var openKind: Kind?

    /// Records an edit; one of the same kind as the last joins its group unless `startsGroup`.
    mutating func record(_ splice: Splice, kind: Kind, startsGroup: Bool, before: CursorState, after: CursorState) {
        undone.removeAll()
        if kind != .other, kind == openKind, !startsGroup, var group = done.popLast() {
            group.splices.append(splice)
            group.after = after
            done.append(group)
        } else {
            done.append(Group(splices: [splice], before: before, after: after))
        }
        openKind = kind
    }

    /// The next edit begins a group.
    mutating func endGroup() {
        openKind = nil
    }

    mutating func takeUndo() -> Group? {
        openKind = nil
        guard let group = done.popLast() else { return nil }
        undone.append(group)
        return group
    }

    mutating func takeRedo() -> Group? {
        openKind = nil
        guard let group = undone.popLast() else { return nil }
        done.append(group)
        return group
    }
}
