package import DocketInterchange
package import DocketModel
package import DocketNotation

/// What became of one imported file.
package struct ImportReport: Sendable, Hashable {
    /// The path as it was given.
    package var file: String
    package var format: ImportFormat
    package var queue: QueueID
    /// How many were added; with a dry run, how many would be.
    package var items = 0
    package var decisions = 0
    package var resolutions = 0
    /// Questions about the guideline, and answers to them.
    package var questions = 0
    /// Records that were there already, the same to the byte.
    package var unchanged = 0
    /// Records that were refused, in the order of their lines: the first `problemLimit` of them.
    package private(set) var refused: [LineProblem] = []
    /// How many were refused in all.
    package private(set) var refusedCount = 0
    /// Whether a bad record ended it, so that nothing was added.
    package var isAbandoned = false
    /// Whether a configuration was named for a queue that is there and has one: it is not applied.
    package var ignoresConfiguration: Bool

    /// So that a report does not grow with what is wrong.
    package static let problemLimit = 1000

    /// Whether nothing of the file is in the store, now or from an earlier import.
    package var isEmpty: Bool { items + decisions + resolutions + questions + unchanged == 0 }

    package init(file: String, format: ImportFormat, queue: QueueID, ignoresConfiguration: Bool = false) {
        self.file = file
        self.format = format
        self.queue = queue
        self.ignoresConfiguration = ignoresConfiguration
    }

    mutating func refuse(_ problem: LineProblem) {
        refusedCount += 1
        if refused.count < Self.problemLimit { refused.append(problem) }
    }

    /// Problems that became known later, of lines anywhere in the file.
    mutating func refuse(_ later: [LineProblem]) {
        refusedCount += later.count
        refused = Array(
            (refused + later).sorted { ($0.line, $0.column) < ($1.line, $1.column) }.prefix(Self.problemLimit))
    }

    /// One element of `files` in `docket import --json`.
    package var json: JSONObject {
        var record: JSONObject = ["file": JSONValue(file), "format": JSONValue(format.rawValue)]
        record["queue"] = JSONValue(queue.rawValue)
        record["items"] = JSONValue(items)
        record["decisions"] = JSONValue(decisions)
        record["resolutions"] = JSONValue(resolutions)
        if questions > 0 { record["questions"] = JSONValue(questions) }
        record["unchanged"] = JSONValue(unchanged)
        record["refused"] = .array(
            refused.map { problem in
                .object([
                    "line": JSONValue(problem.line), "column": JSONValue(problem.column),
                    "reason": JSONValue(problem.reason),
                ])
            })
        record["refused_count"] = JSONValue(refusedCount)
        return record
    }
}
