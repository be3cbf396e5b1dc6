import DocketTerminal
import DocketTestSupport
import Glibc
import Testing

/// Bytes as a hostile terminal might send them: pieces of sequences, text, noise.
private func noise(_ generator: inout SeededGenerator, count: Int) -> [UInt8] {
    let pieces = [
        "\u{1B}", "\u{1B}[", "\u{1B}O", "\u{1B}]", "\u{1B}P", "[", "<", ";", "1", "200", "~", "\u{1B}[200~",
        "\u{1B}[201~", "M", "m", "u", "A", "\u{7}", "\\", "日本", "é", "\r", "a", "$", "\u{1B}\u{1B}",
    ].map { Array($0.utf8) }
    var bytes: [UInt8] = []
    while bytes.count < count {
        if Int.random(in: 0..<4, using: &generator) == 0 {
            bytes.append(UInt8.random(in: 0...255, using: &generator))
        } else if let piece = pieces.randomElement(using: &generator) {
            bytes += piece
        }
    }
    return bytes
}

/// The event without the mark that depends on how bytes were cut into reads.
private func unmarked(_ event: TerminalEvent) -> TerminalEvent {
    if case .key(let stroke, _) = event { .key(stroke) } else { event }
}

@Suite("Decoding anything")
struct KeyDecoderFuzzTests {
    @Test("however the bytes are cut, the events are the same", arguments: 0..<UInt64(Surroundings.rounds(200)))
    func splits(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        // Ctrl-C in a piece of its own ends a paste.
        let bytes = noise(&generator, count: 120).filter { $0 != 0x03 }
        var whole = KeyDecoder()
        let expected = (whole.feed(bytes) + whole.flush()).map(unmarked)

        var pieces = KeyDecoder()
        var events: [TerminalEvent] = []
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = Int.random(in: 1...min(9, rest.count), using: &generator)
            events += pieces.feed(rest.prefix(count))
            rest = rest.dropFirst(count)
        }
        events += pieces.flush()
        #expect(events.map(unmarked) == expected, "seed \(seed): \(bytes)")
    }

    @Test("after a flush nothing is open and plain keys come through", arguments: 0..<UInt64(Surroundings.rounds(200)))
    func recovery(seed: UInt64) {
        var generator = SeededGenerator(seed: seed &+ 0x1000_0000)
        var decoder = KeyDecoder()
        _ = decoder.feed(noise(&generator, count: 60))
        _ = decoder.flush()
        #expect(decoder.timeoutMilliseconds == nil, "seed \(seed)")
        #expect(decoder.feed([UInt8(ascii: "a")]) == [.key(KeyStroke(.character("a")))], "seed \(seed)")
    }

    @Test("typed text comes back letter for letter", arguments: 0..<UInt64(Surroundings.rounds(50)))
    func text(seed: UInt64) {
        var generator = SeededGenerator(seed: seed &+ 0x2000_0000)
        let letters = Array("abcXYZ012 ,.;äöüßñ日本語한글🙂∑".unicodeScalars)
        var text = String.UnicodeScalarView()
        for _ in 0..<80 { text.append(letters[Int.random(in: 0..<letters.count, using: &generator)]) }
        var decoder = KeyDecoder()
        let typed = decoder.feed(String(text).utf8).compactMap { event -> String? in
            guard case .key(let stroke, _) = event else { return nil }
            return stroke.text
        }
        #expect(typed.joined() == String(text), "seed \(seed)")
    }
}
