package import DocketTerminal
package import DocketText

/// One line being written: a comment, a reason, a note.
package struct Prompt: Sendable {
    package enum Purpose: Sendable, Hashable {
        case comment
        case reason
        case sendBackNote
        /// Which item to go to.
        case item
    }

    package let purpose: Purpose
    package let title: String
    package private(set) var buffer: TextBuffer

    package init(_ purpose: Purpose, title: String, text: String = "") {
        self.purpose = purpose
        self.title = title
        buffer = TextBuffer(text)
        buffer.moveToDocumentEnd()
    }

    package var text: String { buffer.text }
    /// Without the blanks around it.
    package var name: String {
        let start = text.drop { $0.isWhitespace }
        return String(start.reversed().drop { $0.isWhitespace }.reversed())
    }

    package mutating func type(_ stroke: KeyStroke) {
        if let text = stroke.text {
            buffer.insert(text)
            return
        }
        switch (stroke.key, stroke.modifiers) {
        case (.backspace, []): buffer.deleteBackward()
        case (.backspace, _), (.character("w"), .control): buffer.deleteWordBackward()
        case (.delete, _): buffer.deleteForward()
        case (.left, []): buffer.moveLeft()
        case (.right, []): buffer.moveRight()
        case (.left, _): buffer.moveWordLeft()
        case (.right, _): buffer.moveWordRight()
        case (.home, _), (.character("a"), .control): buffer.moveToLineStart()
        case (.end, _), (.character("e"), .control): buffer.moveToLineEnd()
        case (.character("k"), .control): buffer.killToEndOfLine()
        case (.character("y"), .control): buffer.yank()
        default: break
        }
    }

    package mutating func paste(_ bytes: [UInt8]) {
        let text = String(decoding: bytes, as: UTF8.self)
        buffer.paste(String(text.map { $0.isNewline ? " " : $0 }))
    }
}
