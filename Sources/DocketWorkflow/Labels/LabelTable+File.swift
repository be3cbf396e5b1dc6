package import DocketAdjudication
package import DocketInterchange

extension LabelTable {
    /// The table that a file of labels holds.
    package init(_ file: LabelFile, classes: LabelClasses = .occurring) throws(UndeclaredLabel) {
        try self.init(
            units: file.items.names.map { Unit(item: $0) }, annotators: file.annotators.names,
            labels: file.labels.names, unitCodes: file.items.codes, annotatorCodes: file.annotators.codes,
            labelCodes: file.labels.codes, classes: classes)
    }

    /// The tables of the rows of each value of the further column that was read, in order of value, with this table's classes.
    package func slices(of file: LabelFile) throws(UndeclaredLabel) -> [(value: String, table: LabelTable)] {
        guard let column = file.slice else { return [] }
        var rows = [[Int]](repeating: [], count: column.names.count)
        for (row, code) in column.codes.enumerated() { rows[Int(code)].append(row) }
        var slices: [(value: String, table: LabelTable)] = []
        for code in column.names.indices.sorted(by: { column.names[$0] < column.names[$1] }) {
            func part(_ codes: [Int32]) -> [Int32] { rows[code].map { codes[$0] } }
            let table = try LabelTable(
                units: units, annotators: annotators, labels: file.labels.names, unitCodes: part(file.items.codes),
                annotatorCodes: part(file.annotators.codes), labelCodes: part(file.labels.codes), classes: classes)
            slices.append((column.names[code], table))
        }
        return slices
    }
}

extension DistanceTable {
    /// - Throws: which line of the file is wrong.
    package init(_ file: DistanceFile) throws(InterchangeError) {
        self.init()
        for row in file.rows {
            do throws(Fault) {
                try set(row.first, row.second, row.distance)
            } catch {
                throw .table(path: file.name, line: row.line, reason: error.description)
            }
        }
    }
}
