import DocketNotation

/// A screen where text is written: an edit, or a few words.
protocol WritingScreen: Screen {
    var notice: ReviewScreen.Notice? { get set }
    /// The keys in force, which messages name.
    var keyMap: KeyMap { get }
}

extension WritingScreen {
    /// What was selected goes to the clipboard; a notice where nothing was.
    mutating func copied(_ selection: String?) -> [Effect] {
        guard let selection else {
            let leaving: Command = scope == .edit ? .keepDraft : .close
            notice = .init(
                text: "nothing is selected: Shift or \(keyMap.name(of: .mark, in: scope)) with the arrows selects, "
                    + "\(keyMap.name(of: leaving, in: scope)) leaves")
            return []
        }
        return [.copy(Array(selection.utf8), what: "the selection")]
    }

    /// The text that the external editor left; nil, and a notice, where it left nothing new.
    mutating func externalText(_ outcome: ExternalEditor.Outcome) -> SourceText? {
        switch outcome {
        case .text(let bytes): return SourceText(bytes: bytes)
        case .unchanged: notice = .init(text: "your editor changed nothing")
        case .failed(let why): notice = .init(text: why, kind: .warning)
        }
        return nil
    }

    /// Says which keys take over or take back what came from the external editor, once it is on the screen.
    mutating func sayExternal() {
        let taking = keyMap.name(of: scope == .edit ? .save : .open, in: scope)
        let undoing = keyMap.name(of: .editUndo, in: scope)
        notice = .init(text: "from your editor: \(taking) takes it over, \(undoing) takes it back")
    }
}

extension ReviewScreen: WritingScreen {}
extension AdjudicateScreen: WritingScreen {}
