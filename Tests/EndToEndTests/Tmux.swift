import DocketTestSupport
import Glibc
import Testing

/// A shell in a real terminal (tmux), with a folder and a store of its own.
final class Tmux {
    let folder: TemporaryFolder
    private let socket: String
    private let size: (rows: Int, columns: Int)

    struct Failure: Error, CustomStringConvertible {
        var description: String
    }

    static let isInstalled = access("/usr/bin/tmux", X_OK) == 0

    init(rows: Int = 24, columns: Int = 80, term: String = "tmux-256color", variables: [String: String] = [:]) throws {
        folder = try TemporaryFolder()
        socket = folder.path + "/tmux"
        size = (rows, columns)
        var environment = [
            "TERM": term, "LC_ALL": "C.UTF-8", "HOME": folder.path, "DOCKET_STORE": folder.path + "/d.db",
            // The crash reporter of a debug build asks for a key.
            "SWIFT_BACKTRACE": "enable=no", "DOCKET_ANNOTATOR": "mei", "DOCKET_GUIDE": "off", "PS1": "ready$ ",
            "PATH": "/usr/bin:/bin",
        ]
        environment.merge(variables) { $1 }
        let assignments = environment.map { "\($0)='\($1)'" }.sorted().joined(separator: " ")
        try tmux(["new-session", "-d", "-x", "\(columns)", "-y", "\(rows)", "exec env -i \(assignments) sh -i"])
        try waitFor("ready$")
    }

    deinit {
        _ = try? tmux(["kill-server"])
    }

    @discardableResult
    func tmux(_ arguments: [String]) throws -> String {
        try ChildProcess(
            "/usr/bin/tmux", ["-f", "/dev/null", "-S", socket] + arguments,
            environment: ["PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"]
        ).run().output
    }

    /// Runs a docket command beside the terminal, on the same store.
    @discardableResult
    func docket(_ arguments: String..., as person: String = "mei") throws -> ChildProcess.Outcome {
        try ChildProcess(
            ChildProcess.docket, arguments,
            environment: [
                "DOCKET_STORE": folder.path + "/d.db", "DOCKET_ANNOTATOR": person, "HOME": folder.path,
                "LC_ALL": "C.UTF-8",
            ]
        ).run()
    }

    /// Types a command line into the shell.
    func start(_ arguments: String) throws {
        try type("\(ChildProcess.docket) \(arguments)")
        try press("Enter")
    }

    /// Keys by tmux's names.
    func press(_ keys: String...) throws {
        try tmux(["send-keys"] + keys)
    }

    func type(_ text: String) throws {
        try tmux(["send-keys", "-l", text])
    }

    var screen: String {
        get throws { try tmux(["capture-pane", "-p"]) }
    }

    /// Waits until the screen holds a text. Looks again every few milliseconds; gives up after `seconds`.
    @discardableResult
    func waitFor(_ text: String, seconds: Double = 20) throws -> String {
        try waitUntil("\"\(text)\" is on the screen", seconds: seconds) { $0.contains(text) }
    }

    @discardableResult
    func waitUntil(_ what: String, seconds: Double = 20, _ isSo: (String) throws -> Bool) throws -> String {
        let clock = ContinuousClock()
        let deadline = clock.now.advanced(by: .seconds(seconds))
        var last = ""
        while clock.now < deadline {
            last = try screen
            if try isSo(last) { return last }
            poll(nil, 0, 15)
        }
        throw Failure(description: "waited \(seconds) s until \(what); the screen is\n\(last)")
    }

    /// The process that runs in the foreground of the terminal, once it is docket.
    func docketProcess() throws -> Int32 {
        var found: Int32?
        try waitUntil("docket runs") { _ in
            let shell = try tmux(["display-message", "-p", "#{pane_pid}"]).split(separator: "\n").first ?? ""
            let children = Surroundings.text(ofFile: "/proc/\(shell)/task/\(shell)/children") ?? ""
            found = children.split(separator: " ").compactMap { Int32($0) }.first
            return found != nil
        }
        guard let found else { throw Failure(description: "docket does not run") }
        return found
    }

    /// After a kill -9 nobody has put the terminal back: does what a person would, and waits for the shell.
    func resetByHand() throws {
        // The line end that a raw terminal passes on.
        try press("C-j")
        try type("stty sane; reset")
        try press("C-j")
        try waitUntil("the screen is reset") { $0.split(separator: "\n").first?.hasPrefix("ready$") == true }
    }

    /// Checks that the shell takes lines and echoes them, as before the program ran.
    func expectUsableShell() throws {
        try waitFor("ready$")
        try type("echo modes-$(stty -a | tr ' ;' '\\n\\n' | grep -cx -e echo -e icanon -e icrnl)-end")
        try press("Enter")
        try waitFor("modes-3-end")
    }
}
