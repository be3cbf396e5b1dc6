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
    package var items: Int
    package var decisions: Int
    package var resolutions: Int
    /// Records that were there already, the same to the byte.
    package var unchanged: Int
    /// In the order of their lines.
    package var refused: [LineProblem]
    /// Whether a bad record ended it, so that nothing was added.
    package var isAbandoned: Bool

    /// One element of `files` in `docket import --json`.
    package var json: JSONObject {
        var record: JSONObject = ["file": JSONValue(file), "format": JSONValue(format.rawValue)]
        record["queue"] = JSONValue(queue.rawValue)
        record["items"] = JSONValue(items)
        record["decisions"] = JSONValue(decisions)
        record["resolutions"] = JSONValue(resolutions)
        record["unchanged"] = JSONValue(unchanged)
        record["refused"] = .array(
            refused.map { problem in
                .object([
                    "line": JSONValue(problem.line), "column": JSONValue(problem.column),
                    "reason": JSONValue(problem.reason),
                ])
            })
        return record
    }
}
