import DocketNotation
package import DocketTerminal
package import DocketText

/// A stretch of a text in a role of its own, in bytes of the source.
package struct Mark: Sendable, Hashable {
    package var range: Range<Int>
    package var role: String

    package init(_ range: Range<Int>, _ role: String) {
        self.range = range
        self.role = role
    }
}

/// A text with marks, and a label before it: a turn of a conversation, a suggestion, an edit.
package struct Passage {
    package var label: DisplayText?
    package var labelRole: String
    package var layout: TextLayout
    /// In order, not overlapping.
    package var marks: [Mark]
    package var role: String

    package init(
        _ layout: TextLayout, label: DisplayText? = nil, labelRole: String = "text.dim", marks: [Mark] = [],
        role: String = "text"
    ) {
        self.layout = layout
        self.label = label
        self.labelRole = labelRole
        self.marks = marks
        self.role = role
    }

    func role(at offset: Int) -> String? {
        var low = 0
        var high = marks.count
        while low < high {
            let middle = (low + high) / 2
            if marks[middle].range.upperBound <= offset { low = middle + 1 } else { high = middle }
        }
        return low < marks.count && marks[low].range.contains(offset) ? marks[low].role : nil
    }
}

/// Passages below each other, of which a window is drawn.
package struct Column {
    package var passages: [Passage]
    /// Cells before the text, where labels stand.
    package var labelWidth: Int

    package init(_ passages: [Passage], labelWidth: Int = 0) {
        self.passages = passages
        self.labelWidth = labelWidth
    }

    package var rowCount: Int {
        passages.reduce(0) { $0 + $1.layout.lines.count }
    }

    /// The furthest that scrolling makes sense: the last line at the lower edge.
    package func lastScroll(rows: Int) -> Int { max(0, rowCount - rows) }

    /// Draws the rows from `scroll` on into an area and marks where there is more.
    package func draw(in area: Rect, scroll: Int, on canvas: inout Canvas) {
        let first = min(max(0, scroll), lastScroll(rows: area.rows))
        var row = -first
        for passage in passages {
            for (index, line) in passage.layout.lines.enumerated() {
                defer { row += 1 }
                guard row >= 0, row < area.rows else {
                    if row >= area.rows { break }
                    continue
                }
                if index == 0, let label = passage.label, labelWidth > 0 {
                    canvas.put(label, area.row + row, area.column, passage.labelRole, maxWidth: labelWidth - 1)
                }
                draw(line, of: passage, at: Point(row: area.row + row, column: area.column + labelWidth), area, &canvas)
            }
        }
        let hidden = rowCount - first - area.rows
        if hidden > 0, area.rows > 0 { drawMore(hidden, area, &canvas) }
    }

    private func draw(_ line: LayoutLine, of passage: Passage, at point: Point, _ area: Rect, _ canvas: inout Canvas) {
        let base = canvas.theme.style(passage.role)
        let token = canvas.theme.style("token")
        let theme = canvas.theme
        canvas.frame.put(
            passage.layout.text.clusters[line.clusters],
            at: Point(row: point.row, column: point.column + line.indent),
            style: { cluster in
                if cluster.notice != nil { return token }
                return passage.role(at: cluster.source.lowerBound).map { theme.style($0) } ?? base
            }, maxWidth: area.endColumn - point.column - line.indent)
    }

    private func drawMore(_ hidden: Int, _ area: Rect, _ canvas: inout Canvas) {
        let text: DisplayText = " \(canvas.glyphs.unfolded.string) \(hidden) more "
        guard text.width <= area.columns else { return }
        canvas.put(text, area.endRow - 1, area.endColumn - text.width, "notice")
    }
}
