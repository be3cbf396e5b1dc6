import DocketTestSupport
import Testing

@testable import DocketText

/// A text and a cursor as simple as can be: what `TextBuffer` must agree with.
private struct ModelText {
    var characters: [Character]
    var cursor = 0
    var anchor: Int?

    var selection: Range<Int>? { anchor.flatMap { $0 == cursor ? nil : min($0, cursor)..<max($0, cursor) } }

    mutating func move(_ index: Int, _ selects: Bool) {
        anchor = selects ? anchor ?? cursor : nil
        cursor = min(max(0, index), characters.count)
    }

    /// Segments the whole text anew: the cursor is behind what was put in.
    mutating func replace(_ range: Range<Int>, _ text: String) {
        let head = String(characters[..<range.lowerBound]) + text
        characters = Array(head + String(characters[range.upperBound...]))
        var bytes = 0
        cursor = 0
        while cursor < characters.count, bytes < head.utf8.count {
            bytes += characters[cursor].utf8.count
            cursor += 1
        }
        anchor = nil
    }

    private func isBreak(_ index: Int) -> Bool { characters[index] == "\n" || characters[index] == "\r\n" }
    var lineStart: Int { (0..<cursor).last { isBreak($0) }.map { $0 + 1 } ?? 0 }
    var lineEnd: Int { (cursor..<characters.count).first { isBreak($0) } ?? characters.count }
}

@Suite("Editing agrees with a simple model of a text and a cursor")
struct EditingModelTests {
    private struct Pair {
        var buffer: TextBuffer
        var model: ModelText
        var killed = ""

        mutating func step(_ generator: inout SeededGenerator) -> String {
            let selects = Bool.random(using: &generator)
            let range = model.selection ?? model.cursor..<model.cursor
            func taken(_ range: Range<Int>) -> String { String(model.characters[range]) }
            switch Int.random(in: 0..<14, using: &generator) {
            case 0...2:
                let text = TroubledText.make(1, using: &generator)
                buffer.insert(text)
                model.replace(range, text)
                return "insert"
            case 3:
                buffer.deleteBackward()
                let one = max(0, model.cursor - 1)..<model.cursor
                if range.isEmpty && one.isEmpty { return "delete nothing" }
                model.replace(range.isEmpty ? one : range, "")
                return "delete backward"
            case 4:
                buffer.deleteForward()
                let one = model.cursor..<min(model.characters.count, model.cursor + 1)
                if range.isEmpty && one.isEmpty { return "delete nothing" }
                model.replace(range.isEmpty ? one : range, "")
                return "delete forward"
            case 5:
                buffer.move(to: model.cursor + 1, extendSelection: selects)
                model.move(model.cursor + 1, selects)
                return "right"
            case 6:
                let place = Int.random(in: 0...(model.characters.count + 1), using: &generator)
                buffer.move(to: place, extendSelection: selects)
                model.move(place, selects)
                return "jump"
            case 7:
                buffer.moveToLineStart(extendSelection: selects)
                model.move(model.lineStart, selects)
                return "line start"
            case 8:
                buffer.moveToLineEnd(extendSelection: selects)
                model.move(model.lineEnd, selects)
                return "line end"
            case 9:
                buffer.killToStartOfLine()
                let back = model.lineStart == model.cursor ? max(0, model.cursor - 1) : model.lineStart
                let gone = range.isEmpty ? back..<model.cursor : range
                if gone.isEmpty { return "kill nothing" }
                model.replace(gone, "")
                return "kill to start"
            case 10:
                let wasCut = buffer.cut()
                guard !range.isEmpty else { return wasCut ? "cut too much" : "cut nothing" }
                killed = taken(range)
                model.replace(range, "")
                buffer.yank()
                model.replace(model.cursor..<model.cursor, killed)
                return "cut and yank"
            case 11:
                buffer.selectAll()
                model.move(0, false)
                model.move(model.characters.count, true)
                return "select all"
            case 12:
                let text = TroubledText.make(3, using: &generator)
                buffer.paste(text)
                model.replace(range, String(text.map { $0 == "\r" || $0 == "\r\n" ? "\n" : $0 }))
                return "paste"
            default:
                if buffer.undo() { buffer.redo() }
                model.anchor = buffer.selection == nil ? nil : model.anchor
                return "undo and redo"
            }
        }
    }

    @Test("text, cursor and selection are those of the model after every step")
    func agrees() {
        for seed in 0..<UInt64(Surroundings.rounds(300)) {
            var generator = SeededGenerator(seed: seed)
            let text = TroubledText.make(10, using: &generator)
            var pair = Pair(buffer: TextBuffer(text), model: ModelText(characters: Array(text)))
            for step in 0..<30 {
                let did = pair.step(&generator)
                // Undo and redo put the cursor where the last change left it.
                if did == "undo and redo" {
                    pair.model.cursor = pair.buffer.cursor
                    pair.model.anchor = pair.buffer.selection.map {
                        $0.lowerBound == pair.buffer.cursor ? $0.upperBound : $0.lowerBound
                    }
                }
                let place = "seed \(seed) step \(step): \(did)"
                #expect(
                    pair.buffer.text.unicodeScalars.elementsEqual(String(pair.model.characters).unicodeScalars),
                    "\(place)")
                #expect(pair.buffer.cursor == pair.model.cursor, "\(place)")
                #expect(pair.buffer.selection == pair.model.selection, "\(place)")
            }
        }
    }

    @Test("offsets in bytes and in characters lead to each other, line by line as in the whole text")
    func offsets() {
        for seed in 0..<UInt64(Surroundings.rounds(100)) {
            var generator = SeededGenerator(seed: seed)
            var buffer = TextBuffer(TroubledText.make(20, using: &generator))
            for _ in 0..<5 {
                buffer.cursor = Int.random(in: 0...buffer.characters.count, using: &generator)
                buffer.insert(TroubledText.make(2, using: &generator))
            }
            var bytes = 0
            for (index, character) in Array(buffer.text).enumerated() {
                #expect(buffer.utf8Offset(ofCharacter: index) == bytes, "seed \(seed) character \(index)")
                #expect(buffer.characterIndex(atUTF8Offset: bytes) == index, "seed \(seed) byte \(bytes)")
                bytes += character.utf8.count
            }
            #expect(buffer.characters.byteCount == bytes && buffer.utf8Offset(ofCharacter: .max) == bytes)
            let lines = buffer.characters.lines
            #expect(lines.dropLast().allSatisfy(\.endsWithLineBreak) && lines.last?.endsWithLineBreak == false)
        }
    }

    @Test(
        "each step to the right passes one character as a reader sees it",
        arguments: [
            "e\u{301}", "👩\u{200D}👩\u{200D}👧", "👍\u{1F3FD}", "🇫🇷", "한", "\u{1112}\u{1161}\u{11AB}", "ก็", "क्षि", "שּׁ", "لا",
            "\u{202E}", "\u{200B}", "\u{FEFF}", "\u{1B}", "\t", "\r\n",
        ])
    func steps(_ character: String) {
        var buffer = TextBuffer("a" + character + "b")
        buffer.moveRight()
        let start = buffer.utf8Offset(ofCharacter: buffer.cursor)
        let passed = Array(character).count
        for _ in 0..<passed { buffer.moveRight() }
        #expect(start == 1 && buffer.utf8Offset(ofCharacter: buffer.cursor) == 1 + character.utf8.count)
        for _ in 0..<passed { buffer.deleteBackward() }
        #expect(buffer.text == "ab")
    }

    @Test("a mark makes moves select until something is done with the selection")
    func marking() {
        var buffer = TextBuffer("one two three")
        buffer.toggleMark()
        buffer.moveWordRight()
        buffer.moveRight()
        #expect(buffer.selectedText == "one " && buffer.isMarking)
        #expect(buffer.copy() == "one " && buffer.selection == nil && !buffer.isMarking)
        buffer.moveToDocumentEnd()
        buffer.yank()
        #expect(buffer.text == "one two threeone ")
        buffer.toggleMark()
        buffer.moveLeft()
        buffer.toggleMark()
        #expect(buffer.selection == nil && !buffer.isMarking)
    }

    @Test("earlier kills come back one after the other, and around")
    func killRing() {
        var buffer = TextBuffer("a b c")
        for _ in 0..<3 {
            buffer.move(to: buffer.cursor, extendSelection: false)
            buffer.moveToDocumentStart()
            buffer.deleteWordForward()
        }
        #expect(buffer.isEmpty)
        buffer.yank()
        #expect(buffer.text == " c")
        buffer.yankEarlier()
        #expect(buffer.text == " b")
        buffer.yankEarlier()
        buffer.yankEarlier()
        #expect(buffer.text == " c")
        buffer.moveLeft()
        buffer.yankEarlier()
        #expect(buffer.text == " c")
    }

    @Test("paragraphs, swapped characters, and rows as they are wrapped")
    func motions() {
        var buffer = TextBuffer("one\ntwo\n\n\nthree\nfour\n")
        buffer.moveParagraphDown()
        #expect(buffer.cursor == 7)
        buffer.moveParagraphDown()
        #expect(buffer.cursor == 20)
        buffer.moveParagraphUp()
        #expect(buffer.cursor == 10)
        buffer.moveParagraphUp()
        #expect(buffer.cursor == 0)
        buffer.moveToLineEnd()
        buffer.transpose()
        #expect(buffer.text.hasPrefix("oen\n"))

        var wrapped = TextBuffer("alpha beta gamma\nx")
        wrapped.cursor = 8
        wrapped.moveToRowStart(width: 8)
        #expect(wrapped.cursor == 6)
        wrapped.moveToRowStart(width: 8)
        #expect(wrapped.cursor == 0)
        wrapped.moveToRowEnd(width: 8)
        #expect(wrapped.cursor == 5)
        wrapped.moveToRowEnd(width: 8)
        #expect(wrapped.cursor == 16)
    }

    @Test("a megabyte is pasted, edited and taken back whole")
    func large() {
        let megabyte = String(repeating: "a line of text that is long enough — and then some\n", count: 20_000)
        var buffer = TextBuffer("before|after")
        buffer.cursor = 7
        buffer.paste(megabyte)
        #expect(buffer.text.utf8.count == megabyte.utf8.count + 12)
        buffer.insert("x")
        buffer.deleteBackward()
        while buffer.undo() {}
        #expect(buffer.text == "before|after")
    }
}
