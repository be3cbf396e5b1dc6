import DocketNotation
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

/// What stands beside a line of a passage, or in its place.
package struct Aside: Sendable, Hashable {
    /// Before the line, where labels stand.
    package var sign: DisplayText?
    /// In the place of the line, and to fill what is left of it.
    package var title: DisplayText?
    package var filling: DisplayText?
    /// What a click on the line does.
    package var target: HitTarget?

    package init(
        sign: DisplayText? = nil, title: DisplayText? = nil, filling: DisplayText? = nil, target: HitTarget? = nil
    ) {
        self.sign = sign
        self.title = title
        self.filling = filling
        self.target = target
    }
}

/// A text with marks, and a label before it: a turn of a conversation, a suggestion, an edit.
package struct Passage {
    package var label: DisplayText?
    package var labelRole: String
    package var text: RenderedText
    /// In order, not overlapping.
    package let marks: [Mark]
    /// How many marks nothing on the screen shows, because they lie in signs that Markdown takes out.
    package let hiddenMarks: Int
    /// What lies over the marks: hits of a search. In order, not overlapping.
    package var hits: [Mark]
    package var role: String
    /// What a click on it does.
    package var target: HitTarget?
    /// Blank rows above it.
    package var gap: Int
    /// Whether a search looks here: not in what the program itself says.
    package var isSearched = true
    /// By line of the text.
    package var asides: [Int: Aside] = [:]

    package init(
        _ text: RenderedText, label: DisplayText? = nil, labelRole: String = "text.dim", marks: [Mark] = [],
        hits: [Mark] = [], role: String = "text", target: HitTarget? = nil, gap: Int = 0
    ) {
        self.label = label
        self.labelRole = labelRole
        self.text = text
        self.marks = marks
        hiddenMarks = marks.count { !text.shows($0.range) }
        self.hits = hits
        self.role = role
        self.target = target
        self.gap = gap
    }

    package var rowCount: Int { gap + text.lines.count }

    /// Whether every cluster looks as its stretch of Markdown says.
    var isPlain: Bool { marks.isEmpty && hits.isEmpty && !text.text.hasNotices }

    /// The role of the mark at a place of the source, and the stretch around it of which the same is true.
    /// O(log marks).
    static func stretch(at offset: Int, _ marks: [Mark]) -> (role: String?, range: Range<Int>) {
        var low = 0
        var high = marks.count
        while low < high {
            let middle = (low + high) / 2
            if marks[middle].range.upperBound <= offset { low = middle + 1 } else { high = middle }
        }
        let before = low > 0 ? marks[low - 1].range.upperBound : 0
        guard low < marks.count else { return (nil, before..<Int.max) }
        let mark = marks[low]
        return mark.range.contains(offset) ? (mark.role, mark.range) : (nil, before..<mark.range.lowerBound)
    }
}
