import Glibc

/// The lines of a source, blank ones left out. A line ends with LF or CRLF, the last one also without.
final class LineReader: RowReader {
    private let window: ByteWindow
    private let limit: RowLimit
    private var line = 0
    /// The bytes of the row handed out last.
    private var pending = 0

    init(_ window: ByteWindow, limit: RowLimit) {
        self.window = window
        self.limit = limit
    }

    func next() throws(InterchangeError) -> RowEvent? {
        while true {
            window.consume(pending)
            pending = 0
            guard let length = try lengthOfLine() else { return nil }
            line += 1
            if length > limit.bytes {
                try skipLine()
                return .problem(LineProblem(line: line, column: 1, reason: limit.reason("the line")))
            }
            pending = min(length + 1, window.bytes.count)
            var bytes = UnsafeRawBufferPointer(rebasing: window.bytes[..<length])
            if bytes.last == UInt8(ascii: "\r") { bytes = UnsafeRawBufferPointer(rebasing: bytes.dropLast()) }
            if bytes.allSatisfy(\.isJSONSpace) { continue }
            return .row(SourceRow(bytes: bytes, line: line, column: 1))
        }
    }

    /// Without the line end; more than the limit where that is exceeded; nil at the end of the source.
    private func lengthOfLine() throws(InterchangeError) -> Int? {
        var scanned = 0
        while true {
            let bytes = window.bytes
            if let length = Self.lineEnd(in: bytes, from: scanned) { return length }
            scanned = bytes.count
            if scanned > limit.bytes { return scanned }
            if try !window.more() { return bytes.isEmpty ? nil : scanned }
        }
    }

    private func skipLine() throws(InterchangeError) {
        repeat {
            if let length = Self.lineEnd(in: window.bytes, from: 0) {
                window.consume(length + 1)
                return
            }
            window.consume(window.bytes.count)
        } while try window.more()
    }

    private static func lineEnd(in bytes: UnsafeRawBufferPointer, from start: Int) -> Int? {
        guard start < bytes.count, let base = bytes.baseAddress,
            let found = memchr(base + start, Int32(UInt8(ascii: "\n")), bytes.count - start)
        else { return nil }
        return UnsafeRawPointer(found) - base
    }
}
