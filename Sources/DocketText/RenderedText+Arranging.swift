extension RenderedText {
    /// The bytes of the source that a line begins with: those of the first sign on it, or behind it, that the source has.
    package func sourceOffset(ofLine line: Int) -> Int {
        let start = lines[line].clusters.lowerBound
        return text.clusters[start...].first { !$0.source.isEmpty }?.source.lowerBound ?? text.sourceCount
    }

    /// The same text with its lines put otherwise: those named, in this order, and empty ones for nil.
    package func arranged(_ picked: [Int?]) -> RenderedText {
        var arranged = self
        var end = 0
        let chosen = picked.map { place in
            let line = place.map { lines[$0] } ?? LayoutLine(indent: 0, clusters: end..<end, isContinuation: false)
            end = line.clusters.upperBound
            return line
        }
        arranged.layout = TextLayout(text, width: layout.width, lines: chosen)
        return arranged
    }
}

extension RenderedText {
    /// The first line that shows the source from an offset on; nil where nothing behind it is shown. O(log n) where the signs
    /// are in the order of the source, as everywhere but in tables.
    package func line(startingAt offset: Int) -> Int? {
        var low = 0
        var high = text.clusters.count
        while low < high {
            let middle = (low + high) / 2
            let known = text.clusters[middle..<high].first { !$0.source.isEmpty }
            if let known, known.source.upperBound <= offset { low = middle + 1 } else { high = middle }
        }
        return low < text.clusters.count ? layout.lineIndex(ofCluster: low) : nil
    }
}
