package import DocketText

extension Frame {
    /// Blanks a rectangle. Where the style has no colour the cells keep theirs; attributes are replaced.
    package mutating func fill(_ rect: Rect, style: Style) {
        let rect = rect.intersection(bounds)
        guard !rect.isEmpty else { return }
        for row in rect.row..<rect.endRow {
            let start = row * size.columns
            for column in rect.column..<rect.endColumn {
                let old = cells[start + column].style
                clear(row: row, column: column)
                cells[start + column] = .blank(
                    Style(
                        foreground: style.foreground ?? old.foreground,
                        background: style.background ?? old.background, attributes: style.attributes))
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
        put(text.clusters, at: point, style: { _ in style }, maxWidth: maxWidth)
    }

    /// The same with a style for each cluster.
    @discardableResult
    package mutating func put(
        _ clusters: some Sequence<DisplayCluster>, at point: Point, style: (DisplayCluster) -> Style,
        maxWidth: Int? = nil
    ) -> Int {
        guard point.row >= 0, point.row < size.rows else { return 0 }
        let end = min(size.columns, maxWidth.map { point.column + max(0, $0) } ?? size.columns)
        var column = point.column
        for cluster in clusters where cluster.width > 0 {
            guard column < end else { break }
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

    /// Draws one glyph over and over, for rules and bars.
    package mutating func fill(_ rect: Rect, with glyph: DisplayText, style: Style) {
        guard let cluster = glyph.clusters.first, cluster.width == 1 else { return }
        let rect = rect.intersection(bounds)
        for row in rect.row..<rect.endRow {
            for column in rect.column..<rect.endColumn {
                set(cluster, row: row, column: column, style: style)
            }
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
        let content = content(of: cluster.text)
        if cluster.width == 1, cells[place].width == 1 {
            cells[place].content = content
            cells[place].style = cells[place].style.merging(style)
            return
        }
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

    private mutating func content(of text: String) -> Cell.Content {
        // Almost everything is ASCII, and this is where a frame spends its time.
        let bytes = text.utf8
        if bytes.count == 1, let byte = bytes.first { return .scalar(Unicode.Scalar(byte)) }
        let scalars = text.unicodeScalars
        guard let first = scalars.first else { return .scalar(" ") }
        if scalars.index(after: scalars.startIndex) == scalars.endIndex { return .scalar(first) }
        if let known = compounds.firstIndex(of: text) { return .compound(UInt16(known)) }
        guard compounds.count < Int(UInt16.max) else { return .scalar(first) }
        compounds.append(text)
        return .compound(UInt16(compounds.count - 1))
    }
}
