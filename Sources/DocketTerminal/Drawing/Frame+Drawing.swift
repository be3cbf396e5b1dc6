package import DocketText

extension Frame {
    /// Blanks a rectangle. Where the style has no colour the cells keep theirs; attributes are replaced.
    package mutating func fill(_ rect: Rect, style: Style) {
        let rect = rect.intersection(bounds)
        guard !rect.isEmpty else { return }
        for row in rect.row..<rect.endRow {
            let start = row * size.columns
            for column in rect.column..<rect.endColumn {
                let old = cells[start + column]
                if old.width != 1 { clear(row: row, column: column) }
                cells[start + column] = .blank(style.filling(old.style))
            }
        }
    }

    /// Draws a line of text from `point` to the right, over what is there.
    ///
    /// It is cut at the frame's edges and at `maxWidth`, between clusters: a wide one that fits by half leaves a
    /// blank. Line breaks are passed over. Colours the style leaves open stay; attributes add to those of the cell.
    /// - Returns: how many columns were used, counted from `point`, inside the frame or not.
    @discardableResult
    package mutating func put(_ text: DisplayText, at point: Point, style: Style, maxWidth: Int? = nil) -> Int {
        put(text.clusters[...], at: point, style: style, maxWidth: maxWidth)
    }

    /// The same with some clusters of a text.
    @discardableResult
    package mutating func put(
        _ clusters: ArraySlice<DisplayCluster>, at point: Point, style: Style, maxWidth: Int? = nil
    ) -> Int {
        paint(clusters, at: point, style: { _ in style }, maxWidth: maxWidth)
    }

    /// The same with a style for each cluster.
    @discardableResult
    package mutating func put(
        _ clusters: ArraySlice<DisplayCluster>, at point: Point, style: (DisplayCluster) -> Style,
        maxWidth: Int? = nil
    ) -> Int {
        paint(clusters, at: point, style: style, maxWidth: maxWidth)
    }

    // Inlined, so that one style costs no call for each cell: a screenful goes through here at every key.
    @inline(__always)
    private mutating func paint(
        _ clusters: ArraySlice<DisplayCluster>, at point: Point, style: (DisplayCluster) -> Style, maxWidth: Int?
    ) -> Int {
        guard point.row >= 0, point.row < size.rows else { return 0 }
        let end = min(size.columns, maxWidth.map { point.column + max(0, $0) } ?? size.columns)
        var column = point.column
        var index = clusters.startIndex
        while index < clusters.endIndex, column < end {
            let plain = paintPlain(clusters[index...], row: point.row, columns: column..<end, style)
            index += plain
            column += plain
            guard index < clusters.endIndex, column < end else { break }
            let cluster = clusters[index]
            index += 1
            guard cluster.width > 0 else { continue }
            let next = column + cluster.width
            if column >= 0, next <= end {
                set(cluster, row: point.row, column: column, style: style(cluster))
            } else {
                for half in max(0, column)..<max(0, min(next, end)) {
                    setBlank(row: point.row, column: half, style: style(cluster))
                }
            }
            column = min(next, end)
        }
        return max(0, column - point.column)
    }

    /// Draws the clusters at the front that are one scalar and one cell wide, over cells that are so too: nearly all
    /// are, and this is where a frame spends its time.
    /// - Returns: how many that were.
    @inline(__always)
    private mutating func paintPlain(
        _ clusters: ArraySlice<DisplayCluster>, row: Int, columns: Range<Int>, _ style: (DisplayCluster) -> Style
    ) -> Int {
        guard columns.lowerBound >= 0 else { return 0 }
        let start = row * size.columns + columns.lowerBound
        let count = min(clusters.count, columns.count)
        return cells.withUnsafeMutableBufferPointer { cells in
            clusters.withUnsafeBufferPointer { clusters in
                for offset in 0..<count {
                    let plain = clusters[offset].plain
                    guard plain != 0, cells[start + offset].width == 1 else { return offset }
                    cells[start + offset].replacePlain(with: plain, style: style(clusters[offset]))
                }
                return count
            }
        }
    }

    /// Draws one glyph over and over, for rules and bars.
    package mutating func fill(_ rect: Rect, with glyph: DisplayText, style: Style) {
        guard let cluster = glyph.clusters.first, cluster.width == 1 else { return }
        let rect = rect.intersection(bounds)
        let row = ArraySlice(repeating: cluster, count: rect.columns)
        for place in rect.row..<rect.endRow {
            put(row, at: Point(row: place, column: rect.column), style: style)
        }
    }

    /// Changes the style of what is drawn already.
    package mutating func restyle(_ rect: Rect, _ change: (Style) -> Style) {
        let rect = rect.intersection(bounds)
        guard !rect.isEmpty else { return }
        for row in rect.row..<rect.endRow {
            for place in (row * size.columns + rect.column)..<(row * size.columns + rect.endColumn) {
                cells[place].style = change(cells[place].style)
            }
        }
    }

    private mutating func set(_ cluster: DisplayCluster, row: Int, column: Int, style: Style) {
        let place = row * size.columns + column
        let content = content(of: cluster.glyph)
        for half in 0..<cluster.width { clear(row: row, column: column + half) }
        cells[place] = Cell(
            content: content, width: UInt8(cluster.width), style: cells[place].style.merging(style))
        if cluster.width == 2 {
            cells[place + 1] = Cell(
                content: .continuation, width: 0, style: cells[place + 1].style.merging(style))
        }
    }

    private mutating func setBlank(row: Int, column: Int, style: Style) {
        let place = row * size.columns + column
        clear(row: row, column: column)
        cells[place] = .blank(cells[place].style.merging(style))
    }

    /// Half a wide glyph cannot be shown: its other half becomes a blank.
    private mutating func clear(row: Int, column: Int) {
        let place = row * size.columns + column
        switch cells[place].width {
        case 0:
            cells[place - 1] = .blank(cells[place - 1].style)
            cells[place] = .blank(cells[place].style)
        case 2:
            cells[place] = .blank(cells[place].style)
            cells[place + 1] = .blank(cells[place + 1].style)
        default: break
        }
    }
}
