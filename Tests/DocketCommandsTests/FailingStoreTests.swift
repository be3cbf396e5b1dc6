import DocketModel
import DocketNotation
import DocketStorage
import DocketTestSupport
import DocketWorkflow
import Testing

@testable import DocketCommands

@Suite("JSON lines into a store that fails")
struct FailingStoreTests {
    @Test("A line whose fate is not known ends the run with the store's status, and is no line's fault")
    func unsettled() throws {
        #expect(ExitStatus(for: WorkflowError.unsettled("id", .unknownOutcome("s", reason: "r"))) == .inputOutput)
        #expect(ExitStatus(for: WorkflowError.unsettled("id", .unavailable("s", reason: "r"))) == .unavailable)
        #expect(WorkflowError.unsettled("id-7", .diskFull("s")).description.contains(#""id":"id-7""#))
    }

    @Test("The line is refused, those behind it are not read, and the error goes on to the caller")
    func stops() async throws {
        let folder = try TemporaryFolder()
        let path = try folder.write(#"{"item":"1"}"# + "\n" + #"{"item":"2"}"# + "\n", to: "lines.jsonl")
        var seen = 0
        await #expect(throws: StoreError.diskFull("s")) {
            _ = try await LineReceipts(console: Console(isQuiet: true)).run(LineFeed(path)) { _ in
                seen += 1
                throw StoreError.diskFull("s")
            }
        }
        #expect(seen == 1)
    }

    @Test("The receipts before it stand, and what fails ends with 69 or 74")
    func readOnlyStore() throws {
        let workspace = try Fixture.workspace()
        let line = #"{"item":"1","preference":{"winner":"a"}}"#
        #expect(try workspace.docket("decide", "q", as: "ann1", input: line).status == 0)
        // A store whose journal cannot be written: a limit on file sizes stands for a disk that is full.
        let limited = ChildProcess(
            "/bin/sh", ["-c", #"trap '' XFSZ; ulimit -f 4; exec "$0" decide q"#, ChildProcess.docket],
            environment: [
                "DOCKET_STORE": workspace.path("d.db"), "DOCKET_ANNOTATOR": "ann2", "HOME": workspace.folder,
            ],
            folder: workspace.folder)
        let outcome = try limited.run(input: line + "\n" + line)
        #expect([69, 74].contains(outcome.status), "\(outcome.errors)")
        #expect(try outcome.lines.allSatisfy { $0["status"] == "refused" })
        #expect(try outcome.lines.count <= 1)
    }
}
