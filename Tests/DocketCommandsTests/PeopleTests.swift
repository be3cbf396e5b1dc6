import DocketNotation
import DocketTestSupport
import Testing

@Suite("People")
struct PeopleTests {
    @Test("Who is removed is no longer listed and may not work, and what they decided stays")
    func remove() throws {
        let workspace = try Fixture.workspace()
        let line = #"{"item":"1","verdict":"accept","suggestion":"a"}"#
        #expect(try workspace.docket("decide", "q", as: "ann1", input: line).status == 0)
        let removed = try workspace.docket("people", "remove", "ann1")
        #expect(removed.status == 0)
        #expect(removed.output == "ann1 is no longer listed\n")
        #expect(!(try workspace.docket("people", "list").output.contains("ann1")))
        #expect(try workspace.docket("next", "q", as: "ann1").status == 77)
        #expect(try workspace.docket("history", "q", "1").output.contains("ann1"))
        #expect(try workspace.docket("verify").status == 0)
        let again = try workspace.docket("people", "remove", "ann1")
        #expect(again.status == 66)
        #expect(again.errors == "docket: ann1 is not listed: docket people list shows who is\n")
    }

    @Test("Only admins remove, and not the last admin; with the last person gone everyone may do everything")
    func rights() throws {
        let workspace = try Workspace()
        try workspace.docket("queue", "create", "q")
        try workspace.docket("people", "add", "root", "--role", "admin")
        try workspace.docket("people", "add", "boss", "--role", "lead")
        #expect(try workspace.docket("people", "remove", "root").status == 77)
        #expect(try workspace.docket("people", "remove", "root", as: "root").status == 77)
        #expect(try workspace.docket("people", "remove", "boss", as: "root").status == 0)
        let last = try workspace.docket("people", "remove", "root", "--json")
        #expect(last.status == 0)
        #expect(try last.json == .object(["person": "root", "removed": true]))
        #expect(last.errors == "docket: nobody is listed now: everyone may do everything\n")
        #expect(try workspace.docket("next", "q", as: "anybody").status == 0)
    }

    @Test(
        "Names that a list could not hold are refused where they are given",
        arguments: [
            ["people", "add", "a\tb"], ["people", "add", String(repeating: "x", count: 101)], ["people", "add", ""],
            ["queue", "create", "a\nb"], ["queue", "create", String(repeating: "x", count: 101)],
            ["import", "-", "--queue", "a\u{1B}b"], ["status", "--as", "a\nb"],
        ])
    func names(arguments: [String]) throws {
        let workspace = try Workspace()
        try workspace.docket("queue", "create", "q")
        let outcome = try workspace.prepared(arguments, "boss").run()
        #expect(outcome.status == 64)
        #expect(outcome.output.isEmpty)
        #expect(outcome.errors.split(separator: "\n").count == 1)
        #expect(outcome.errors.contains("name"))
    }
}
