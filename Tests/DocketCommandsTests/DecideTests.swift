import DocketNotation
import DocketTestSupport
import Testing

@Suite("Deciding by lines")
struct DecideTests {
    private static let accept = #"{"item":"1","verdict":"accept","suggestion":"a"}"#

    @Test("next claims an item and serves it again, and a decision under its fence is saved")
    func nextAndDecide() throws {
        let workspace = try Fixture.workspace()
        let first = try workspace.docket("next", "q", "--json", as: "ann1").json
        let again = try workspace.docket("next", "q", "--json", as: "ann1").json
        #expect(first["item", "id"] == again["item", "id"])
        #expect(first["claim", "fence"] == again["claim", "fence"])
        #expect(first["claim", "expires"]?.string?.hasSuffix("Z") == true)
        let item = try #require(first["item", "id"]?.string)
        let fence = try #require(first["claim", "fence"]?.integer)
        let line = #"{"item":"\#(item)","fence":\#(fence),"verdict":"accept","suggestion":"a"}"#
        let receipt = try workspace.docket("decide", "q", as: "ann1", input: line)
        #expect(receipt.status == 0)
        let answer = try receipt.lines[0]
        #expect(answer["status"] == "saved")
        #expect(answer["line"] == 1)
        #expect(answer["hash"]?.string?.count == 64)
        #expect(answer["error"]?.isNull == true)
        #expect(try workspace.docket("next", "q", "--json", as: "ann1").json["item", "id"] != first["item", "id"])
    }

    @Test("next says why there is no item: waiting, none, finished")
    func nothing() throws {
        let workspace = try Fixture.workspace()
        for item in ["1", "2"] {
            try workspace.docket(
                "decide", "q", as: "ann1", input: #"{"item":"\#(item)","verdict":"accept","suggestion":"a"}"#)
        }
        let none = try workspace.docket("next", "q", "--json", as: "ann1")
        #expect(none.status == 0)
        #expect(try none.json["item"]?.isNull == true)
        #expect(try none.json["reason"] == "none")
        for item in ["1", "2"] {
            try workspace.docket(
                "decide", "q", as: "ann2", input: #"{"item":"\#(item)","verdict":"accept","suggestion":"a"}"#)
        }
        #expect(try workspace.docket("next", "q", "--json", as: "ann1").json["reason"] == "finished")
    }

    @Test("A receipt comes while standard input is still open")
    func receiptsAtOnce() throws {
        let workspace = try Fixture.workspace()
        let process = workspace.prepared(["decide", "q"], "ann1")
        let running = try process.start()
        running.send(Self.accept + "\n")
        let receipt = try JSONParser().parse(running.receive())
        #expect(receipt["status"] == "saved")
        #expect(running.isRunning)
        running.closeInput()
        #expect(running.wait() == 0)
    }

    @Test("A line sent again is a duplicate, and other content under its id is refused")
    func repeats() throws {
        let workspace = try Fixture.workspace()
        let line = #"{"id":"11111111-1111-4111-8111-111111111111","item":"1","verdict":"accept","suggestion":"a"}"#
        let lines = [line, line, line.replacing("accept", with: "reject")].joined(separator: "\n")
        let outcome = try workspace.docket("decide", "q", as: "ann1", input: lines)
        #expect(outcome.status == 1)
        #expect(try outcome.lines.map { $0["status"] } == ["saved", "duplicate", "refused"])
        #expect(try outcome.lines[0]["position"] == outcome.lines[1]["position"])
        let later = try workspace.docket("decide", "q", as: "ann1", input: line)
        #expect(try later.lines[0]["status"] == "duplicate")
    }

    @Test("A second decision needs to name the first")
    func supersedes() throws {
        let workspace = try Fixture.workspace()
        let first = try workspace.docket("decide", "q", as: "ann1", input: Self.accept).lines[0]
        let id = try #require(first["id"]?.string)
        let blunt = try workspace.docket(
            "decide", "q", as: "ann1", input: #"{"item":"1","verdict":"reject","suggestion":"a"}"#)
        #expect(blunt.status == 1)
        #expect(try blunt.lines[0]["error"]?.string?.contains(id) == true)
        let named = try workspace.docket(
            "decide", "q", as: "ann1", input: #"{"item":"1","verdict":"reject","suggestion":"a","supersedes":"\#(id)"}"#
        )
        #expect(try named.lines[0]["status"] == "saved")
    }

    @Test(
        "A bad line is refused with its number and reason, and the next one is taken",
        arguments: [
            ("{", "not closed"), ("[1]", "an object"), ("{}", "item"), (#"{"item":"9","verdict":"accept"}"#, "no item"),
            (#"{"item":"1","verdict":"accept","suggestion":"z"}"#, "no suggestion"),
            (#"{"item":"1","verdict":"bless","suggestion":"a"}"#, "bless"), (#"{"item":"1"}"#, "says nothing"),
            (#"{"item":"1","queue":"other","verdict":"accept","suggestion":"a"}"#, "other"),
            (#"{"item":"1","annotator":"ann2","verdict":"accept","suggestion":"a"}"#, "ann2"),
            (#"{"item":"1","fence":"x","verdict":"accept","suggestion":"a"}"#, "fence"),
        ])
    func refused(line: String, reason: String) throws {
        let workspace = try Fixture.workspace()
        let outcome = try workspace.docket("decide", "q", as: "ann1", input: "\n\(line)\n\(Self.accept)\n")
        #expect(outcome.status == 1)
        let answers = try outcome.lines
        #expect(answers.map { $0["line"] } == [2, 3])
        #expect(answers.map { $0["status"] } == ["refused", "saved"])
        #expect(answers[0]["error"]?.string?.contains(reason) == true, "\(answers[0].serializedString)")
    }

    @Test("A third decision where two are wanted is kept as surplus")
    func surplus() throws {
        let workspace = try Fixture.workspace()
        for person in ["ann1", "ann2"] { try workspace.docket("decide", "q", as: person, input: Self.accept) }
        let third = try workspace.docket("decide", "q", as: "lead", input: Self.accept)
        #expect(third.status == 0)
        #expect(try third.lines[0]["status"] == "surplus")
    }

    @Test("Undo takes back what one did last, redo puts it back, and nothing more is said plainly")
    func undoAndRedo() throws {
        let workspace = try Fixture.workspace()
        let id = try workspace.docket("decide", "q", as: "ann1", input: Self.accept).lines[0]["id"]
        let undone = try workspace.docket("undo", "q", "--json", as: "ann1")
        #expect(undone.status == 0)
        #expect(try undone.json["undone", "id"] == id)
        #expect(try undone.json["undone", "item"] == "1")
        let more = try workspace.docket("undo", "q", as: "ann1")
        #expect(more.status == 1)
        #expect(more.errors == "docket: there is nothing of yours to undo in this queue\n")
        #expect(try workspace.docket("redo", "q", "--json", as: "ann1").json["redone", "id"] == id)
        #expect(try workspace.docket("redo", "q", as: "ann1").status == 1)
        let events = try #require(try workspace.docket("history", "q", "1", "--json", as: "ann1").json["events"]?.array)
        #expect(events.map { $0["kind"] } == ["decision", "undo", "undo"])
        #expect(events.map { $0["stands"] } == [true, false, false])
    }
}
