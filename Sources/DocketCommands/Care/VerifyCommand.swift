import ArgumentParser
import DocketModel
import DocketNotation
import DocketStorage
import DocketWorkflow

struct VerifyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Check the whole journal, and what was computed from it.",
        discussion: """
            Recomputes every hash, digest and count; the status is 1 if anything is off. The head printed stands for \
            everything in the store. Kept elsewhere, it shows later that nothing before it was changed: --head takes \
            what verify --json printed, or the manifest of an export.

            Examples:
              docket verify
              docket verify --json > head.json
              docket verify --head head.json
            """)

    @Option(help: ArgumentHelp("A head saved earlier, which the journal must still contain.", valueName: "file"))
    var head: String?

    @OptionGroup var common: CommonOptions

    func run() async throws {
        let console = common.console
        let earlier = try head.map { path in try SavedHead(path: path).head }
        let report = try await common.withSession(.reading) { session in
            let progress = ProgressLine("verifying:", console)
            defer { progress.end() }
            return try await session.store.verify(against: earlier)
        }
        if common.json {
            console.json(Self.json(report))
        } else {
            for problem in report.problems { console.outsideLine(SourceText(problem.line)) }
            let redacted = report.redacted > 0 ? ", \(report.redacted) redacted" : ""
            let outcome = report.problems.isEmpty ? "ok" : "\(report.problems.count) problems"
            console.line("\(outcome): \(report.events) events\(redacted), head \(report.head.hash)")
        }
        if !report.problems.isEmpty { throw ExitStatus.no }
    }

    private static func json(_ report: VerificationReport) -> JSONObject {
        var answer: JSONObject = ["ok": .bool(report.problems.isEmpty), "events": JSONValue(report.events)]
        answer["head"] = JSONValue(report.head.hash.hexadecimal)
        answer["problems"] = .array(
            report.problems.map { problem in
                .object([
                    "queue": problem.queue.map { JSONValue($0.rawValue) } ?? .null,
                    "position": problem.position.map { JSONValue($0) } ?? .null, "what": JSONValue(problem.what),
                ])
            })
        answer["redacted"] = JSONValue(report.redacted)
        answer["chains"] = report.head.chainsJSON
        return answer
    }
}
