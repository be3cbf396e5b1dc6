import DocketTestSupport
import Testing

@testable import DocketText

@Suite("A text buffer behaves like a string")
struct TextBufferPropertyTests {
    private static func randomEdit(_ buffer: inout TextBuffer, using generator: inout SeededGenerator) {
        let select = Bool.random(using: &generator)
        switch Int.random(in: 0..<18, using: &generator) {
        case 0...4: buffer.insert(TroubledText.make(1, using: &generator))
        case 5: buffer.deleteBackward()
        case 6: buffer.deleteForward()
        case 7: buffer.deleteWordBackward()
        case 8: buffer.deleteWordForward()
        case 9: buffer.killToEndOfLine()
        case 10: buffer.yank()
        case 11: buffer.paste(TroubledText.make(2, using: &generator))
        case 12: buffer.move(to: Int.random(in: -1...40, using: &generator), extendSelection: select)
        case 13: buffer.moveUp(width: Int.random(in: 1...9, using: &generator), extendSelection: select)
        case 14: buffer.moveDown(width: Int.random(in: 1...9, using: &generator), extendSelection: select)
        case 15: buffer.moveWordLeft(extendSelection: select)
        case 16: buffer.moveRight(extendSelection: select)
        default: buffer.moveToLineEnd(extendSelection: select)
        }
    }

    private static func scalars(_ text: String) -> [Unicode.Scalar] { Array(text.unicodeScalars) }

    @Test("whatever is done, the characters are those of the text, and undo leads back through every state")
    func randomEdits() {
        for seed in 0..<UInt64(Surroundings.rounds(300)) {
            var generator = SeededGenerator(seed: seed)
            let original = TroubledText.make(8, using: &generator)
            var buffer = TextBuffer(original)
            for step in 0..<40 {
                Self.randomEdit(&buffer, using: &generator)
                let resegmented = Array(buffer.text)
                #expect(
                    buffer.characters.map { Array($0.unicodeScalars) } == resegmented.map { Array($0.unicodeScalars) },
                    "seed \(seed) step \(step)")
                #expect((0...buffer.characters.count).contains(buffer.cursor), "seed \(seed) step \(step)")
                if let selection = buffer.selection {
                    #expect(selection.upperBound <= buffer.characters.count, "seed \(seed) step \(step)")
                }
            }
            let final = buffer.text
            var steps = 0
            while buffer.undo() { steps += 1 }
            #expect(Self.scalars(buffer.text) == Self.scalars(original), "seed \(seed)")
            for _ in 0..<steps { buffer.redo() }
            #expect(Self.scalars(buffer.text) == Self.scalars(final), "seed \(seed)")
            #expect(!buffer.canRedo, "seed \(seed)")
        }
    }

    @Test("inserting puts exactly the text where the cursor is, and the cursor behind it")
    func insertion() {
        for seed in 0..<UInt64(Surroundings.rounds(300)) {
            var generator = SeededGenerator(seed: seed)
            var buffer = TextBuffer(TroubledText.make(8, using: &generator))
            buffer.cursor = Int.random(in: 0...buffer.characters.count, using: &generator)
            let before = String(buffer.characters[..<buffer.cursor])
            let after = String(buffer.characters[buffer.cursor...])
            let inserted = TroubledText.make(2, using: &generator)
            buffer.insert(inserted)
            #expect(Self.scalars(buffer.text) == Self.scalars(before + inserted + after), "seed \(seed)")
            let behind = buffer.utf8Offset(ofCharacter: buffer.cursor)
            #expect(behind >= before.utf8.count + inserted.utf8.count, "seed \(seed)")
        }
    }

    @Test("down and up again return to the column aimed for")
    func verticalReturn() {
        for seed in 0..<UInt64(Surroundings.rounds(200)) {
            var generator = SeededGenerator(seed: seed)
            let text = (0..<6).map { _ in
                String(repeating: "abc ", count: Int.random(in: 0...6, using: &generator))
            }.joined(separator: "\n")
            var buffer = TextBuffer(text)
            buffer.cursor = Int.random(in: 0...buffer.characters.count, using: &generator)
            let start = buffer.cursor
            let layout = TextLayout(DisplayText(text), width: 10)
            guard layout.position(ofCluster: start).line + 3 < layout.lines.count else { continue }
            let place = layout.position(ofCluster: start)
            buffer.moveDown(width: 10, rows: 3)
            #expect(layout.position(ofCluster: buffer.cursor).line == place.line + 3, "seed \(seed)")
            buffer.moveUp(width: 10, rows: 3)
            let back = layout.position(ofCluster: buffer.cursor)
            #expect(back == place, "seed \(seed): \(start) became \(buffer.cursor)")
        }
    }
}
