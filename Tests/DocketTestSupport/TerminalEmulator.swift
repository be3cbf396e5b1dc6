/// A terminal that believes nothing: it takes the control sequences that Docket is known to send and text that may be
/// painted, keeps the picture that comes of them, and notes everything else as a fault.
///
/// Widths are the C library's, so that what a frame takes for one cell and a terminal for two is found, too.
package struct TerminalEmulator {
    package private(set) var rows: Int
    package private(set) var columns: Int
    /// What came that Docket has no business sending, at most twenty.
    package private(set) var faults: [String] = []
    /// How many faults there were.
    package private(set) var faultCount = 0
    /// Titles that were set, in order.
    package private(set) var titles: [String] = []
    /// The private modes that are set now.
    package private(set) var modes: Set<Int> = []
    package private(set) var cursor = (row: 0, column: 0)
    /// Whether colours or attributes were ever asked for.
    package private(set) var usesColor = false

    /// The text of each cell; empty in the right half of a wide glyph.
    private var cells: [String]
    private var waiting: [UInt8] = []
    private var isAtMargin = false
    /// The rows that scroll.
    private var region: Range<Int>
    private var last = " "
    private var widths: [UInt32: Int] = [:]
    private let library: LibraryWidths?

    package init(rows: Int, columns: Int) {
        self.rows = rows
        self.columns = columns
        cells = Array(repeating: " ", count: rows * columns)
        region = 0..<rows
        library = LibraryWidths()
    }

    /// The text that starts in a cell; empty in the right half of a wide glyph.
    package func glyph(row: Int, column: Int) -> String { cells[row * columns + column] }

    /// The rows without the blanks at their ends.
    package var text: String {
        (0..<rows).map { row in
            let line = cells[row * columns..<(row + 1) * columns].joined()
            return String(line.reversed().drop { $0 == " " }.reversed())
        }.joined(separator: "\n")
    }

    package mutating func resize(rows: Int, columns: Int) {
        self.rows = rows
        self.columns = columns
        cells = Array(repeating: " ", count: rows * columns)
        cursor = (0, 0)
        region = 0..<rows
        isAtMargin = false
    }

    /// Takes what came; a sequence that is not complete waits for the rest.
    package mutating func feed(_ bytes: [UInt8]) {
        let all = waiting + bytes
        waiting = []
        var index = 0
        while index < all.count {
            guard let next = step(all, index) else {
                waiting = Array(all[index...])
                return
            }
            index = next
        }
    }

    /// Says that nothing more comes: what is still open is a fault.
    package mutating func end() {
        if !waiting.isEmpty { fault("an unfinished sequence", waiting, 0) }
    }

    private mutating func fault(_ what: String, _ bytes: [UInt8], _ index: Int) {
        faultCount += 1
        guard faults.count < 20 else { return }
        let near = bytes[max(0, index - 8)..<min(bytes.count, index + 24)]
        faults.append(what + ": " + near.map { String($0, radix: 16) }.joined(separator: " "))
    }

    /// The index behind what stands at `index`; nil where that is not complete yet.
    private mutating func step(_ bytes: [UInt8], _ index: Int) -> Int? {
        let byte = bytes[index]
        switch byte {
        case 0x1B: return escape(bytes, index)
        case 0x08:
            cursor.column = max(0, cursor.column - 1)
            isAtMargin = false
        case 0x09:
            cursor.column = min(columns - 1, (cursor.column / 8 + 1) * 8)
        case 0x0A: lineFeed()
        case 0x0D:
            cursor.column = 0
            isAtMargin = false
        case 0x0E, 0x0F: break
        case 0x20...0x7E: put(Unicode.Scalar(byte), width: 1)
        case 0..<0x20, 0x7F: fault("a control character", bytes, index)
        default: return character(bytes, index)
        }
        return index + 1
    }

    private mutating func character(_ bytes: [UInt8], _ index: Int) -> Int? {
        let length = bytes[index] >= 0xF0 ? 4 : bytes[index] >= 0xE0 ? 3 : 2
        guard index + length <= bytes.count else { return nil }
        let text = String(decoding: bytes[index..<index + length], as: UTF8.self)
        guard text.unicodeScalars.count == 1, let scalar = text.unicodeScalars.first,
            text.utf8.elementsEqual(bytes[index..<index + length])
        else {
            fault("not UTF-8", bytes, index)
            return index + 1
        }
        if let reason = ScalarSafety.fault(in: scalar) {
            fault("U+\(String(scalar.value, radix: 16)) \(reason)", bytes, index)
        }
        put(scalar, width: width(of: scalar))
        return index + length
    }

    private mutating func width(of scalar: Unicode.Scalar) -> Int {
        if let known = widths[scalar.value] { return known }
        let width = library?.width(of: scalar) ?? 1
        widths[scalar.value] = width
        return width
    }

    private mutating func put(_ scalar: Unicode.Scalar, width: Int) {
        guard width > 0 else {
            // A mark joins what was written last.
            var place = cursor.row * columns + cursor.column - (isAtMargin ? 0 : 1)
            while place > 0, cells[place].isEmpty { place -= 1 }
            if place >= 0 { cells[place].unicodeScalars.append(scalar) }
            return
        }
        if isAtMargin || cursor.column + width > columns {
            cursor.column = 0
            isAtMargin = false
            lineFeed()
        }
        last = String(Character(scalar))
        write(last, width: width)
    }

    private mutating func write(_ text: String, width: Int) {
        let place = cursor.row * columns + cursor.column
        halve(at: place)
        if width == 2 { halve(at: place + 1) }
        cells[place] = text
        if width == 2 { cells[place + 1] = "" }
        let next = cursor.column + width
        isAtMargin = next >= columns
        cursor.column = min(columns - 1, next)
    }

    /// Writing over half a wide glyph blanks the other half.
    private mutating func halve(at place: Int) {
        if cells[place].isEmpty, place > 0 { cells[place - 1] = " " }
        if place + 1 < cells.count, (place + 1) % columns != 0, cells[place + 1].isEmpty { cells[place + 1] = " " }
    }

    // MARK: Sequences

    private mutating func escape(_ bytes: [UInt8], _ index: Int) -> Int? {
        guard index + 1 < bytes.count else { return nil }
        switch bytes[index + 1] {
        case UInt8(ascii: "["): return control(bytes, index)
        case UInt8(ascii: "]"): return command(bytes, index)
        case UInt8(ascii: "("), UInt8(ascii: ")"):
            guard index + 2 < bytes.count else { return nil }
            return index + 3
        case UInt8(ascii: "7"), UInt8(ascii: "8"), UInt8(ascii: "="), UInt8(ascii: ">"): return index + 2
        case UInt8(ascii: "M"):
            if cursor.row == region.lowerBound { scroll(region, by: -1) } else { cursor.row = max(0, cursor.row - 1) }
            return index + 2
        default:
            fault("an escape", bytes, index)
            return index + 2
        }
    }

    /// OSC: only titles.
    private mutating func command(_ bytes: [UInt8], _ index: Int) -> Int? {
        guard let end = bytes[(index + 2)...].firstIndex(where: { $0 == 7 || $0 == 0x1B }) else { return nil }
        guard bytes[end] == 7 else {
            fault("a command that does not end", bytes, index)
            return end
        }
        return title(bytes, index, end)
    }

    private mutating func title(_ bytes: [UInt8], _ index: Int, _ end: Int) -> Int {
        let body = String(decoding: bytes[(index + 2)..<end], as: UTF8.self)
        if body.hasPrefix("2;") {
            titles.append(String(body.dropFirst(2)))
            if let reason = ScalarSafety.fault(in: body) { fault("in a title \(reason)", bytes, index) }
        } else {
            fault("a command of the operating system", bytes, index)
        }
        return end + 1
    }

    private mutating func control(_ bytes: [UInt8], _ index: Int) -> Int? {
        var end = index + 2
        while end < bytes.count, (0x20...0x3F).contains(bytes[end]) { end += 1 }
        guard end < bytes.count else { return nil }
        let body = String(decoding: bytes[(index + 2)..<end], as: UTF8.self)
        let isPrivate = body.hasPrefix("?")
        let numbers = body.drop { $0 == "?" }.split(separator: ";", omittingEmptySubsequences: false).map { Int($0) }
        let first = numbers.first.flatMap { $0 }
        if !apply(Character(Unicode.Scalar(bytes[end])), first, numbers.map { $0 ?? 0 }, isPrivate) {
            fault("a control sequence", bytes, index)
        }
        return end + 1
    }

    private static let knownModes: Set<Int> = [1, 7, 12, 25, 47, 1000, 1002, 1004, 1006, 1048, 1049, 2004, 2026]

    /// False for a sequence that Docket does not send.
    private mutating func apply(_ final: Character, _ first: Int?, _ numbers: [Int], _ isPrivate: Bool) -> Bool {
        let count = max(1, first ?? 1)
        if isPrivate, !"hlc".contains(final) { return false }
        if final != "m", final != "X", final != "b" { isAtMargin = false }
        switch final {
        case "A": cursor.row = max(0, cursor.row - count)
        case "B": cursor.row = min(rows - 1, cursor.row + count)
        case "C": cursor.column = min(columns - 1, cursor.column + count)
        case "D": cursor.column = max(0, cursor.column - count)
        case "G": cursor.column = min(columns - 1, count - 1)
        case "d": cursor.row = min(rows - 1, count - 1)
        case "H":
            let column = numbers.count > 1 ? max(1, numbers[1]) : 1
            cursor = (min(rows, count) - 1, min(columns, column) - 1)
        case "J", "K": return erase(screen: final == "J", first ?? 0)
        case "X": blank(from: cursor.column, count: count)
        case "b": for _ in 0..<count { write(last, width: 1) }
        case "P":
            shift(from: cursor.column, by: -count)
        case "@": shift(from: cursor.column, by: count)
        case "m": usesColor = usesColor || numbers.contains { (30...48).contains($0) || (90...107).contains($0) }
        case "r":
            let end = numbers.count > 1 && numbers[1] > 0 ? min(rows, numbers[1]) : rows
            region = min(count - 1, end - 1)..<end
            cursor = (0, 0)
        case "S": scroll(region, by: count)
        case "T": scroll(region, by: -count)
        case "L": scroll(cursor.row..<region.upperBound, by: -count)
        case "M": scroll(cursor.row..<region.upperBound, by: count)
        // The cursor of screen, the insert mode.
        case "h", "l":
            guard isPrivate else { return first == 34 || final == "l" && first == 4 }
            guard numbers.allSatisfy(Self.knownModes.contains) else { return false }
            if final == "h" { modes.formUnion(numbers) } else { modes.subtract(numbers) }
        // The cursor of the console of Linux.
        case "c" where isPrivate: break
        // Putting the title by and taking it back.
        case "t": return first == 22 || first == 23
        default: return false
        }
        return true
    }

    private mutating func erase(screen: Bool, _ part: Int) -> Bool {
        let here = cursor.row * columns + cursor.column
        let line = cursor.row * columns
        let range: Range<Int>
        switch part {
        case 0: range = here..<(screen ? cells.count : line + columns)
        case 1: range = (screen ? 0 : line)..<here + 1
        case 2: range = screen ? 0..<cells.count : line..<line + columns
        default: return false
        }
        for place in range { cells[place] = " " }
        return true
    }

    private mutating func lineFeed() {
        if cursor.row == region.upperBound - 1 {
            scroll(region, by: 1)
        } else {
            cursor.row = min(rows - 1, cursor.row + 1)
        }
    }

    /// Moves rows up, or down where the count is negative; blank ones come in.
    private mutating func scroll(_ region: Range<Int>, by count: Int) {
        let lines = region.map { Array(cells[$0 * columns..<($0 + 1) * columns]) }
        let blank = Array(repeating: " ", count: columns)
        for (place, row) in region.enumerated() {
            let line = lines.indices.contains(place + count) ? lines[place + count] : blank
            cells.replaceSubrange(row * columns..<(row + 1) * columns, with: line)
        }
    }

    private mutating func blank(from column: Int, count: Int) {
        for place in column..<min(columns, column + count) { cells[cursor.row * columns + place] = " " }
    }

    private mutating func shift(from column: Int, by count: Int) {
        let line = cursor.row * columns
        var rest = Array(cells[line + column..<line + columns])
        if count < 0 {
            rest = Array(rest.dropFirst(-count)) + Array(repeating: " ", count: min(-count, rest.count))
        } else {
            rest = Array((Array(repeating: " ", count: min(count, rest.count)) + rest).prefix(rest.count))
        }
        cells.replaceSubrange(line + column..<line + columns, with: rest)
    }
}
