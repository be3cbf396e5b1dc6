import TOMLKit

/// Reads and writes TOML documents as the same tree that JSON reads into. Dates read as strings; keys come sorted.
package enum TOML {
    package static func parse(_ text: String) throws(TOMLError) -> JSONObject {
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

    /// The object as a TOML document. Members that are null, which TOML cannot say, are left out.
    package static func text(of object: JSONObject) -> String {
        table(object).convert(to: .toml) + "\n"
    }

    private static func table(_ object: JSONObject) -> TOMLTable {
        let table = TOMLTable()
        for member in object.members {
            if let value = value(member.value) { table[member.key] = value }
        }
        return table
    }

    private static func value(_ value: JSONValue) -> (any TOMLValueConvertible)? {
        switch value {
        case .null: return nil
        case .bool(let flag): return flag
        case .number(let number): return number.integer ?? number.double
        case .string(let text): return text.string
        case .object(let object): return table(object)
        case .array(let elements):
            let array = TOMLArray()
            for element in elements {
                if let element = self.value(element) { array.append(element) }
            }
            return array
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
