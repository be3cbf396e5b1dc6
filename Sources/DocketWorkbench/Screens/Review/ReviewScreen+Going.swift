import DocketModel
import DocketWorkflow

/// Going to an item by its number or id.
extension ReviewScreen {
    /// Asks which one. Only what this person decided here and what is dealt to them can be gone to: nobody picks items.
    mutating func askForItem() -> [Effect] {
        mode = .prompting(
            Prompt(.item, title: "Go to which item? Its number (1 is your first decision here) or its id"))
        guard !hasLoadedRecent else { return [] }
        hasLoadedRecent = true
        return [.store(.loadRecent(queue))]
    }

    mutating func goToItem(_ wanted: String) -> [Effect] {
        guard !wanted.isEmpty else { return [] }
        let front = resting?.item.id ?? (visiting == nil ? desk?.item.id : nil)
        if let place = place(of: wanted) { return visit(place) }
        if let front, front.rawValue == wanted || Int(wanted) == visited.count + 1 {
            return visiting == nil ? [] : keepDraft() + advance()
        }
        let known = visited.map(\.rawValue) + [front?.rawValue].compactMap { $0 }
        let near = Spelling.near(wanted, in: known).first.map { ": did you mean \($0)?" } ?? ""
        notice = Notice(
            text: visited.isEmpty
                ? "you have decided nothing here yet, so there is nothing to go to"
                : "\(wanted) is none of the \(visited.count) items you decided here\(near)",
            kind: .warning)
        return []
    }

    /// The id goes before the number: there are items called 3.
    private func place(of wanted: String) -> Int? {
        if let place = visited.firstIndex(where: { $0.rawValue == wanted }) { return place }
        guard let number = Int(wanted), visited.indices.contains(number - 1) else { return nil }
        return number - 1
    }
}
