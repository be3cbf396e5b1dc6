import DocketTestSupport
import Testing

@testable import DocketTerminal

@Suite("What is sent to put text on a clipboard")
struct ClipboardSequenceTests {
    private func sent(_ text: String, _ environment: [String: String]) -> String {
        String(decoding: ClipboardSequence(environment: environment).bytes(Array(text.utf8)), as: UTF8.self)
    }

    @Test(
        "base64 as in RFC 4648",
        arguments: [
            ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("fooba", "Zm9vYmE="),
            ("foobar", "Zm9vYmFy"), ("\u{FF}\u{FE}", "w7/Dvg=="),
        ])
    func base64(_ text: String, _ encoded: String) {
        #expect(String(decoding: Base64.encoded(Array(text.utf8)), as: UTF8.self) == encoded)
    }

    @Test("a terminal gets OSC 52, tmux the same and once more wrapped, screen wrapped pieces")
    func carriers() {
        #expect(sent("foo", [:]) == "\u{1B}]52;c;Zm9v\u{7}")
        #expect(
            sent("foo", ["TMUX": "/tmp/tmux,1,0"])
                == "\u{1B}]52;c;Zm9v\u{7}\u{1B}Ptmux;\u{1B}\u{1B}]52;c;Zm9v\u{7}\u{1B}\\")
        #expect(sent("foo", ["STY": "1.tty"]) == "\u{1B}P\u{1B}]52;c;Zm9v\u{7}\u{1B}\\")
        let long = sent(String(repeating: "long", count: 400), ["STY": "1.tty"])
        let pieces = long.components(wrappedIn: "\u{1B}P", "\u{1B}\\")
        #expect(pieces.count > 5 && pieces.allSatisfy { $0.utf8.count <= 256 })
        #expect(pieces.joined() == sent(String(repeating: "long", count: 400), [:]))
    }

    @Test("nothing of the text leaves but letters, digits, plus, slash and equals")
    func onlyBase64() {
        for seed in 0..<UInt64(Surroundings.rounds(200)) {
            var generator = SeededGenerator(seed: seed)
            let text = (0..<Int.random(in: 0...300, using: &generator)).map { _ in
                UInt8.random(in: 0...255, using: &generator)
            }
            let bytes = ClipboardSequence(environment: [:]).bytes(text)
            let payload = bytes.dropFirst(7).dropLast()
            let isPlain = payload.allSatisfy { byte in
                byte == UInt8(ascii: "+") || byte == UInt8(ascii: "/") || byte == UInt8(ascii: "=")
                    || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
                    || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
                    || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
            }
            #expect(isPlain && bytes.last == 7 && payload.count == (text.count + 2) / 3 * 4, "seed \(seed)")
        }
    }
}

extension String {
    fileprivate func components(wrappedIn start: String, _ end: String) -> [String] {
        var found: [String] = []
        var rest = Array(utf8)[...]
        let opening = Array(start.utf8)
        let closing = Array(end.utf8)
        while rest.starts(with: opening) {
            rest = rest.dropFirst(opening.count)
            var piece: [UInt8] = []
            while !rest.isEmpty, !rest.starts(with: closing) { piece.append(rest.removeFirst()) }
            rest = rest.dropFirst(closing.count)
            found.append(String(decoding: piece, as: UTF8.self))
        }
        return found
    }
}
