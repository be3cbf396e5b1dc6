import DocketNotation

/// The records of a CSV or TSV file as objects of strings, by the columns' names.
///
/// RFC 4180: a cell in quotation marks may hold separators, line ends and, doubled, quotation marks. Rows whose number
/// of cells is not that of the columns are problems.
final class TableReader: RowReader {
    private let window: ByteWindow
    private let shape: TableShape
    private let separator: UInt8
    private let limit: RowLimit
    private let parser = JSONParser()
    private var columns: [String]?
    private var line = 1
    private var pending = 0
    private var pendingLines = 0

    init(_ window: ByteWindow, shape: TableShape, limit: RowLimit) {
        self.window = window
        self.shape = shape
        separator = shape.separator ?? TableKind(fileName: window.name)?.separator ?? UInt8(ascii: ",")
        self.limit = limit
        columns = shape.columns
    }

    func next() throws(InterchangeError) -> RowEvent? {
        while true {
            window.consume(pending)
            line += pendingLines
            (pending, pendingLines) = (0, 0)
            guard let length = try lengthOfRecord() else { return nil }
            if length > limit.bytes {
                let problem = LineProblem(line: line, column: 1, reason: limit.reason("the row"))
                try skipLine()
                return .problem(problem)
            }
            var bytes = UnsafeRawBufferPointer(rebasing: window.bytes[..<length])
            pending = min(length + 1, window.bytes.count)
            pendingLines = bytes.count { $0 == UInt8(ascii: "\n") } + (pending > length ? 1 : 0)
            if bytes.last == UInt8(ascii: "\r") { bytes = UnsafeRawBufferPointer(rebasing: bytes.dropLast()) }
            if bytes.isEmpty { continue }
            let row = SourceRow(bytes: bytes, line: line, column: 1)
            guard let cells = cells(bytes) else {
                return .problem(row.problem(at: 0, QuotedCells.fault))
            }
            guard let columns else {
                if let problem = readColumns(cells, row) { return .problem(problem) }
                continue
            }
            return event(cells, columns, row)
        }
    }

    private func readColumns(_ cells: [SourceText], _ row: SourceRow) -> LineProblem? {
        let names = cells.compactMap(\.validString)
        columns = cells.map(\.string)
        guard names.count == cells.count, Set(names).count == names.count else {
            return row.problem(at: 0, "the names of the columns are not valid UTF-8, or one occurs twice")
        }
        return nil
    }

    private func event(_ cells: [SourceText], _ columns: [String], _ row: SourceRow) -> RowEvent {
        guard cells.count == columns.count else {
            return .problem(row.problem(at: 0, "expected \(columns.count) cells, found \(cells.count)"))
        }
        var row = row
        var fields = JSONObject()
        for (name, cell) in zip(columns, cells) {
            guard shape.json.contains(name) else {
                fields[name] = .string(cell)
                continue
            }
            do throws(JSONError) {
                fields[name] = try parser.parse(cell.bytes)
            } catch {
                return .problem(row.problem(at: 0, "\(name): \(error.reason)"))
            }
        }
        row.fields = fields
        return .row(row)
    }

    /// Without the line end; more than the limit where that is exceeded; nil at the end of the source.
    private func lengthOfRecord() throws(InterchangeError) -> Int? {
        var end = QuotedCells.RecordEnd()
        while true {
            if let length = end.find(in: window.bytes, isQuoted: shape.isQuoted) { return length }
            let count = window.bytes.count
            if count > limit.bytes { return count }
            if try !window.more() { return count == 0 ? nil : count }
        }
    }

    private func skipLine() throws(InterchangeError) {
        line += 1
        repeat {
            if let end = window.bytes.firstIndex(of: UInt8(ascii: "\n")) {
                window.consume(end + 1)
                return
            }
            window.consume(window.bytes.count)
        } while try window.more()
    }

    /// Nil where the quotation marks are not as they must be.
    private func cells(_ bytes: UnsafeRawBufferPointer) -> [SourceText]? {
        guard shape.isQuoted else {
            return bytes.split(separator: separator, omittingEmptySubsequences: false).map {
                SourceText(bytes: Array($0))
            }
        }
        var text: [UInt8] = []
        var ends: [Int] = []
        guard QuotedCells.split(bytes, at: separator, into: &text, ends: &ends) else { return nil }
        return zip([0] + ends, ends).map { SourceText(bytes: Array(text[$0..<$1])) }
    }
}
