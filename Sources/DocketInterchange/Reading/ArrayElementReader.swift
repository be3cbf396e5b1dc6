/// The elements of one JSON array, one after the other, so that a file that is a single array needs no more memory
/// than one of lines. An element's own grammar is left to the parser: here only its end is looked for.
final class ArrayElementReader: RowReader {
    private let window: ByteWindow
    private let limit: RowLimit
    private var line = 1
    private var column = 1
    private var isOpen = false
    private var isFinished = false
    /// Whether a comma asks for another element.
    private var expectsElement = false
    private var pending = 0

    init(_ window: ByteWindow, limit: RowLimit) {
        self.window = window
        self.limit = limit
    }

    func next() throws(InterchangeError) -> RowEvent? {
        if !isOpen {
            isOpen = true
            try skipSpace()
            advance(1)
        }
        while !isFinished {
            advance(pending)
            pending = 0
            try skipSpace()
            guard let first = window.bytes.first else { return finish("the array is not closed") }
            switch first {
            case UInt8(ascii: "]"):
                let reason = expectsElement ? "a value is missing between the comma and the end of the array" : nil
                let problem = reason.map { LineProblem(line: line, column: column, reason: $0) }
                advance(1)
                let end = try finishAfterBracket()
                if let problem { return .problem(problem) }
                return end
            case UInt8(ascii: ","):
                let problem = LineProblem(line: line, column: column, reason: "a value is missing before the comma")
                advance(1)
                expectsElement = true
                return .problem(problem)
            default:
                return try element()
            }
        }
        return nil
    }

    private func element() throws(InterchangeError) -> RowEvent {
        var scan = ElementScan()
        var isTooLong = false
        let start = (line: line, column: column)
        while true {
            let bytes = window.bytes
            if let length = scan.end(in: bytes) {
                let isComma = bytes[length] == UInt8(ascii: ",")
                expectsElement = isComma
                pending = isComma ? length + 1 : length
                if isTooLong || length > limit.bytes { break }
                return .row(row(bytes, length: length))
            }
            if bytes.count > limit.bytes {
                isTooLong = true
                advance(bytes.count)
                scan.position = 0
            }
            if try !window.more() {
                // What is there may still be a whole element; that the array is not closed is said next.
                expectsElement = false
                pending = window.bytes.count
                if isTooLong { break }
                return .row(row(window.bytes, length: pending))
            }
        }
        return .problem(LineProblem(line: start.line, column: start.column, reason: limit.reason("the element")))
    }

    private func row(_ bytes: UnsafeRawBufferPointer, length: Int) -> SourceRow {
        var length = length
        while length > 0, bytes[length - 1].isJSONSpace { length -= 1 }
        return SourceRow(bytes: UnsafeRawBufferPointer(rebasing: bytes[..<length]), line: line, column: column)
    }

    private func finishAfterBracket() throws(InterchangeError) -> RowEvent? {
        try skipSpace()
        return window.bytes.isEmpty ? finish(nil) : finish("there is more after the end of the array")
    }

    private func finish(_ reason: String?) -> RowEvent? {
        isFinished = true
        return reason.map { .problem(LineProblem(line: line, column: column, reason: $0)) }
    }

    private func skipSpace() throws(InterchangeError) {
        repeat {
            let bytes = window.bytes
            let space = bytes.prefix { $0.isJSONSpace }.count
            let isAll = space == bytes.count
            advance(space)
            if !isAll { return }
        } while try window.more()
    }

    private func advance(_ count: Int) {
        for byte in window.bytes.prefix(count) {
            if byte == UInt8(ascii: "\n") {
                line += 1
                column = 1
            } else if !byte.isContinuation {
                column += 1
            }
        }
        window.consume(count)
    }
}

/// Looks for what ends an element, a comma or the array's bracket, across refills of the window.
private struct ElementScan {
    var position = 0
    private var depth = 0
    private var isInString = false
    private var isEscaped = false

    init() {}

    /// - Returns: the offset of what ends the element; nil where it is not among these bytes.
    mutating func end(in bytes: UnsafeRawBufferPointer) -> Int? {
        while position < bytes.count {
            let byte = bytes[position]
            if isInString {
                if isEscaped {
                    isEscaped = false
                } else if byte == UInt8(ascii: "\\") {
                    isEscaped = true
                } else if byte == UInt8(ascii: "\"") {
                    isInString = false
                } else if byte == UInt8(ascii: "\n") {
                    // No string goes over a line end. One that is never closed spoils its own line only.
                    return position
                }
            } else {
                switch byte {
                case UInt8(ascii: "\""): isInString = true
                case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
                case UInt8(ascii: "}"): depth = max(0, depth - 1)
                case UInt8(ascii: "]"):
                    if depth == 0 { return position }
                    depth -= 1
                case UInt8(ascii: ",") where depth == 0: return position
                default: break
                }
            }
            position += 1
        }
        return nil
    }
}
