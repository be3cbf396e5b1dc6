extension TextBuffer {
    /// Types text at the cursor, in place of the selection. Typed characters are undone word by word.
    package mutating func insert(_ text: String) {
        guard !text.isEmpty else { return }
        let typed = Array(text)
        let isTyping = typed.count == 1 && selection == nil
        let startsWord = typed[0].isNewline || (!typed[0].isWhitespace && characterBeforeCursor?.isWhitespace == true)
        replace(
            selection ?? position..<position, with: typed, kind: isTyping ? .typing : .other, startsGroup: startsWord)
    }

    /// Inserts pasted text literally, as one step of the history. Line ends become `\n`: a terminal sends CR for them.
    package mutating func paste(_ text: String) {
        guard !text.isEmpty else { return }
        let literal = text.map { $0 == "\r" || $0 == "\r\n" ? "\n" : $0 }
        replace(selection ?? position..<position, with: literal, kind: .other)
    }

    /// Deletes the selection, else the character before the cursor.
    package mutating func deleteBackward() {
        if deleteSelection() || position == 0 { return }
        replace(
            position - 1..<position, with: [], kind: .deletingBackward,
            startsGroup: characters[position - 1].isWhitespace)
    }

    /// Deletes the selection, else the character at the cursor.
    package mutating func deleteForward() {
        if deleteSelection() || position == characters.count { return }
        replace(
            position..<position + 1, with: [], kind: .deletingForward, startsGroup: characters[position].isWhitespace)
    }

    /// Kills the selection, else back to the start of the word.
    package mutating func deleteWordBackward() {
        kill(selection ?? wordStart(before: position)..<position, atFront: true)
    }

    /// Kills the selection, else up to the end of the word.
    package mutating func deleteWordForward() {
        kill(selection ?? position..<wordEnd(after: position), atFront: false)
    }

    /// Kills the selection, else up to the end of the line, or the line break if the cursor is there.
    package mutating func killToEndOfLine() {
        let end = lineEnd(after: position)
        kill(selection ?? position..<(end == position ? min(position + 1, characters.count) : end), atFront: false)
    }

    /// Kills the selection, else back to the start of the line, or the line break before it if the cursor is there.
    package mutating func killToStartOfLine() {
        let start = lineStart(before: position)
        kill(selection ?? (start == position ? max(0, position - 1) : start)..<position, atFront: true)
    }

    /// Kills the selection: false where there is none.
    @discardableResult
    package mutating func cut() -> Bool {
        guard let selection else { return false }
        extendsKill = false
        kill(selection, atFront: false)
        extendsKill = false
        return true
    }

    /// Keeps the selection for `yank`, and takes it and the mark away.
    /// - Returns: the text; nil where nothing is selected.
    package mutating func copy() -> String? {
        guard let selection else { return nil }
        let text = characters.array(selection)
        killRing.push(text)
        isMarking = false
        move(to: position, extendSelection: false)
        return String(text)
    }

    /// Inserts what was killed or copied last, in place of the selection; kills in a row count as one.
    package mutating func yank() {
        killRing.rewind()
        let text = killRing.current
        guard !text.isEmpty else { return }
        let range = selection ?? position..<position
        replace(range, with: text, kind: .other)
        yanked = range.lowerBound..<position
    }

    /// Behind a yank: puts what was killed before that in its place, and so on around.
    package mutating func yankEarlier() {
        guard let range = yanked else { return }
        killRing.rotate()
        replace(range, with: killRing.current, kind: .other)
        yanked = range.lowerBound..<position
    }

    /// Swaps the characters on both sides of the cursor, at the end of a line the two before it.
    package mutating func transpose() {
        let middle = position == lineEnd(after: position) ? position - 1 : position
        guard middle > lineStart(before: position) else { return }
        let pair = characters.array(middle - 1..<middle + 1)
        isMarking = false
        replace(middle - 1..<middle + 1, with: pair.reversed(), kind: .other)
    }

    /// Puts a text in the place of all there is, as one step; the cursor stays where it was as far as the text goes.
    package mutating func replaceAll(with text: String) {
        let place = position
        replace(0..<characters.count, with: Array(text), kind: .other)
        let after = min(place, characters.count)
        move(to: after, extendSelection: false)
    }

    /// Takes back the last group of edits; false if there is none.
    @discardableResult
    package mutating func undo() -> Bool {
        guard let group = history.takeUndo() else { return false }
        for splice in group.splices.reversed() {
            characters.replace(splice.location..<splice.location + splice.inserted.count, with: splice.removed)
        }
        restore(group.before)
        return true
    }

    /// Does the last undone group of edits again; false if there is none.
    @discardableResult
    package mutating func redo() -> Bool {
        guard let group = history.takeRedo() else { return false }
        for splice in group.splices {
            characters.replace(splice.location..<splice.location + splice.removed.count, with: splice.inserted)
        }
        restore(group.after)
        return true
    }

    package var canUndo: Bool { !history.done.isEmpty }
    package var canRedo: Bool { !history.undone.isEmpty }

    private var characterBeforeCursor: Character? { position > 0 ? characters[position - 1] : nil }

    private mutating func restore(_ state: EditHistory.CursorState) {
        position = state.position
        anchor = state.anchor
        settle()
    }

    /// What holds from one operation to the next ends with a change of the text.
    private mutating func settle() {
        goalColumn = nil
        extendsKill = false
        isMarking = false
        yanked = nil
        revision += 1
    }

    private mutating func deleteSelection() -> Bool {
        guard let selection else { return false }
        replace(selection, with: [], kind: .other)
        return true
    }

    private mutating func kill(_ range: Range<Int>, atFront: Bool) {
        guard !range.isEmpty else { return }
        let taken = characters.array(range)
        if extendsKill { killRing.extend(taken, atFront: atFront) } else { killRing.push(taken) }
        replace(range, with: [], kind: .other)
        extendsKill = true
    }

    private mutating func replace(
        _ range: Range<Int>, with inserted: [Character], kind: EditHistory.Kind, startsGroup: Bool = false
    ) {
        let before = EditHistory.CursorState(position: position, anchor: anchor)
        let (splice, cursor) = segmentedSplice(replacing: range, with: inserted)
        characters.replace(splice.location..<splice.location + splice.removed.count, with: splice.inserted)
        position = cursor
        anchor = nil
        settle()
        let after = EditHistory.CursorState(position: position, anchor: nil)
        history.record(splice, kind: kind, startsGroup: startsGroup, before: before, after: after)
    }

    /// The splice that leaves the characters segmented as `Array(text)` would be, and the place behind what was
    /// inserted: what is put in may join what is before it (a mark, a second half of a flag) or behind it.
    private func segmentedSplice(
        replacing range: Range<Int>, with inserted: [Character]
    ) -> (splice: EditHistory.Splice, cursor: Int) {
        let start = max(0, range.lowerBound - 1)
        var end = min(characters.count, range.upperBound + 1)
        while true {
            let head = characters.array(start..<range.lowerBound)
            let tail = characters.array(range.upperBound..<end)
            let joined = String(head) + String(inserted) + String(tail)
            let segmented = Array(joined)
            // A character after the edit that came out as it was shows that everything behind it does too.
            let isSettled = tail.last.map { segmented.last?.utf8.count == $0.utf8.count } ?? true
            guard isSettled || end == characters.count else {
                end += 1
                continue
            }
            let behind = String(head).utf8.count + String(inserted).utf8.count
            return trimmed(
                EditHistory.Splice(location: start, removed: characters.array(start..<end), inserted: segmented),
                utf8OffsetOfCursor: behind)
        }
    }

    /// The splice without the characters at its ends that stay the same, and the cursor at the first boundary not
    /// before the offset.
    private func trimmed(
        _ splice: EditHistory.Splice, utf8OffsetOfCursor offset: Int
    ) -> (splice: EditHistory.Splice, cursor: Int) {
        var cursor = splice.location
        var bytes = 0
        for character in splice.inserted where bytes < offset {
            bytes += character.utf8.count
            cursor += 1
        }
        let shared = min(splice.removed.count, splice.inserted.count)
        var prefix = 0
        while prefix < shared, splice.removed[prefix].isIdentical(to: splice.inserted[prefix]) { prefix += 1 }
        var suffix = 0
        while suffix < shared - prefix,
            splice.removed[splice.removed.count - 1 - suffix]
                .isIdentical(to: splice.inserted[splice.inserted.count - 1 - suffix])
        {
            suffix += 1
        }
        let trimmed = EditHistory.Splice(
            location: splice.location + prefix, removed: Array(splice.removed[prefix..<splice.removed.count - suffix]),
            inserted: Array(splice.inserted[prefix..<splice.inserted.count - suffix]))
        return (trimmed, cursor)
    }
}

extension Character {
    /// Equal scalar by scalar; `==` also holds between composed and decomposed forms.
    fileprivate func isIdentical(to other: Character) -> Bool {
        unicodeScalars.elementsEqual(other.unicodeScalars)
    }
}
