import DocketTestSupport

@testable import DocketText

/// What must hold of everything that the display policy lets out, told from the Unicode data of the standard library
/// rather than from the tables under test. Nil when it holds, else what is wrong.
enum SafetyOracle {
    static func fault(in text: DisplayText, ofByteCount count: Int) -> String? {
        var covered = 0
        var last = 0..<0
        for (index, cluster) in text.clusters.enumerated() {
            if let fault = fault(in: cluster) { return "cluster \(index) of \(text.string.debugDescription): \(fault)" }
            guard cluster.source == last || cluster.source.lowerBound == covered else {
                return "cluster \(index) has source \(cluster.source), \(covered) bytes are covered so far"
            }
            if cluster.source.isEmpty { return "cluster \(index) shows no bytes" }
            last = cluster.source
            covered = cluster.source.upperBound
        }
        return covered == count ? nil : "\(covered) of \(count) bytes are covered"
    }

    static func fault(in cluster: DisplayCluster) -> String? {
        if cluster.isLineBreak { return cluster.text == "\n" && cluster.width == 0 ? nil : "odd line break" }
        guard (1...2).contains(cluster.width) else { return "width \(cluster.width)" }
        if let fault = ScalarSafety.fault(in: cluster.text) { return fault }
        let marks = cluster.text.unicodeScalars.dropFirst()
        if marks.count > 4 { return "\(marks.count) marks" }
        if let intruder = marks.first(where: { !isMark($0) }) {
            return "U+\(String(intruder.value, radix: 16)) as a mark"
        }
        return nil
    }

    private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .enclosingMark: true
        default: (0x1160...0x11FF).contains(scalar.value) || (0xD7B0...0xD7FB).contains(scalar.value)
        }
    }
}
