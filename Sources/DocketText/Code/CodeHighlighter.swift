/// Finds what has a colour of its own in code: a lexer with a table for each language, no parser. Code that is cut off or
/// wrong is coloured as far as it goes. O(n).
package struct CodeHighlighter {
    private let bytes: [UInt8]
    private let language: CodeLanguage
    private var index = 0
    private var tokens: [CodeToken] = []
    private let lineComments: [[UInt8]]
    private let blockComment: [[UInt8]]
    private let longQuotes: [[UInt8]]
    private let quotes: Set<UInt8>

    package static func tokens(of code: [UInt8], _ language: CodeLanguage) -> [CodeToken] {
        var highlighter = CodeHighlighter(code, language)
        highlighter.run()
        return highlighter.tokens
    }

    /// The tokens of a block of code, in bytes of the source.
    static func roles(of source: [UInt8], _ spans: [MarkdownSpan], _ language: CodeLanguage) -> [CodeToken] {
        var code: [UInt8] = []
        var places: [(start: Int, source: Int)] = []
        for span in spans {
            switch span.shown {
            case .source:
                places.append((code.count, span.source.lowerBound))
                code += source[span.source]
            case .text(let text): code += Array(text.utf8)
            case .lineBreak: code.append(0x0A)
            }
        }
        var place = 0
        return tokens(of: code, language).compactMap { token in
            while place + 1 < places.count, places[place + 1].start <= token.range.lowerBound { place += 1 }
            guard places.indices.contains(place), places[place].start <= token.range.lowerBound else { return nil }
            let offset = places[place].source - places[place].start
            return CodeToken(token.range.lowerBound + offset..<token.range.upperBound + offset, token.kind)
        }
    }

    private init(_ code: [UInt8], _ language: CodeLanguage) {
        bytes = code
        self.language = language
        lineComments = language.lineComments.map { Array($0.utf8) }
        blockComment = language.blockComment.map { Array($0.utf8) }
        longQuotes = language.longQuotes.map { Array($0.utf8) }
        quotes = Set(language.quotes.utf8)
    }

    private mutating func run() {
        while index < bytes.count {
            let start = index
            if blockComment.count == 2, starts(with: blockComment[0]) {
                index += blockComment[0].count
                skip(past: blockComment[1], escapes: false)
                add(start, .comment)
            } else if let comment = lineComments.first(where: starts(with:)), beginsComment(comment) {
                skipLine()
                add(start, .comment)
            } else if let quote = longQuotes.first(where: starts(with:)) {
                index += quote.count
                skip(past: quote, escapes: true)
                addString(start)
            } else if language.style == .tags {
                lexTag()
            } else if quotes.contains(bytes[index]) {
                lexString()
                addString(start)
            } else if isDigit(bytes[index]) {
                while index < bytes.count, isWord(bytes[index]) || bytes[index] == 0x2E && isDigit(next) { index += 1 }
                add(start, .number)
            } else if let sigil = language.sigil?.asciiValue, bytes[index] == sigil {
                index += 1
                if index < bytes.count, bytes[index] == 0x7B {
                    while index < bytes.count, bytes[index] != 0x7D, bytes[index] != 0x0A { index += 1 }
                    index = min(index + 1, bytes.count)
                } else {
                    while index < bytes.count, isWord(bytes[index]) { index += 1 }
                }
                add(start, .name)
            } else if isWord(bytes[index]) || bytes[index] == 0x40 {
                lexWord()
            } else {
                index += 1
            }
        }
    }

    private var next: UInt8 { index + 1 < bytes.count ? bytes[index + 1] : 0 }

    private func starts(with sign: [UInt8]) -> Bool {
        index + sign.count <= bytes.count && bytes[index..<index + sign.count].elementsEqual(sign)
    }

    /// `#` and `;` begin a comment only at the start of a word: `$#` and `a#b` have none.
    private func beginsComment(_ sign: [UInt8]) -> Bool {
        guard sign.count == 1, index > 0 else { return true }
        return [0x20, 0x09, 0x0A, 0x3B, 0x28, 0x29, 0x7B, 0x7D].contains(bytes[index - 1])
    }

    private mutating func skipLine() {
        while index < bytes.count, bytes[index] != 0x0A { index += 1 }
    }

    private mutating func skip(past end: [UInt8], escapes: Bool) {
        while index < bytes.count {
            if escapes, bytes[index] == 0x5C {
                index = min(index + 2, bytes.count)
            } else if starts(with: end) {
                index += end.count
                return
            } else {
                index += 1
            }
        }
    }

    private mutating func lexString() {
        let quote = bytes[index]
        index += 1
        while index < bytes.count, bytes[index] != 0x0A {
            if bytes[index] == 0x5C, index + 1 < bytes.count, bytes[index + 1] != 0x0A {
                index += 2
            } else if bytes[index] == quote {
                index += 1
                return
            } else {
                index += 1
            }
        }
    }

    private mutating func lexWord() {
        let start = index
        index += 1
        while index < bytes.count, isWord(bytes[index]) || language.style == .table && bytes[index] == 0x2D {
            index += 1
        }
        let text = String(decoding: bytes[start..<index], as: UTF8.self)
        if language.keywords.contains(language.ignoresCase ? text.lowercased() : text) {
            add(start, .keyword)
        } else if language.style == .table, isKey {
            add(start, .name)
        }
    }

    private mutating func addString(_ start: Int) {
        add(start, language.style == .table && isKey ? .name : .string)
    }

    /// Whether a colon or an equals sign follows.
    private var isKey: Bool {
        var place = index
        while place < bytes.count, bytes[place] == 0x20 || bytes[place] == 0x09 { place += 1 }
        return place < bytes.count && (bytes[place] == 0x3A || bytes[place] == 0x3D)
    }

    private mutating func lexTag() {
        let start = index
        guard bytes[index] == 0x3C else {
            if bytes[index] == 0x26 {
                while index < bytes.count, bytes[index] != 0x3B, bytes[index] != 0x0A, bytes[index] != 0x20 {
                    index += 1
                }
                if index < bytes.count, bytes[index] == 0x3B { index += 1 }
                return add(start, .number)
            }
            index += 1
            return
        }
        index += 1
        while index < bytes.count, isWord(bytes[index]) || [0x2F, 0x21, 0x3F, 0x2D, 0x3A].contains(bytes[index]) {
            index += 1
        }
        add(start, .keyword)
        while index < bytes.count, bytes[index] != 0x3E {
            let start = index
            if bytes[index] == 0x22 || bytes[index] == 0x27 {
                skipQuoted(bytes[index])
                add(start, .string)
            } else if isWord(bytes[index]) {
                while index < bytes.count, isWord(bytes[index]) || bytes[index] == 0x2D || bytes[index] == 0x3A {
                    index += 1
                }
                add(start, .name)
            } else if bytes[index] == 0x3C {
                return
            } else {
                index += 1
            }
        }
        if index < bytes.count {
            index += 1
            add(index - 1, .keyword)
        }
    }

    private mutating func skipQuoted(_ quote: UInt8) {
        index += 1
        while index < bytes.count, bytes[index] != quote { index += 1 }
        index = min(index + 1, bytes.count)
    }

    /// A token from `start` to here, cut at the ends of lines.
    private mutating func add(_ start: Int, _ kind: CodeToken.Kind) {
        var begin = start
        for end in start...index where end == index || bytes[end] == 0x0A {
            if end > begin { tokens.append(CodeToken(begin..<end, kind)) }
            begin = end + 1
        }
    }

    private func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

    private func isWord(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x5F, 0x61...0x7A, 0x80...0xFF: true
        default: false
        }
    }
}
