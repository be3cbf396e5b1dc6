import DocketTerminal
import DocketTestSupport
import DocketText
import Glibc

/// Shows texts on the device, frame by frame, and compares what leaves with what the frame holds.
struct TerminalSweep {
    private static let size = Size(rows: 60, columns: 240)
    /// What scalars are put beside: what opens, turns, joins or marks.
    private static let dangerous: [[UInt8]] =
        [
            "\u{1B}", "\u{1B}[", "\u{9B}", "\r", "\n", "\u{202E}", "\u{2067}", "\u{200D}", "\u{200C}", "\u{FE0F}",
            "\u{301}",
            "\u{1F1E6}", "\u{1F469}", "\u{1F3FD}", "\u{1100}", "\u{1161}", "\u{E0041}", "\u{94D}", "\u{64}\u{327}", "漢",
            "ش",
        ].map { Array($0.utf8) } + [[0x80], [0xC3], [0xE2, 0x80], [0xF0, 0x9F]]

    private let wire: Wire
    private let device: NcursesTerminal
    private var emulator: TerminalEmulator
    private var frame = Frame(size: Self.size)
    private var row = 0
    private var column = 0
    private var textCount = 0
    private var frameCount = 0
    private var differences: [String] = []
    private var differenceCount = 0

    init() throws {
        wire = try Wire(size: Self.size)
        emulator = TerminalEmulator(rows: Self.size.rows, columns: Self.size.columns)
        var environment: [String: String] = [:]
        for name in ["TERM", "COLORTERM", "TERMINFO", "HOME"] {
            if let value = getenv(name) { environment[name] = String(cString: value) }
        }
        device = try NcursesTerminal(theme: try Theme.load("dark", ownFolder: nil), environment: environment)
    }

    mutating func run(everyScalar: Int, everyPair: Int) throws {
        for policy in [DisplayPolicy.standard, .revealing, DisplayPolicy(asciiOnly: true)] {
            try sweepBytes(policy)
        }
        for value in stride(from: UInt32(0), through: 0x10FFFF, by: everyScalar) {
            guard let scalar = Unicode.Scalar(value) else { continue }
            let bytes = Array(String(Character(scalar)).utf8)
            try show(bytes)
            try show([UInt8(ascii: "a")] + bytes + [UInt8(ascii: "b")])
            guard everyPair > 0, value % UInt32(everyPair) == 0 else { continue }
            try show(bytes + bytes)
            for neighbour in Self.dangerous {
                try show(bytes + neighbour)
                try show(neighbour + bytes)
            }
        }
        try present()
        try sweepTitles(every: everyScalar)
        device.close()
        emulator.feed(wire.receive())
        emulator.end()
    }

    /// Every byte alone and every pair of bytes.
    private mutating func sweepBytes(_ policy: DisplayPolicy) throws {
        for first in UInt8.min...UInt8.max {
            try show([first], policy)
            for second in UInt8.min...UInt8.max { try show([first, second], policy) }
        }
    }

    private mutating func sweepTitles(every step: Int) throws {
        for value in stride(from: UInt32(0), through: 0x10FFFF, by: step * 16) {
            guard let scalar = Unicode.Scalar(value) else { continue }
            device.setTitle(DisplayText("a\(Character(scalar))b", policy: .singleLine))
        }
        emulator.feed(wire.receive())
    }

    /// Puts a text behind the one before, in a field that a bar ends.
    private mutating func show(_ bytes: [UInt8], _ policy: DisplayPolicy = .standard) throws {
        textCount += 1
        let text = DisplayText(bytes: bytes, policy: policy)
        if column + text.width + 1 > Self.size.columns {
            column = 0
            row += 1
            if row == Self.size.rows { try present() }
        }
        column += frame.put(text, at: Point(row: row, column: column), style: .plain)
        column += frame.put("|", at: Point(row: row, column: column), style: .plain)
    }

    private mutating func present() throws {
        try device.present(frame)
        emulator.feed(wire.receive())
        frameCount += 1
        for row in 0..<Self.size.rows { compare(row) }
        frame = Frame(size: Self.size)
        row = 0
        column = 0
    }

    private mutating func compare(_ row: Int) {
        for column in 0..<Self.size.columns {
            let expected = frame.glyph(at: Point(row: row, column: column))
            let found = emulator.glyph(row: row, column: column)
            // ncurses knows at most four marks; what libc cannot measure is a replacement character.
            guard expected != found else { continue }
            differenceCount += 1
            if differences.count < 20 {
                differences.append(
                    "frame \(frameCount), row \(row), column \(column): \(Self.names(expected)) became \(Self.names(found))"
                )
            }
            return
        }
    }

    private static func names(_ text: String) -> String {
        text.isEmpty ? "nothing" : text.unicodeScalars.map { "U+" + String($0.value, radix: 16) }.joined(separator: " ")
    }

    /// True where nothing was found.
    func report() -> Bool {
        wire.say("\(textCount) texts on \(frameCount) frames, \(wire.byteCount) bytes")
        for fault in emulator.faults + differences { wire.say(fault) }
        wire.say("\(emulator.faultCount) faults, \(differenceCount) rows that differ")
        return emulator.faultCount == 0 && differenceCount == 0
    }
}
