import FoundationEssentials
import Glibc

/// Where and on what a run was taken.
enum Machine {
    static func facts(_ workplace: Workplace, _ options: Options) throws -> [(name: String, value: String)] {
        let memory = Double(sysconf(Int32(_SC_PHYS_PAGES))) * Double(sysconf(Int32(_SC_PAGESIZE))) / 1_073_741_824
        let processor = field("model name", of: "/proc/cpuinfo") ?? "unknown processor"
        let kernel = contents(of: "/proc/sys/kernel/osrelease") ?? "unknown"
        let load = contents(of: "/proc/loadavg")?.split(separator: " ").prefix(2).joined(separator: " ") ?? "unknown"
        let fileSystem = try workplace.outputIfFound(["stat", "-f", "-c", "%T", workplace.folder]) ?? "unknown"
        let commit = try workplace.outputIfFound(["git", "--no-optional-locks", "describe", "--always", "--dirty"])
        var facts = [
            ("Date", Date.now.formatted(.iso8601)),
            (
                "Program",
                "\(try workplace.output([workplace.docket, "--version"])), built \(try built(workplace.docket))"
            ),
            ("Commit of the source tree", commit ?? "unknown"),
            ("Machine", "\(processor), \(sysconf(Int32(_SC_NPROCESSORS_ONLN))) cores, \(memory.digits(0)) GiB"),
            ("Kernel", "Linux \(kernel); stores on \(fileSystem)"),
            ("Load at the start (1 and 5 minutes)", load),
            ("Rounds", "\(options.rounds), interleaved, after one that does not count; \(options.keys) keys a round"),
        ]
        if let remark = options.remark { facts.append(("Remark", remark)) }
        return facts
    }

    /// When a file was written.
    private static func built(_ path: String) throws -> String {
        let attributes = try FileManager.default.attributesOfItem(atPath: path)
        guard let date = attributes[.modificationDate] as? Date else { return "at an unknown time" }
        return date.formatted(.iso8601)
    }

    private static func contents(of path: String) -> String? {
        guard let text = try? String(contentsOfFile: path, encoding: .utf8) else { return nil }
        return text.split(separator: "\n").first.map(String.init)
    }

    private static func field(_ name: String, of path: String) -> String? {
        guard let text = try? String(contentsOfFile: path, encoding: .utf8) else { return nil }
        guard let line = text.split(separator: "\n").first(where: { $0.hasPrefix(name) }) else { return nil }
        return line.split(separator: ":", maxSplits: 1).last.map { String($0.drop(while: { $0 == " " })) }
    }
}
