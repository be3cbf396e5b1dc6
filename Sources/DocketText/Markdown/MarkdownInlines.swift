import CMarkGFM

/// Makes spans of the inline nodes of one block: finds for each of them the bytes of the source that it shows.
///
/// The library says where nodes begin, with some exceptions (what comes behind an address that it found by itself, links
/// over several lines). So each place is tried, and taken only where the bytes there spell what the node says.
struct MarkdownInlines {
    private let content: MarkdownContent
    /// Line and column, from 1, that the library gives the first byte of the content.
    private let firstLine: Int
    private let firstColumn: Int
    /// Up to where the content is dealt with.
    private var cursor = 0
    private var looks: [MarkdownLooks] = []
    private var links: [Link] = []
    private(set) var spans: [MarkdownSpan] = []
    /// Whether a node was not found: the block is then shown as it is.
    private(set) var hasFailed = false
    /// How many places are tried before giving up, so that no text takes long.
    private var attempts = 2000

    private struct Link {
        var address: [UInt8]
        var isImage: Bool
        var hasBrackets: Bool
    }

    init(_ content: MarkdownContent, firstLine: Int, firstColumn: Int) {
        self.content = content
        self.firstLine = firstLine
        self.firstColumn = firstColumn
    }

    private var bytes: [UInt8] { content.bytes }
    private var look: MarkdownLooks { looks.last ?? [] }

    /// - Parameter base: where the content lies in memory, which texts that the library did not copy point into.
    mutating func read(_ event: CMarkGFMEvent, base: UnsafePointer<UInt8>?) {
        guard !hasFailed else { return }
        switch CMarkGFMKind(UInt32(event.kind)) {
        case CMARKGFM_TEXT, CMARKGFM_CODE, CMARKGFM_HTML: readLeaf(event, base)
        case CMARKGFM_SOFT_BREAK, CMARKGFM_LINE_BREAK: readBreak()
        case CMARKGFM_EMPHASIS: toggle(.emphasis, event.is_enter)
        case CMARKGFM_STRONG: toggle(.strong, event.is_enter)
        case CMARKGFM_STRIKE:
            if event.is_enter { advance(toStartOf: event, expecting: 0x7E) }
            if event.is_enter { looks.append(look.union(.strike)) }
            // Terminals do not strike through, so the signs stay.
            var end = cursor
            while end < bytes.count, bytes[end] == 0x7E { end += 1 }
            append(.source, cursor..<end)
            cursor = end
            if !event.is_enter { looks.removeLast() }
        case CMARKGFM_LINK, CMARKGFM_IMAGE: event.is_enter ? beginLink(event) : endLink(event)
        default: break
        }
    }

    private mutating func toggle(_ added: MarkdownLooks, _ isEnter: Bool) {
        if isEnter {
            looks.append(look.union(added))
        } else {
            looks.removeLast()
        }
    }

    private mutating func append(_ shown: MarkdownSpan.Shown, _ range: Range<Int>, _ added: MarkdownLooks = []) {
        guard !range.isEmpty || shown != .source else { return }
        let sources = content.sources(of: range)
        if shown == .source {
            spans += sources.map { MarkdownSpan(.source, $0, look.union(added)) }
        } else {
            let source = sources[0].lowerBound..<sources[sources.count - 1].upperBound
            spans.append(MarkdownSpan(shown, source, look.union(added)))
        }
    }

    // MARK: Places

    private func offset(_ line: Int32, _ column: Int32) -> Int? {
        guard line > 0, let start = content.start(ofLine: Int(line) - firstLine) else { return nil }
        let offset = start + Int(column) - firstColumn
        return (cursor...bytes.count).contains(offset) ? offset : nil
    }

    /// Goes to where a node begins, if a byte stands there that says so.
    private mutating func advance(toStartOf event: CMarkGFMEvent, expecting byte: UInt8) {
        if let place = offset(event.first_line, event.first_column), place < bytes.count, bytes[place] == byte {
            cursor = place
        } else if let place = bytes[cursor...].firstIndex(of: byte), spend(place - cursor) {
            cursor = place
        }
    }

    private mutating func spend(_ count: Int) -> Bool {
        attempts -= count
        return attempts > 0
    }

    // MARK: Texts

    private mutating func readLeaf(_ event: CMarkGFMEvent, _ base: UnsafePointer<UInt8>?) {
        let literal = UnsafeBufferPointer(start: event.literal, count: event.literal_count)
        guard !literal.isEmpty else { return }
        var candidates: [Int] = []
        if let base, let start = event.literal, start >= base, start < base + bytes.count {
            candidates.append(start - base)
        }
        if let place = offset(event.first_line, event.first_column) { candidates.append(place) }
        candidates.append(cursor)
        let isCode = CMarkGFMKind(UInt32(event.kind)) == CMARKGFM_CODE
        let isText = CMarkGFMKind(UInt32(event.kind)) == CMARKGFM_TEXT
        let added: MarkdownLooks = isCode ? .code : isText ? [] : .html
        for place in candidates where place >= cursor {
            if take(literal, at: place, isText: isText, added) { return }
        }
        var place = cursor
        while place < bytes.count {
            guard spend(1) else { break }
            if take(literal, at: place, isText: isText, added) { return }
            place += 1
        }
        hasFailed = true
    }

    /// Takes a literal that begins at a place, where it does.
    private mutating func take(
        _ literal: UnsafeBufferPointer<UInt8>, at place: Int, isText: Bool, _ added: MarkdownLooks
    ) -> Bool {
        var pieces: [(shown: MarkdownSpan.Shown, range: Range<Int>)] = []
        var plain = place
        var at = place
        // The blanks inside the ticks of code are not part of it.
        if added == .code, at < bytes.count, bytes[at] == 0x20, literal[0] != 0x20 { at += 1 }
        plain = at
        func flush(_ end: Int) {
            if end > plain { pieces.append((.source, plain..<end)) }
        }
        var index = 0
        while index < literal.count {
            guard at < bytes.count else { return false }
            let byte = bytes[at]
            if isText, byte == 0x5C, at + 1 < bytes.count, Self.isPunctuation(bytes[at + 1]),
                bytes[at + 1] == literal[index]
            {
                flush(at)
                plain = at + 1
                at += 2
                index += 1
            } else if isText, byte == 0x26, let entity = entity(at + 1),
                literal[index...].starts(with: entity.output)
            {
                flush(at)
                let end = at + 1 + entity.count
                pieces.append((.text(String(decoding: entity.output, as: UTF8.self)), at..<end))
                at = end
                plain = end
                index += entity.output.count
            } else if byte == literal[index] {
                if byte == 0x0A {
                    flush(at)
                    pieces.append((.lineBreak(isSoft: true), at..<at + 1))
                    plain = at + 1
                }
                at += 1
                index += 1
            } else if added == .code, byte == 0x0A, literal[index] == 0x20 {
                flush(at)
                pieces.append((.lineBreak(isSoft: true), at..<at + 1))
                at += 1
                plain = at
                index += 1
            } else {
                return false
            }
        }
        flush(at)
        for piece in pieces { append(piece.shown, piece.range, added) }
        cursor = at
        return true
    }

    private func entity(_ start: Int) -> (output: [UInt8], count: Int)? {
        guard start < bytes.count else { return nil }
        var output = [UInt8](repeating: 0, count: 16)
        var count = 0
        let taken = bytes.withUnsafeBufferPointer { bytes -> Int in
            guard let base = bytes.baseAddress else { return 0 }
            return cmarkgfm_entity(base + start, bytes.count - start, &output, &count)
        }
        return taken > 0 ? (Array(output.prefix(count)), taken) : nil
    }

    private static func isPunctuation(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x21...0x2F, 0x3A...0x40, 0x5B...0x60, 0x7B...0x7E: true
        default: false
        }
    }

    private mutating func readBreak() {
        guard let place = bytes[cursor...].firstIndex(of: 0x0A) else { return }
        // Two blanks before it, or a backslash, say that the line ends here.
        let isSoft =
            place == 0
            || bytes[place - 1] != 0x5C && (place < 2 || bytes[place - 1] != 0x20 || bytes[place - 2] != 0x20)
        append(.lineBreak(isSoft: isSoft), place..<place + 1)
        cursor = place + 1
        while cursor < bytes.count, bytes[cursor] == 0x20 || bytes[cursor] == 0x09 { cursor += 1 }
    }

    // MARK: Links

    private mutating func beginLink(_ event: CMarkGFMEvent) {
        let isImage = CMarkGFMKind(UInt32(event.kind)) == CMARKGFM_IMAGE
        var hasBrackets = false
        if let place = offset(event.first_line, event.first_column), place < bytes.count {
            hasBrackets = bytes[place] == (isImage ? 0x21 : 0x5B)
            if hasBrackets { cursor = place + (isImage ? 2 : 1) }
        }
        if isImage { append(.text("[image: "), cursor..<cursor, .image) }
        looks.append(look.union(isImage ? .image : .link))
        let address = UnsafeBufferPointer(start: event.address, count: event.address_count)
        links.append(Link(address: Array(address), isImage: isImage, hasBrackets: hasBrackets))
    }

    private mutating func endLink(_ event: CMarkGFMEvent) {
        guard let link = links.popLast() else { return }
        looks.removeLast()
        if link.isImage { append(.text("]"), cursor..<cursor, .image) }
        // An address that stands by itself is its own text.
        guard link.hasBrackets else { return }
        guard let close = bytes[cursor...].firstIndex(of: 0x5D), spend(close - cursor) else {
            hasFailed = true
            return
        }
        let tail = close + 1
        if tail < bytes.count, bytes[tail] == 0x28, let end = endOfAddress(tail, event) {
            append(.text(" "), tail..<tail, .address)
            appendLines(tail..<end, .address)
            cursor = end
        } else {
            var end = tail
            if tail < bytes.count, bytes[tail] == 0x5B, let last = bytes[tail...].firstIndex(of: 0x5D) {
                end = last + 1
            }
            let address = String(decoding: link.address, as: UTF8.self)
            append(.text(" (\(address))"), close..<end, .address)
            cursor = end
        }
    }

    private mutating func appendLines(_ range: Range<Int>, _ added: MarkdownLooks) {
        var start = range.lowerBound
        while let end = bytes[start..<range.upperBound].firstIndex(of: 0x0A) {
            append(.source, start..<end, added)
            append(.lineBreak(isSoft: true), end..<end + 1, added)
            start = end + 1
        }
        append(.source, start..<range.upperBound, added)
    }

    /// Behind the parenthesis that closes an address and its title.
    private func endOfAddress(_ open: Int, _ event: CMarkGFMEvent) -> Int? {
        if let end = offset(event.last_line, event.last_column + 1), end > open, end <= bytes.count,
            bytes[end - 1] == 0x29
        {
            return end
        }
        var depth = 0
        var index = open
        var quote: UInt8?
        while index < bytes.count {
            switch bytes[index] {
            case 0x5C: index += 1
            case let byte where byte == quote: quote = nil
            case 0x22 where quote == nil && depth == 1: quote = 0x22
            case 0x28 where quote == nil: depth += 1
            case 0x29 where quote == nil:
                depth -= 1
                if depth == 0 { return index + 1 }
            default: break
            }
            index += 1
        }
        return nil
    }
}
