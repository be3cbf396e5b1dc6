import CUTF8Proc

/// A word, a line break or a single other character of a text; the blanks between tokens belong to none.
struct WordToken {
    var start: Int32
    var end: Int32
    var isWord: Bool

    var range: Range<Int> { Int(start)..<Int(end) }

    /// The tokens of UTF-8 text, each at boundaries of grapheme clusters: words with their marks, numbers, `_` and
    /// inner apostrophes; every letter of a script that is written without spaces; `\n` or `\r\n`; a punctuation mark,
    /// a symbol or an emoji; a piece of bytes that are not UTF-8. O(n).
    static func tokens(of bytes: UnsafeBufferPointer<UInt8>) -> [WordToken] {
        precondition(bytes.count <= Int(Int32.max), "a text to compare is at most 2 GiB long")
        var tokenizer = WordTokenizer(bytes)
        return tokenizer.tokens()
    }
}

private struct WordTokenizer {
    private enum Class { case word, blank, apostrophe, single, unspaced }

    private let bytes: UnsafeBufferPointer<UInt8>
    private var scanner: GraphemeScanner
    private var found: [WordToken] = []

    init(_ bytes: UnsafeBufferPointer<UInt8>) {
        self.bytes = bytes
        scanner = GraphemeScanner(bytes)
        found.reserveCapacity(bytes.count / 4)
    }

    mutating func tokens() -> [WordToken] {
        var index = 0
        while index < bytes.count {
            let (kind, end) = character(at: index)
            switch kind {
            case .blank: index = end
            case .single, .apostrophe:
                append(index..<end, isWord: false)
                index = end
            case .unspaced:
                append(index..<end, isWord: true)
                index = end
            case .word:
                let wordEnd = endOfWord(from: end)
                append(index..<wordEnd, isWord: true)
                index = wordEnd
            }
        }
        return found
    }

    private mutating func append(_ range: Range<Int>, isWord: Bool) {
        found.append(WordToken(start: Int32(range.lowerBound), end: Int32(range.upperBound), isWord: isWord))
    }

    private mutating func endOfWord(from index: Int) -> Int {
        var wordEnd = index
        while wordEnd < bytes.count {
            let (kind, end) = character(at: wordEnd)
            if kind == .word {
                wordEnd = end
            } else if kind == .apostrophe, end < bytes.count {
                let behind = character(at: end)
                guard behind.kind == .word else { return wordEnd }
                wordEnd = behind.end
            } else {
                return wordEnd
            }
        }
        return wordEnd
    }

    /// The class of one grapheme cluster and where it ends.
    private mutating func character(at index: Int) -> (kind: Class, end: Int) {
        let byte = bytes[index]
        if byte < 0x80, index + 1 == bytes.count || bytes[index + 1] < 0x80 {
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x5F: return (.word, index + 1)
            case 0x20, 0x09: return (.blank, index + 1)
            case 0x27: return (.apostrophe, index + 1)
            case 0x0D where index + 1 < bytes.count && bytes[index + 1] == 0x0A: return (.single, index + 2)
            default: return (.single, index + 1)
            }
        }
        scanner.advance(to: index)
        guard case .grapheme? = scanner.next(), let first = scanner.scalars.first else {
            return (.single, max(scanner.position, index + 1))
        }
        return (WordTokenizer.kind(of: first, isAlone: scanner.scalars.count == 1), scanner.position)
    }

    private static func kind(of scalar: Unicode.Scalar, isAlone: Bool) -> Class {
        if scalar == "\u{2019}" || scalar == "'" { return .apostrophe }
        let traits = ScalarTraits(scalar)
        if traits.isWord { return ScalarTraits.isUnspaced(scalar) ? .unspaced : .word }
        let isBlank = traits.kind == .blank || scalar == "\t"
        return isBlank && isAlone ? .blank : .single
    }
}
