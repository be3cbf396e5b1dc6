import DocketNotation
import DocketTestSupport
import Testing

@Suite("Sent back, from the command line")
struct SendBackTests {
    /// Both annotators decided item 1.
    private static func decided() throws -> Workspace {
        let workspace = try Fixture.workspace()
        for (person, winner) in [("ann1", "a"), ("ann2", "b")] {
            let line = #"{"item":"1","preference":{"winner":"\#(winner)"}}"#
            #expect(try workspace.docket("decide", "q", as: person, input: line).status == 0)
        }
        return workspace
    }

    @Test("An item goes to those who are named, comes up in their inbox and first in next, and leaves with a revision")
    func roundTrip() throws {
        let workspace = try Self.decided()
        let sent = try workspace.docket(
            "send-back", "q", "1", "--to", "ann1", "--reason", "source", "--note", "read it again", "--json", as: "lead"
        )
        #expect(sent.status == 0)
        #expect(try sent.json["status"] == "saved")
        #expect(try sent.json["item"] == "1")
        #expect(try sent.json["position"]?.integer != nil)

        let inbox = try #require(try workspace.docket("inbox", "q", "--json", as: "ann1").json.array)
        #expect(inbox.count == 1)
        #expect(inbox[0]["item"] == "1")
        #expect(inbox[0]["id"] == (try sent.json["id"]))
        #expect(inbox[0]["reason_code"] == "source")
        #expect(inbox[0]["note"] == "read it again")
        #expect(inbox[0]["adjudicator"] == "lead")
        #expect(try workspace.docket("inbox", "q", as: "ann1").output.contains("read it again"))
        #expect(try workspace.docket("inbox", "q", "--json", as: "ann2").json == [])

        let next = try workspace.docket("next", "q", "--json", as: "ann1").json
        #expect(next["occasion"] == "revision")
        #expect(next["sent_back", "note"] == "read it again")
        let revision = #"{"item":"1","occasion":"revision","preference":{"winner":"b"}}"#
        #expect(try workspace.docket("decide", "q", as: "ann1", input: revision).lines[0]["status"] == "saved")
        #expect(try workspace.docket("inbox", "q", "--json", as: "ann1").json == [])
    }

    @Test("With nobody named it goes to all whose decisions count, and undo takes it back")
    func toAll() throws {
        let workspace = try Self.decided()
        #expect(try workspace.docket("send-back", "q", "1", as: "lead").status == 0)
        for person in ["ann1", "ann2"] {
            #expect(try workspace.docket("inbox", "q", "--json", as: person).json.array?.count == 1)
        }
        #expect(try workspace.docket("undo", "q", as: "lead").status == 0)
        #expect(try workspace.docket("inbox", "q", "--json", as: "ann1").json == [])
    }

    @Test(
        "What cannot be is refused on one line",
        arguments: [
            (["send-back", "q", "1"], "ann1", 77, "role lead"), (["send-back", "q", "2"], "lead", 1, "no decisions"),
            (["send-back", "q", "9"], "lead", 66, "no item"),
            (["send-back", "q", "1", "--to", "lead"], "lead", 1, "did not decide it"),
            (["send-back", "q"], "lead", 64, "docket send-back --help"),
        ] as [([String], String, Int32, String)])
    func refused(arguments: [String], person: String, status: Int32, text: String) throws {
        let workspace = try Self.decided()
        let outcome = try workspace.prepared(arguments, person).run()
        #expect(outcome.status == status)
        #expect(outcome.output.isEmpty)
        #expect(outcome.errors.split(separator: "\n").count == 1)
        #expect(outcome.errors.contains(text), "\(outcome.errors)")
    }

    @Test("What came back does not name the others who were asked, by any command")
    func discreet() throws {
        let workspace = try Self.decided()
        #expect(try workspace.docket("send-back", "q", "1", "--note", "again", as: "lead").status == 0)
        for arguments in [
            ["inbox", "q"], ["inbox", "q", "--json"], ["history", "q", "1", "--json"], ["next", "q", "--json"],
        ] {
            let outcome = try workspace.prepared(arguments, "ann1").run()
            #expect(outcome.output.contains("again"))
            #expect(!outcome.output.contains("ann2"), "\(outcome.output)")
        }
    }
}
