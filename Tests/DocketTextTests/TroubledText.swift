import DocketTestSupport

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
