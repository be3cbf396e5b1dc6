/// Why a theme could not be had.
package enum ThemeError: Error, Hashable, CustomStringConvertible {
    case notFound(name: String, available: [String])
    case unreadable(path: String, reason: String)
    /// - Parameter source: the file, or the name of a theme that ships with the program.
    case invalid(source: String, line: Int, reason: String)
    case circularInheritance([String])

    package var description: String {
        switch self {
        case .notFound(let name, let available):
            "no theme is called \"\(name)\"; there are: \(available.joined(separator: ", "))"
        case .unreadable(let path, let reason):
            "cannot read the theme \(path): \(reason)"
        case .invalid(let source, let line, let reason):
            "\(source):\(line): \(reason)"
        case .circularInheritance(let names):
            "themes inherit from each other in a circle: \(names.joined(separator: " → ")); take one \"inherits\" out"
        }
    }
}
