/// Text being edited, with its cursor, selection, history and kill buffer. Everything counts in characters, that is
/// grapheme clusters, so that a family emoji or a letter with its marks is one place and one deletion.
///
/// An edit costs the source lines it touches, with the few characters around it segmented anew.
package struct TextBuffer: Sendable {
    package internal(set) var characters: LineStore
    var position: Int
    /// The fixed end of the selection; nil without one.
    var anchor: Int?
    /// The column that moves up and down aim for, until the cursor moves otherwise.
    var goalColumn: Int?
    var history = EditHistory()
    var killRing = KillRing()
    /// Whether the last operation was a kill, so that the next one adds to it.
    var extendsKill = false
    /// What the last operation yanked, for `yankEarlier` to replace.
    var yanked: Range<Int>?
    /// Whether the mark is set: every move then selects.
    package internal(set) var isMarking = false
    /// Counts the changes of the text, those by undo and redo too.
    package internal(set) var revision = 0

    package init(_ text: String) {
        characters = LineStore(text)
        position = 0
    }

    /// The text. O(n).
    package var text: String { characters.text }

    package var isEmpty: Bool { characters.isEmpty }

    /// Index of the character that the cursor is before; the number of characters at the end. Setting it moves the
    /// cursor, within the text, and drops the selection.
    package var cursor: Int {
        get { position }
        set {
            isMarking = false
            move(to: newValue, extendSelection: false)
        }
    }

    /// The selected characters; nil for none. Setting it puts the cursor at its end.
    package var selection: Range<Int>? {
        get {
            guard let anchor, anchor != position else { return nil }
            return min(anchor, position)..<max(anchor, position)
        }
        set {
            isMarking = false
            move(to: newValue?.upperBound ?? position, extendSelection: false)
            anchor = newValue.map { min(max(0, $0.lowerBound), characters.count) }
        }
    }

    package var selectedText: String? { selection.map { String(characters.array($0)) } }

    /// Bytes of UTF-8 before a character: where it is in the source of a `DisplayText` of `text`.
    package func utf8Offset(ofCharacter index: Int) -> Int {
        let index = min(index, characters.count)
        let line = characters.lineIndex(ofCharacter: index)
        let before = characters.lines[line].characters[..<(index - characters.start(ofLine: line))]
        return before.reduce(characters.byteStart(ofLine: line)) { $0 + $1.utf8.count }
    }

    /// The character that holds a byte of `text`; the number of characters for the end.
    package func characterIndex(atUTF8Offset offset: Int) -> Int {
        let line = characters.lineIndex(ofByte: offset)
        var end = characters.byteStart(ofLine: line)
        for (index, character) in characters.lines[line].characters.enumerated() {
            end += character.utf8.count
            if offset < end { return characters.start(ofLine: line) + index }
        }
        return characters.start(ofLine: line + 1)
    }

    /// Sets the mark at the cursor, so that every move selects; set already, takes it away with the selection.
    package mutating func toggleMark() {
        isMarking.toggle()
        move(to: position, extendSelection: isMarking)
        anchor = isMarking ? position : nil
    }

    /// Moves the cursor, within the text; with `extendSelection` the selection grows or shrinks with it.
    package mutating func move(to index: Int, extendSelection: Bool) {
        if extendSelection || isMarking {
            anchor = anchor ?? position
        } else {
            anchor = nil
        }
        position = min(max(0, index), characters.count)
        goalColumn = nil
        extendsKill = false
        yanked = nil
        history.endGroup()
    }

    package mutating func selectAll() {
        isMarking = false
        move(to: 0, extendSelection: false)
        move(to: characters.count, extendSelection: true)
    }
}
