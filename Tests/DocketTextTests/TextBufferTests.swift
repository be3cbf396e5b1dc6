import Testing

@testable import DocketText

@Suite("A text buffer is edited by grapheme clusters")
struct TextBufferTests {
    /// A buffer from text with `|` where the cursor is.
    private func buffer(_ marked: String) -> TextBuffer {
        let parts = marked.split(separator: "|", omittingEmptySubsequences: false)
        var buffer = TextBuffer(parts.joined())
        buffer.cursor = parts[0].count
        return buffer
    }

    private func marked(_ buffer: TextBuffer) -> String {
        String(buffer.characters[..<buffer.cursor]) + "|" + String(buffer.characters[buffer.cursor...])
    }

    private static let deletions: [(before: String, backward: String, forward: String)] = [
        ("ab|cd", "a|cd", "ab|d"),
        ("👩\u{200D}👩\u{200D}👧|👍\u{1F3FD}", "|👍\u{1F3FD}", "👩\u{200D}👩\u{200D}👧|"),
        ("e\u{301}|e\u{301}", "|e\u{301}", "e\u{301}|"),
        ("🇫🇷|🇩🇪", "|🇩🇪", "🇫🇷|"),
        ("a\r\n|b", "a|b", "a\r\n|"),
        ("|", "|", "|"),
    ]

    @Test("one key deletes one cluster", arguments: deletions)
    func deletion(before: String, backward: String, forward: String) {
        var back = buffer(before)
        back.deleteBackward()
        #expect(marked(back) == backward)
        var fore = buffer(before)
        fore.deleteForward()
        #expect(marked(fore) == forward)
    }

    @Test("what is typed joins the cluster it belongs to")
    func joining() {
        var text = buffer("e|x")
        text.insert("\u{301}")
        #expect(marked(text) == "e\u{301}|x")
        #expect(text.characters.count == 2)
        text.undo()
        #expect(marked(text) == "e|x")

        var flags = buffer("|🇫🇷🇩🇪")
        flags.insert("\u{1F1EC}")
        #expect(flags.characters.elementsEqual(Array("\u{1F1EC}🇫🇷🇩🇪")))
        flags.undo()
        #expect(flags.text == "🇫🇷🇩🇪")
        #expect(flags.characters.count == 2)
    }

    @Test("deleting what kept two clusters apart joins them")
    func joiningByDeletion() {
        var text = buffer("\u{1F1EB}a|\u{1F1F7}")
        text.deleteBackward()
        #expect(Array(text.characters) == ["🇫🇷"])
        text.undo()
        #expect(text.characters.count == 3)
    }

    private static let words: [(before: String, left: String, right: String)] = [
        ("one two| three", "one |two three", "one two three|"),
        ("one t|wo", "one |two", "one two|"),
        ("a, |b", "|a, b", "a, b|"),
        ("日本 |don't", "|日本 don't", "日本 don|'t"),
    ]

    @Test("word motions stop at the edges of words", arguments: words)
    func wordMotions(before: String, left: String, right: String) {
        var back = buffer(before)
        back.moveWordLeft()
        #expect(marked(back) == left)
        var fore = buffer(before)
        fore.moveWordRight()
        #expect(marked(fore) == right)
    }

    @Test("line and document motions")
    func lines() {
        var text = buffer("ab\ncd|e\nf")
        text.moveToLineStart()
        #expect(marked(text) == "ab\n|cde\nf")
        text.moveToLineEnd()
        #expect(marked(text) == "ab\ncde|\nf")
        text.moveToDocumentEnd(extendSelection: true)
        #expect(text.selectedText == "\nf")
        text.moveToDocumentStart()
        #expect(text.cursor == 0)
        #expect(text.selection == nil)
        text.moveLeft()
        #expect(text.cursor == 0)
    }

    @Test("a selection is replaced by typing, deleted by either key, and collapses to its side on a move")
    func selections() {
        var text = buffer("ab|cd")
        text.moveRight(extendSelection: true)
        text.moveRight(extendSelection: true)
        #expect(text.selection == 2..<4)
        text.insert("X")
        #expect(marked(text) == "abX|")
        text.undo()
        #expect(text.selection == 2..<4)
        text.moveLeft()
        #expect(marked(text) == "ab|cd")
        text.selection = 0..<2
        text.deleteForward()
        #expect(marked(text) == "|cd")
        text.selectAll()
        #expect(text.selectedText == "cd")
        text.moveRight()
        #expect(marked(text) == "cd|")
    }

    @Test("typing is undone word by word, and redone")
    func undoGroups() {
        var text = TextBuffer("")
        for character in "hello big world" { text.insert(String(character)) }
        text.undo()
        #expect(marked(text) == "hello big |")
        text.undo()
        #expect(marked(text) == "hello |")
        text.redo()
        #expect(marked(text) == "hello big |")
        text.insert("x")
        #expect(!text.canRedo)
        text.undo()
        text.undo()
        text.undo()
        #expect(text.isEmpty)
        #expect(!text.canUndo)
        let couldUndo = text.undo()
        #expect(!couldUndo)
    }

    @Test("moving the cursor ends a group of typing")
    func undoAfterMove() {
        var text = TextBuffer("")
        text.insert("a")
        text.moveLeft()
        text.moveRight()
        text.insert("b")
        text.undo()
        #expect(text.text == "a")
    }

    @Test("kills in a row are yanked together")
    func killing() {
        var text = buffer("|one\ntwo")
        text.killToEndOfLine()
        #expect(marked(text) == "|\ntwo")
        text.killToEndOfLine()
        #expect(marked(text) == "|two")
        text.moveToDocumentEnd()
        text.yank()
        #expect(marked(text) == "twoone\n|")
        text.cursor = 3
        text.deleteWordBackward()
        text.yank()
        text.yank()
        #expect(marked(text) == "twotwo|one\n")

        var words = buffer("a bb| c")
        words.deleteWordBackward()
        words.deleteWordBackward()
        words.yank()
        #expect(marked(words) == "a bb| c")
        words.deleteWordForward()
        #expect(marked(words) == "a bb|")
    }

    @Test("a paste is literal, one step, and has the editor's line ends")
    func pasting() {
        var text = buffer("a|b")
        text.paste("1\r2\r\n\u{1B}[A")
        #expect(marked(text) == "a1\n2\n\u{1B}[A|b")
        text.undo()
        #expect(marked(text) == "a|b")
    }

    @Test("up and down follow the lines as wrapped and keep their column")
    func vertical() {
        var text = buffer("one two three|\nx\nlonger line")
        text.moveUp(width: 9)
        #expect(marked(text) == "one t|wo three\nx\nlonger line")
        text.moveDown(width: 9, rows: 2)
        #expect(marked(text) == "one two three\nx|\nlonger line")
        text.moveDown(width: 9)
        #expect(marked(text) == "one two three\nx\nlonge|r line")
        text.moveDown(width: 9)
        #expect(marked(text) == "one two three\nx\nlonger line|")
        text.moveDown(width: 9)
        #expect(text.cursor == text.characters.count)
        text.moveUp(width: 9, rows: 99, extendSelection: true)
        #expect(text.cursor == 0)
        #expect(text.selection == 0..<text.characters.count)
    }

    @Test("columns are those of cells, not of characters")
    func verticalCells() {
        var text = buffer("漢字x|\nabcdefg\n👩\u{200D}👧")
        text.moveDown(width: 20)
        #expect(text.cursor == 4 + 5)
        text.moveDown(width: 20)
        #expect(text.cursor == text.characters.count)
    }

    @Test("bytes and characters lead to each other")
    func offsets() {
        let text = TextBuffer("aé👧b")
        #expect((0...4).map { text.utf8Offset(ofCharacter: $0) } == [0, 1, 3, 7, 8])
        #expect([0, 1, 2, 3, 6, 7, 8].map { text.characterIndex(atUTF8Offset: $0) } == [0, 1, 1, 2, 2, 3, 4])
    }
}
