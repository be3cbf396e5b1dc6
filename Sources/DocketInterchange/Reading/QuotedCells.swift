/// Splits table records in which cells stand in quotation marks (RFC 4180).
enum QuotedCells {
    /// Appends the cells' texts, without their quotation marks, to `text`, and where each ends there to `ends`.
    /// - Parameter record: without its line end.
    /// - Returns: false where the quotation marks are not as they must be.
    static func split(
        _ record: UnsafeRawBufferPointer, at separator: UInt8, into text: inout [UInt8], ends: inout [Int]
    ) -> Bool {
        var index = 0
        while true {
            if index < record.count, record[index] == mark {
                index += 1
                while true {
                    guard index < record.count else { return false }
                    if record[index] != mark {
                        text.append(record[index])
                    } else if index + 1 < record.count, record[index + 1] == mark {
                        text.append(mark)
                        index += 1
                    } else {
                        break
                    }
                    index += 1
                }
                index += 1
                guard index == record.count || record[index] == separator else { return false }
            } else {
                while index < record.count, record[index] != separator {
                    if record[index] == mark { return false }
                    text.append(record[index])
                    index += 1
                }
            }
            ends.append(text.count)
            if index >= record.count { return true }
            index += 1
        }
    }

    /// What is wrong where `split` says no.
    static let fault = "a quotation mark is not closed or stands inside a cell"

    /// How long the record at the front is, without its line end; nil where no line end outside of quotation marks is there.
    /// A doubled quotation mark leaves the quotes and enters them again.
    struct RecordEnd {
        private var scanned = 0
        private var isInQuotes = false

        /// Goes on behind the bytes it has seen.
        mutating func find(in bytes: UnsafeRawBufferPointer, isQuoted: Bool = true) -> Int? {
            while scanned < bytes.count {
                if bytes[scanned] == mark, isQuoted { isInQuotes.toggle() }
                if bytes[scanned] == UInt8(ascii: "\n"), !isInQuotes { return scanned }
                scanned += 1
            }
            return nil
        }
    }

    static let mark = UInt8(ascii: "\"")
}
