import DocketTerminal

/// Where what stands on the adjudication screen.
struct AdjudicateLayout: Hashable {
    /// The list of conflicts; empty in a narrow terminal, where the header says which one this is.
    var list: Rect
    /// Everything about the selected conflict.
    var detail: Rect
    /// Whether there is room for one thing at a time: an annotator's decision or a suggestion, as tabs.
    var isTabbed: Bool

    private static let listWidth = 34
    private static let widestList = 56
    private static let listFrom = 110
    /// From here on every other column is the list's.
    private static let growsFrom = 150
    private static let tabbedBelow = 16

    init(size: Size) {
        let body = Rect(row: 2, column: 0, rows: size.rows - 4, columns: size.columns)
        let wide = min(Self.widestList, Self.listWidth + max(0, size.columns - Self.growsFrom) / 2)
        let (list, rest) = body.split(columns: size.columns >= Self.listFrom ? wide : 0)
        self.list = list
        detail = list.columns > 0 ? rest.inset(left: 2, right: 1) : rest.inset(left: 1, right: 1)
        isTabbed = size.rows < Self.tabbedBelow
    }

    /// Where the kinds of a conflict begin in the list; what it has more than it needs, ids and kinds share.
    static func kindColumn(listWidth: Int) -> Int { 21 + max(0, listWidth - Self.listWidth) * 2 / 5 }
}
