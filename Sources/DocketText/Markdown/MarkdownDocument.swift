/// A text read as Markdown (CommonMark with GFM's tables, strike-through, task lists and addresses).
///
/// Every stretch that is shown knows its bytes of the source, and every letter, digit, control and character beyond ASCII
/// of the source is shown: where the syntax would hide one (in the definition of a link, say), its lines stand as they
/// are. What is hidden is punctuation and blanks. Nothing becomes HTML; HTML in the text is shown as it is.
package struct MarkdownDocument: Sendable {
    package let source: [UInt8]
    package let blocks: [MarkdownBlock]
    /// What of the source is shown, in order, neighbours merged.
    package let shown: [Range<Int>]

    /// Texts longer than this are read as they are.
    package static let longest = 512 * 1024

    /// O(n), but for texts made to slow the parser down, which `init` passes over: a document then has one block that
    /// shows the source as it is.
    package init(_ source: [UInt8]) {
        self.source = source
        blocks = Self.isReadable(source) ? MarkdownReader.blocks(of: source) : Self.plain(source)
        shown = Self.coverage(blocks)
    }

    /// Whether a stretch of the source has a part on the screen. O(log n).
    package func shows(_ range: Range<Int>) -> Bool {
        var low = 0
        var high = shown.count
        while low < high {
            let middle = (low + high) / 2
            if shown[middle].upperBound <= range.lowerBound { low = middle + 1 } else { high = middle }
        }
        return low < shown.count && shown[low].lowerBound < range.upperBound
    }

    private static func plain(_ source: [UInt8]) -> [MarkdownBlock] {
        let lines = SourceLines(source)
        var spans: [MarkdownSpan] = []
        for line in 0..<lines.count {
            if line > 0 {
                spans.append(
                    MarkdownSpan(.lineBreak(isSoft: false), lines[line - 1].upperBound..<lines[line].lowerBound))
            }
            if !lines[line].isEmpty { spans.append(MarkdownSpan(.source, lines[line])) }
        }
        return [MarkdownBlock(kind: .verbatim, containers: [], spans: spans)]
    }

    /// The parser's time grows with the square of some things: brackets and stars that nothing closes, quotes in
    /// quotes, columns of a table, which each of its rows is also filled up to. What people and models write stays far
    /// below these bounds.
    private static func isReadable(_ source: [UInt8]) -> Bool {
        guard source.count <= longest else { return false }
        var signs = 0
        var depth = 0
        var isAtStart = true
        // Of the stretch without a blank line.
        var bars = 0
        var mostBars = 0
        var lines = 0
        for byte in source {
            switch byte {
            case 0x0A:
                if isAtStart, depth == 0 {
                    signs = 0
                    mostBars = 0
                    lines = 0
                }
                mostBars = max(mostBars, bars)
                bars = 0
                lines += 1
                isAtStart = true
                depth = 0
            case 0x20, 0x09, 0x0D: break
            case 0x3E, 0x2D, 0x2A, 0x2B, 0x30...0x39, 0x2E, 0x29:
                if isAtStart { depth += 1 }
                if byte == 0x2A { signs += 1 }
            case 0x7C:
                bars += 1
                isAtStart = false
            case 0x5B, 0x5D, 0x5F, 0x60, 0x7E, 0x3C, 0x26, 0x21, 0x40:
                signs += 1
                isAtStart = false
            default: isAtStart = false
            }
            if signs > 6000 || depth > 400 || bars > 400 || mostBars * lines > 200_000 { return false }
        }
        return true
    }

    static func coverage(_ blocks: [MarkdownBlock]) -> [Range<Int>] {
        var ranges: [Range<Int>] = []
        for block in blocks {
            for case .item(let mark, _) in block.containers.map(\.kind) { ranges.append(mark) }
            ranges += block.spans.map(\.source)
            switch block.kind {
            case .code(let info): ranges.append(info)
            case .table(_, let rows): for row in rows { for cell in row { ranges += cell.map(\.source) } }
            default: break
            }
        }
        ranges.removeAll(where: \.isEmpty)
        ranges.sort { $0.lowerBound < $1.lowerBound }
        var merged: [Range<Int>] = []
        for range in ranges {
            if let last = merged.last, range.lowerBound <= last.upperBound {
                merged[merged.count - 1] = last.lowerBound..<max(last.upperBound, range.upperBound)
            } else {
                merged.append(range)
            }
        }
        return merged
    }
}
