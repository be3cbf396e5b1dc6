/// What is wrong with the arguments, and which help says how they go: the parser's page on one line.
struct UsageLine {
    let text: String

    /// - Parameter page: the message (of several lines where values are listed), the argument's help, the usage, and
    ///   where to read more.
    init(page: String) {
        var lines = page.split(separator: "\n").map { line in line.drop { $0 == " " } }
        let quoted = lines.last { $0.hasPrefix("See '") }?.split(separator: "'").dropFirst().first
        if let end = lines.firstIndex(where: { $0.hasPrefix("Usage: ") || $0.hasPrefix("Help: ") }) {
            lines.removeSubrange(end...)
        }
        let values = lines.filter { $0.hasPrefix("- ") }.map { $0.dropFirst(2) }
        var message = lines.filter { !$0.hasPrefix("- ") }.joined(separator: " ")
        if message.hasPrefix("Error: ") { message.removeFirst("Error: ".count) }
        if !values.isEmpty { message += " " + values.joined(separator: ", ") }
        while message.hasSuffix(".") { message.removeLast() }
        text = "\(message): \(quoted ?? "docket --help")"
    }
}
