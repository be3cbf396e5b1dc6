extension TextLayout {
    /// Where a cluster is shown, and for the number of clusters the end of the text.
    ///
    /// A line break, and a blank swallowed by wrapping, is at the end of its line.
    package func position(ofCluster index: Int) -> (line: Int, column: Int) {
        let line = lineIndex(ofCluster: index)
        let shown = lines[line].clusters
        let end = min(max(index, shown.lowerBound), shown.upperBound)
        return (line, lines[line].indent + cells(shown.lowerBound..<end))
    }

    /// The cluster nearest to a cell. Behind the end of a line that is its line break, for a wrapped line the last
    /// character on it, for the last line the end of the text.
    package func cluster(atLine line: Int, column: Int) -> Int {
        guard line >= 0 else { return 0 }
        guard line < lines.count else { return text.clusters.count }
        let shown = lines[line].clusters
        var edge = lines[line].indent
        for index in shown {
            edge += text.clusters[index].width
            if column < edge { return index }
        }
        return lastCluster(ofLine: line)
    }

    /// The last place on the line that a cursor can have: its line break, the first blank swallowed at its end, its
    /// last character, or the end of the text.
    package func lastCluster(ofLine line: Int) -> Int {
        let shown = lines[line].clusters
        let isWrapped = line + 1 < lines.count && !lines[line].endsWithLineBreak
        let isFull = isWrapped && lines[line + 1].clusters.lowerBound == shown.upperBound
        return isFull ? max(shown.lowerBound, shown.upperBound - 1) : shown.upperBound
    }

    /// Cells of a line, its indent included.
    package func width(ofLine line: Int) -> Int {
        lines[line].indent + cells(lines[line].clusters)
    }

    /// The line that a cluster belongs to, shown or swallowed. O(log lines).
    package func lineIndex(ofCluster index: Int) -> Int {
        var low = 0
        var high = lines.count - 1
        while low < high {
            let middle = (low + high + 1) / 2
            if lines[middle].clusters.lowerBound <= index {
                low = middle
            } else {
                high = middle - 1
            }
        }
        return low
    }

    private func cells(_ range: Range<Int>) -> Int {
        text.clusters[range].reduce(0) { $0 + $1.width }
    }
}
