/// Looks at the headers of tables before the parser does: toml++ 3 ends the program where a `[` is not followed by what a
/// name can begin with (an assertion of its `parse_key`).
struct TOMLHeaders {
    private let bytes: [UInt8]
    private var index = 0
    private var line = 1
    private var lineStart = 0

    private init(_ text: String) {
        bytes = Array(text.utf8)
    }

    /// - Throws: where a header has no name.
    static func check(_ text: String) throws(TOMLError) {
        var headers = TOMLHeaders(text)
        try headers.check()
    }

    private mutating func check() throws(TOMLError) {
        // Brackets and braces of values that are open: within them a line does not begin a statement.
        var depth = 0
        var isAtStart = true
        while index < bytes.count {
            let byte = bytes[index]
            switch byte {
            case UInt8(ascii: "["), UInt8(ascii: "{"):
                if isAtStart, depth == 0, byte == UInt8(ascii: "[") { try checkHeader() } else { depth += 1 }
            case UInt8(ascii: "]"), UInt8(ascii: "}"): depth = max(0, depth - 1)
            case UInt8(ascii: "\""), UInt8(ascii: "'"): passString(byte)
            case UInt8(ascii: "#"):
                while index + 1 < bytes.count, bytes[index + 1] != UInt8(ascii: "\n") { index += 1 }
            case UInt8(ascii: "\n"): newLine()
            default: break
            }
            let isBlank = byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") || byte == UInt8(ascii: "\r")
            isAtStart = byte == UInt8(ascii: "\n") || isAtStart && isBlank
            // A mark of the byte order stands before the first statement.
            if index < 3, bytes.starts(with: [0xEF, 0xBB, 0xBF]) { isAtStart = true }
            index += 1
        }
    }

    /// Leaves the index at the bracket, or at the second one.
    private mutating func checkHeader() throws(TOMLError) {
        if index + 1 < bytes.count, bytes[index + 1] == UInt8(ascii: "[") { index += 1 }
        var next = index + 1
        while next < bytes.count, bytes[next] == UInt8(ascii: " ") || bytes[next] == UInt8(ascii: "\t") { next += 1 }
        guard next < bytes.count, Self.canBeginName(bytes[next]) else {
            throw TOMLError(
                line: line, column: next - lineStart + 1, reason: "a table's name is missing or cannot begin like this")
        }
        // The rest of the line is the parser's: nothing in it opens a value.
        while next < bytes.count, bytes[next] != UInt8(ascii: "\n") { next += 1 }
        index = next - 1
    }

    private static func canBeginName(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "\""),
            UInt8(ascii: "'"):
            true
        default: false
        }
    }

    private mutating func newLine() {
        line += 1
        lineStart = index + 1
    }

    /// Leaves the index at the string's last byte. One that does not end on its line is the parser's to refuse.
    private mutating func passString(_ quote: UInt8) {
        let isLong = bytes[index...].starts(with: [quote, quote, quote])
        index += isLong ? 3 : 1
        while index < bytes.count {
            let byte = bytes[index]
            if byte == UInt8(ascii: "\\"), quote == UInt8(ascii: "\"") {
                index += 1
            } else if byte == quote, !isLong || bytes[index...].starts(with: [quote, quote, quote]) {
                if isLong { index += 2 }
                return
            }
            if index < bytes.count, bytes[index] == UInt8(ascii: "\n") {
                guard isLong else {
                    index -= 1
                    return
                }
                newLine()
            }
            index += 1
        }
    }
}
