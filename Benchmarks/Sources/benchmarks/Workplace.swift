import FoundationEssentials
import Glibc

/// The folder of a run, the programs it uses and the environment they get: nobody's own configuration is in it.
struct Workplace {
    let folder: String
    let docket: String
    let environment: [String]

    init(_ options: Options) throws {
        let inherited = ProcessInfo.processInfo.environment
        guard let program = realpath(options.docket, nil) else {
            throw BenchmarkError.usage("\(options.docket): no such program; build it, or name it with --docket")
        }
        defer { free(program) }
        docket = String(cString: program)
        var template = Array((options.folder ?? inherited["TMPDIR"] ?? "/tmp").utf8CString.dropLast())
        template += Array("/docket-benchmarks-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else {
            throw BenchmarkError.system(action: "making a folder for the run", code: errno)
        }
        folder = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
        environment = [
            "PATH=\(inherited["PATH"] ?? "/usr/bin:/bin")", "HOME=\(folder)", "TERM=xterm-256color", "LC_ALL=C.UTF-8",
            // A first start shows a guide, which is not what is measured.
            "DOCKET_GUIDE=off",
        ]
    }

    func remove() { try? FileManager.default.removeItem(atPath: folder) }

    func path(_ name: String) -> String { "\(folder)/\(name)" }

    /// A folder of that name with nothing in it.
    func emptyFolder(_ name: String) throws -> String {
        let path = path(name)
        if FileManager.default.fileExists(atPath: path) { try FileManager.default.removeItem(atPath: path) }
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        return path
    }

    /// Where the PATH has a program.
    func find(_ program: String) -> String? {
        if program.contains("/") { return program }
        let search = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
        return search.split(separator: ":").map { "\($0)/\(program)" }
            .first { FileManager.default.isExecutableFile(atPath: $0) }
    }

    /// The Python behind a launcher such as pyenv's, whose own start would count otherwise.
    func findPython() throws -> String? {
        try outputIfFound(["python3", "-c", "import sys; print(sys.executable)"])
    }

    /// What a program prints, without the last line's end.
    func output(_ arguments: [String]) throws -> String {
        let file = path("output")
        try run(arguments, output: file)
        return try String(contentsOfFile: file, encoding: .utf8).split(separator: "\n").joined(separator: "\n")
    }

    /// Nil where the program is missing or fails.
    func outputIfFound(_ arguments: [String]) throws -> String? {
        guard let program = arguments.first.flatMap(find) else { return nil }
        do {
            return try output([program] + arguments.dropFirst())
        } catch BenchmarkError.failed {
            return nil
        }
    }

    /// Runs a program to its end; its messages go nowhere. Throws where its status is not 0.
    /// - Returns: the peak of its memory in MiB.
    @discardableResult
    func run(_ arguments: [String], input: String = "/dev/null", output: String = "/dev/null") throws -> Double {
        let descriptors = [
            open(input, O_RDONLY | O_CLOEXEC), open(output, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600),
            open("/dev/null", O_WRONLY | O_CLOEXEC),
        ]
        defer { for descriptor in descriptors where descriptor >= 0 { close(descriptor) } }
        guard descriptors.allSatisfy({ $0 >= 0 }) else {
            throw BenchmarkError.system(action: "opening \(input) and \(output)", code: errno)
        }
        let process = try ChildProcess(
            arguments, environment: environment, input: descriptors[0], output: descriptors[1], error: descriptors[2])
        return try process.wait()
    }

    /// Imports a file into a new store.
    /// - Returns: the store's path.
    func store(_ name: String, from file: String) throws -> String {
        let store = try emptyFolder(name) + "/store.db"
        try run([docket, "import", file, "--queue", "q", "--store", store, "--as", "bench", "--quiet"])
        return store
    }
}
