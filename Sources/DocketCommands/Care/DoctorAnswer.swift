import DocketNotation
import DocketStorage

/// Findings, for people and for programs.
struct DoctorAnswer {
    let store: String
    let findings: [Finding]

    var isWell: Bool { !findings.contains(where: \.isProblemLeft) }

    /// A word for each, and not a colour: it is read aloud, copied into messages, and searched for.
    private static func mark(_ finding: Finding) -> String {
        if finding.mending == .done { return "mended" }
        return finding.severity.rawValue
    }

    func print(to console: Console) {
        let marks = findings.map { Self.mark($0).count }.max() ?? 0
        let subjects = findings.map(\.subject.count).max() ?? 0
        for finding in findings {
            let start = "\(Self.padded(Self.mark(finding), marks))  \(Self.padded(finding.subject, subjects))  "
            console.outsideLine(SourceText(start + finding.text))
            if let remedy = finding.remedy, finding.mending != .done {
                console.outsideLine(SourceText(Self.padded("", marks + subjects + 4) + "-> " + remedy))
            }
        }
        console.line(summary)
    }

    private var summary: String {
        let left = findings.count { $0.isProblemLeft }
        let warnings = findings.count { $0.severity == .warning && $0.mending != .done }
        let mended = findings.count { $0.mending == .done }
        var parts: [String] = []
        if left > 0 { parts.append("\(left) \(left == 1 ? "problem" : "problems")") }
        if warnings > 0 { parts.append("\(warnings) \(warnings == 1 ? "warning" : "warnings")") }
        if mended > 0 { parts.append("\(mended) mended") }
        let mendable = findings.count { $0.isProblemLeft && $0.mending == .possible }
        let hint =
            mendable > 0 ? "; docket doctor --fix mends \(mendable == left ? "that" : "\(mendable) of them")" : ""
        return parts.isEmpty ? "all is well" : parts.joined(separator: ", ") + hint
    }

    private static func padded(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(0, width - text.count))
    }

    var json: JSONObject {
        var answer: JSONObject = ["ok": .bool(isWell), "store": JSONValue(store)]
        answer["findings"] = .array(
            findings.map { finding in
                .object([
                    "subject": JSONValue(finding.subject), "severity": JSONValue(finding.severity.rawValue),
                    "text": JSONValue(finding.text), "remedy": finding.remedy.map { JSONValue($0) } ?? .null,
                    "mendable": .bool(finding.mending == .possible), "mended": .bool(finding.mending == .done),
                ])
            })
        return answer
    }
}
