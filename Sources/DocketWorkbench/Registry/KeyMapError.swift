/// Why a key map could not be had.
package enum KeyMapError: Error, Hashable, CustomStringConvertible {
    /// - Parameter near: the names that may have been meant.
    case notFound(name: String, near: [String])
    /// - Parameter source: the file.
    case invalid(source: String, [Problem])

    package struct Problem: Sendable, Hashable, CustomStringConvertible {
        package var line: Int?
        package var reason: String

        package var description: String { (line.map { "line \($0): " } ?? "") + reason }
    }

    package var description: String {
        switch self {
        case .notFound(let name, let near):
            "no key map is called \"\(name)\"\(near.first.map { ": did you mean \"\($0)\"?" } ?? "") There are: "
                + KeyMap.shippedNames.joined(separator: ", ") + "; a file's name ends in .toml"
        case .invalid(let source, let problems):
            "\(source): \(problems.first.map(String.init(describing:)) ?? "")"
                + (problems.count > 1
                    ? " (and \(problems.count - 1) more: docket keys --check \(source) lists them)" : "")
        }
    }
}
