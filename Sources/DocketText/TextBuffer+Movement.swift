extension TextBuffer {
    package mutating func moveLeft(extendSelection: Bool = false) {
        if !extendSelection, let selection {
            move(to: selection.lowerBound, extendSelection: false)
        } else {
            move(to: position - 1, extendSelection: extendSelection)
        }
    }

    package mutating func moveRight(extendSelection: Bool = false) {
        if !extendSelection, let selection {
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

    func lineStart(before index: Int) -> Int {
        var start = index
        while start > 0, !characters[start - 1].isLineBreak { start -= 1 }
        return start
    }

    func lineEnd(after index: Int) -> Int {
        var end = index
        while end < characters.count, !characters[end].isLineBreak { end += 1 }
        return end
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
