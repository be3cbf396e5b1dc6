import DocketNotation

/// One row of a source: a line, an element of an array, a record of a table.
struct SourceRow {
    /// As written, without the line end. Valid until the next row is read.
    var bytes: UnsafeRawBufferPointer
    /// Where the row begins, 1-based, columns in scalars.
    var line: Int
    var column: Int
    /// The fields, where they are not JSON in `bytes`.
    var fields: JSONObject?

    /// - Parameter offset: in bytes, from the front of the row.
    func problem(at offset: Int, _ reason: String) -> LineProblem {
        var line = line
        var column = column
        for byte in bytes.prefix(max(0, offset)) {
            if byte == UInt8(ascii: "\n") {
                line += 1
                column = 1
            } else if !byte.isContinuation {
                column += 1
            }
        }
        return LineProblem(line: line, column: column, reason: reason)
    }
}

enum RowEvent {
    case row(SourceRow)
    case problem(LineProblem)
}

/// What a row limit means to somebody who ran into it.
struct RowLimit {
    var bytes: Int

    /// - Parameter noun: what is too long: "the line".
    func reason(_ noun: String) -> String {
        let mebibyte = 1 << 20
        let size = bytes % mebibyte == 0 ? "\(bytes / mebibyte) MiB" : "\(bytes) bytes"
        return "\(noun) is longer than the limit of \(size)"
    }
}

/// Splits a source into rows.
protocol RowReader: AnyObject {
    /// The next row that is not blank; nil at the end.
    func next() throws(InterchangeError) -> RowEvent?
}
