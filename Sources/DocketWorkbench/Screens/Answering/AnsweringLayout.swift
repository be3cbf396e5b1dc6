package import DocketTerminal

/// Where context, suggestions and answers stand, from plain numbers.
package struct AnsweringLayout: Sendable, Hashable {
    package static let narrowBelow = 90
    package static let minimum = Size(rows: 10, columns: 40)
    /// A single suggestion is set in a comfortable measure.
    static let measure = 100
    static let columnMinimum = 36

    /// A suggestion on the screen.
    package struct Pane: Sendable, Hashable {
        package var place: Int
        package var area: Rect

        package init(place: Int, area: Rect) {
            self.place = place
            self.area = area
        }
    }

    package var body: Rect
    package var context: Rect
    /// The line with the suggestions' numbers.
    package var headings: Int
    /// The suggestions on the screen, by their place, and their areas.
    package var panes: [Pane]
    /// The line with what was answered.
    package var answers: Int
    /// Whether suggestions are tabs, one at a time.
    package var isTabbed: Bool

    /// - Parameters:
    ///   - contextRows: how many rows all of the (unfolded) context would take.
    ///   - sideBySideFrom: the width from which suggestions stand side by side.
    ///   - isStacked: in a narrow terminal, suggestions one above the other instead of as tabs.
    package init(
        size: Size, suggestions: Int, focus: Int, contextRows: Int, isStacked: Bool,
        sideBySideFrom: Int = AnsweringLayout.narrowBelow
    ) {
        self.init(
            body: Rect(row: 2, column: 1, rows: size.rows - 4, columns: size.columns - 2), suggestions: suggestions,
            focus: focus, contextRows: contextRows, isStacked: isStacked, sideBySideFrom: sideBySideFrom)
    }

    /// The same inside any area.
    package init(
        body: Rect, suggestions: Int, focus: Int, contextRows: Int, isStacked: Bool,
        sideBySideFrom: Int = AnsweringLayout.narrowBelow
    ) {
        self.body = body
        // The text to judge gets the room: the context at most a third.
        let share = max(3, body.rows / 3)
        let contextHeight = min(contextRows, share, max(0, body.rows - 5))
        let (context, rest) = body.split(rows: contextHeight)
        self.context = context
        headings = rest.row
        answers = rest.endRow - 1
        let area = rest.inset(top: 1, bottom: 1)
        let isNarrow = body.columns + 2 < sideBySideFrom
        isTabbed = suggestions > 1 && isNarrow && !isStacked
        if suggestions <= 1 {
            let width = min(area.columns, Self.measure)
            let left = area.column + (area.columns - width) / 2
            let single = Rect(row: area.row, column: left, rows: area.rows, columns: width)
            panes = suggestions == 0 ? [] : [Pane(place: 0, area: single)]
        } else if isTabbed {
            panes = [Pane(place: focus, area: area)]
        } else if isNarrow {
            let heights = area.rows / suggestions
            panes = (0..<suggestions).map { place in
                Pane(
                    place: place,
                    area: Rect(
                        row: area.row + place * heights, column: area.column, rows: heights - 1, columns: area.columns))
            }
        } else {
            let fitting = min(
                suggestions, max(2, (area.columns + 3) / (min(Self.columnMinimum, sideBySideFrom / 2) + 3)))
            let first = min(max(0, focus - fitting / 2), suggestions - fitting)
            panes = zip(first..<(first + fitting), area.columns(fitting, gap: 3)).map { Pane(place: $0, area: $1) }
        }
    }
}
