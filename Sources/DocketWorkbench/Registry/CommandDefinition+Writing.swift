/// Where text is written, in the editor and in prompts. Whatever moves the cursor selects when Shift is held, or while the
/// mark is set.
extension CommandDefinition {
    private static let texts: [Scope] = [.edit, .prompt]

    static let writing: [Command: CommandDefinition] = [
        .cursorLeft: .init("left", "One character to the left; with Shift selects.", keys("left", "C-b", in: texts)),
        .cursorRight: .init(
            "right", "One character to the right; with Shift selects.", keys("right", "C-f", in: texts)),
        .cursorUp: .init("up", "One line up; with Shift selects.", keys("up", "C-p", in: texts)),
        .cursorDown: .init("down", "One line down; with Shift selects.", keys("down", "C-n", in: texts)),
        .wordLeft: .init(
            "word left", "To the start of the word; with Shift selects.", keys("C-left", "A-left", "A-b", in: texts)),
        .wordRight: .init(
            "word right", "To the end of the word; with Shift selects.", keys("C-right", "A-right", "A-f", in: texts)),
        .rowStart: .init(
            "row start", "To the start of the line on the screen, again: of the paragraph.", keys("home", in: texts)),
        .rowEnd: .init(
            "row end", "To the end of the line on the screen, again: of the paragraph.", keys("end", in: texts)),
        .lineStart: .init("line start", "To the start of the line of the text.", keys("C-a", in: texts)),
        .lineEnd: .init("line end", "To the end of the line of the text.", keys("C-e", in: texts)),
        .paragraphUp: .init(
            "paragraph up", "To the start of the paragraph, or of the one before.",
            keys("C-up", "A-up", "A-{", in: texts)),
        .paragraphDown: .init(
            "paragraph down", "To the end of the paragraph, or of the next one.",
            keys("C-down", "A-down", "A-}", in: texts)),
        .cursorPageUp: .init("page up", "One screenful up.", keys("pageup", "A-v", in: texts)),
        .cursorPageDown: .init("page down", "One screenful down.", keys("pagedown", in: texts)),
        .textStart: .init("text start", "To the start of the text.", keys("C-home", "A-<", in: texts)),
        .textEnd: .init("text end", "To the end of the text.", keys("C-end", "A->", in: texts)),
        .newLine: .init(
            "new line", "Begins a new line.", keys("enter", in: [.edit]).merging(keys("A-enter", in: [.prompt])) { $1 }),
        .deleteBackward: .init(
            "delete back", "Deletes the character before the cursor, or the selection.", keys("backspace", in: texts)),
        .deleteForward: .init(
            "delete", "Deletes the character at the cursor, or the selection.", keys("del", "C-d", in: texts)),
        .deleteWordBackward: .init(
            "cut word back", "Cuts back to the start of the word.",
            keys("C-w", "A-backspace", "C-backspace", in: texts)),
        .deleteWordForward: .init(
            "cut word", "Cuts up to the end of the word.", keys("A-d", "C-del", "A-del", in: texts)),
        .killLine: .init("cut line", "Cuts to the end of the line, at its end the line break.", keys("C-k", in: texts)),
        .killLineStart: .init("cut to start", "Cuts back to the start of the line.", keys("C-u", in: texts)),
        .transpose: .init("swap", "Swaps the two characters around the cursor.", keys("C-t", in: texts)),
        .mark: .init(
            "mark", "Begins a selection that moves extend, as with Shift held; again: ends it.",
            keys("C-space", "f9", in: texts)),
        .selectAll: .init("select all", "Selects the whole text.", keys("A-a", in: texts)),
        .cutSelection: .init("cut", "Cuts the selection, also to the clipboard.", keys("C-x", in: texts)),
        .copySelection: .init(
            "copy", "Copies the selection, also to the clipboard.",
            keys("A-w", "C-c", in: [.edit]).merging(keys("A-w", in: [.prompt])) { $1 }),
        .yank: .init("paste", "Puts in what was cut or copied last.", keys("C-y", "C-v", in: texts)),
        .yankEarlier: .init(
            "paste earlier", "After a paste: puts in what was cut before that instead.", keys("A-y", in: texts)),
    ]
}
