import DocketNotation
import DocketTestSupport
import Glibc
import Testing

/// A store that many processes of the built program work in at once.
struct SharedStore: Sendable {
    let folder: TemporaryFolder
    var path: String { folder.path + "/d.db" }

    init() throws {
        folder = try TemporaryFolder()
    }

    /// The program as `person`, not yet started.
    func program(_ arguments: [String], as person: String = "owner") -> ChildProcess {
        ChildProcess(
            ChildProcess.docket, arguments,
            environment: [
                "DOCKET_STORE": path, "DOCKET_ANNOTATOR": person, "HOME": folder.path, "LANG": "C.UTF-8",
            ], folder: folder.path)
    }

    /// What a command that must succeed prints.
    @discardableResult
    func run(_ arguments: String..., as person: String = "owner", input: String = "") throws -> String {
        let outcome = try program(arguments, as: person).run(input: input)
        guard outcome.status == 0 else {
            throw ChildProcess.Failure(
                description: "\(arguments) ended with \(outcome.status): \(outcome.errors)\(outcome.output)")
        }
        return outcome.output
    }

    /// Makes a file of items `PREFIX1`... of two suggestions.
    func writeItems(_ count: Int, prefix: String, to name: String) throws -> String {
        var text = ""
        for number in 1...count {
            text += #"{"id":"\#(prefix)\#(number)","prompt":"Question \#(number)","responses":["yes","no"]}"# + "\n"
        }
        return try folder.write(text, to: name)
    }

    /// The number of one queue in `status`.
    func status(_ queue: String, _ number: String) throws -> Int? {
        let document = try JSONParser().parse(try run("status", queue, "--json")).object
        return document?["queues"]?.array?.first?.object?[number]?.integer
    }

    func expectVerified(_ comment: Comment? = nil) throws {
        let outcome = try program(["verify"]).run()
        #expect(outcome.status == 0, "\(outcome.output)\(outcome.errors) \(comment?.description ?? "")")
    }
}

/// What `decide` prints for a line.
struct PrintedReceipt: Sendable, Hashable {
    var id: String
    var status: String
    var position: Int?
    var hash: String?
    var error: String?

    /// Nil for a line that is no whole receipt, as a killed program may leave.
    init?(_ line: some StringProtocol) {
        guard let record = try? JSONParser().parse(String(line)).object, let id = record["id"]?.string,
            let status = record["status"]?.string
        else { return nil }
        self.id = id
        self.status = status
        position = record["position"]?.integer
        hash = record["hash"]?.string
        error = record["error"]?.string
    }

    /// Whether it says that the decision is safe.
    var isAcknowledged: Bool { status != "refused" }
}
