import DocketTestSupport
import DocketText

extension FuzzTarget {
    /// Nothing is painted that must not be, nothing outside the column, and all but signs of the syntax is shown.
    func markdownFault(_ bytes: [UInt8]) -> String? {
        let document = MarkdownDocument(bytes)
        for policy in [DisplayPolicy.standard, DisplayPolicy(asciiOnly: true)] {
            for width in [1, 9, 40] {
                let rendered = RenderedText(document, width: width, policy: policy, joinsLines: width == 9)
                if let fault = fault(of: rendered, bytes, width) { return "\(fault) at width \(width)" }
            }
        }
        return nil
    }

    private func fault(of rendered: RenderedText, _ bytes: [UInt8], _ width: Int) -> String? {
        var isSeen = [Bool](repeating: false, count: bytes.count)
        for (number, line) in rendered.lines.enumerated() {
            let clusters = rendered.text.clusters[line.clusters]
            for cluster in clusters {
                if cluster.isLineBreak { return "a line break inside a line" }
                if let fault = ScalarSafety.fault(in: cluster.text) { return fault }
                guard bytes.indices.contains(cluster.source.lowerBound) || cluster.source.isEmpty,
                    cluster.source.upperBound <= bytes.count
                else { return "bytes outside the source" }
                for index in cluster.source { isSeen[index] = true }
            }
            let shown = clusters.reversed().drop { $0.isBlank }.reduce(0) { $0 + $1.width }
            // Narrower than the signs of lists and code, a line may stick out.
            if width > 4, shown > width { return "a line of \(shown) cells" }
            let stretches = rendered.stretches(ofLine: number)
            if stretches.reduce(0, { $0 + $1.clusters.count }) != clusters.count { return "a gap between stretches" }
        }
        let lost = bytes.indices.first { !isSeen[$0] && Self.isContent(bytes[$0]) }
        return lost.map { "byte \($0) is not shown" }
    }

    /// What no syntax takes out: letters, digits, controls, and what is beyond ASCII.
    private static func isContent(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x09, 0x0A, 0x0D: false
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x7F...0xFF, 0x00..<0x20: true
        default: false
        }
    }
}
