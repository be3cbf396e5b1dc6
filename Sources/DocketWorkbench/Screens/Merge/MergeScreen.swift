import DocketAdjudication
import DocketModel
import DocketNotation
import DocketTerminal

/// Several people's edits of one suggestion, hunk by hunk. It lies within the adjudication screen, which takes up what is
/// wished for here.
struct MergeScreen: WritingScreen {
    enum Mode: Sendable {
        case choosing
        case writing(Editor)
        case picking(Picker)
    }

    /// What whoever opened it has to do.
    enum Wish: Sendable {
        case leave
        case take(SourceText)
    }

    let item: ItemID
    let suggestion: SuggestionID
    let merge: EditMerge
    /// What people are called here, by their index in the merge.
    var names: [String]
    let keyMap: KeyMap
    var choices = MergeChoices()
    /// The region that has the focus.
    var focus: Int { didSet { firstVariant = 0 } }
    var mode = Mode.choosing
    var notice: ReviewScreen.Notice?
    var reading = Reading(isRaw: true)
    /// First row of the result; nil where it follows the focus.
    var scroll: Int?
    /// The first variant on the screen, where not all of them fit.
    var firstVariant = 0
    var wish: Wish?
    private(set) var past: [MergeChoices] = []
    private(set) var future: [MergeChoices] = []

    /// - Parameter names: what people are called, in the order of the merge's edits.
    init(item: ItemID, suggestion: SuggestionID, merge: EditMerge, names: [String], _ keyMap: KeyMap) {
        self.item = item
        self.suggestion = suggestion
        self.merge = merge
        self.names = names
        self.keyMap = keyMap
        focus = merge.hunks.first ?? 0
    }

    var region: MergeRegion { merge.regions[focus] }
    var open: [Int] { merge.open(choices) }

    // MARK: Choosing

    /// Changes what was chosen; it can be taken back.
    mutating func change(to new: MergeChoices) {
        guard new != choices else { return }
        past.append(choices)
        future = []
        choices = new
    }

    mutating func stepBack() {
        guard let previous = past.popLast() else { return }
        future.append(choices)
        choices = previous
    }

    mutating func stepForward() {
        guard let next = future.popLast() else { return }
        past.append(choices)
        choices = next
    }

    /// What people are called, the same in whatever order they are known.
    func names(of people: [Int]) -> String {
        people.map { names[$0] }.sorted().joined(separator: ", ")
    }

    /// People in the order of what they are called, which is not that of names they may not be known by.
    var peopleByName: [Int] { names.indices.sorted { (names[$0], $0) < (names[$1], $1) } }

    // MARK: Screen

    var scope: Scope {
        switch mode {
        case .choosing: .merge
        case .writing: .edit
        case .picking: .list
        }
    }

    /// The variants, and behind them a text of one's own.
    var choiceCount: Int { region.variants.count + 1 }

    var footer: [Command] {
        switch mode {
        case .choosing:
            [
                .choose1, .nextHunk, .writeOwn, .takeAllOf, .takeVotes, .undo, .redo, .nextChange, .previousHunk,
                .submit, .close, .help,
            ]
        case .writing: [.save, .keepDraft, .editUndo, .editRedo, .externalEditor, .help]
        case .picking: [.open, .close, .help]
        }
    }

    func availability(of command: Command) -> Availability {
        guard case .choosing = mode else { return .enabled }
        if let digit = command.digit, digit > choiceCount { return .disabled("there is no variant \(digit)") }
        switch command {
        case .nextHunk, .previousHunk: if merge.hunks.isEmpty { return .disabled("everything merged by itself") }
        case .takeVotes: if open.isEmpty { return .disabled("no hunk is open") }
        case .undo: if past.isEmpty { return .disabled("nothing was chosen here yet") }
        case .redo: if future.isEmpty { return .disabled("nothing was taken back here") }
        default: break
        }
        return .enabled
    }

    mutating func appear(_ context: Context) -> [Effect] { [] }
    mutating func receive(_ message: Reply, _ context: Context) -> [Effect] {
        if case .edited(let outcome) = message { editedExternally(outcome) }
        return []
    }
}
