import DocketModel

/// How a CSV or TSV file is laid out.
struct TableShape: Sendable, Hashable {
    /// Nil: a tab where the file's name ends in .tsv, else a comma.
    var separator: UInt8?
    /// Whether `"` around a cell lets it hold separators and line ends (RFC 4180).
    var isQuoted: Bool
    /// Nil: the first row names the columns.
    var columns: [String]?
    /// Columns whose cells hold JSON.
    var json: Set<String>

    init(separator: UInt8? = nil, isQuoted: Bool = true, columns: [String]? = nil, json: Set<String> = []) {
        self.separator = separator
        self.isQuoted = isQuoted
        self.columns = columns
        self.json = json
    }

    init(_ fields: FieldReader) throws(RecordError) {
        try fields.refuseUnknown(["separator", "quoting", "columns", "json"])
        var separator: UInt8?
        if let text = try fields.string("separator") {
            guard text.utf8.count == 1, let byte = text.utf8.first, byte != UInt8(ascii: "\""),
                byte != UInt8(ascii: "\n")
            else { throw fields.failure("separator", "expected one character such as \",\" or a tab") }
            separator = byte
        }
        self.init(
            separator: separator, isQuoted: try fields.bool("quoting") ?? true,
            columns: try fields.strings("columns"), json: Set(try fields.strings("json") ?? []))
    }
}

/// What a file's name says of its layout.
enum TableKind: String {
    case csv = "CSV"
    case tsv = "TSV"

    /// Nil where the name is no table's.
    init?(fileName: String) {
        let name = fileName.lowercased()
        if name.hasSuffix(".csv") { self = .csv } else if name.hasSuffix(".tsv") { self = .tsv } else { return nil }
    }

    var separator: UInt8 { self == .tsv ? UInt8(ascii: "\t") : UInt8(ascii: ",") }
}
