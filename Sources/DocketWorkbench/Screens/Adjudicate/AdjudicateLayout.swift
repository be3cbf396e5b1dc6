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
    private static let listFrom = 110
    private static let tabbedBelow = 16

    init(size: Size) {
        let body = Rect(row: 2, column: 0, rows: size.rows - 4, columns: size.columns)
        let (list, rest) = body.split(columns: size.columns >= Self.listFrom ? Self.listWidth : 0)
        self.list = list
        detail = list.columns > 0 ? rest.inset(left: 2, right: 1) : rest.inset(left: 1, right: 1)
        isTabbed = size.rows < Self.tabbedBelow
    }
}
