import DocketNotation

/// A key of a theme's file, to read its value and to say where it stands when that fails.
struct ThemePlace: Hashable {
    var source: String
    var text: String
    var section: String?
    var key: String

    var line: Int { TOML.line(of: key, under: section, in: text) ?? 1 }

    func error(_ reason: String) -> ThemeError {
        .invalid(source: source, line: line, reason: reason)
    }

    func string(_ value: JSONValue) throws(ThemeError) -> String {
        guard let text = value.string else { throw error("\"\(key)\" wants a string, not \(value.kindName)") }
        return text
    }

    func contrast(_ value: JSONValue) throws(ThemeError) -> Double {
        guard let ratio = value.double, (1...21).contains(ratio) else {
            throw error("\"contrast\" wants a number from 1 to 21")
        }
        return ratio
    }

    func glyphs(_ value: JSONValue) throws(ThemeError) -> String {
        let name = try string(value)
        guard ["unicode", "ascii"].contains(name) else { throw error("\"glyphs\" is \"unicode\" or \"ascii\"") }
        return name
    }

    func members<Value>(
        _ value: JSONValue, _ read: (ThemePlace, JSONValue) throws(ThemeError) -> Value
    ) throws(ThemeError) -> [String: Value] {
        guard let table = value.object else { throw error("\"\(key)\" wants a table, not \(value.kindName)") }
        var result: [String: Value] = [:]
        for member in table.members {
            let place = ThemePlace(source: source, text: text, section: key, key: member.key)
            result[member.key] = try read(place, member.value)
        }
        return result
    }

    func color(_ value: JSONValue) throws(ThemeError) -> Color {
        guard let color = Color(hexadecimal: try string(value)) else {
            throw error("\"\(key)\" wants a colour as \"#rrggbb\"")
        }
        return color
    }

    func basicColor(_ value: JSONValue) throws(ThemeError) -> UInt8 {
        guard let index = value.integer, (0...15).contains(index) else {
            throw error("\"\(key)\" wants one of the 16 basic colours, 0 to 15")
        }
        return UInt8(index)
    }

    /// `"base05"` or `{ fg = "base05", bg = "#102030", bold = true }`.
    func look(_ value: JSONValue) throws(ThemeError) -> ThemeFile.Look {
        var look = ThemeFile.Look(place: self)
        if let name = value.string {
            look.foreground = name
            return look
        }
        guard let table = value.object else {
            throw error("the role \"\(key)\" wants a colour or a table such as { fg = \"base05\", bold = true }")
        }
        for member in table.members {
            switch member.key {
            case "fg": look.foreground = try string(member.value)
            case "bg": look.background = try string(member.value)
            default:
                guard let named = Style.Attributes.named.first(where: { $0.name == member.key }) else {
                    let known = Style.Attributes.named.map(\.name).joined(separator: ", ")
                    throw error("the role \"\(key)\" has no \"\(member.key)\"; there are: fg, bg, \(known)")
                }
                guard let isOn = member.value.bool else {
                    throw error("\"\(member.key)\" of the role \"\(key)\" is true or false")
                }
                if isOn { look.attributes.insert(named.attribute) }
            }
        }
        return look
    }
}
