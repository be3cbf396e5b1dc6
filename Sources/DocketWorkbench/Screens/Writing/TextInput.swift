package import DocketTerminal
package import DocketText

/// Where a text being written stands on the screen, as it was painted last.
package struct TextWindow: Sendable, Hashable {
    /// What text is wrapped to.
    package var width = 80
    package var rows = 10
    /// The source line at the upper edge, and which of its rows.
    package var line = 0
    package var row = 0

    package init(width: Int = 80, rows: Int = 10, line: Int = 0, row: Int = 0) {
        self.width = width
        self.rows = rows
        self.line = line
        self.row = row
    }
}

/// A text being written: what keys and the mouse do to it. The editor and the prompts have one.
package struct TextInput: Sendable {
    package private(set) var buffer: TextBuffer
    package private(set) var window = TextWindow()
    /// Whether the window goes where the cursor is; not while somebody looks elsewhere with the wheel.
    package private(set) var followsCursor = true

    package init(_ text: String) {
        buffer = TextBuffer(text)
        buffer.moveToDocumentEnd()
    }

    package var text: String { buffer.text }

    /// Where the window is now, before it is moved from there.
    private mutating func settle(_ context: Context) {
        guard let painted = context.textWindow else { return }
        window = painted
    }

    /// - Returns: false where the command is none of writing.
    package mutating func perform(_ command: Command, _ context: Context) -> Bool {
        settle(context)
        followsCursor = true
        if command.movesCursor {
            move(command, context.extendsSelection)
            return true
        }
        switch command {
        case .newLine: buffer.insert("\n")
        case .deleteBackward: buffer.deleteBackward()
        case .deleteForward: buffer.deleteForward()
        case .deleteWordBackward: buffer.deleteWordBackward()
        case .deleteWordForward: buffer.deleteWordForward()
        case .killLine: buffer.killToEndOfLine()
        case .killLineStart: buffer.killToStartOfLine()
        case .transpose: buffer.transpose()
        case .mark: buffer.toggleMark()
        case .selectAll: buffer.selectAll()
        case .yank: buffer.yank()
        case .yankEarlier: buffer.yankEarlier()
        case .editUndo: buffer.undo()
        case .editRedo: buffer.redo()
        default: return false
        }
        return true
    }

    private mutating func move(_ command: Command, _ extends: Bool) {
        switch command {
        case .cursorLeft: buffer.moveLeft(extendSelection: extends)
        case .cursorRight: buffer.moveRight(extendSelection: extends)
        case .cursorUp: buffer.moveUp(width: window.width, extendSelection: extends)
        case .cursorDown: buffer.moveDown(width: window.width, extendSelection: extends)
        case .wordLeft: buffer.moveWordLeft(extendSelection: extends)
        case .wordRight: buffer.moveWordRight(extendSelection: extends)
        case .rowStart: buffer.moveToRowStart(width: window.width, extendSelection: extends)
        case .rowEnd: buffer.moveToRowEnd(width: window.width, extendSelection: extends)
        case .lineStart: buffer.moveToLineStart(extendSelection: extends)
        case .lineEnd: buffer.moveToLineEnd(extendSelection: extends)
        case .paragraphUp: buffer.moveParagraphUp(extendSelection: extends)
        case .paragraphDown: buffer.moveParagraphDown(extendSelection: extends)
        case .cursorPageUp:
            buffer.moveUp(width: window.width, rows: max(1, window.rows - 1), extendSelection: extends)
        case .cursorPageDown:
            buffer.moveDown(width: window.width, rows: max(1, window.rows - 1), extendSelection: extends)
        case .textStart: buffer.moveToDocumentStart(extendSelection: extends)
        case .textEnd: buffer.moveToDocumentEnd(extendSelection: extends)
        default: break
        }
    }

    /// - Returns: the text for the clipboard; nil where nothing is selected.
    package mutating func copySelection(cuts: Bool) -> String? {
        followsCursor = true
        guard cuts else { return buffer.copy() }
        let text = buffer.selectedText
        buffer.cut()
        return text
    }

    /// - Returns: false where the key types nothing.
    package mutating func type(_ stroke: KeyStroke, _ context: Context) -> Bool {
        settle(context)
        followsCursor = true
        if let text = stroke.text {
            buffer.insert(text)
        } else if stroke == KeyStroke(.tab) {
            buffer.insert("\t")
        } else {
            return false
        }
        return true
    }

    /// Puts in what a terminal pasted, literally; its line ends come as carriage returns.
    package mutating func paste(_ bytes: [UInt8]) {
        followsCursor = true
        buffer.paste(String(decoding: bytes, as: UTF8.self))
    }

    /// Another text in its place. One step of undo.
    package mutating func replaceAll(with text: String) {
        followsCursor = true
        buffer.replaceAll(with: text)
    }

    /// Puts the cursor where somebody clicked, or drags the selection there.
    package mutating func moveCursor(toOffset offset: Int, selects: Bool, _ context: Context) {
        settle(context)
        buffer.move(to: buffer.characterIndex(atUTF8Offset: offset), extendSelection: selects)
    }

    /// Moves the window and leaves the cursor where it is.
    package mutating func scroll(by lines: Int, _ context: Context) {
        settle(context)
        followsCursor = false
        window.row += lines
    }
}
