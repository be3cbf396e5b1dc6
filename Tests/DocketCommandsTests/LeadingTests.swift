import DocketNotation
import DocketTestSupport
import Testing

@Suite("Assigning, promoting, redacting")
struct LeadingTests {
    private static let accept = #"{"item":"1","verdict":"accept","suggestion":"a","comment":"comment-secret"}"#

    /// The events of item 1, as `lead` sees them.
    private static func history(_ workspace: Workspace) throws -> [JSONValue] {
        try #require(try workspace.docket("history", "q", "1", "--json", as: "lead").json["events"]?.array)
    }

    // MARK: Assignments

    @Test("What is assigned comes to that person first, with a receipt for each, and can be listed")
    func assign() throws {
        let workspace = try Fixture.workspace()
        let outcome = try workspace.docket("assign", "q", "--to", "ann1", "2", "none", as: "lead")
        #expect(outcome.status == 1)
        let receipts = try outcome.lines
        try #require(receipts.map { $0["line"] } == [1, 2])
        #expect(receipts.map { $0["item"] } == ["2", "none"])
        #expect(receipts.map { $0["person"] } == ["ann1", "ann1"])
        #expect(receipts.map { $0["status"] } == ["saved", "refused"])
        #expect(receipts[0]["position"]?.integer != nil && receipts[0]["error"]?.isNull == true)
        #expect(receipts[1]["error"] == "queue \"q\" has no item \"none\"")
        #expect(try workspace.docket("next", "q", "--json", as: "ann1").json["item", "id"] == "2")

        let again = try workspace.docket("assign", "q", "--to", "ann1", "2", as: "lead")
        #expect(again.status == 0)
        #expect(try again.lines.first?["status"] == "unchanged")
        #expect(try workspace.docket("assign", "q", "--to", "ann2", "1", as: "lead").status == 0)
        #expect(try workspace.docket("assign", "q", "--list", as: "lead").output == "item\tperson\n1\tann2\n2\tann1\n")
        let mine = try workspace.docket("assign", "q", "--list", "--json", as: "ann1")
        #expect(
            try mine.json
                == .object(["queue": "q", "assignments": [.object(["item": "2", "person": "ann1"])]]))
        #expect(try workspace.docket("assign", "q", "--list", "--to", "ann2", as: "ann1").status == 77)

        let back = try workspace.docket("unassign", "q", "--from", "ann1", "2", as: "lead")
        #expect(try back.lines.first?["status"] == "saved")
        let none = try workspace.docket("assign", "q", "--list", "--to", "ann1", as: "lead")
        #expect(none.output.isEmpty && none.status == 0)
        #expect(none.errors == "docket: nothing is assigned in q to ann1\n")
        #expect(try workspace.docket("verify").status == 0)
    }

    @Test("Items come from a file too: as they are, as JSON strings and as JSON objects")
    func fromFile() throws {
        let workspace = try Fixture.workspace()
        let outcome = try workspace.docket(
            "assign", "q", "--to", "ann1", "--from-file", "-", as: "lead",
            input: "1\n\n\"2\"\n{\"item\":2,\"worth\":1}\n{\"id\":\"1\"}\n{\"x\":1}\n{broken\n")
        #expect(outcome.status == 1)
        let receipts = try outcome.lines
        try #require(receipts.map { $0["line"] } == [1, 3, 4, 5, 6, 7])
        #expect(
            receipts.map { $0["status"] } == ["saved", "saved", "unchanged", "unchanged", "refused", "refused"])
        #expect(receipts[4]["error"] == "item: is missing")
        #expect(receipts[5]["item"]?.isNull == true)
        try workspace.write("1\n2\n", to: "items.txt")
        let back = try workspace.docket("unassign", "q", "--from", "ann1", "--from-file", "items.txt", as: "lead")
        #expect(try back.lines.map { $0["status"] } == ["saved", "saved"])
    }

    @Test("Where people are listed, nobody else can be given work, and a name spelt alike is offered")
    func unknownPerson() throws {
        let workspace = try Fixture.workspace()
        let outcome = try workspace.docket("assign", "q", "--to", "an1", "1", as: "lead")
        #expect(outcome.status == 66)
        #expect(outcome.output.isEmpty)
        #expect(outcome.errors.contains("\"ann1\""))
        #expect(outcome.errors.split(separator: "\n").count == 1)
        let laptop = try Workspace()
        try laptop.docket("import", "-", "--queue", "q", input: Fixture.items)
        #expect(try laptop.docket("assign", "q", "--to", "anybody", "1").status == 0)
    }

    @Test(
        "Arguments that do not go together are wrong usage",
        arguments: [
            ["assign", "q", "1"], ["assign", "q", "--to", "ann1"], ["assign", "q", "--list", "1"],
            ["unassign", "q", "1"], ["unassign", "q", "--from", "ann1"], ["promote", "q"], ["redact", "q", "x"],
            ["redact", "q", "--reason", "r"], ["redact", "q", "x", "--reason", " "],
        ])
    func usage(arguments: [String]) throws {
        let workspace = try Fixture.workspace()
        let outcome = try workspace.prepared(arguments, "boss").run()
        #expect(outcome.status == 64)
        #expect(outcome.output.isEmpty)
        #expect(outcome.errors.split(separator: "\n").count == 1)
    }

    @Test("A history says who was assigned, and until when; annotators see their own assignments only")
    func assignmentHistory() throws {
        let workspace = try Fixture.workspace()
        for person in ["ann1", "ann2"] { try workspace.docket("assign", "q", "--to", person, "1", as: "lead") }
        try workspace.docket("unassign", "q", "--from", "ann1", "1", as: "lead")
        let events = try Self.history(workspace)
        #expect(events.map { $0["kind"] } == ["assignment", "assignment", "assignment"])
        #expect(events.map { $0["stands"] } == [false, true, false])
        let table = try workspace.docket("history", "q", "1", as: "lead").output
        #expect(table.contains("\tto ann2\n") && table.contains("\tno longer to ann1\n"))
        let mine = try workspace.docket("history", "q", "1", as: "ann1").output
        #expect(mine.contains("to ann1") && !mine.contains("ann2"))
    }

    // MARK: Promotion

    @Test("A surplus decision that is promoted counts, and what is none is refused")
    func promote() throws {
        let workspace = try Fixture.workspace()
        try workspace.docket("people", "add", "ann3")
        for person in ["ann1", "ann2"] { try workspace.docket("decide", "q", as: person, input: Self.accept) }
        let surplus = try #require(try workspace.docket("decide", "q", as: "ann3", input: Self.accept).lines.first)
        #expect(surplus["status"] == "surplus")
        let id = try #require(surplus["id"]?.string)
        let outcome = try workspace.docket("promote", "q", id, "none", as: "lead")
        #expect(outcome.status == 1)
        #expect(try outcome.lines.map { $0["status"] } == ["saved", "refused"])
        #expect(try outcome.lines.first?["decision"] == .string(SourceText(id)))
        #expect(try outcome.lines.first?["hash"]?.string?.count == 64)
        let counts = try workspace.docket("status", "q", "--json", as: "lead").json["queues"]?.array?.first
        #expect(counts?["decisions"] == 3)
        #expect(try workspace.docket("history", "q", "1", as: "lead").output.contains("\(id) counts"))
        #expect(!(try workspace.docket("history", "q", "1", as: "ann1").output.contains(id)))
        #expect(try workspace.docket("promote", "q", id, as: "lead").status == 1)
        #expect(try workspace.docket("verify").status == 0)
    }

    // MARK: Redaction

    @Test(
        "What is redacted is nowhere in the store any more, the history says who did it and why, and verify counts it")
    func redact() throws {
        let workspace = try Fixture.workspace()
        let head = try workspace.docket("head").output
        let saved = try #require(try workspace.docket("decide", "q", as: "ann1", input: Self.accept).lines.first)
        let id = try #require(saved["id"]?.string)
        let outcome = try workspace.docket("redact", "q", id, id, "--reason", "names a patient")
        #expect(outcome.status == 1)
        #expect(try outcome.lines.map { $0["status"] } == ["saved", "refused"])
        #expect(outcome.errors.contains("backups, exports and copies"))
        #expect(outcome.errors.split(separator: "\n").count == 1)

        let events = try Self.history(workspace)
        try #require(events.map { $0["kind"] } == ["decision", "redaction"])
        #expect(events.map { $0["redacted"] } == [true, false])
        #expect(events.map { $0["stands"] } == [false, true])
        #expect(events[0]["actor"] == "ann1" && events[1]["actor"] == "boss")
        let table = try workspace.docket("history", "q", "1", as: "lead").output
        #expect(table.contains("\(id): names a patient") && table.contains("\tredacted\n"))
        #expect(!(try workspace.docket("history", "q", "1", as: "ann1").output.contains("patient")))
        for name in workspace.names where name.hasPrefix("d.db") {
            let text = String(decoding: try workspace.bytes(of: name), as: UTF8.self)
            #expect(!text.contains("comment-secret"), "\(name)")
        }
        try workspace.write(head, to: "head.json")
        let verified = try workspace.docket("verify", "--head", "head.json", "--json")
        #expect(verified.status == 0)
        #expect(try verified.json["redacted"] == 1)
        #expect(try workspace.docket("status", "q", "--json").json["queues"]?.array?.first?["decisions"] == 0)
    }

    @Test("A redaction takes an admin")
    func rights() throws {
        let workspace = try Fixture.workspace()
        let saved = try #require(try workspace.docket("decide", "q", as: "ann1", input: Self.accept).lines.first)
        let id = try #require(saved["id"]?.string)
        for person in ["ann1", "lead"] {
            let outcome = try workspace.docket("redact", "q", id, "--reason", "r", as: person)
            #expect(outcome.status == 77)
            #expect(outcome.output.isEmpty)
        }
        #expect(try Self.history(workspace).map { $0["kind"] } == ["decision"])
    }
}
