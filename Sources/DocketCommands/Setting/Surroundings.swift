@preconcurrency import Glibc

/// What the program finds around itself: variables, terminal, places.
enum Surroundings {
    /// A variable that is set and not empty.
    static func variable(_ name: String) -> String? {
        guard let value = getenv(name).map({ String(cString: $0) }), !value.isEmpty else { return nil }
        return value
    }

    /// Those that the terminal and the themes look at.
    static var terminalVariables: [String: String] {
        let names = [
            "TERM", "COLORTERM", "NO_COLOR", "TERMINFO", "TERMINFO_DIRS", "HOME", "XDG_CONFIG_HOME", "DOCKET_THEMES",
            "TMUX", "STY", "DOCKET_CLIPBOARD",
        ]
        return Dictionary(
            uniqueKeysWithValues: names.compactMap { name in
                getenv(name).map { (name, String(cString: $0)) }
            })
    }

    /// All variables, for a program that is started.
    static var environment: [String: String] {
        var variables: [String: String] = [:]
        var next = environ
        while let entry = next.pointee {
            let parts = String(cString: entry).split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            if parts.count == 2 { variables[String(parts[0])] = String(parts[1]) }
            next += 1
        }
        return variables
    }

    /// Where Docket keeps what is this person's; nil where they have no home.
    static var dataFolder: String? {
        if let folder = variable("XDG_DATA_HOME"), folder.hasPrefix("/") { return folder + "/docket" }
        return variable("HOME").map { $0 + "/.local/share/docket" }
    }

    /// Where Docket remembers what is no data; nil where this person has no home.
    static var stateFolder: String? {
        if let folder = variable("XDG_STATE_HOME"), folder.hasPrefix("/") { return folder + "/docket" }
        return variable("HOME").map { $0 + "/.local/state/docket" }
    }

    static var loginName: String? {
        if let entry = getpwuid(getuid()), let name = entry.pointee.pw_name {
            let text = String(cString: name)
            if !text.isEmpty { return text }
        }
        return variable("LOGNAME") ?? variable("USER")
    }

    /// Whether text goes out in UTF-8, by the usual variables.
    static var isUTF8: Bool {
        guard let locale = variable("LC_ALL") ?? variable("LC_CTYPE") ?? variable("LANG") else { return false }
        let name = locale.lowercased()
        return name.contains("utf-8") || name.contains("utf8")
    }

    /// The width of the terminal that standard output goes to; 80 where it is none.
    static var columns: Int {
        var size = winsize()
        guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
        return Int(size.ws_col)
    }

    static func exists(_ path: String) -> Bool {
        access(path, F_OK) == 0
    }

    static func isWritable(_ path: String) -> Bool {
        access(path, W_OK) == 0
    }

    /// The program's own file, links resolved.
    static var executablePath: String? {
        var buffer = [CChar](repeating: 0, count: Int(PATH_MAX) + 1)
        let length = readlink("/proc/self/exe", &buffer, Int(PATH_MAX))
        guard length > 0 else { return nil }
        return String(decoding: buffer[..<length].map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    /// The names in a folder, sorted; empty where it cannot be read.
    static func names(in folder: String) -> [String] {
        guard let directory = opendir(folder) else { return [] }
        defer { closedir(directory) }
        var names: [String] = []
        while let entry = readdir(directory) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            names.append(name)
        }
        return names.sorted()
    }
}
