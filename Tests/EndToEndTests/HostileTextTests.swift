import DocketTestSupport
import Glibc
import Testing

@Suite("Hostile text in a real terminal", .enabled(if: Tmux.isInstalled, "tmux is not installed"))
struct HostileTextTests {
    @Test("Nothing of the awkward queue reaches the terminal undisguised")
    func rawBytes() throws {
        let terminal = try Tmux(rows: 50, columns: 160)
        let raw = terminal.folder.path + "/raw"
        try terminal.start("review \(Surroundings.projectFile("SampleQueues/awkward-text.jsonl")) --theme mono")
        try terminal.waitFor("1 of 38")
        try terminal.tmux(["pipe-pane", "-o", "exec cat > \(raw)"])
        for count in 1...38 {
            try terminal.press("d")
            try terminal.press("v")
            try terminal.press("v")
            try terminal.press("s")
            try terminal.waitFor("Why is it skipped?")
            try terminal.press("1")
            try terminal.waitUntil("item \(count) is skipped") { screen in
                !screen.contains("Why is it skipped?")
                    && (screen.contains("\(count + 1) of 38") || screen.contains("skipped \(count)"))
            }
        }
        try terminal.press("q")
        try terminal.waitFor("ready$")
        let bytes = Surroundings.bytes(ofFile: raw) ?? []
        #expect(bytes.count > 10_000)
        let stray = TerminalGrammar.firstStray(in: bytes)
        #expect(stray == nil, "\(stray ?? "")")
    }
}

/// What Docket itself sends: printable text, the control sequences of terminfo entries, the title. Anything else came
/// from outside.
enum TerminalGrammar {
    static func firstStray(in bytes: [UInt8]) -> String? {
        var text: [UInt8] = []
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            if byte == 0x1B {
                guard let end = sequenceEnd(bytes, index) else {
                    return "an escape at \(index): \(sample(bytes, index))"
                }
                index = end
            } else if byte < 0x20 || byte == 0x7F {
                // Cursor motion and the charset shifts that ncurses uses.
                guard [0x08, 0x0A, 0x0D, 0x0E, 0x0F].contains(byte) else {
                    return "control \(byte) at \(index): \(sample(bytes, index))"
                }
                index += 1
            } else {
                text.append(byte)
                index += 1
            }
        }
        return String(decoding: text, as: UTF8.self).unicodeScalars.first(where: isHidden).map {
            "U+\(String($0.value, radix: 16))"
        }
    }

    /// The index behind a sequence that a terminfo entry could have made; nil for any other.
    private static func sequenceEnd(_ bytes: [UInt8], _ start: Int) -> Int? {
        guard start + 1 < bytes.count else { return bytes.count }
        switch bytes[start + 1] {
        case UInt8(ascii: "["):
            var index = start + 2
            while index < bytes.count, (0x20...0x3F).contains(bytes[index]) { index += 1 }
            // A capture may end within a sequence.
            guard index < bytes.count else { return bytes.count }
            // Cursor, erase, insert, delete, scroll, colours, modes: not reports, not window operations.
            return "ABCDGHJKLMPSTXdfhlmrb@".utf8.contains(bytes[index]) ? index + 1 : nil
        case UInt8(ascii: "("), UInt8(ascii: ")"): return start + 3
        case UInt8(ascii: "7"), UInt8(ascii: "8"), UInt8(ascii: "M"), UInt8(ascii: "="), UInt8(ascii: ">"),
            UInt8(ascii: "c"):
            return start + 2
        default: return nil
        }
    }

    private static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x80...0x9F, 0xAD, 0x61C, 0x180E, 0x200B...0x200F, 0x2028...0x202E, 0x2060...0x206F, 0xFE00...0xFE0F,
            0xFEFF,
            0xFFF9...0xFFFB, 0xE0000...0xE0FFF:
            true
        default: false
        }
    }

    private static func sample(_ bytes: [UInt8], _ index: Int) -> String {
        bytes[max(0, index - 8)..<min(bytes.count, index + 24)].map { String($0, radix: 16) }.joined(separator: " ")
    }
}
