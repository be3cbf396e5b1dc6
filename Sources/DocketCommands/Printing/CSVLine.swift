import DocketNotation

/// One line of comma-separated values (RFC 4180): a field that holds a comma, a quote or a line end is in quotes.
struct CSVLine {
    let text: SourceText

    init(_ fields: [String]) {
        text = SourceText(fields.map(Self.quoted).joined(separator: ","))
    }

    private static func quoted(_ field: String) -> String {
        guard field.utf8.contains(where: { ",\"\n\r".utf8.contains($0) }) else { return field }
        return "\"" + field.replacing("\"", with: "\"\"") + "\""
    }
}
