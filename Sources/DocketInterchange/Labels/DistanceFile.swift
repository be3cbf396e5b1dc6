/// How far apart labels are, from a CSV or TSV file of three columns: two labels and their distance. The first row names the columns, as it
/// likes.
package struct DistanceFile: Sendable, Hashable {
    package struct Row: Sendable, Hashable {
        package var first: String
        package var second: String
        package var distance: Double
        /// 1-based.
        package var line: Int
    }

    package let name: String
    package private(set) var rows: [Row] = []

    package init(_ source: ByteSource) throws(InterchangeError) {
        let rows = try ColumnReader(source)
        name = rows.name
        guard rows.columns.count == 3 else {
            throw rows.failure(
                "expected three columns, label,label,distance: found \(rows.columns.joined(separator: ","))")
        }
        while try rows.next() {
            let cells = (0..<3).map { String(decoding: rows.cell($0), as: UTF8.self) }
            guard let distance = Double(cells[2]) else {
                throw rows.failure("the distance \"\(cells[2])\" is no number")
            }
            self.rows.append(Row(first: cells[0], second: cells[1], distance: distance, line: rows.line))
        }
    }
}
