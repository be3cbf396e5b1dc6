/// A text as it is read: its lines at some width, and the roles of what stands on them.
///
/// The clusters of `layout.text` are in the order they are painted in, each with its bytes of the source; signs that the
/// source has not (a quote's bar, the blanks in a table) have an empty range. On a line the ranges are in order but in a
/// table, where they are in each cell.
package struct RenderedText: Sendable {
    /// A heading, for going from one to the next.
    package struct Heading: Sendable, Hashable {
        package var line: Int
        package var level: Int
        package var title: String

        package init(line: Int, level: Int, title: String) {
            self.line = line
            self.level = level
            self.title = title
        }
    }

    package internal(set) var layout: TextLayout
    package internal(set) var headings: [Heading] = []
    /// What of the source is shown; nil where all of it is.
    package internal(set) var shown: MarkdownDocument?
    /// For each cluster the place of its roles in `roleSets`; empty where all of it is plain text.
    var looks: [UInt8] = []
    var roleSets: [[String]] = [[]]

    /// The text that this is a view of.
    package let source: [UInt8]

    /// A text as it is, to the byte.
    package init(raw layout: TextLayout, of source: [UInt8] = []) {
        self.layout = layout
        self.source = source
    }

    init(layout: TextLayout, looks: [UInt8], roleSets: [[String]], headings: [Heading], shown: MarkdownDocument) {
        self.layout = layout
        self.looks = looks
        self.roleSets = roleSets
        self.headings = headings
        self.shown = shown
        source = shown.source
    }

    package var text: DisplayText { layout.text }
    package var lines: [LayoutLine] { layout.lines }

    /// The clusters of a line in stretches of one look; the roles of each lie over each other, the last on top.
    package func stretches(ofLine line: Int) -> [(clusters: Range<Int>, roles: [String])] {
        let clusters = lines[line].clusters
        guard !looks.isEmpty, !clusters.isEmpty else { return clusters.isEmpty ? [] : [(clusters, [])] }
        var stretches: [(clusters: Range<Int>, roles: [String])] = []
        var start = clusters.lowerBound
        for index in clusters.dropFirst() where looks[index] != looks[start] {
            stretches.append((start..<index, roleSets[Int(looks[start])]))
            start = index
        }
        stretches.append((start..<clusters.upperBound, roleSets[Int(looks[start])]))
        return stretches
    }

    /// The first line that shows a part of a stretch of the source; nil where none does. O(n) at worst, for going there.
    package func line(showing range: Range<Int>) -> Int? {
        lines.firstIndex { line in
            line.clusters.contains { index in
                let source = text.clusters[index].source
                return !source.isEmpty && source.lowerBound < range.upperBound && range.lowerBound < source.upperBound
            }
        }
    }

    /// Whether a stretch of the source has a part on the screen.
    package func shows(_ range: Range<Int>) -> Bool { shown?.shows(range) ?? true }
}
