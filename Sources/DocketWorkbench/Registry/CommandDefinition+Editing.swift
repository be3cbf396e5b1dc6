/// Taking an edit over, leaving it, taking it back.
extension CommandDefinition {
    static let editing: [Command: CommandDefinition] = [
        .save: .init("save", "Takes the edit over.", keys("C-s", "f3", in: [.edit]), decides: true),
        .keepDraft: .init("keep draft", "Leaves the editor; the text is kept as a draft.", keys("esc", in: [.edit])),
        .editUndo: .init("undo", "Undoes the last change of the text.", keys("C-z", "C-_", in: [.edit, .prompt])),
        .editRedo: .init("redo", "Redoes it.", keys("C-r", "A-z", in: [.edit, .prompt])),
        .revert: .init(
            "start over", "Puts back the text, or the answers, as they came; undo brings yours back.",
            keys("C-g", in: [.edit, .ruling])),
        .externalEditor: .init(
            "$EDITOR",
            "Opens the text in your own editor ($VISUAL or $EDITOR); what you save comes back here as one change.",
            keys("E", in: [.review, .ruling]).merging(keys("A-e", "f4", in: [.edit, .prompt])) { $1 }),
    ]
}
