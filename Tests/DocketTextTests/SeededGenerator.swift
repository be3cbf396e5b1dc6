import Glibc

/// Repeatable randomness (SplitMix64); a failure names its seed.
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

/// How much the sweeps do; `DOCKET_TEST_SCALE` multiplies it.
enum Sweep {
    static func rounds(_ count: Int) -> Int {
        let scale = getenv("DOCKET_TEST_SCALE").flatMap { Double(String(cString: $0)) } ?? 1
        return max(1, Int(Double(count) * scale))
    }
}

/// Text made of what makes trouble: every kind of character the policy, the layout and the segmentation treat.
enum TroubledText {
    static let pieces: [String] = [
        "a", "b", "word", "don't", " ", " ", "  ", "\t", "\n", "\r\n", "\r", "-", ",", ".", "(", ")", "é", "e\u{301}",
        "\u{301}", "\u{301}\u{302}\u{303}\u{304}\u{305}\u{306}", "漢", "字", "、", "かな", "한글", "\u{1100}\u{1161}\u{11A8}",
        "\u{1161}", "क्ष", "हि", "\u{93F}", "می\u{200C}خ", "\u{200C}", "\u{200D}", "\u{200B}", "\u{202E}", "\u{FEFF}",
        "👩\u{200D}👩\u{200D}👧", "👍\u{1F3FD}", "\u{1F3FD}", "🇫", "🇷", "🇫🇷", "❤\u{FE0F}", "\u{FE0F}", "1\u{FE0F}\u{20E3}",
        "\u{E0041}", "\u{1B}", "\u{7F}", "\u{85}", "\u{A0}", "\u{3000}", "\u{FFFE}", "\u{E000}", "ไทย", "שלום",
        "\u{FFFD}",
        "1. ", "- ",
    ]

    static func make(_ count: Int, using generator: inout SeededGenerator) -> String {
        (0..<count).map { _ in pieces.randomElement(using: &generator) ?? "a" }.joined()
    }
}
