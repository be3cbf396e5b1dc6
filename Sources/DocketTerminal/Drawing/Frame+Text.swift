extension Frame {
    /// The rows, joined by line feeds, without the blanks at their ends.
    package var text: String {
        rows { cells in
            trimmed(cells.map { text(of: $0) }.joined())
        }
    }

    /// The rows with the style of each stretch written beside it, as `[bold|text]`, for looking at in tests.
    ///
    /// - Parameter name: what a style is called; an empty name leaves the text as it is.
    package func styledText(_ name: (Style) -> String = \.description) -> String {
        rows { cells in
            var line = ""
            for run in runs(in: cells) {
                let label = name(run.style)
                line += label.isEmpty ? run.text : "[\(label)|\(run.text)]"
            }
            return trimmed(line)
        }
    }

    /// Neighbours of one style.
    struct Run {
        var column: Int
        var columns: Int
        var text: String
        var style: Style
    }

    func runs(in cells: ArraySlice<Cell>) -> [Run] {
        var runs: [Run] = []
        for (column, cell) in cells.enumerated() {
            if let last = runs.last, last.style == cell.style {
                runs[runs.count - 1].text += text(of: cell)
                runs[runs.count - 1].columns += 1
            } else {
                runs.append(Run(column: column, columns: 1, text: text(of: cell), style: cell.style))
            }
        }
        return runs
    }

    func row(_ row: Int) -> ArraySlice<Cell> {
        cells[row * size.columns..<(row + 1) * size.columns]
    }

    private func rows(_ line: (ArraySlice<Cell>) -> String) -> String {
        (0..<size.rows).map { line(row($0)) }.joined(separator: "\n")
    }

    private func trimmed(_ line: String) -> String {
        var end = line.endIndex
        while end > line.startIndex, line[line.index(before: end)] == " " { end = line.index(before: end) }
        return String(line[..<end])
    }
}
