import DocketModel
import DocketNotation

/// Writes a manifest while its export is written: the header, a row at a time, and at the end the counts. So it needs
/// no memory for the rows.
///
/// ```json
/// {"v":1,"type":"manifest", …,
/// "rows":[
/// {"line":1,"item":"0","decisions":["…"],"resolution":"…"},
/// {"item":"1","left_out":["tie"],"decisions":["…"]}
/// ],"counts":{"items":2,"rows":1,"left_out":{"tie":1}},"file":{"name":"…","bytes":123,"sha256":"…"}}
/// ```
///
/// Where it is signed, `"signature"` follows `"file"`.
final class ManifestFile {
    private let file: AtomicFile
    private var isFirstRow = true

    init(_ path: String, header: JSONObject) throws(InterchangeError) {
        file = try AtomicFile(path)
        let text = JSONValue.object(header).serialized
        try file.write(Array(text.dropLast()))
        try file.write(",\n\"rows\":[")
    }

    func add(_ rendered: RenderedOutcome, firstLine: Int) throws(InterchangeError) {
        for (offset, line) in rendered.lines.enumerated() {
            var row: JSONObject = ["line": JSONValue(firstLine + offset), "item": JSONValue(rendered.item.rawValue)]
            row["decisions"] = ids(line.decisions)
            row.set("resolution", line.resolution.map { JSONValue($0.rawValue) })
            try add(row)
        }
        if !rendered.leftOut.isEmpty {
            var row: JSONObject = ["item": JSONValue(rendered.item.rawValue)]
            row["left_out"] = .array(rendered.leftOut.map { JSONValue($0.rawValue) })
            row["decisions"] = ids(rendered.decisions)
            try add(row)
        }
    }

    /// Ends the manifest; it waits on the disk for `commit`.
    func finish(_ receipt: ExportReceipt, fileName: String?, signature: JSONObject?) throws(InterchangeError) {
        let counts: JSONObject = [
            "items": JSONValue(receipt.items), "rows": JSONValue(receipt.rows),
            "left_out": .object(receipt.leftOutJSON),
        ]
        var about: JSONObject = [:]
        about.set("name", fileName.map { JSONValue($0) })
        about["bytes"] = JSONValue(receipt.bytes)
        about["sha256"] = JSONValue(receipt.sha256.hexadecimal)
        var end: JSONObject = ["counts": .object(counts), "file": .object(about)]
        end.set("signature", signature.map { .object($0) })
        try file.write("\n],")
        try file.write(Array(JSONValue.object(end).serialized.dropFirst()))
        try file.write("\n")
        try file.sync()
    }

    func commit() throws(InterchangeError) {
        try file.commit()
    }

    private func add(_ row: JSONObject) throws(InterchangeError) {
        try file.write(isFirstRow ? "\n" : ",\n")
        try file.write(JSONValue.object(row).serialized)
        isFirstRow = false
    }

    private func ids(_ ids: [EventID]) -> JSONValue {
        .array(ids.map { JSONValue($0.rawValue) })
    }
}
