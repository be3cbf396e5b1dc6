/// Applies the display policy to bytes: the common characters of ASCII here, everything else by grapheme cluster.
struct DisplayBuilder {
    let policy: DisplayPolicy
    var clusters: [DisplayCluster] = []
    var notices = DisplayNotices()
    /// Cells since the last line break, for tab stops.
    var column = 0
    /// First cluster of the line at hand.
    private var lineStart = 0

    private init(_ policy: DisplayPolicy, capacity: Int) {
        self.policy = policy
        clusters.reserveCapacity(capacity)
    }

    static func build(_ bytes: UnsafeBufferPointer<UInt8>, _ policy: DisplayPolicy) -> DisplayText {
        precondition(bytes.count <= Int(UInt32.max), "a text to display is at most 4 GiB long")
        var builder = DisplayBuilder(policy, capacity: bytes.count)
        builder.append(bytes)
        return DisplayText(clusters: builder.clusters, notices: builder.notices, sourceCount: bytes.count)
    }

    private mutating func append(_ bytes: UnsafeBufferPointer<UInt8>) {
        let printable = DisplayBuilder.printableASCII
        var scanner = GraphemeScanner(bytes)
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            let next = index + 1 < bytes.count ? bytes[index + 1] : 0
            // A character of ASCII before another one is a cluster of its own, CR before LF excepted.
            if byte < 0x80, next < 0x80 {
                if byte >= 0x20, byte < 0x7F {
                    clusters.append(printable[Int(byte) - 0x20].placed(at: index))
                    column += 1
                    index += 1
                } else if byte == 0x0D, next == 0x0A {
                    appendLineBreak(index..<index + 2)
                    index += 2
                } else {
                    appendControl(byte, index..<index + 1)
                    index += 1
                }
                continue
            }
            scanner.advance(to: index)
            let piece = scanner.next()
            let source = index..<scanner.position
            switch piece {
            case .grapheme: appendGrapheme(scanner.scalars, following: scanner.following, source)
            case .invalid: appendInvalid(bytes[source], source)
            case nil: break
            }
            index = scanner.position
        }
        if policy.revealsBlanks { revealTrailingBlanks() }
    }

    mutating func append(
        _ text: String, width: Int, _ source: Range<Int>, notice: DisplayNotice? = nil,
        traits: DisplayCluster.Traits = []
    ) {
        clusters.append(DisplayCluster(text, width: width, source: source, notice: notice, traits: traits))
        column += width
    }

    /// Text that is painted letter by letter in place of something else: a token, a flag's letters.
    mutating func appendLetters(_ text: String, _ source: Range<Int>, notice: DisplayNotice? = nil) {
        for letter in text { append(String(letter), width: 1, source, notice: notice) }
    }

    /// The name of a character that has no shape, in angle brackets.
    mutating func appendToken(_ name: String, _ source: Range<Int>, notice: DisplayNotice?, count: Int = 1) {
        let token = policy.asciiOnly ? "<\(name)>" : "⟨\(name)⟩"
        appendLetters(token, source, notice: notice)
        if let notice { notices.record(notice, sign: token, count: count) }
    }

    /// A C0 control or DEL; tab and line feed have their own meaning.
    mutating func appendControl(_ byte: UInt8, _ source: Range<Int>) {
        switch byte {
        case 0x09: appendTab(source)
        case 0x0A: appendLineBreak(source)
        default:
            let sign = controlSign(byte)
            appendLetters(sign, source, notice: .control)
            notices.record(.control, sign: sign)
        }
    }

    private mutating func appendInvalid(_ bytes: Slice<UnsafeBufferPointer<UInt8>>, _ source: Range<Int>) {
        let sign =
            policy.asciiOnly
            ? bytes.map { "\\x" + String($0, radix: 16, uppercase: true) }.joined() : "\u{FFFD}"
        appendLetters(sign, source, notice: .invalid)
        notices.record(.invalid, sign: sign)
    }

    private mutating func appendTab(_ source: Range<Int>) {
        let cells = policy.tabWidth - column % policy.tabWidth
        for cell in 0..<cells {
            let arrow = policy.revealsBlanks && cell == 0
            append(
                arrow ? (policy.asciiOnly ? ">" : "→") : " ", width: 1, source,
                notice: policy.revealsBlanks ? .blank : nil, traits: .blank)
        }
    }

    mutating func appendLineBreak(_ source: Range<Int>) {
        if policy.revealsBlanks { revealTrailingBlanks() }
        if policy.revealsBlanks || policy.singleLine {
            let sign = policy.asciiOnly ? (source.count == 2 ? "\\r\\n" : "\\n") : (source.count == 2 ? "␍⏎" : "⏎")
            appendLetters(sign, source, notice: .blank)
        }
        if !policy.singleLine {
            append("\n", width: 0, source, traits: .lineBreak)
            column = 0
        }
        lineStart = clusters.count
    }

    private mutating func revealTrailingBlanks() {
        var index = clusters.count - 1
        while index >= lineStart, clusters[index].isBlank {
            let cluster = clusters[index]
            if cluster.text == " ", cluster.notice == nil {
                let dot = policy.asciiOnly ? "." : "·"
                clusters[index] = DisplayCluster(
                    dot, width: 1, source: cluster.source, notice: .blank, traits: .blank)
            }
            index -= 1
        }
    }

    func controlSign(_ byte: UInt8) -> String {
        if policy.asciiOnly { return "^" + String(Unicode.Scalar(byte ^ 0x40)) }
        return String(Unicode.Scalar(UInt16(byte == 0x7F ? 0x2421 : 0x2400 + UInt16(byte))) ?? "\u{FFFD}")
    }

    static let printableASCII: [DisplayCluster] = (0x20...0x7E).map { byte in
        let scalar = Unicode.Scalar(UInt8(byte))
        return DisplayCluster(String(scalar), width: 1, source: 0..<1, traits: traits(of: scalar, ScalarTraits(scalar)))
    }

    static func traits(of scalar: Unicode.Scalar, _ properties: ScalarTraits) -> DisplayCluster.Traits {
        var traits: DisplayCluster.Traits = []
        switch scalar {
        case "\u{A0}", "\u{2007}", "\u{202F}": break
        case "-", "\u{2010}", "\u{2012}"..."\u{2015}": traits.insert(.dash)
        default: if properties.kind == .blank { traits.insert(.blank) }
        }
        if properties.isWord { traits.insert(.word) }
        if properties.isOpening { traits.insert(.opening) }
        if properties.isClosing { traits.insert(.closing) }
        if ScalarTraits.isUnspaced(scalar) || properties.isPictographic { traits.insert(.unspaced) }
        return traits
    }
}
