/// Text being edited, with its cursor, selection, history and kill buffer. Everything counts in characters, that is
/// grapheme clusters, so that a family emoji or a letter with its marks is one place and one deletion.
///
/// An edit costs a splice of the array of characters, with the few characters around it segmented anew.
package struct TextBuffer: Sendable {
    package internal(set) var characters: [Character]
    var position: Int
    /// The fixed end of the selection; nil without one.
    var anchor: Int?
    /// The column that moves up and down aim for, until the cursor moves otherwise.
    var goalColumn: Int?
    var history = EditHistory()
    /// What `yank` inserts.
    package internal(set) var killed: [Character] = []
    /// Whether the last operation was a kill, so that the next one adds to it.
    var extendsKill = false

    package init(_ text: String) {
        characters = Array(text)
        position = 0
    }

    /// The text. O(n).
    package var text: String { String(characters) }

    package var isEmpty: Bool { characters.isEmpty }

    /// Index of the character that the cursor is before; the number of characters at the end. Setting it moves the
    /// cursor, within the text, and drops the selection.
    package var cursor: Int {
        get { position }
        set { move(to: newValue, extendSelection: false) }
    }

    /// The selected characters; nil for none. Setting it puts the cursor at its end.
    package var selection: Range<Int>? {
        get {
            guard let anchor, anchor != position else { return nil }
            return min(anchor, position)..<max(anchor, position)
        }
        set {
            move(to: newValue?.upperBound ?? position, extendSelection: false)
            anchor = newValue.map { min(max(0, $0.lowerBound), characters.count) }
        }
    }

    package var selectedText: String? { selection.map { String(characters[$0]) } }

    /// Bytes of UTF-8 before a character: where it is in the source of a `DisplayText` of `text`. O(n).
    package func utf8Offset(ofCharacter index: Int) -> Int {
        characters[..<min(index, characters.count)].reduce(0) { $0 + $1.utf8.count }
    }

    /// The character that holds a byte of `text`; the number of characters for the end. O(n).
    package func characterIndex(atUTF8Offset offset: Int) -> Int {
        var end = 0
        for (index, character) in characters.enumerated() {
            end += character.utf8.count
            if offset < end { return index }
        }
        return characters.count
    }

    /// Moves the cursor, within the text; with `extendSelection` the selection grows or shrinks with it.
    package mutating func move(to index: Int, extendSelection: Bool) {
        if extendSelection {
            anchor = anchor ?? position
        } else {
            anchor = nil
        }
        position = min(max(0, index), characters.count)
        goalColumn = nil
        extendsKill = false
        history.endGroup()
    }

    package mutating func selectAll() {
        move(to: 0, extendSelection: false)
        move(to: characters.count, extendSelection: true)
    }
}
