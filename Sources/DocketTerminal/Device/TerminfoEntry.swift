import Glibc

/// A compiled terminal description (term(5)), taken apart so that direct colour can be added to it.
///
/// Descriptions of terminals with 256 colours say nothing of true colour, which most of those terminals have, and
/// ncurses believes its description. Entries such as `xterm-direct` are rarely installed and differ in other things.
struct TerminfoEntry {
    private var names: [UInt8]
    private var flags: [UInt8]
    private var numbers: [Int]
    private var strings: [[UInt8]?]
    private var ownFlags: [Named<UInt8>] = []
    private var ownNumbers: [Named<Int>] = []
    private var ownStrings: [Named<[UInt8]?>] = []

    private struct Named<Value> {
        var name: [UInt8]
        var value: Value
    }

    // Places in the standard tables (term.h).
    private static let automaticMargins = 1
    private static let ignoresNewlineAfterMargin = 4
    private static let erasesInBackground = 28
    private static let canChangeColors = 27
    private static let maximumColors = 13
    private static let maximumPairs = 14
    private static let setForeground = 359
    private static let setBackground = 360

    /// The description of that terminal, from where ncurses would look.
    static func find(_ term: String, environment: [String: String]) -> TerminfoEntry? {
        guard let first = term.utf8.first, !term.contains("/"), first != UInt8(ascii: ".") else { return nil }
        var folders = [environment["TERMINFO"], environment["HOME"].map { $0 + "/.terminfo" }].compactMap { $0 }
        folders += (environment["TERMINFO_DIRS"] ?? "").split(separator: ":").map(String.init)
        folders += ["/etc/terminfo", "/lib/terminfo", "/usr/lib/terminfo", "/usr/share/terminfo"]
        for folder in folders {
            for letter in [String(Character(Unicode.Scalar(first))), String(first, radix: 16)] {
                if let bytes = contents(of: "\(folder)/\(letter)/\(term)"), let entry = TerminfoEntry(bytes) {
                    return entry.named(term)
                }
            }
        }
        return nil
    }

    /// An entry that is found by a link need not have the link's name, without which ncurses does not take it inline.
    private func named(_ term: String) -> TerminfoEntry {
        let aliases = names.dropLast().split(separator: UInt8(ascii: "|"))
        guard !aliases.contains(where: { $0.elementsEqual(term.utf8) }) else { return self }
        var entry = self
        entry.names = Array(term.utf8) + [UInt8(ascii: "|")] + names
        return entry
    }

    private static func contents(of path: String) -> [UInt8]? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        // No compiled entry is larger.
        var bytes = [UInt8](repeating: 0, count: 32 * 1024)
        let count = read(descriptor, &bytes, bytes.count)
        return count > 0 ? Array(bytes.prefix(count)) : nil
    }

    /// Nil where the bytes are no entry of either format.
    init?(_ bytes: [UInt8]) {
        var reader = Reader(bytes: bytes)
        guard let magic = reader.short(), magic == 0o432 || magic == 0o1036,
            let nameSize = reader.short(), let flagCount = reader.short(), let numberCount = reader.short(),
            let stringCount = reader.short(), let tableSize = reader.short(),
            let names = reader.take(nameSize), let flags = reader.take(flagCount)
        else { return nil }
        let numberSize = magic == 0o1036 ? 4 : 2
        reader.align()
        guard let numbers = reader.integers(numberCount, size: numberSize),
            let offsets = reader.integers(stringCount, size: 2), let table = reader.take(tableSize)
        else { return nil }
        self.names = names
        self.flags = flags
        self.numbers = numbers
        strings = offsets.map { Self.string(at: $0, in: table) }
        reader.align()
        readOwn(&reader, numberSize: numberSize)
    }

    /// What a description has of its own follows in the same order, each with its name. Broken, it is left out.
    private mutating func readOwn(_ reader: inout Reader, numberSize: Int) {
        guard let flagCount = reader.short(), let numberCount = reader.short(), let stringCount = reader.short(),
            reader.short() != nil, let tableSize = reader.short(), let flags = reader.take(flagCount)
        else { return }
        reader.align()
        let nameCount = flagCount + numberCount + stringCount
        guard let numbers = reader.integers(numberCount, size: numberSize),
            let values = reader.integers(stringCount, size: 2),
            let nameOffsets = reader.integers(nameCount, size: 2), let table = reader.take(tableSize)
        else { return }
        let strings = values.map { Self.string(at: $0, in: table) }
        // The names' offsets count from the end of the last value.
        let base = zip(values, strings).map { $0 + ($1?.count ?? -1) + 1 }.max() ?? 0
        let names = nameOffsets.compactMap { Self.string(at: base + $0, in: table) }
        guard names.count == nameCount else { return }
        ownFlags = zip(names, flags).map(Named.init)
        ownNumbers = zip(names.dropFirst(flagCount), numbers).map(Named.init)
        ownStrings = zip(names.dropFirst(flagCount + numberCount), strings).map(Named.init)
    }

    private static func string(at offset: Int, in table: [UInt8]) -> [UInt8]? {
        guard offset >= 0, offset < table.count else { return nil }
        return Array(table[offset...].prefix { $0 != 0 })
    }

    /// How many colours it says the terminal has; 0 for none.
    var colorCount: Int {
        numbers.count > Self.maximumColors ? max(0, numbers[Self.maximumColors]) : 0
    }

    /// The same terminal with 16 million colours, numbered by their value (`RGB`).
    func withDirectColor() -> TerminfoEntry {
        var entry = self
        entry.numbers.extend(to: Self.maximumPairs + 1, with: -1)
        entry.strings.extend(to: Self.setBackground + 1, with: nil)
        if entry.flags.count > Self.canChangeColors { entry.flags[Self.canChangeColors] = 0 }
        entry.numbers[Self.maximumColors] = 1 << 24
        entry.numbers[Self.maximumPairs] = 1 << 15
        let components = "%p1%{65536}%/%d;%p1%{256}%/%{255}%&%d;%p1%{255}%&%dm"
        entry.strings[Self.setForeground] = Array("\u{1B}[38;2;\(components)".utf8)
        entry.strings[Self.setBackground] = Array("\u{1B}[48;2;\(components)".utf8)
        entry.ownFlags.removeAll { $0.name == Array("RGB".utf8) }
        entry.ownFlags.append(Named(name: Array("RGB".utf8), value: 1))
        entry.ownFlags.sort { $0.name.lexicographicallyPrecedes($1.name) }
        return entry
    }

    /// The same terminal, said to stay in the last column after writing there, as those of the VT family do until more
    /// comes (`xenl`). Told otherwise, ncurses fills the lower right corner by inserting before it, which breaks wide
    /// glyphs and costs bytes.
    func withPlainCorner() -> TerminfoEntry {
        var entry = self
        if flags.count > Self.ignoresNewlineAfterMargin, flags[Self.ignoresNewlineAfterMargin] == 1 {
            entry.flags[Self.automaticMargins] = 0
        }
        return entry
    }

    /// The same terminal, said to erase in its own background and not in the current one (`bce`). Terminals,
    /// multiplexers and recorders differ in what they do there; blanks that are written look the same everywhere.
    func withPlainErasing() -> TerminfoEntry {
        var entry = self
        if flags.count > Self.erasesInBackground { entry.flags[Self.erasesInBackground] = 0 }
        return entry
    }

    /// The entry in the format with 32-bit numbers.
    var bytes: [UInt8] {
        var table = Table()
        let offsets = strings.map { table.add($0) }
        var writer = Writer()
        writer.shorts([0o1036, names.count, flags.count, numbers.count, strings.count, table.bytes.count])
        writer.bytes += names + flags
        writer.align()
        writer.longs(numbers)
        writer.shorts(offsets)
        writer.bytes += table.bytes
        writer.align()

        var own = Table()
        let values = ownStrings.map { own.add($0.value) }
        let base = own.bytes.count
        let allNames = ownFlags.map(\.name) + ownNumbers.map(\.name) + ownStrings.map(\.name)
        let nameOffsets = allNames.map { own.add($0) - base }
        writer.shorts([
            ownFlags.count, ownNumbers.count, ownStrings.count, values.count + allNames.count, own.bytes.count,
        ])
        writer.bytes += ownFlags.map(\.value)
        writer.align()
        writer.longs(ownNumbers.map(\.value))
        writer.shorts(values + nameOffsets)
        writer.bytes += own.bytes
        return writer.bytes
    }

    /// The value of `TERMINFO` that is the entry itself (terminfo(5), "hex:").
    var inlineValue: String {
        let digits = Array("0123456789ABCDEF".utf8)
        return "hex:" + String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }
}

extension TerminfoEntry {
    private struct Table {
        var bytes: [UInt8] = []

        /// The place of the string; -1 for none.
        mutating func add(_ string: [UInt8]?) -> Int {
            guard let string else { return -1 }
            defer { bytes += string + [0] }
            return bytes.count
        }
    }

    private struct Writer {
        var bytes: [UInt8] = []

        mutating func shorts(_ values: [Int]) {
            for value in values { bytes += [UInt8(truncatingIfNeeded: value), UInt8(truncatingIfNeeded: value >> 8)] }
        }

        mutating func longs(_ values: [Int]) {
            for value in values { bytes += [0, 8, 16, 24].map { UInt8(truncatingIfNeeded: value >> $0) } }
        }

        mutating func align() {
            if bytes.count % 2 != 0 { bytes.append(0) }
        }
    }

    private struct Reader {
        var bytes: [UInt8]
        var place = 0

        mutating func take(_ count: Int) -> [UInt8]? {
            guard count >= 0, count <= bytes.count - place else { return nil }
            defer { place += count }
            return Array(bytes[place..<place + count])
        }

        mutating func short() -> Int? { integers(1, size: 2)?.first }

        mutating func integers(_ count: Int, size: Int) -> [Int]? {
            guard count >= 0, let piece = take(count * size) else { return nil }
            return (0..<count).map { index in
                let value = (0..<size).reduce(0) { $0 | Int(piece[index * size + $1]) << (8 * $1) }
                return size == 2 ? Int(Int16(truncatingIfNeeded: value)) : Int(Int32(truncatingIfNeeded: value))
            }
        }

        mutating func align() {
            if place % 2 != 0 { place += 1 }
        }
    }
}

extension Array {
    fileprivate mutating func extend(to count: Int, with element: Element) {
        while self.count < count { append(element) }
    }
}
