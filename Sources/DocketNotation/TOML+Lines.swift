extension TOML {
    /// The line, counting from 1, on which a key is given its value under a heading, or on which the heading of a table
    /// of that name stands; nil where neither does. The parser keeps no lines.
    package static func line(of key: String, under heading: String? = nil, in text: String) -> Int? {
        var current: Substring?
        let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        for (index, line) in lines.enumerated() {
            let content = line.drop { $0 == " " || $0 == "\t" }
            if content.first == "[" {
                current = content.dropFirst().prefix { $0 != "]" }
                if heading == nil, current.map(String.init) == key { return index + 1 }
            }
            guard current.map(String.init) == heading else { continue }
            for spelling in [key, "\"\(key)\""] where content.hasPrefix(spelling) {
                let rest = content.dropFirst(spelling.count).drop { $0 == " " || $0 == "\t" }
                if rest.first == "=" { return index + 1 }
            }
        }
        return nil
    }
}
