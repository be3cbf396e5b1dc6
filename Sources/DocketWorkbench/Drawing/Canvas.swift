package import DocketModel
package import DocketTerminal
package import DocketText

/// What a view draws on: a frame, in a theme, with what a mouse finds where.
package struct Canvas {
    package var frame: Frame
    package var hits: [(area: Rect, target: HitTarget)] = []
    /// What keys count from that come after this frame.
    package var painted = Painted()
    /// What is looked for on the screen.
    package var search: Search?
    /// Where the text that is being written was drawn; nil where none is.
    package var textWindow: TextWindow?
    package let theme: Theme
    package let keyMap: KeyMap
    package let cache: LayoutCache
    package let now: Timestamp
    package let person: PersonID
    /// How much disturbing content was looked at, for the header: nothing where the queue has none, or where a narrow
    /// header has no room for it, and the veil says it between the items.
    package var exposure: [Piece] = []
    /// The saved mark of the screen that a veil hides.
    package var hiddenMark: Piece?

    package init(size: Size, theme: Theme, keyMap: KeyMap, cache: LayoutCache, now: Timestamp, person: PersonID) {
        frame = Frame(size: size)
        self.theme = theme
        self.keyMap = keyMap
        self.cache = cache
        self.now = now
        self.person = person
    }

    /// Rows at the bottom that belong to somebody else than whoever draws now.
    package var reservedRows = 0

    package var size: Size { Size(rows: frame.size.rows - reservedRows, columns: frame.size.columns) }
    package var bounds: Rect { Rect(size) }
    package var glyphs: Glyphs { theme.glyphs }

    /// Draws a piece of text and returns the column behind it.
    @discardableResult
    package mutating func put(
        _ text: DisplayText, _ row: Int, _ column: Int, _ role: String = "text", maxWidth: Int? = nil
    ) -> Int {
        column + frame.put(text, at: Point(row: row, column: column), style: theme.style(role), maxWidth: maxWidth)
    }

    /// Text from outside, on one line, cut with an ellipsis.
    @discardableResult
    package mutating func putLine(_ text: String, _ row: Int, _ column: Int, _ role: String = "text", maxWidth: Int)
        -> Int
    {
        guard maxWidth > 0 else { return column }
        let shown = DisplayText(text, policy: policy(.singleLine)).truncated(to: maxWidth, ellipsis: glyphs.ellipsis)
        return put(shown, row, column, role, maxWidth: maxWidth)
    }

    /// Draws several pieces one after the other, cut with an ellipsis where there is no room, and returns the column
    /// behind the last.
    @discardableResult
    package mutating func put(_ pieces: [Piece], _ row: Int, _ column: Int, maxWidth: Int) -> Int {
        var next = column
        let end = column + maxWidth
        for (index, piece) in pieces.enumerated() {
            // What stands behind may be only blanks, which need no mark.
            let isCut =
                next + piece.text.width > end
                || pieces[(index + 1)...].contains { $0.text.clusters.contains { !$0.isBlank } }
                    && next + piece.text.width >= end
            guard isCut else {
                next = put(piece.text, row, next, piece.role, maxWidth: end - next)
                continue
            }
            let room = max(0, end - next - 1)
            next = put(piece.text.prefix(width: room), row, next, piece.role, maxWidth: room)
            return put(glyphs.ellipsis, row, next, piece.role, maxWidth: end - next)
        }
        return next
    }

    /// The same over a rule, whose look must not mix with that of the text.
    @discardableResult
    package mutating func putOverRule(_ pieces: [Piece], _ row: Int, _ column: Int, maxWidth: Int) -> Int {
        let width = min(Piece.width(pieces), max(0, maxWidth))
        frame.fill(Rect(row: row, column: column, rows: 1, columns: width), style: .plain)
        return put(pieces, row, column, maxWidth: maxWidth)
    }

    package mutating func rule(_ row: Int, from column: Int = 0, to end: Int? = nil, role: String = "rule") {
        let width = (end ?? size.columns) - column
        frame.fill(
            Rect(row: row, column: column, rows: 1, columns: max(0, width)), with: glyphs.rule, style: theme.style(role)
        )
    }

    package mutating func hit(_ area: Rect, _ target: HitTarget) {
        hits.append((area, target))
    }

    /// A policy as this terminal needs it.
    package func policy(_ policy: DisplayPolicy) -> DisplayPolicy {
        var result = policy
        result.asciiOnly = glyphs.isASCII
        return result
    }

    /// A command's usual key, as hints name it; its name in the palette where it has none.
    package func key(_ command: Command, in scope: Scope = .review) -> String {
        keyMap.keys(for: command, in: scope).first?.label(ascii: glyphs.isASCII).string ?? ":"
            + command.title(in: scope)
    }

    package func target(at point: Point) -> HitTarget? {
        hits.last { $0.area.contains(point) }?.target
    }
}

/// A run of text in one role.
package struct Piece: Sendable {
    package var text: DisplayText
    package var role: String

    package init(_ text: DisplayText, _ role: String = "text") {
        self.text = text
        self.role = role
    }

    package static func width(_ pieces: [Piece]) -> Int {
        pieces.reduce(0) { $0 + $1.text.width }
    }
}

/// A part of the screen that scrolls by itself.
package enum ScrollArea: Sendable, Hashable {
    case pane(Int)
    case context
    /// Whatever covers the screen: a guideline, the context in full, the help.
    case reader
    /// The annotators' columns.
    case columns
}

/// Moving through something longer than the screen.
package enum Scrolling {
    /// Where a scroll position goes with a command, within what there is.
    package static func moved(_ position: Int, _ command: Command, page: Int, limit: Int) -> Int {
        let target =
            switch command {
            case .lineDown: position + 1
            case .lineUp: position - 1
            case .pageDown: position + max(1, page)
            case .pageUp: position - max(1, page)
            case .top: 0
            case .bottom: limit
            default: position
            }
        return min(max(0, target), limit)
    }

    /// What to say where a motion has nowhere to go.
    static func standstill(_ command: Command, limit: Int) -> String {
        guard limit > 0 else { return "all of it is on the screen" }
        return [.lineUp, .pageUp, .top].contains(command) ? "this is the start" : "this is the end"
    }

    /// Where the context goes by a number of lines, from where it stands.
    static func contextMoved(_ position: Int?, _ lines: Int, _ context: Context) -> Int {
        let start = position ?? context.painted.scrolls[.context] ?? 0
        return min(max(0, start + lines), context.scrollLimits[.context] ?? 0)
    }
}
