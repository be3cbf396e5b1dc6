import Glibc

/// Why the screen could not be had or kept.
package enum TerminalError: Error, Hashable, CustomStringConvertible {
    case notATerminal
    case noTerminalType
    case unknownTerminalType(String)
    /// The terminal cannot move its cursor.
    case incapable(String)
    /// - Parameter operation: what was tried.
    case system(operation: String, errno: Int32)
    /// The terminal is gone.
    case disconnected

    package var description: String {
        switch self {
        case .notATerminal:
            "standard input and output are not a terminal; run this in one, "
                + "or use `docket next` and `docket decide` in scripts"
        case .noTerminalType:
            "TERM is not set, so the terminal's kind is not known; "
                + "set it, for instance with `export TERM=xterm-256color`, or use --screen-reader, which needs none"
        case .unknownTerminalType(let name):
            "nothing is known about the terminal type TERM=\(name); set TERM to one that `infocmp` knows, "
                + "such as xterm-256color, install ncurses-term, or use --screen-reader, which needs none"
        case .incapable(let name):
            "a terminal of the type TERM=\(name) cannot place its cursor; use --screen-reader, which "
                + "prints plain lines, another terminal, or `docket next` and `docket decide`"
        case .system(let operation, let code):
            "\(operation): \(String(cString: strerror(code)))"
        case .disconnected:
            "the terminal is gone"
        }
    }
}
