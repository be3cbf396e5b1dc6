import Glibc

/// Text that was looked at once and kept: a frame, a help page, an error.
///
/// Golden files stand in `Golden/` beside the test. `DOCKET_RECORD=1` writes them anew; look at the difference
/// before it is committed.
package struct Golden: Sendable {
    /// What a comparison found; nil where the text is as recorded.
    package struct Difference: Sendable, CustomStringConvertible {
        package var path: String
        package var expected: String?
        package var found: String

        package var description: String {
            guard let expected else {
                return "\(path) is not recorded yet (DOCKET_RECORD=1 records it). Found:\n\(found)"
            }
            return "\(path) differs.\n--- recorded\n\(expected)\n--- found\n\(found)"
        }
    }

    /// Compares a text with the recorded one of that name.
    package static func difference(_ found: String, name: String, file: StaticString = #filePath) -> Difference? {
        let folder = String(describing: file).split(separator: "/").dropLast().joined(separator: "/")
        let path = "/\(folder)/Golden/\(name).txt"
        let text = found.hasSuffix("\n") ? found : found + "\n"
        if getenv("DOCKET_RECORD") != nil {
            mkdir("/\(folder)/Golden", 0o755)
            write(text, to: path)
            return nil
        }
        let expected = read(path).map { String(decoding: $0, as: UTF8.self) }
        return expected == text ? nil : Difference(path: path, expected: expected, found: text)
    }

    static func read(_ path: String) -> [UInt8]? {
        guard let file = fopen(path, "r") else { return nil }
        defer { fclose(file) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = fread(&buffer, 1, buffer.count, file)
            if count == 0 { break }
            bytes += buffer[..<count]
        }
        return bytes
    }

    private static func write(_ text: String, to path: String) {
        guard let file = fopen(path, "w") else { return }
        defer { fclose(file) }
        let bytes = Array(text.utf8)
        fwrite(bytes, 1, bytes.count, file)
    }
}
