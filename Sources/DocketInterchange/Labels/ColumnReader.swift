import Glibc

/// The rows of a CSV or TSV file whose first row names its columns, without a string a cell.
///
/// RFC 4180, with LF or CRLF; a tab in the first row means that cells are separated by tabs. Blank lines are passed over. A row
/// with fewer or more cells than there are columns is an error: what stood in which column could only be guessed.
final class ColumnReader {
    let name: String
    private(set) var columns: [String] = []
    /// Of the row that was read last, 1-based.
    private(set) var line = 1
    private let window: ByteWindow
    private let limit = RowLimit(bytes: 1 << 20)
    private var separator = UInt8(ascii: ",")
    private var pending = 0
    private var pendingLines = 0
    /// The cells of the row; cell `c` is from `starts[c]` up to one before `starts[c + 1]`.
    private var row = UnsafeRawBufferPointer(start: nil, count: 0)
    private var starts: UnsafeMutablePointer<Int>
    private var room = 1
    /// What a row that has quotation marks says without them.
    private var unquoted: UnsafeMutableRawBufferPointer

    init(_ source: ByteSource) throws(InterchangeError) {
        name = source.name
        window = ByteWindow(source)
        starts = .allocate(capacity: 2)
        unquoted = .allocate(byteCount: 0, alignment: 1)
        try window.skipByteOrderMark()
        try readColumns()
    }

    deinit {
        starts.deallocate()
        unquoted.deallocate()
    }

    /// A cell of the row that was read last. Valid until the next one is read.
    @inline(__always)
    func cell(_ column: Int) -> UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(rebasing: row[starts[column]..<starts[column + 1] - 1])
    }

    /// Reads the next row; false at the end.
    func next() throws(InterchangeError) -> Bool {
        while true {
            window.consume(pending)
            line += pendingLines
            (pending, pendingLines) = (0, 0)
            guard let count = try readRow() else { return false }
            if count == 1, cell(0).isEmpty, columns.count > 1 { continue }
            guard count == columns.count else {
                throw failure("expected \(columns.count) cells (\(columns.joined(separator: ","))), found \(count)")
            }
            return true
        }
    }

    func failure(_ reason: String) -> InterchangeError {
        .table(path: name, line: line, reason: reason)
    }

    /// The place of the column that has one of these names, the first of them that is there.
    func column(_ names: [String]) throws(InterchangeError) -> Int? {
        for name in names {
            let places = columns.indices.filter { columns[$0].lowercased() == name }
            if places.count > 1 { throw .table(path: self.name, line: 1, reason: "two columns are named \(name)") }
            if let place = places.first { return place }
        }
        return nil
    }

    /// - Throws: names the columns that are there.
    func requiredColumn(_ names: [String]) throws(InterchangeError) -> Int {
        if let place = try column(names) { return place }
        let others = names.dropFirst().joined(separator: ", ")
        throw .table(
            path: name, line: 1,
            reason: "there is no column \"\(names[0])\"\(others.isEmpty ? "" : " (or \(others))"): the columns are "
                + columns.joined(separator: ", "))
    }

    private func readColumns() throws(InterchangeError) {
        var end = QuotedCells.RecordEnd()
        var length = end.find(in: window.bytes)
        while length == nil, window.bytes.count <= limit.bytes, try window.more() {
            length = end.find(in: window.bytes)
        }
        let front = window.bytes.prefix(length ?? window.bytes.count)
        if front.contains(UInt8(ascii: "\t")) { separator = UInt8(ascii: "\t") }
        let cells = front.count { $0 == separator } + 1
        room = cells
        starts.deallocate()
        starts = .allocate(capacity: cells + 1)
        guard let count = try readRow() else {
            throw .table(path: name, line: 1, reason: "the file is empty: the first row must name the columns")
        }
        columns = (0..<count).map { place in
            let cell = String(decoding: cell(place), as: UTF8.self)
            return String(cell.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
        }
        room = columns.count
    }

    /// How many cells the row at the front has; those beyond the columns are counted only. Nil at the end of the source.
    private func readRow() throws(InterchangeError) -> Int? {
        var scanned = 0
        var count = 0
        starts[0] = 0
        while true {
            let bytes = window.bytes
            while scanned < bytes.count {
                let byte = bytes[scanned]
                if byte == separator {
                    count += 1
                    if count <= room { starts[count] = scanned + 1 }
                } else if byte == UInt8(ascii: "\n") {
                    pending = scanned + 1
                    pendingLines = 1
                    return endRow(bytes, scanned, count)
                } else if byte == QuotedCells.mark {
                    return try readQuotedRow()
                }
                scanned += 1
            }
            if scanned > limit.bytes { throw failure(limit.reason("the row")) }
            if try !window.more() {
                if scanned == 0 { return nil }
                pending = scanned
                return endRow(window.bytes, scanned, count)
            }
        }
    }

    private func endRow(_ bytes: UnsafeRawBufferPointer, _ length: Int, _ separators: Int) -> Int {
        let end = length > 0 && bytes[length - 1] == UInt8(ascii: "\r") ? length - 1 : length
        row = UnsafeRawBufferPointer(rebasing: bytes[..<end])
        if separators + 1 <= room { starts[separators + 1] = end + 1 }
        return separators + 1
    }

    private func readQuotedRow() throws(InterchangeError) -> Int {
        var end = QuotedCells.RecordEnd()
        var length = end.find(in: window.bytes)
        while length == nil {
            if window.bytes.count > limit.bytes { throw failure(QuotedCells.fault) }
            guard try window.more() else { break }
            length = end.find(in: window.bytes)
        }
        var record = window.bytes
        pending = record.count
        if let length {
            record = UnsafeRawBufferPointer(rebasing: record[..<length])
            pending = length + 1
        }
        pendingLines = record.count { $0 == UInt8(ascii: "\n") } + (length == nil ? 0 : 1)
        if record.last == UInt8(ascii: "\r") { record = UnsafeRawBufferPointer(rebasing: record.dropLast()) }
        var text: [UInt8] = []
        var ends: [Int] = []
        guard QuotedCells.split(record, at: separator, into: &text, ends: &ends) else {
            throw failure(QuotedCells.fault)
        }
        keep(text, ends)
        return ends.count
    }

    /// Puts the cells where `cell` finds them, with a byte between one and the next as in a row without quotation marks.
    private func keep(_ text: [UInt8], _ ends: [Int]) {
        if unquoted.count < text.count + ends.count {
            unquoted.deallocate()
            unquoted = .allocate(byteCount: 2 * (text.count + ends.count), alignment: 1)
        }
        var start = 0
        var place = 0
        for (index, end) in ends.enumerated() {
            unquoted[place..<place + end - start].copyBytes(from: text[start..<end])
            place += end - start + 1
            if index < room { starts[index + 1] = place }
            start = end
        }
        row = UnsafeRawBufferPointer(unquoted)
    }
}
