import Glibc

/// Items of made-up text, the same for the same numbers: `{"id":"i0","prompt":"Question …","responses":["…","…"]}`.
struct GeneratedItems {
    var count: Int
    /// Words in each of the two responses; the prompt has a third of that.
    var words: Int
    /// Whether a preference by one annotator for each item follows the items.
    var isDecided = false

    /// The first word of every prompt.
    static let marker = "Question"

    private static let vocabulary = """
        the a reply should name its price day order shop before after clear short kind answer because sale refund check and \
        customer parcel window morning friendly exact model receipt either paper coffee bicycle delivery
        """.split(separator: " ").map { Array($0.utf8) }

    /// Writes them as JSON lines.
    /// - Returns: megabytes (10^6) written.
    @discardableResult
    func write(to path: String) throws -> Double {
        guard let file = fopen(path, "w") else { throw BenchmarkError.system(action: "writing \(path)", code: errno) }
        var state: UInt64 = 0x9E37_79B9_7F4A_7C15
        var line: [UInt8] = []
        var bytes = 0
        func send() {
            bytes += fwrite(line, 1, line.count, file)
            line.removeAll(keepingCapacity: true)
        }
        for number in 0..<count {
            line += "{\"id\":\"i\(number)\",\"prompt\":\"\(Self.marker)".utf8
            Self.append(words / 3, to: &line, &state)
            line += "\",\"responses\":[\"One".utf8
            Self.append(words, to: &line, &state)
            line += "\",\"Two".utf8
            Self.append(words, to: &line, &state)
            line += "\"]}\n".utf8
            send()
        }
        for number in 0..<(isDecided ? count : 0) {
            let winner = number % 2 == 0 ? "a" : "b"
            line += #"{"v":1,"type":"decision","item":"i\#(number)","annotator":{"id":"ann","kind":"human"},"#.utf8
            line += #""preference":{"outcome":"win","winner":"\#(winner)","strength":1},"#.utf8
            line += #""at":"2026-01-01T00:00:00Z"}"#.utf8
            line.append(UInt8(ascii: "\n"))
            send()
        }
        guard fclose(file) == 0 else { throw BenchmarkError.system(action: "writing \(path)", code: errno) }
        return Double(bytes) / 1_000_000
    }

    /// The next words of a xorshift generator (Marsaglia 2003).
    private static func append(_ count: Int, to line: inout [UInt8], _ state: inout UInt64) {
        for _ in 0..<count {
            state ^= state << 13
            state ^= state >> 7
            state ^= state << 17
            line.append(UInt8(ascii: " "))
            line += vocabulary[Int(state % UInt64(vocabulary.count))]
        }
    }
}
