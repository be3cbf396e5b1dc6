import DocketModel
import DocketTerminal

/// Reading suggestions against each other.
extension ReviewScreen {
    /// What stands in the place of the suggestions, where they are read against each other.
    var comparedPair: ComparedPair? {
        guard let desk, let form = comparison.form,
            var pair = ComparedPair(desk.sheet, drafts: parkedEdits, form: form, with: desk.partner)
                ?? ComparedPair(desk.sheet, drafts: parkedEdits, form: form, with: nil)
        else { return nil }
        pair.unfolded = desk.unfolded
        pair.unfoldsAll = desk.showsUnchanged
        return pair
    }

    var focusedIsEdited: Bool {
        guard let desk, let focused = desk.sheet.focused else { return false }
        return parkedEdits[focused] != nil
            || desk.sheet.answers.judgement(of: focused)?.verdict?.editedText != nil
    }

    mutating func cycleComparison(_ context: Context) {
        let offered = Comparison.offered(columns: context.size.columns)
        comparison = offered[((offered.firstIndex(of: comparison) ?? offered.count - 1) + 1) % offered.count]
        desk?.unfolded = []
        desk?.change = nil
        notice = Notice(text: comparison.sentence(key))
    }

    /// Asks what the suggestion in the focus is compared with.
    mutating func offerPartners() {
        guard let desk else { return }
        let partners = ComparedPair.partners(desk.sheet, drafts: parkedEdits)
        comparable = partners.map(\.partner)
        mode = .picking(
            Picker(
                .compareWith, title: "Compare suggestion \(desk.sheet.focus + 1) with what?",
                entries: partners.map(\.name)))
    }

    mutating func compare(with place: Int) {
        guard comparable.indices.contains(place) else { return }
        if let focused = desk?.sheet.focused, comparable[place] == .suggestion(focused) {
            notice = Notice(text: "that is the one in front: name another one to compare it with", kind: .warning)
            return
        }
        desk?.partner = comparable[place]
        desk?.unfolded = []
        desk?.change = nil
        if comparison.form == nil { comparison = .aligned }
        notice = Notice(text: comparison.sentence(key))
    }

    /// Goes from one difference to the next, each with some lines above it.
    mutating func goToChange(_ distance: Int, _ context: Context) {
        guard var desk else { return }
        let rows = context.painted.changeRows
        guard !rows.isEmpty else {
            notice = Notice(text: "no difference is marked here: \(key(.cycleDiff)) compares in another way")
            return
        }
        let scroll = desk.scrolls.indices.contains(desk.sheet.focus) ? desk.scrolls[desk.sheet.focus] : 0
        let start = distance > 0 ? rows.firstIndex { $0 >= scroll } ?? rows.count - 1 : 0
        let wanted = desk.change.map { $0 + distance } ?? start
        guard rows.indices.contains(wanted) else {
            let which = rows.count == 1 ? "the only difference" : wanted < 0 ? "the first" : "the last"
            notice = Notice(text: "this is \(which)" + (rows.count == 1 ? "" : " of \(rows.count) differences"))
            return
        }
        desk.change = wanted
        let single = context.painted.limits[.pane(desk.sheet.focus)] ?? 0
        for place in desk.scrolls.indices where isScrollLinked || comparison.form != nil || place == desk.sheet.focus {
            let limit = context.painted.limits[.pane(place)] ?? single
            desk.scrolls[place] = min(max(0, rows[wanted] - Self.linesAbove), limit)
        }
        self.desk = desk
        notice = Notice(text: "difference \(wanted + 1) of \(rows.count)")
    }

    /// Lines that stay above a difference that is gone to.
    private static let linesAbove = 2

    mutating func toggleUnchanged() {
        desk?.showsUnchanged.toggle()
        desk?.unfolded = []
        desk?.change = nil
        notice = Notice(
            text: desk?.showsUnchanged == true ? "unchanged lines are shown" : "unchanged lines are folded")
    }
}
