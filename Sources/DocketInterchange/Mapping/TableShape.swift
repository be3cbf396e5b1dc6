import DocketModel

/// How a CSV or TSV file is laid out.
struct TableShape: Sendable, Hashable {
    var separator: UInt8
    /// Whether `"` around a cell lets it hold separators and line ends (RFC 4180).
    var isQuoted: Bool
    /// Nil: the first row names the columns.
    var columns: [String]?
    /// Columns whose cells hold JSON.
    var json: Set<String>

    init(separator: UInt8, isQuoted: Bool = true, columns: [String]? = nil, json: Set<String> = []) {
        self.separator = separator
        self.isQuoted = isQuoted
        self.columns = columns
        self.json = json
    }

    init(_ fields: FieldReader) throws(RecordError) {
        try fields.refuseUnknown(["separator", "quoting", "columns", "json"])
        let separator = Array((try fields.string("separator") ?? ",").utf8)
        guard separator.count == 1, separator[0] != UInt8(ascii: "\""), separator[0] != UInt8(ascii: "\n") else {
            throw fields.failure("separator", "expected one character such as \",\" or a tab")
        }
        self.init(
            separator: separator[0], isQuoted: try fields.bool("quoting") ?? true,
            columns: try fields.strings("columns"), json: Set(try fields.strings("json") ?? []))
    }
}
