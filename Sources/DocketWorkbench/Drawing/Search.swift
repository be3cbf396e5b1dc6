import DocketModel
import DocketTerminal
import DocketText

/// Looking for something in all texts of a screen.
package struct Search: Sendable, Hashable {
    package private(set) var pattern = ""
    /// Whether keys are typed into the pattern.
    package var isTyping = true
    /// Which hit is the one gone to, counted over the screen; nil: the first from where the texts stand.
    package var current: Int?
    /// Whether the texts go to where that is. Moving them otherwise ends it.
    package var follows = true

    package init() {}

    /// - Returns: false when there was nothing more to delete: then the search is over.
    mutating func type(_ stroke: KeyStroke) -> Bool {
        if let text = stroke.text {
            pattern += text
        } else {
            switch (stroke.key, stroke.modifiers) {
            case (.backspace, []):
                if pattern.isEmpty { return false }
                pattern.removeLast()
            case (.backspace, _), (.character("w"), .control), (.character("u"), .control): pattern = ""
            default: return true
            }
        }
        restart()
        return true
    }

    mutating func paste(_ bytes: [UInt8]) {
        pattern += String(decoding: bytes, as: UTF8.self).map { $0.isNewline ? " " : $0 }.prefix(200)
        restart()
    }

    private mutating func restart() {
        current = nil
        follows = true
    }

    /// To the next or previous hit, round the end.
    mutating func go(_ distance: Int, _ found: Painted.Found) {
        guard found.count > 0 else { return }
        current = found.current.map { ($0 + distance + found.count) % found.count } ?? 0
        follows = true
    }
}

/// What was painted last, which the next key counts from.
package struct Painted: Sendable, Hashable {
    /// The hits of a search.
    package struct Found: Sendable, Hashable {
        package var count = 0
        package var current: Int?
        /// Hits in signs that are not shown.
        package var hidden = 0
    }

    /// How far each part can be scrolled.
    package var limits: [ScrollArea: Int] = [:]
    /// Where each part stood.
    package var scrolls: [ScrollArea: Int] = [:]
    /// The rows of each part at which a heading or a turn begins.
    package var landmarks: [ScrollArea: [Int]] = [:]
    package var found = Found()
    /// The rows of the suggestion in the focus, counted from its start, at which differences begin.
    package var changeRows: [Int] = []

    package init() {}
}

extension Canvas {
    /// Draws a column as a part of the screen: scrolled to where it stands or where the search goes, hits marked.
    mutating func show(_ column: Column, in area: Rect, scroll: Int, as part: ScrollArea) {
        var column = column
        let limit = column.lastScroll(rows: area.rows)
        var scroll = min(max(0, scroll), limit)
        if let search, !search.pattern.isEmpty { scroll = find(search, in: &column, area.rows, scroll) }
        painted.limits[part] = max(painted.limits[part] ?? 0, limit)
        painted.scrolls[part] = scroll
        painted.landmarks[part] = column.landmarks
        column.draw(in: area, scroll: scroll, on: &self)
    }

    /// Marks the hits in a column.
    /// - Returns: where it stands then.
    private mutating func find(_ search: Search, in column: inout Column, _ rows: Int, _ scroll: Int) -> Int {
        let pattern = SearchPattern(search.pattern)
        var target: Int?
        var row = 0
        for place in column.passages.indices {
            let passage = column.passages[place]
            defer { row += passage.rowCount }
            guard passage.isSearched else { continue }
            let hits = cache.hits(of: pattern, in: passage.text)
            painted.found.hidden += hits.hidden
            column.passages[place].hits = hits.ranges.map { Mark($0, "match") }
            guard !hits.ranges.isEmpty else { continue }
            defer { painted.found.count += hits.ranges.count }
            guard let number = current(search, hits.ranges, passage, row, scroll) else { continue }
            painted.found.current = painted.found.count + number
            column.passages[place].hits[number].role = "match.current"
            let line = passage.text.line(showing: hits.ranges[number]) ?? 0
            target = row + passage.gap + line
        }
        guard search.follows, let target else { return scroll }
        return Scrolling.showing(
            target, from: scroll, rows: column.textRows(rows), limit: column.lastScroll(rows: rows))
    }

    /// Which hit of a passage is the one gone to, if it is one of them.
    private func current(
        _ search: Search, _ ranges: [Range<Int>], _ passage: Passage, _ row: Int, _ scroll: Int
    ) -> Int? {
        if let wanted = search.current {
            let number = wanted - painted.found.count
            return ranges.indices.contains(number) ? number : nil
        }
        guard painted.found.current == nil else { return nil }
        // The first one that is not above what is on the screen; a part whose hits are all above has its first.
        let line = max(0, scroll - row - passage.gap)
        guard line > 0, line < passage.text.lines.count else { return line == 0 ? 0 : nil }
        let start = passage.text.text.clusters[passage.text.lines[line].clusters].first { !$0.source.isEmpty }
        return ranges.firstIndex { $0.lowerBound >= start?.source.lowerBound ?? 0 } ?? 0
    }

    /// The line of a search, for the footer.
    func searchPiece(_ search: Search) -> Piece {
        let pattern = DisplayText(search.pattern, policy: policy(.singleLine))
        let found = painted.found
        var said: String
        if search.pattern.isEmpty {
            said = "  type what to look for"
        } else if found.count == 0 {
            said = found.hidden > 0 ? "" : "  not found"
        } else {
            said = "  \((found.current ?? 0) + 1) of \(found.count)"
        }
        if found.hidden > 0 { said += "  +\(found.hidden) in markup, \(key(.toggleMarkup)) shows" }
        return Piece("/" + pattern + (search.isTyping ? glyphs.selected : "") + DisplayText(said), "accent")
    }
}

extension Scrolling {
    /// Scrolled no further than it takes to see a row, with a line or two around it.
    static func showing(_ row: Int, from scroll: Int, rows: Int, limit: Int) -> Int {
        let margin = min(2, max(0, (rows - 1) / 2))
        let low = row - rows + 1 + margin
        return min(max(0, min(max(scroll, low), row - margin)), limit)
    }

    /// What to say where there is no landmark to go to.
    static func noLandmark(_ command: Command) -> String {
        command == .nextHeading ? "no heading further down" : "no heading further up"
    }

    /// To the next or previous landmark.
    static func jumped(_ scroll: Int, _ command: Command, _ landmarks: [Int], limit: Int) -> Int? {
        let target = command == .nextHeading ? landmarks.first { $0 > scroll } : landmarks.last { $0 < scroll }
        return target.map { min(max(0, $0), limit) }.flatMap { $0 == scroll ? nil : $0 }
    }
}
