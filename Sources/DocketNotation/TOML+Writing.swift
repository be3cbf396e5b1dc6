extension TOML {
    /// The object as a TOML document: its members in their order, plain ones before tables. Members that are null, which
    /// TOML cannot say, are left out.
    package static func text(of object: JSONObject) -> String {
        var writer = TOMLWriter()
        writer.write(object, under: [])
        return writer.text
    }
}

/// Numbers are written as short as they can be read back: `0.05`, not all the digits that the double has.
private struct TOMLWriter {
    private(set) var text = ""

    mutating func write(_ table: JSONObject, under path: [String]) {
        for member in table.members where Self.tables(of: member.value) == nil {
            guard let value = Self.inline(member.value) else { continue }
            text += "\(Self.key(member.key)) = \(value)\n"
        }
        for member in table.members {
            guard let tables = Self.tables(of: member.value) else { continue }
            let path = path + [member.key]
            let name = path.map(Self.key).joined(separator: ".")
            for table in tables {
                if !text.isEmpty { text += "\n" }
                text += member.value.array == nil ? "[\(name)]\n" : "[[\(name)]]\n"
                write(table, under: path)
            }
        }
    }

    /// What is written under headers of its own: a table, or a list of nothing but tables.
    private static func tables(of value: JSONValue) -> [JSONObject]? {
        if let table = value.object { return [table] }
        guard let elements = value.array, !elements.isEmpty else { return nil }
        let tables = elements.compactMap(\.object)
        return tables.count == elements.count ? tables : nil
    }

    /// Nil for null.
    private static func inline(_ value: JSONValue) -> String? {
        switch value {
        case .null: return nil
        case .bool(let flag): return String(flag)
        case .number(let number): return self.number(number)
        case .string(let text): return quoted(text.string)
        case .array(let elements): return "[" + elements.compactMap(inline).joined(separator: ", ") + "]"
        case .object(let object):
            let members = object.members.compactMap { member in
                inline(member.value).map { "\(key(member.key)) = \($0)" }
            }
            return members.isEmpty ? "{}" : "{ " + members.joined(separator: ", ") + " }"
        }
    }

    private static func number(_ number: JSONNumber) -> String {
        if let integer = number.integer { return String(integer) }
        guard let double = number.double else { return quoted(number.text) }
        return double.isFinite ? String(double) : double < 0 ? "-inf" : "inf"
    }

    private static func key(_ name: String) -> String {
        let isBare = name.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"):
                true
            default: false
            }
        }
        return isBare && !name.isEmpty ? name : quoted(name)
    }

    private static func quoted(_ string: String) -> String {
        var quoted = "\""
        for scalar in string.unicodeScalars {
            switch scalar {
            case "\"", "\\": quoted += "\\\(scalar)"
            case "\n": quoted += "\\n"
            case "\t": quoted += "\\t"
            case _ where scalar.value < 0x20 || scalar.value == 0x7F:
                let digits = String(scalar.value, radix: 16, uppercase: true)
                quoted += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: quoted.unicodeScalars.append(scalar)
            }
        }
        return quoted + "\""
    }
}
