import DocketModel
import DocketNotation

/// How suggestions are compared.
enum Comparison: Sendable, Hashable {
    /// Differences are marked where the texts are alike.
    case marked
    /// Side by side, matching lines on the same row.
    case aligned
    /// One text, with what another has otherwise.
    case unified
    /// In a narrow terminal, one above the other, marked.
    case stacked
    case off

    /// Those that a terminal has room for, in the order of the key.
    static func offered(columns: Int) -> [Comparison] {
        columns < AnsweringLayout.narrowBelow
            ? [.marked, .aligned, .unified, .stacked, .off] : [.marked, .aligned, .unified, .off]
    }

    /// What the notice says of it, with the keys that go on from there.
    func sentence(_ key: (Command) -> String) -> String {
        switch self {
        case .marked: "differences are marked where the texts are alike"
        case .aligned:
            "side by side, line by line:  \(key(.nextChange)) and \(key(.previousChange)) go to differences, \(key(.showUnchanged)) unfolds, \(key(.compareWith)) compares with another"
        case .unified:
            "as one text, [-taken out-] and {+put in+}:  \(key(.nextChange)) and \(key(.previousChange)) go to differences, \(key(.showUnchanged)) unfolds"
        case .stacked: "one above the other"
        case .off: "differences are not marked"
        }
    }

    /// How two texts are put together for it; nil where each stands for itself.
    var form: ComparedTexts.Form? {
        switch self {
        case .aligned: .sideBySide
        case .unified: .unified
        case .marked, .stacked, .off: nil
        }
    }
}

/// What the suggestion in the focus is compared with.
enum ComparisonPartner: Sendable, Hashable {
    case suggestion(SuggestionID)
    /// The same suggestion as it came, before it was edited.
    case original
}

/// Two texts read against each other, the one that goes first on the left.
struct ComparedPair: Sendable {
    struct Side: Sendable {
        /// Of the suggestion.
        var place: Int
        var text: SourceText
        /// What of the suggestion it is, where that needs saying.
        var name: String?
    }

    var form: ComparedTexts.Form
    var left: Side
    var right: Side
    /// Folded stretches that were opened.
    var unfolded: Set<Int> = []
    var unfoldsAll = false

    /// The focused suggestion, as it stands, and its partner: what was chosen, else its original where it was edited, else
    /// its neighbour. Nil where there is none.
    init?(
        _ sheet: AnswerSheet, drafts: [SuggestionID: Editor], form: ComparedTexts.Form, with chosen: ComparisonPartner?
    ) {
        guard let focused = sheet.focused, let original = sheet.item.suggestion(focused)?.text else { return nil }
        func side(_ id: SuggestionID) -> Side? {
            guard let place = sheet.order.firstIndex(of: id) else { return nil }
            let edited = drafts[id]?.text
            return Side(
                place: place, text: edited ?? sheet.text(of: id),
                name: edited != nil
                    ? "your draft" : sheet.text(of: id) != sheet.item.suggestion(id)?.text ? "your edit" : nil)
        }
        guard let own = side(focused) else { return nil }
        self.form = form
        let neighbour = sheet.order.count > 1 ? sheet.order[sheet.focus == 0 ? 1 : sheet.focus - 1] : nil
        switch chosen ?? (own.name != nil ? .original : neighbour.map { .suggestion($0) }) {
        case .original?:
            guard own.name != nil else { return nil }
            left = Side(place: own.place, text: original, name: "as it came")
            right = own
        case .suggestion(let id)?:
            guard id != focused, let other = side(id) else { return nil }
            // A unified text reads the focused one against the other; side by side they keep their places.
            let isOtherFirst = form == .unified || other.place < own.place
            (left, right) = isOtherFirst ? (other, own) : (own, other)
        case nil: return nil
        }
    }

    /// What the digits of a list choose among.
    static func partners(_ sheet: AnswerSheet, drafts: [SuggestionID: Editor]) -> [(
        name: String, partner: ComparisonPartner
    )] {
        guard let focused = sheet.focused else { return [] }
        // The one in the focus stays in the list, so that each has its own number for a key.
        let all = sheet.order.enumerated().map { place, id in
            ("suggestion \(place + 1)" + (id == focused ? ", the one in front" : ""), ComparisonPartner.suggestion(id))
        }
        let isEdited = drafts[focused] != nil || sheet.answers.judgement(of: focused)?.verdict?.editedText != nil
        return all + (isEdited ? [("the text as it came", .original)] : [])
    }
}
