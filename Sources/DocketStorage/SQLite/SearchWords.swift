import DocketNotation

/// The words of a text, by which texts that are about the same thing are found.
///
/// A word is a run of letters, marks and digits, in lower case. Where a script puts no spaces between words (Chinese,
/// Japanese, Thai, Lao, Khmer, Burmese) each two neighbouring characters are one, as search engines do: two of them
/// mostly mean the same in another text, one alone does not. Whatever else is in a text separates words, so that no word
/// means anything to a query's grammar.
struct SearchWords {
    /// Each word once, in the order of first appearance.
    private(set) var words: [String] = []
    private var seen = Set<String>()
    private let limit: Int

    /// More of a word than this does not tell it from others.
    private static let longest = 40

    /// - Parameter limit: of words; the rest is left out.
    init(limit: Int = 2000) {
        self.limit = limit
    }

    var isFull: Bool { words.count >= limit }

    mutating func add(_ text: SourceText) {
        var run = ""
        var length = 0
        var before: Unicode.Scalar?
        var isPaired = false
        for scalar in String(decoding: text.bytes, as: UTF8.self).unicodeScalars {
            if isFull { return }
            if Self.hasNoSpaces(scalar) {
                take(run, length)
                (run, length) = ("", 0)
                if let before {
                    insert(String(String.UnicodeScalarView([before, scalar])))
                    isPaired = true
                }
                before = scalar
                continue
            }
            if let before, !isPaired { insert(String(before)) }
            (before, isPaired) = (nil, false)
            if Self.isPartOfWord(scalar) {
                if length < Self.longest { run += scalar.properties.lowercaseMapping }
                length += 1
            } else {
                take(run, length)
                (run, length) = ("", 0)
            }
        }
        if let before, !isPaired { insert(String(before)) }
        take(run, length)
    }

    /// A letter or digit alone says nothing.
    private mutating func take(_ run: String, _ length: Int) {
        if length > 1 { insert(run) }
    }

    private mutating func insert(_ word: String) {
        if !isFull, seen.insert(word).inserted { words.append(word) }
    }

    private static func isPartOfWord(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.isASCII { return ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar) || isDigit(scalar) }
        switch scalar.properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .nonspacingMark,
            .spacingMark, .decimalNumber, .letterNumber:
            return true
        default: return false
        }
    }

    private static func isDigit(_ scalar: Unicode.Scalar) -> Bool { ("0"..."9").contains(scalar) }

    private static func hasNoSpaces(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case ..<0x0E00: false
        // Thai and Lao; Burmese; Khmer; kana; Han with its extensions and compatibility forms; half-wide kana.
        case 0x0E01...0x0E4E, 0x0E81...0x0ECD, 0x1000...0x103F, 0x1780...0x17D3, 0x3041...0x3096, 0x30A1...0x30FF,
            0x31F0...0x31FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xF900...0xFAFF, 0xFF66...0xFF9F, 0x20000...0x3FFFF:
            true
        default: false
        }
    }
}
