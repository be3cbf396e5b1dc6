import DocketModel
import DocketNotation

/// A small TOML file: a mapping, or a queue's configuration.
enum SettingsFile {
    static let sizeLimit = 4 << 20

    static func read(_ path: String) throws(InterchangeError) -> String {
        guard let text = try bytes(path).validString else {
            throw .configuration(path: path, line: nil, reason: "is not valid UTF-8")
        }
        return text
    }

    /// A whole file of at most `sizeLimit` bytes.
    static func bytes(_ path: String) throws(InterchangeError) -> SourceText {
        let window = ByteWindow(try ByteSource(path: path), capacity: 1 << 16)
        try window.skipByteOrderMark()
        while try window.more() {
            guard window.bytes.count <= sizeLimit else {
                throw .configuration(path: path, line: nil, reason: "is longer than the limit of 4 MiB")
            }
        }
        return SourceText(bytes: Array(window.bytes))
    }

    static func parse(_ text: String, name: String) throws(InterchangeError) -> JSONObject {
        do throws(TOMLError) {
            return try TOML.parse(text)
        } catch {
            throw .configuration(path: name, line: error.line, reason: "column \(error.column): \(error.reason)")
        }
    }

    /// The error with the line of the key it names, where only one line can be meant.
    static func failure(_ error: RecordError, in text: String, name: String) -> InterchangeError {
        .configuration(path: name, line: line(of: error.field, in: text), reason: error.description)
    }

    private static func line(of field: String, in text: String) -> Int? {
        let key = field.split(separator: ".").last.map { $0.prefix { $0 != "[" } } ?? ""
        guard !key.isEmpty else { return nil }
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).enumerated().filter { _, line in
            let start = line.drop { $0 == " " || $0 == "\t" || $0 == "[" }
            guard start.hasPrefix(key) else { return false }
            return start.dropFirst(key.count).drop { $0 == " " }.first.map { "=]".contains($0) } ?? false
        }
        return lines.count == 1 ? lines[0].offset + 1 : nil
    }
}
