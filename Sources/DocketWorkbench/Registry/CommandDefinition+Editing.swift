/// In the editor; what else its keys do is the editor's own.
extension CommandDefinition {
    static let editing: [Command: CommandDefinition] = [
        .save: .init("save", "Takes the edit over.", keys("C-s", in: [.edit]), decides: true),
        .keepDraft: .init(
            "keep draft", "Leaves the editor; the text is kept as a draft.", keys("esc", "C-c", in: [.edit])),
        .editUndo: .init("undo", "Undoes the last change of the text.", keys("C-z", in: [.edit])),
        .editRedo: .init("redo", "Redoes it.", keys("C-r", in: [.edit])),
        .revert: .init(
            "start over", "Puts back the text as it came; undo brings the edit back.", keys("C-g", in: [.edit])),
    ]
}
