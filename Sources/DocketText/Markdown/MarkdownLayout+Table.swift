extension MarkdownLayout {
    private static let gap = 3
    /// Columns narrower than this are hard to read: the rows are then shown one below the other.
    private static let leastColumn = 6

    /// A table in columns, cells wrapped; where the columns would be too narrow, each row as a list of its cells under
    /// the names of the columns.
    mutating func addTable(
        _ alignments: [MarkdownTable.Alignment], _ rows: [[MarkdownTable.Cell]], _ first: Run, _ rest: Run, _ room: Int
    ) {
        let count = alignments.count
        guard count > 0, let header = rows.first else { return }
        let natural = (0..<count).map { column in
            rows.map { row in column < row.count ? widest(row[column]) : 0 }.max() ?? 0
        }
        guard let widths = widths(natural, room - Self.gap * (count - 1)) else {
            return addStacked(header, rows.dropFirst(), first, rest, room)
        }
        var prefix = first
        for (index, row) in rows.enumerated() {
            let cells = (0..<count).map { column in
                column < row.count ? wrapped(row[column], index == 0 ? ["strong"] : [], widths[column]) : [Run()]
            }
            for line in 0..<(cells.map(\.count).max() ?? 1) {
                var run = Run()
                for column in 0..<count {
                    if column > 0 { run.append(sign(" " + signs.columnRule + " ", ["rule"])) }
                    let piece = line < cells[column].count ? cells[column][line] : Run()
                    let isLast = column == count - 1
                    run.append(aligned(piece, widths[column], alignments[column], isLast: isLast))
                }
                addLine(prefix, run)
                prefix = rest
            }
            if index == 0 { addLine(prefix, underline(widths)) }
        }
    }

    private mutating func widest(_ cell: MarkdownTable.Cell) -> Int { run(cell, []).width }

    /// How wide the columns are: as wide as their texts if all fit, else the widest ones give way. Nil where too little
    /// is left of some.
    private func widths(_ natural: [Int], _ room: Int) -> [Int]? {
        guard natural.reduce(0, +) > room else { return natural.map { max(1, $0) } }
        // The greatest limit at which all columns together fit.
        var low = 0
        var high = natural.max() ?? 0
        while low < high {
            let middle = (low + high + 1) / 2
            if natural.reduce(0, { $0 + min($1, middle) }) <= room { low = middle } else { high = middle - 1 }
        }
        guard low >= Self.leastColumn else { return nil }
        return natural.map { max(1, min($0, low)) }
    }

    private mutating func aligned(
        _ run: Run, _ width: Int, _ alignment: MarkdownTable.Alignment, isLast: Bool
    ) -> Run {
        let free = max(0, width - run.width)
        let left =
            switch alignment {
            case .left: 0
            case .center: free / 2
            case .right: free
            }
        var aligned = sign(DisplayText(repeating: " ", count: left), [])
        aligned.append(run)
        if !isLast { aligned.append(sign(DisplayText(repeating: " ", count: free - left), [])) }
        return aligned
    }

    private mutating func underline(_ widths: [Int]) -> Run {
        var text = DisplayText()
        for (column, width) in widths.enumerated() {
            if column > 0 { text += signs.rule + signs.crossing + signs.rule }
            text += DisplayText(repeating: signs.rule, count: width)
        }
        return sign(text, ["rule"])
    }

    private mutating func addStacked(
        _ header: [MarkdownTable.Cell], _ rows: ArraySlice<[MarkdownTable.Cell]>, _ first: Run, _ rest: Run, _ room: Int
    ) {
        var prefix = first
        // The names once as they stand in the source, so that each of its letters is shown.
        for cell in header {
            for line in wrapped(cell, ["strong"], room) {
                addLine(prefix, line)
                prefix = rest
            }
        }
        for row in rows {
            addLine(rest, sign(DisplayText(repeating: signs.rule, count: room), ["rule"]))
            for (column, cell) in row.enumerated() {
                var label = column < header.count ? run(header[column], ["text.dim"]) : Run()
                label.clusters = label.clusters.map { $0.standing(for: 0..<0) }
                label.append(sign(": ", ["text.dim"]))
                let body = run(cell, [])
                var whole = label
                whole.append(body)
                let text = DisplayText(clusters: whole.clusters, notices: DisplayNotices(), sourceCount: 0)
                for line in TextLayout(text, width: room, hangingIndent: false).lines {
                    addLine(rest, whole.slice(line.clusters), isContinuation: line.isContinuation)
                }
            }
        }
    }
}
