package import DocketModel
package import DocketNotation
package import DocketTerminal
package import DocketText

/// A suggestion being edited in place. Leaving never loses text: what is not saved stays as a draft.
package struct Editor: Sendable {
    package let suggestion: SuggestionID
    /// What is being edited; the comparison is against this.
    package let base: String
    package private(set) var buffer: TextBuffer
    /// The width the text is wrapped to on the screen, for moving up and down.
    package var width = 80
    /// The first line on the screen.
    package var scroll = 0

    package init(suggestion: SuggestionID, base: SourceText, text: SourceText) {
        self.suggestion = suggestion
        self.base = base.string
        buffer = TextBuffer(text.string)
        buffer.moveToDocumentEnd()
    }

    package var text: String { buffer.text }
    package var isChanged: Bool { text != base }

    package mutating func undo() { buffer.undo() }
    package mutating func redo() { buffer.redo() }

    /// The text as it came. One step of undo.
    package mutating func revert() {
        buffer.selectAll()
        buffer.paste(base)
    }

    package mutating func paste(_ bytes: [UInt8]) {
        // A terminal sends line ends of a paste as carriage returns.
        let text = String(decoding: bytes, as: UTF8.self)
        buffer.paste(text.replacingLineEnds())
    }

    /// - Returns: false where the key means nothing to an editor.
    package mutating func type(_ stroke: KeyStroke) -> Bool {
        let extends = stroke.modifiers.contains(.shift)
        let jumpsWords = !stroke.modifiers.isDisjoint(with: [.control, .alt])
        if let text = stroke.text {
            buffer.insert(text)
            return true
        }
        switch stroke.key {
        case .enter: buffer.insert("\n")
        case .tab: buffer.insert("\t")
        case .backspace: jumpsWords ? buffer.deleteWordBackward() : buffer.deleteBackward()
        case .delete: jumpsWords ? buffer.deleteWordForward() : buffer.deleteForward()
        case .left:
            jumpsWords ? buffer.moveWordLeft(extendSelection: extends) : buffer.moveLeft(extendSelection: extends)
        case .right:
            jumpsWords ? buffer.moveWordRight(extendSelection: extends) : buffer.moveRight(extendSelection: extends)
        case .up: buffer.moveUp(width: width, extendSelection: extends)
        case .down: buffer.moveDown(width: width, extendSelection: extends)
        case .pageUp: buffer.moveUp(width: width, rows: 10, extendSelection: extends)
        case .pageDown: buffer.moveDown(width: width, rows: 10, extendSelection: extends)
        case .home where jumpsWords: buffer.moveToDocumentStart(extendSelection: extends)
        case .end where jumpsWords: buffer.moveToDocumentEnd(extendSelection: extends)
        case .home: buffer.moveToLineStart(extendSelection: extends)
        case .end: buffer.moveToLineEnd(extendSelection: extends)
        case .character(let character): return typeChord(character, stroke.modifiers)
        default: return false
        }
        return true
    }

    /// The chords that shells and editors share.
    private mutating func typeChord(_ character: Character, _ modifiers: KeyModifiers) -> Bool {
        switch (character, modifiers) {
        case ("a", .control): buffer.moveToLineStart()
        case ("e", .control): buffer.moveToLineEnd()
        case ("b", .control): buffer.moveLeft()
        case ("f", .control): buffer.moveRight()
        case ("p", .control): buffer.moveUp(width: width)
        case ("n", .control): buffer.moveDown(width: width)
        case ("d", .control): buffer.deleteForward()
        case ("h", .control): buffer.deleteBackward()
        case ("k", .control): buffer.killToEndOfLine()
        case ("y", .control): buffer.yank()
        case ("w", .control): buffer.deleteWordBackward()
        case ("b", .alt): buffer.moveWordLeft()
        case ("f", .alt): buffer.moveWordRight()
        case ("d", .alt): buffer.deleteWordForward()
        default: return false
        }
        return true
    }

    /// Puts the cursor where somebody clicked.
    package mutating func moveCursor(toSourceOffset offset: Int, extendSelection: Bool = false) {
        buffer.move(to: buffer.characterIndex(atUTF8Offset: offset), extendSelection: extendSelection)
    }
}

extension String {
    /// With every kind of line end as a line feed.
    fileprivate func replacingLineEnds() -> String {
        var result = ""
        for character in self { result.append(character == "\r\n" || character == "\r" ? "\n" : character) }
        return result
    }
}
