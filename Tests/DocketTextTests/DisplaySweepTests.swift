import DocketTestSupport
import Glibc
import Testing

@testable import DocketText

@Suite("Nothing but printable characters of known width comes out")
struct DisplaySweepTests {
    private static let policies: [DisplayPolicy] = [
        .standard, .revealing, .singleLine, DisplayPolicy(asciiOnly: true),
        DisplayPolicy(revealsBlanks: true, asciiOnly: true, singleLine: true),
    ]

    @Test("every scalar value, alone, after a letter and before one, is shown safely", arguments: 0...16)
    func wholeOfUnicode(plane: Int) {
        // The other planes are ideographs, private or unassigned throughout; a part of each will do.
        let step = [0, 1, 14].contains(plane) ? 1 : max(1, 31 / Surroundings.rounds(1))
        for value in stride(from: plane << 16, through: plane << 16 | 0xFFFF, by: step) {
            guard let scalar = Unicode.Scalar(UInt32(value)) else { continue }
            for text in [String(scalar), "a" + String(scalar) + "b"] {
                let fault = SafetyOracle.fault(in: DisplayText(text), ofByteCount: text.utf8.count)
                if let fault { Issue.record("U+\(String(value, radix: 16)) in \(text.utf8.count) bytes: \(fault)") }
            }
        }
    }

    @Test(
        "the C library that ncurses asks agrees on every width",
        .enabled(if: LibraryWidths.isOfKnownVersion, "needs glibc 2.36"))
    func widthsOfTheLibrary() throws {
        let library = try #require(LibraryWidths())
        for value in UInt32(0x20)...0x3FFFF {
            guard let scalar = Unicode.Scalar(value) else { continue }
            for cluster in DisplayText(String(scalar)).clusters where !cluster.isLineBreak {
                let width = library.width(of: cluster.text)
                if width != cluster.width {
                    Issue.record(
                        "U+\(String(value, radix: 16)) takes \(cluster.width), the library says \(width ?? -1)")
                }
            }
        }
    }

    @Test("random bytes are shown safely and covered", arguments: policies)
    func randomBytes(policy: DisplayPolicy) {
        for seed in 0..<UInt64(Surroundings.rounds(400)) {
            var generator = SeededGenerator(seed: seed)
            let bytes = (0..<Int.random(in: 0...60, using: &generator)).map { _ in
                UInt8.random(in: 0...255, using: &generator)
            }
            let fault = SafetyOracle.fault(in: DisplayText(bytes: bytes, policy: policy), ofByteCount: bytes.count)
            #expect(fault == nil, "seed \(seed)")
        }
    }

    @Test("mixtures of troublesome text, torn at any byte, are shown safely and covered", arguments: policies)
    func troubledText(policy: DisplayPolicy) {
        for seed in 0..<UInt64(Surroundings.rounds(400)) {
            var generator = SeededGenerator(seed: seed)
            var bytes = Array(TroubledText.make(30, using: &generator).utf8)
            if seed % 2 == 0, !bytes.isEmpty {
                bytes.remove(at: Int.random(in: 0..<bytes.count, using: &generator))
            }
            let text = DisplayText(bytes: bytes, policy: policy)
            #expect(SafetyOracle.fault(in: text, ofByteCount: bytes.count) == nil, "seed \(seed)")
            if policy.asciiOnly { #expect(text.string.utf8.allSatisfy { $0 < 0x80 }, "seed \(seed)") }
            if policy.singleLine { #expect(!text.clusters.contains { $0.isLineBreak }, "seed \(seed)") }
        }
    }

    @Test("what was made safe stays as it is when shown again")
    func idempotence() {
        for seed in 0..<UInt64(Surroundings.rounds(400)) {
            var generator = SeededGenerator(seed: seed)
            let once = DisplayText(TroubledText.make(30, using: &generator))
            let twice = DisplayText(once.string)
            #expect(twice.string == once.string, "seed \(seed)")
            #expect(twice.notices.isEmpty, "seed \(seed)")
            #expect(twice.width == once.width, "seed \(seed)")
        }
    }

    @Test("bytes of a string and the string itself are shown alike")
    func bytesAndString() {
        for seed in 0..<UInt64(Surroundings.rounds(200)) {
            var generator = SeededGenerator(seed: seed)
            let text = TroubledText.make(30, using: &generator)
            #expect(DisplayText(text) == DisplayText(bytes: Array(text.utf8)), "seed \(seed)")
            #expect(DisplayText(text) == DisplayText(bytes: AnySequence(text.utf8)), "seed \(seed)")
        }
    }

    @Test("clusters begin where the string's own characters begin")
    func boundaries() {
        for seed in 0..<UInt64(Surroundings.rounds(400)) {
            var generator = SeededGenerator(seed: seed)
            let text = TroubledText.make(30, using: &generator)
            var offset = 0
            var expected: [Range<Int>] = []
            for character in text {
                expected.append(offset..<offset + character.utf8.count)
                offset += character.utf8.count
            }
            var shown: [Range<Int>] = []
            for cluster in DisplayText(text).clusters where shown.last != cluster.source {
                shown.append(cluster.source)
            }
            #expect(shown == expected, "seed \(seed)")
        }
    }
}
