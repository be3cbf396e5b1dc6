import ArgumentParser
import DocketInterchange
import DocketModel
import DocketNotation
import DocketStorage
import DocketTerminal
import DocketTestSupport
import DocketWorkflow
import Glibc
import Testing

@testable import DocketCommands

@Suite("Exit status")
struct ExitStatusTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var error: any Error & Sendable
        var status: Int32
        var testDescription: String { "\(error) → \(status)" }

        init(_ error: any Error & Sendable, _ status: Int32) {
            self.error = error
            self.status = status
        }
    }

    @Test(
        "Each kind of error has the number of sysexits that says it",
        arguments: [
            Case(StoreError.unknownQueue("q", near: []), 66), Case(StoreError.unknownItem("1", "q"), 66),
            Case(StoreError.refused(.nothingToUndo), 1), Case(StoreError.refused(.notYours("x")), 77),
            Case(StoreError.refused(.unknownEvent("x")), 66), Case(StoreError.claimLost("1", holder: nil), 1),
            Case(StoreError.unavailable("s", reason: "r"), 69), Case(StoreError.foreign("s"), 65),
            Case(StoreError.newer("s", version: 9, known: 1), 69), Case(StoreError.damaged("s", reason: "r"), 65),
            Case(StoreError.readOnly("s"), 69), Case(StoreError.diskFull("s"), 74),
            Case(StoreError.inputOutput("s", reason: "r"), 74), Case(StoreError.unknownOutcome("s", reason: "r"), 74),
            Case(StoreError.cannotCreate("s", reason: "r"), 73),
            Case(WorkflowError.notListed("p"), 77),
            Case(WorkflowError.notAllowed("p", action: "export", needed: .lead), 77),
            Case(WorkflowError.adjudicatorIsAnnotator("1", "p"), 77), Case(WorkflowError.notYourself("p", "o"), 77),
            Case(WorkflowError.invalid("1", []), 65), Case(WorkflowError.incomplete("1", []), 65),
            Case(InterchangeError.cannotOpen(path: "f", errno: ENOENT), 66),
            Case(InterchangeError.cannotRead(path: "f", errno: EIO), 74),
            Case(InterchangeError.cannotRead(path: "f", errno: EISDIR), 66),
            Case(InterchangeError.cannotWrite(path: "f", errno: EACCES), 73),
            Case(InterchangeError.cannotWrite(path: "f", errno: ENOSPC), 74),
            Case(InterchangeError.encoding(path: "f", name: "UTF-16"), 65),
            Case(InterchangeError.unrecognized(path: "f", line: 1, seen: "x"), 65),
            Case(InterchangeError.mapMissing, 64), Case(InterchangeError.tableWithoutMap(path: "f", name: "CSV"), 64),
            Case(InterchangeError.packed(path: "f", name: "gzip", command: "zcat"), 65),
            Case(InterchangeError.exists(path: "f"), 73), Case(InterchangeError.isStore(path: "f"), 73),
            Case(InterchangeError.configuration(path: "f", line: 1, reason: "r"), 65),
            Case(ImportError.nothingToReview(path: "f", firstProblem: nil), 65),
            Case(ExportError.noSuchPosition(9, "q", last: 3), 64),
            Case(ThemeError.notFound(name: "t", available: []), 66),
            Case(ThemeError.invalid(source: "t", line: 1, reason: "r"), 65), Case(TerminalError.notATerminal, 69),
            Case(RecordError(field: "f", reason: "r"), 65), Case(CommandError.noStore(path: "s"), 66),
            Case(CommandError.queueExists("q"), 73), Case(CommandError.noPerson, 64),
        ])
    func status(of testCase: Case) {
        #expect(ExitStatus(for: testCase.error).rawValue == testCase.status)
    }

    @Test(
        "Wrong arguments end with 64 and say how the command goes",
        arguments: [
            ["next"], ["next", "q", "extra"], ["import"], ["export", "q"], ["export", "q", "--format", "bogus"],
            ["import", "--format", "bogus", "f"],
            ["status", "--bogus"], ["queue", "create", "q", "--overlap", "0"],
            ["queue", "create", "q", "--blind", "all"],
            ["people", "add", "p", "--role", "king"], ["export", "q", "--format", "docket", "--json"],
        ])
    func usage(arguments: [String]) throws {
        let workspace = try Workspace()
        let process = workspace.prepared(arguments, "boss")
        let outcome = try process.run()
        #expect(outcome.status == 64)
        #expect(outcome.output.isEmpty)
        #expect(outcome.errors.hasPrefix("docket: "))
        #expect(outcome.errors.hasSuffix(" --help\n"))
        #expect(outcome.errors.split(separator: "\n").count == 1)
        if arguments.count > 1 { #expect(outcome.errors.contains(": docket \(arguments[0]) ")) }
    }

    @Test("A command that is none is named on one line, and a file gets the command that opens it")
    func unknownCommand() throws {
        let workspace = try Workspace()
        try workspace.write("", to: "replies.jsonl")
        let bogus = try workspace.docket("bogus")
        #expect(bogus.status == 64)
        #expect(bogus.errors == "docket: there is no command \"bogus\": docket --help lists them\n")
        #expect(try workspace.docket("replies.jsonl").errors.contains("docket review replies.jsonl"))
    }

    @Test(
        "Screens without a terminal end with 69 and one line", arguments: [[], ["review", "q"], ["adjudicate", "q"]])
    func noTerminal(arguments: [String]) throws {
        let workspace = try Workspace()
        let outcome = try workspace.prepared(arguments, "boss").run()
        #expect(outcome.status == 69)
        #expect(outcome.output.isEmpty)
        #expect(outcome.errors.split(separator: "\n").count == 1)
    }
}
