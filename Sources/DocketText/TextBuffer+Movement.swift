extension TextBuffer {
    package mutating func moveLeft(extendSelection: Bool = false) {
        if !extendSelection, !isMarking, let selection {
            move(to: selection.lowerBound, extendSelection: false)
        } else {
            move(to: position - 1, extendSelection: extendSelection)
        }
    }

    package mutating func moveRight(extendSelection: Bool = false) {
        if !extendSelection, !isMarking, let selection {
            move(to: selection.upperBound, extendSelection: false)
        } else {
            move(to: position + 1, extendSelection: extendSelection)
        }
    }

    package mutating func moveWordLeft(extendSelection: Bool = false) {
        move(to: wordStart(before: position), extendSelection: extendSelection)
    }

    package mutating func moveWordRight(extendSelection: Bool = false) {
        move(to: wordEnd(after: position), extendSelection: extendSelection)
    }

    /// To the start of the source line.
    package mutating func moveToLineStart(extendSelection: Bool = false) {
        move(to: lineStart(before: position), extendSelection: extendSelection)
    }

    /// To the end of the source line.
    package mutating func moveToLineEnd(extendSelection: Bool = false) {
        move(to: lineEnd(after: position), extendSelection: extendSelection)
    }

    package mutating func moveToDocumentStart(extendSelection: Bool = false) {
        move(to: 0, extendSelection: extendSelection)
    }

    package mutating func moveToDocumentEnd(extendSelection: Bool = false) {
        move(to: characters.count, extendSelection: extendSelection)
    }

    /// To the start of the paragraph, or of the one before: behind the empty line before it.
    package mutating func moveParagraphUp(extendSelection: Bool = false) {
        var line = characters.lineIndex(ofCharacter: position)
        if position == characters.start(ofLine: line) { line -= 1 }
        while line > 0, isEmptyLine(line) { line -= 1 }
        while line > 0, !isEmptyLine(line - 1) { line -= 1 }
        move(to: characters.start(ofLine: max(0, line)), extendSelection: extendSelection)
    }

    /// To the end of the paragraph, or of the next one: before the empty line behind it.
    package mutating func moveParagraphDown(extendSelection: Bool = false) {
        var line = characters.lineIndex(ofCharacter: position)
        let last = characters.lines.count - 1
        if position == characters.end(ofLine: line) { line += 1 }
        while line < last, isEmptyLine(line) { line += 1 }
        while line < last, !isEmptyLine(line + 1) { line += 1 }
        move(to: characters.end(ofLine: min(line, last)), extendSelection: extendSelection)
    }

    private func isEmptyLine(_ line: Int) -> Bool {
        characters.lines[line].characters.allSatisfy(\.isWhitespace)
    }

    func lineStart(before index: Int) -> Int {
        characters.start(ofLine: characters.lineIndex(ofCharacter: index))
    }

    func lineEnd(after index: Int) -> Int {
        characters.end(ofLine: characters.lineIndex(ofCharacter: index))
    }

    /// The start of the word that the index is in or behind.
    func wordStart(before index: Int) -> Int {
        var start = index
        while start > 0, !characters[start - 1].isWordCharacter { start -= 1 }
        while start > 0, characters[start - 1].isWordCharacter { start -= 1 }
        return start
    }

    /// The end of the word that the index is in or before.
    func wordEnd(after index: Int) -> Int {
        var end = index
        while end < characters.count, !characters[end].isWordCharacter { end += 1 }
        while end < characters.count, characters[end].isWordCharacter { end += 1 }
        return end
    }
}

extension Character {
    /// Whether `DisplayText` breaks the line here; other newline characters are shown as signs.
    var isLineBreak: Bool { self == "\n" || self == "\r\n" }

    fileprivate var isWordCharacter: Bool {
        self == "_" || isLetter || isNumber || (unicodeScalars.first.map { ScalarTraits($0).isWord } ?? false)
    }
}
