import DocketNotation
import DocketTestSupport
import Testing

@Suite("Blindness")
struct BlindnessTests {
    /// `ann1` has decided item 1 with a comment; `ann2` has not.
    private static func workspace() throws -> Workspace {
        let workspace = try Fixture.workspace()
        let line = #"{"item":"1","verdict":"edit","suggestion":"a","text":"edit-secret","comment":"comment-secret"}"#
        #expect(try workspace.docket("decide", "q", as: "ann1", input: line).status == 0)
        return workspace
    }

    /// What the fixture holds that an annotator must not see.
    private static let secrets = [
        "model-east", "model-west", "judge-secret", "remark-secret", "gold", "edit-secret", "comment-secret", "ann1",
    ]

    @Test(
        "What an annotator is told by any command holds no gold, no models, no judges and nobody else's decision",
        arguments: [
            ["next", "q"], ["next", "q", "--json"], ["history", "q", "1"], ["history", "q", "1", "--json"],
            ["status"], ["status", "q", "--json"], ["queue", "show", "q", "--json"], ["queue", "list", "--json"],
            ["verify", "--json"], ["undo", "q"], ["redo", "q"], ["head"], ["queue", "log", "q", "--json"],
        ])
    func annotatorsSee(arguments: [String]) throws {
        let workspace = try Self.workspace()
        let outcome = try workspace.prepared(arguments, "ann2").run()
        #expect(outcome.status < 64, "\(outcome.errors)")
        for secret in Self.secrets {
            #expect(!(outcome.output + outcome.errors).contains(secret), "\(secret)")
        }
    }

    @Test(
        "What would show others' decisions takes a lead",
        arguments: [
            ["conflicts", "q"], ["conflicts", "q", "--json"], ["resolve", "q"], ["export", "q", "--format", "docket"],
            ["export", "q", "--format", "trl-preference", "--dry-run"], ["backup", "b.db"], ["import", "q.jsonl"],
            ["queue", "configure", "q", "--blind", "none"], ["queue", "create", "r"], ["queue", "archive", "q"],
            ["people", "add", "ann2", "--role", "lead"], ["outdated", "q"], ["outdated", "q", "--csv"],
        ])
    func leadsOnly(arguments: [String]) throws {
        let workspace = try Self.workspace()
        let outcome = try workspace.prepared(arguments, "ann2").run()
        #expect(outcome.status == 77)
        #expect(outcome.output.isEmpty)
        #expect(outcome.errors.split(separator: "\n").count == 1)
    }

    @Test("A lead sees who decided what")
    func leadsSee() throws {
        let workspace = try Self.workspace()
        let outcome = try workspace.docket("history", "q", "1", as: "lead")
        for text in ["edit-secret", "comment-secret", "ann1"] { #expect(outcome.output.contains(text)) }
        let export = try workspace.docket("export", "q", "--format", "docket", as: "lead")
        for text in Self.secrets { #expect(export.output.contains(text), "\(text)") }
    }

    @Test("Conflicts are counted for leads only")
    func conflictCount() throws {
        let workspace = try Self.workspace()
        let asAnnotator = try workspace.docket("status", "q", "--json", as: "ann2").json
        #expect(asAnnotator["queues"]?.array?.first?["conflicts"]?.isNull == true)
        let asLead = try workspace.docket("status", "q", "--json", as: "lead").json
        #expect(asLead["queues"]?.array?.first?["conflicts"] == 0)
    }

    @Test("Somebody who is not listed gets nothing once others are")
    func stranger() throws {
        let workspace = try Self.workspace()
        let outcome = try workspace.docket("next", "q", as: "stranger")
        #expect(outcome.status == 77)
        #expect(outcome.errors.contains("docket people add stranger"))
    }

    @Test("An annotator cannot take back what another decided")
    func foreignUndo() throws {
        let workspace = try Self.workspace()
        let events = try #require(try workspace.docket("history", "q", "1", "--json", as: "ann1").json["events"]?.array)
        let id = try #require(events.first?["id"]?.string)
        let outcome = try workspace.docket("undo", "q", "--decision", id, as: "ann2")
        #expect(outcome.status == 77)
        #expect(try workspace.docket("undo", "q", "--decision", id, as: "ann1").status == 0)
    }
}
