import ArgumentParser
import DocketModel
import DocketNotation

/// Names given as arguments or in a file: items, decisions.
struct NameOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Read them from a file, one a line, \"-\" for standard input: as it is, or as JSON.", valueName: "file"))
    var fromFile: String?

    init() {}
}

/// Where the names come from, one after the other. A line is a JSON object with the name under `key` (or under `id`), a
/// JSON string, or the name as it is.
struct NameFeed {
    private var named: ArraySlice<String>
    private let file: LineFeed?
    private let keys: [String]
    private let parser = JSONParser()
    /// Counts the arguments, or the file's lines.
    private(set) var number = 0

    /// - Parameter file: read where there is no argument left.
    init(_ named: [String], file: String?, key: String) throws(CommandError) {
        self.named = named[...]
        self.file = if let file { try LineFeed(file) } else { nil }
        keys = [key, "id"]
    }

    /// The next name, or what is wrong with its line; nil at the end.
    mutating func next() throws(CommandError) -> Result<String, RecordError>? {
        if let name = named.popFirst() {
            number += 1
            return .success(name)
        }
        guard let line = try file?.next() else { return nil }
        number = file?.number ?? number
        return Result { () throws(RecordError) in try name(in: line) }
    }

    private func name(in line: [UInt8]) throws(RecordError) -> String {
        guard let text = SourceText(bytes: line).validString else {
            throw RecordError(field: "", reason: "the line is not UTF-8")
        }
        guard text.hasPrefix("{") || text.hasPrefix("\"") else { return text }
        guard let value = try? parser.parse(line) else {
            throw RecordError(field: "", reason: "the line begins like JSON and is none")
        }
        if let name = value.string { return name }
        for key in keys {
            if case .number(let number)? = value[key] { return number.text }
            if let name = value[key]?.string { return name }
        }
        throw RecordError(field: keys[0], reason: "is missing")
    }
}
