import DocketNotation
import DocketText

/// Rows of cells under titles: in columns on a terminal, separated by tabs elsewhere, where a tab or a line end in a cell
/// is written `\t`, `\n` or `\r`. Programs that need every byte take `--json`.
struct TextTable {
    private var rows: [[SourceText]] = []
    /// Columns of figures, which line up at their right.
    private let figures: Set<Int>

    /// - Parameter titles: nil where the rows go on from a table that is printed already.
    init(_ titles: [String]?, figures: Set<Int> = []) {
        self.figures = figures
        rows = titles.map { titles in [titles.map { SourceText($0) }] } ?? []
    }

    mutating func add(_ cells: [String]) {
        rows.append(cells.map { SourceText($0) })
    }

    func print(to console: Console) {
        guard console.isTerminal else {
            for row in rows {
                let cells = row.map { Self.separable($0.bytes) }
                console.outsideLine(SourceText(bytes: Array(cells.joined(separator: [UInt8(ascii: "\t")]))))
            }
            return
        }
        let cells = rows.map { row in row.map { DisplayText(String(decoding: console.shown($0), as: UTF8.self)) } }
        let count = cells.map(\.count).max() ?? 0
        let widths = (0..<count).map { column in cells.map { column < $0.count ? $0[column].width : 0 }.max() ?? 0 }
        for row in cells {
            var line = DisplayText()
            for (column, cell) in row.enumerated() {
                let isLast = column == row.count - 1
                line +=
                    figures.contains(column)
                    ? cell.paddedLeading(to: widths[column]) : cell.padded(to: isLast ? 0 : widths[column])
                if !isLast { line += "  " }
            }
            console.line(line.string)
        }
    }

    /// Without what separates cells and rows.
    private static func separable(_ cell: [UInt8]) -> [UInt8] {
        cell.flatMap { byte in
            switch byte {
            case UInt8(ascii: "\t"): Array("\\t".utf8)
            case UInt8(ascii: "\n"): Array("\\n".utf8)
            case UInt8(ascii: "\r"): Array("\\r".utf8)
            default: [byte]
            }
        }
    }
}
