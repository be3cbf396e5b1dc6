import TOMLKit

/// Reads and writes TOML documents as the same tree that JSON reads into. Dates read as strings, and keys come
/// sorted.
package enum TOML {
    package static func parse(_ text: String) throws(TOMLError) -> JSONObject {
        try TOMLHeaders.check(text)
        let json: String
        do {
            json = try TOMLTable(string: text).convert(to: .json)
        } catch let error as TOMLParseError {
            throw TOMLError(
                line: error.source.begin.line, column: error.source.begin.column, reason: error.description)
        } catch {
            throw TOMLError(line: 1, column: 1, reason: String(describing: error))
        }
        do throws(JSONError) {
            return try JSONParser().parse(json).object ?? JSONObject()
        } catch {
            throw TOMLError(line: 1, column: 1, reason: error.reason)
        }
    }
}

/// Why a TOML document could not be read, and where. Lines and columns count from 1.
package struct TOMLError: Error, Hashable, CustomStringConvertible {
    package var line: Int
    package var column: Int
    package var reason: String

    package var description: String { "line \(line), column \(column): \(reason)" }
}
