import FoundationEssentials

/// What one benchmark found: a table, how its figures were taken, and what was left out.
struct Section {
    var title: String
    var method: String
    var columns: [String]
    var rows: [[String]] = []
    var remarks: [String] = []

    var markdown: String {
        var lines = ["## \(title)", "", method, ""]
        lines.append("| " + columns.joined(separator: " | ") + " |")
        lines.append("|---|" + String(repeating: "---:|", count: columns.count - 1))
        lines += rows.map { "| " + $0.joined(separator: " | ") + " |" }
        if !remarks.isEmpty { lines += [""] + remarks.map { "- \($0)" } }
        return lines.joined(separator: "\n") + "\n"
    }
}

/// All that a run found, and where it ran.
struct Report {
    var facts: [(name: String, value: String)]
    var sections: [Section] = []

    var heading: String {
        let lines = facts.map { "- \($0.name): \($0.value)" }
        return "# Results\n\n" + lines.joined(separator: "\n") + "\n"
    }

    func write(to path: String) throws {
        let text = ([heading] + sections.map(\.markdown)).joined(separator: "\n")
        try text.write(toFile: path, atomically: true, encoding: .utf8)
    }
}

extension Double {
    /// With a fixed number of digits after the point.
    func digits(_ count: Int) -> String {
        guard isFinite else { return "–" }
        let scale = (0..<count).reduce(1.0) { scale, _ in scale * 10 }
        let whole = Int64((magnitude * scale).rounded())
        let sign = self < 0 && whole > 0 ? "-" : ""
        guard count > 0 else { return sign + String(whole) }
        let fraction = String(whole % Int64(scale))
        let zeros = String(repeating: "0", count: count - fraction.count)
        return sign + String(whole / Int64(scale)) + "." + zeros + fraction
    }

    /// As a ratio to what stands beside it.
    func ratio(to other: Double) -> String {
        let ratio = self / other
        return ratio.isFinite ? ratio.digits(2) + "×" : "–"
    }
}
