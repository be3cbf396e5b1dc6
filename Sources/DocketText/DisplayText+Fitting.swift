extension DisplayText {
    /// The clusters that fit into `width` cells, cut at a cluster boundary.
    package func prefix(width: Int) -> DisplayText {
        var remaining = width
        for (index, cluster) in clusters.enumerated() {
            remaining -= cluster.width
            if remaining < 0 { return slice(0..<index) }
        }
        return self
    }

    /// The text itself if it fits into `width` cells, else as much of it as leaves room for the ellipsis.
    package func truncated(to width: Int, ellipsis: DisplayText = "…") -> DisplayText {
        guard self.width > width else { return self }
        let room = width - ellipsis.width
        return room >= 0 ? prefix(width: room) + ellipsis : prefix(width: width)
    }

    /// The text with blanks behind it, up to `width` cells; longer text stays as it is.
    package func padded(to width: Int) -> DisplayText {
        self + DisplayText(repeating: " ", count: width - self.width)
    }

    /// The text with blanks before it, up to `width` cells: for columns of figures.
    package func paddedLeading(to width: Int) -> DisplayText {
        DisplayText(repeating: " ", count: width - self.width) + self
    }

    /// Some of the clusters, whose `source` still counts in the whole source. Notices are those of the whole.
    package func slice(_ range: Range<Int>) -> DisplayText {
        DisplayText(clusters: Array(clusters[range]), notices: notices, sourceCount: sourceCount)
    }
}
