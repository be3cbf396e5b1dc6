/// Text that is safe to put into a terminal cell. The only way to make one goes through the display policy, which
/// reveals and never strips: controls become pictures, hidden characters tokens, bytes that are not UTF-8 U+FFFD.
///
/// What is stored is not altered: each cluster says which bytes of the source it stands for.
///
/// How scripts and emoji that need invisible characters are shown:
/// - U+200C between two letters of a joining script and U+200C or U+200D after a virama are spelling (RFC 5892,
///   appendix A). They are not painted, since terminals do different things with them, and raise no notice; the
///   revealing policy shows them. Anywhere else they are tokens.
/// - An emoji sequence is painted as its members side by side, each two cells: a family is its people. A skin tone
///   is a token such as `⟨tone3⟩`, a flag its letters as `[FR]`. A selector of emoji style is not painted.
/// - A spacing vowel sign has a cell of its own, as the C library counts it.
package struct DisplayText: Sendable, Hashable {
    /// In order. `\n`, and `\r\n` as one, is a cluster whose `isLineBreak` is true.
    package private(set) var clusters: [DisplayCluster]
    /// What was revealed without being asked for.
    package private(set) var notices: DisplayNotices
    /// Length of the source in bytes.
    package private(set) var sourceCount: Int

    /// Whether a cluster shows something else than what stands in the source, asked for or not.
    package private(set) var hasNotices: Bool

    init(clusters: [DisplayCluster], notices: DisplayNotices, sourceCount: Int) {
        self.clusters = clusters
        hasNotices = clusters.contains { $0.notice != nil }
        self.notices = notices
        self.sourceCount = sourceCount
    }

    package init(_ text: String, policy: DisplayPolicy = .standard) {
        var text = text
        self = text.withUTF8 { DisplayBuilder.build($0, policy) }
    }

    /// Text as it came: what is not UTF-8 is shown as U+FFFD and counted.
    package init(bytes: some Sequence<UInt8>, policy: DisplayPolicy = .standard) {
        self =
            bytes.withContiguousStorageIfAvailable { DisplayBuilder.build($0, policy) }
            ?? Array(bytes).withUnsafeBufferPointer { DisplayBuilder.build($0, policy) }
    }

    package init() {
        self.init(clusters: [], notices: DisplayNotices(), sourceCount: 0)
    }

    package init(repeating text: DisplayText, count: Int) {
        self.init()
        for _ in 0..<max(0, count) { self += text }
    }

    package var isEmpty: Bool { clusters.isEmpty }

    /// Cells of a single line: the sum of the clusters' widths. O(n).
    package var width: Int { clusters.reduce(0) { $0 + $1.width } }

    /// The safe text, line breaks included. O(n).
    package var string: String {
        var string = ""
        string.reserveCapacity(clusters.count)
        for cluster in clusters { string += cluster.text }
        return string
    }

    /// The first cluster that shows bytes at or behind `offset` of the source; the number of clusters at its end.
    /// O(log n).
    package func clusterIndex(atSourceOffset offset: Int) -> Int {
        var low = 0
        var high = clusters.count
        while low < high {
            let middle = (low + high) / 2
            if clusters[middle].source.upperBound <= offset {
                low = middle + 1
            } else {
                high = middle
            }
        }
        return low
    }

    /// The source offset at which the cluster begins; the source's length for the end of the text.
    package func sourceOffset(ofCluster index: Int) -> Int {
        index < clusters.count ? clusters[index].source.lowerBound : sourceCount
    }

    package static func + (left: DisplayText, right: DisplayText) -> DisplayText {
        var sum = left
        sum += right
        return sum
    }

    /// Appends; the right side's source follows the left side's.
    package static func += (left: inout DisplayText, right: DisplayText) {
        let offset = left.sourceCount
        left.clusters.append(contentsOf: right.clusters.lazy.map { $0.moved(by: offset) })
        left.notices.add(right.notices)
        left.hasNotices = left.hasNotices || right.hasNotices
        left.sourceCount += right.sourceCount
    }
}

extension DisplayText: ExpressibleByStringLiteral, ExpressibleByStringInterpolation {
    package init(stringLiteral value: String) {
        self.init(value)
    }
}

extension DisplayText: CustomStringConvertible {
    package var description: String { string }
}
