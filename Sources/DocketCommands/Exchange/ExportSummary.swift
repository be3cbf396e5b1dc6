import DocketInterchange

/// What an export came to, in words.
struct ExportSummary {
    let receipt: ExportReceipt
    let queue: String
    let isDryRun: Bool

    /// Rows and what was left out, on one line.
    var line: String {
        var line = "\(receipt.rows) row\(receipt.rows == 1 ? "" : "s")"
        if isDryRun {
            line += " would be written"
        } else if let path = receipt.path {
            line += " in \(path)"
        }
        let counts = counts
        if !counts.isEmpty { line += "; left out: " + counts.joined(separator: ", ") }
        return line
    }

    /// One line for each reason why something is left out: how often, and what it means.
    var reasons: [String] {
        LeftOut.allCases.compactMap { reason in
            receipt.leftOut[reason].map { "\($0) \(reason.rawValue): \(reason.explanation)" }
        }
    }

    /// Said where there is not one row: nobody means to write an empty file.
    var warning: String? {
        guard receipt.rows == 0 else { return nil }
        let start = "nothing \(isDryRun ? "would be" : "was") written because "
        if receipt.items == 0 { return start + "queue \(queue) has no items" }
        let most = LeftOut.allCases.max { receipt.leftOut[$0, default: 0] < receipt.leftOut[$1, default: 0] }
        guard let most, let count = receipt.leftOut[most] else {
            return start + "none of the \(receipt.items) items of queue \(queue) was decided"
        }
        let items = "\(count) of \(receipt.items) item\(receipt.items == 1 ? "" : "s")"
        return start + "everything is left out, most of it (\(items)) as \(most.rawValue): \(most.explanation)"
    }

    private var counts: [String] {
        LeftOut.allCases.compactMap { reason in receipt.leftOut[reason].map { "\($0) \(reason.rawValue)" } }
    }
}
