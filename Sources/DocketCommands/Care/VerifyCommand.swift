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
            all queues' journals. Kept elsewhere, it shows later that nothing before it was changed: --head takes \
            what docket head or docket verify --json printed, or the manifest of an export.

            A signature in it is checked, and who signed is said. That a key is somebody's only --signer can tell, with \
            the public key that you got from them: then the head must be signed by that key. A manifest's signature \
            also stands for the bytes of its export (the sha256 in it).

            Examples:
              docket verify
              docket head > head.json
              docket verify --head head.json
              docket verify --head pairs.jsonl.manifest.json --signer ana.pub
            """)

    @Option(help: ArgumentHelp("A head saved earlier, which the journal must still contain.", valueName: "file"))
    var head: String?

    @Option(
        help: ArgumentHelp(
            "The public key that signed it: a file (with / or .pub), or a person whose key is in your key folder. "
                + "May be repeated; one of them must have.",
            valueName: "key"))
    var signer: [String] = []

    @OptionGroup var common: CommonOptions

    func validate() throws {
        if !signer.isEmpty, head == nil {
            throw ValidationError("--signer goes with --head, the file that is signed.")
        }
    }

    func run() async throws {
        let console = common.console
        let saved = try head.map { path in try SavedHead(path: path) }
        let signers = try KeyCommand.publicKeys(signer)
        let check = saved.map { SignatureCheck($0, path: head ?? "", signers: signers) }
        var report = try await common.withSession(.reading) { session in
            let progress = ProgressLine("verifying:", console)
            defer { progress.end() }
            return try await session.store.verify(against: saved?.head)
        }
        if let problem = check?.problem {
            report.problems.append(VerificationReport.Problem(queue: nil, position: nil, what: problem))
        }
        if common.json {
            var answer = Self.json(report)
            if saved != nil { answer["signed"] = check?.json.map { .object($0) } ?? .null }
            console.json(answer)
        } else {
            for problem in report.problems { console.outsideLine(SourceText(problem.line)) }
            let redacted = report.redacted > 0 ? ", \(report.redacted) redacted" : ""
            let outcome = report.problems.isEmpty ? "ok" : "\(report.problems.count) problems"
            if let line = check?.line { console.outsideLine(SourceText(line)) }
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
