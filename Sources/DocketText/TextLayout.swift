/// Wraps text to a width: by words, between ideographs, and inside a token that is longer than a line. The lines know
/// the clusters they show, so one layout serves painting, the mouse and an editor's cursor.
///
/// Each line break of the source begins a line, so that a text that ends with one has an empty line behind it.
/// Making a layout is O(n); looking a position up O(log lines + width).
package struct TextLayout: Sendable {
    package let text: DisplayText
    /// Cells of a line.
    package let width: Int
    /// At least one.
    package private(set) var lines: [LayoutLine] = []

    /// - Parameters:
    ///   - width: cells of a line; less than 1 counts as 1.
    ///   - hangingIndent: continues a list item, or an indented line, under its text.
    package init(_ text: DisplayText, width: Int, hangingIndent: Bool = true) {
        self.text = text
        self.width = max(1, width)
        let clusters = text.clusters
        var start = 0
        while true {
            var end = start
            while end < clusters.count, !clusters[end].isLineBreak { end += 1 }
            let indent = hangingIndent ? self.indent(of: clusters, start..<end) : 0
            wrap(clusters, start..<end, indent: indent)
            guard end < clusters.count else { return }
            lines[lines.count - 1].endsWithLineBreak = true
            start = end + 1
        }
    }

    /// A layout that was made elsewhere.
    init(_ text: DisplayText, width: Int, lines: [LayoutLine]) {
        self.text = text
        self.width = width
        self.lines = lines
    }

    private mutating func wrap(_ clusters: [DisplayCluster], _ source: Range<Int>, indent: Int) {
        var start = source.lowerBound
        var isContinuation = false
        repeat {
            let room = width - (isContinuation ? indent : 0)
            var end = start
            var used = 0
            var breakPoint = start
            while end < source.upperBound, used + clusters[end].width <= room {
                if end > start, allowsBreak(clusters, before: end, lineStart: start) { breakPoint = end }
                used += clusters[end].width
                end += 1
            }
            var next = end
            if end < source.upperBound {
                if end == start {
                    end += 1
                    next = end
                } else if clusters[end].isBlank {
                    while next < source.upperBound, clusters[next].isBlank { next += 1 }
                } else if !allowsBreak(clusters, before: end, lineStart: start) {
                    end = breakPoint > start ? breakPoint : tokenBreak(clusters, start..<end)
                    next = end
                }
            }
            var shown = end
            if next < source.upperBound {
                while shown > start, clusters[shown - 1].isBlank { shown -= 1 }
                if shown == start { shown = end }
            }
            lines.append(
                LayoutLine(
                    indent: isContinuation ? indent : 0, clusters: start..<shown, isContinuation: isContinuation))
            start = next
            isContinuation = true
        } while start < source.upperBound
    }

    /// Where a word longer than the line is cut: between characters of the source if it can be.
    private func tokenBreak(_ clusters: [DisplayCluster], _ line: Range<Int>) -> Int {
        var end = line.upperBound
        while end > line.lowerBound, clusters[end - 1].source == clusters[end].source { end -= 1 }
        return end > line.lowerBound ? end : line.upperBound
    }

    private func allowsBreak(_ clusters: [DisplayCluster], before index: Int, lineStart: Int) -> Bool {
        let next = clusters[index]
        let previous = clusters[index - 1]
        if next.isBlank || next.source == previous.source { return false }
        if previous.isBlank { return true }
        if next.isClosing || previous.isOpening { return false }
        if next.isUnspaced || previous.isUnspaced { return true }
        guard previous.isDash, next.isWordCharacter, index - 2 >= lineStart else { return false }
        return clusters[index - 2].isWordCharacter
    }

    /// Blanks before the text and the item's mark, if that leaves half of the line.
    private func indent(of clusters: [DisplayCluster], _ line: Range<Int>) -> Int {
        var index = line.lowerBound
        func skipBlanks() {
            while index < line.upperBound, clusters[index].isBlank { index += 1 }
        }
        skipBlanks()
        var textStart = index
        if let afterMark = endOfListMark(clusters, index..<line.upperBound) {
            index = afterMark
            skipBlanks()
            textStart = index
        }
        let indent = clusters[line.lowerBound..<textStart].reduce(0) { $0 + $1.width }
        // A wide character must still fit beside it.
        return indent * 2 <= width && indent + 2 <= width ? indent : 0
    }

    /// The index behind `-`, `*`, `+`, `•`, `>`, `1.` or `1)` at the start, when a blank follows.
    private func endOfListMark(_ clusters: [DisplayCluster], _ line: Range<Int>) -> Int? {
        var index = line.lowerBound
        while index < line.upperBound, index - line.lowerBound < 4, clusters[index].isDigit { index += 1 }
        guard index < line.upperBound else { return nil }
        let marks = index > line.lowerBound ? [".", ")"] : ["-", "*", "+", "•", ">"]
        guard marks.contains(clusters[index].text) else { return nil }
        index += 1
        return index < line.upperBound && clusters[index].isBlank ? index : nil
    }
}

extension DisplayCluster {
    fileprivate var isDigit: Bool {
        text.utf8.count == 1 && text.utf8.allSatisfy { (0x30...0x39).contains($0) }
    }
}
