import DocketStorage
import DocketTerminal
import Glibc

/// Looks whether the screens can be shown here. Nothing of it matters to headless commands, so nothing is a problem.
struct TerminalExamination {
    var findings: [Finding] { [terminal, text, size].compactMap(\.self) }

    private var isScreen: Bool { isatty(STDIN_FILENO) == 1 && isatty(STDOUT_FILENO) == 1 }

    private var terminal: Finding {
        guard let type = Surroundings.variable("TERM") else {
            return Finding(
                "terminal", isScreen ? .warning : .note, "TERM is not set, so screens cannot be shown",
                remedy: "export TERM=xterm-256color, or what your terminal is")
        }
        guard let depth = ColorDepth.described(by: type, environment: Surroundings.terminalVariables) else {
            return Finding(
                "terminal", isScreen ? .warning : .note, "TERM=\(type) is not known to this machine",
                remedy: "export TERM=xterm-256color, or apt-get install ncurses-term")
        }
        let colours =
            switch depth {
            case .mono: "no colours"
            case .ansi16: "16 colours"
            case .indexed256: "256 colours"
            case .trueColor: "true colour"
            }
        return Finding("terminal", .ok, "TERM=\(type), \(colours)")
    }

    private var text: Finding {
        guard Surroundings.isUTF8 else {
            return Finding(
                "text", .warning, "the locale is not UTF-8, so that most characters appear as signs",
                remedy: "export LC_ALL=C.UTF-8")
        }
        return Finding("text", .ok, "UTF-8")
    }

    private var size: Finding? {
        var size = winsize()
        guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_row > 0 else { return nil }
        let text = "\(size.ws_col)x\(size.ws_row)"
        guard size.ws_col >= ScreenTerminal.leastColumns, size.ws_row >= ScreenTerminal.leastRows else {
            return Finding("size", .warning, "\(text) is too small for screens", remedy: "make it at least 40x10")
        }
        return Finding("size", .ok, text)
    }
}
