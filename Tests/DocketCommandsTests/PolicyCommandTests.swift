import DocketNotation
import DocketTestSupport
import Testing

@Suite("Rules, precedents and questions, from the command line")
struct PolicyCommandTests {
    private static func line(_ item: String, winner: String) -> String {
        #"{"item":"\#(item)","preference":{"winner":"\#(winner)"}}"#
    }

    /// Three people an item: on item 1 two say a and one b, on item 2 all say b.
    private static func decided() throws -> Workspace {
        let workspace = try Fixture.workspace()
        try workspace.docket("people", "add", "ann3", "--role", "annotator")
        try workspace.docket("queue", "configure", "q", "--overlap", "3")
        for (person, winner) in [("ann1", "a"), ("ann2", "a"), ("ann3", "b")] {
            let lines = line("1", winner: winner) + "\n" + line("2", winner: "b")
            #expect(try workspace.docket("decide", "q", as: person, input: lines).status == 0)
        }
        return workspace
    }

    @Test("A conflict has a proposal with its probability, and why")
    func proposal() throws {
        let workspace = try Self.decided()
        let conflict = try #require(try workspace.docket("conflicts", "q", "--json", as: "lead").json.array?.first)
        #expect(conflict["proposal", "outcome", "preference", "winner"] == "a")
        #expect(conflict["proposal", "probability"]?.double == 0.667)
        #expect(conflict["proposal", "why"] == "preference: a 2, b 1")
        #expect(conflict["proposal", "undecided"] == [] && conflict["questions"] == [])
    }

    @Test("Rules are tried, applied, and what they made is opened again")
    func byPolicy() throws {
        let workspace = try Self.decided()
        let none = try workspace.docket("resolve", "q", "--by-policy", as: "lead")
        #expect(none.status == 0 && none.output.isEmpty && none.errors.contains("has no rules"))
        #expect(try workspace.docket("queue", "configure", "q", "--resolve", "majority:2", as: "lead").status == 0)
        let tried = try workspace.docket("resolve", "q", "--by-policy", "--dry-run", "--json", as: "lead").json
        let first = try #require(tried.array?.first)
        #expect(tried.array?.count == 1 && first["item"] == "1" && first["method"] == "rule:majority:2")
        #expect(first["outcome", "preference", "winner"] == "a")
        #expect(first["ballots"]?.array?.first?["votes"]?.array?.first?["annotators"] == ["ann1", "ann2"])
        let table = try workspace.docket("resolve", "q", "--by-policy", "--dry-run", as: "lead").output
        #expect(table.contains("preference: a 2, b 1"))
        #expect(try workspace.docket("resolve", "q", "--by-policy", "--kind", "tie", as: "lead").output.isEmpty)

        let made = try workspace.docket("resolve", "q", "--by-policy", as: "lead")
        #expect(made.status == 0)
        #expect(try made.lines.map { $0["status"] } == ["saved"])
        #expect(try made.lines[0]["method"] == "rule:majority:2")
        #expect(try workspace.docket("conflicts", "q", "--json", as: "lead").json == [])
        let reopened = try workspace.docket("reopen", "q", "--rule", "majority", as: "lead")
        #expect(try reopened.lines[0]["undone"] == made.lines[0]["id"])
        #expect(try workspace.docket("conflicts", "q", "--json", as: "lead").json.array?.count == 1)
        #expect(try workspace.docket("redo", "q", as: "lead").status == 0)
        #expect(try workspace.docket("reopen", "q", "1", as: "lead").status == 0)
        #expect(try workspace.docket("verify", as: "lead").status == 0)
    }

    @Test("A configuration says which rules there are, in words or as tables, and reads back as it was")
    func configuration() throws {
        let workspace = try Self.decided()
        try workspace.write(
            """
            [policy]
            resolve = ["strength:median", { rule = "majority", at_least = 3, kinds = ["tie", "flag"] }]
            """, to: "q.toml")
        #expect(try workspace.docket("queue", "configure", "q", "--config", "q.toml", as: "lead").status == 0)
        let shown = try workspace.docket("queue", "show", "q", "--json", as: "lead").output
        #expect(
            shown.contains(
                #""resolve":["strength:median",{"rule":"majority","at_least":3,"kinds":["tie","flag"]}]"#), "\(shown)")
        #expect(try workspace.docket("queue", "configure", "q", "--resolve", "none", as: "lead").status == 0)
        #expect(try workspace.docket("queue", "show", "q", "--json", as: "lead").output.contains(#""resolve":[]"#))
    }

    @Test(
        "A rule that is none is a mistake with what is known",
        arguments: [
            (#"["majority"]"#, "policy.resolve[0]: \"majority\" is no rule (known: unanimous, majority:M"),
            (#"["majority:1"]"#, "2 to 100"), (#"["posterior:1.5"]"#, "0.5 up to below 1"),
            (#"["unanimous", { rule = "majority" }]"#, "policy.resolve[1]: \"majority\" needs at_least"),
            (#"[{ rule = "majority", at_least = 2, kinds = ["ties"] }]"#, "no kind of conflict"),
            (#"[{ rule = "median" }]"#, "is no rule"), (#"[{ rule = "unanimous", above = 0.9 }]"#, "does not take"),
            ("[7]", "expected an object"),
        ])
    func badRules(rules: String, message: String) throws {
        let workspace = try Fixture.workspace()
        try workspace.write("[policy]\nresolve = \(rules)\n", to: "q.toml")
        let outcome = try workspace.docket("queue", "configure", "q", "--config", "q.toml", as: "lead")
        #expect(outcome.status == 65, "\(outcome.errors)")
        #expect(
            outcome.errors.split(separator: "\n").count == 1 && outcome.errors.contains(message), "\(outcome.errors)")
    }

    @Test("Precedents of an item: outcome, who, why")
    func precedents() throws {
        let workspace = try Self.decided()
        let line = #"{"item":"1","outcome":{"preference":{"winner":"a"}},"reason":"a carrot is no fruit"}"#
        #expect(try workspace.docket("resolve", "q", as: "lead", input: line).status == 0)
        let found = try #require(try workspace.docket("precedents", "q", "2", "--json", as: "lead").json.array?.first)
        #expect(found["item"] == "1" && found["outcome", "preference", "winner"] == "a")
        #expect(found["adjudicator"] == "lead" && found["reason"] == "a carrot is no fruit")
        #expect(try workspace.docket("precedents", "q", "2", as: "lead").output.contains("a carrot is no fruit"))
        #expect(try workspace.docket("precedents", "q", "9", as: "lead").status == 66)
    }

    @Test("Questions are asked, listed, answered, undone")
    func questions() throws {
        let workspace = try Self.decided()
        let asked = try workspace.docket(
            "questions", "ask", "q", "1", "--text", "Is a carrot a fruit?", "--json", as: "ann1"
        ).json
        let id = try #require(asked["id"]?.string)
        let conflict = try #require(try workspace.docket("conflicts", "q", "--json", as: "lead").json.array?.first)
        #expect(conflict["questions"] == .array([JSONValue(id)]))
        #expect(try workspace.docket("conflicts", "q", as: "lead").output.contains("question open"))
        let open = try workspace.docket("questions", "q", "--open", "--json", as: "lead").json.array
        #expect(open?.first?["text"] == "Is a carrot a fruit?" && open?.first?["answer"]?.isNull == true)
        #expect(try workspace.docket("questions", "q", "--json", as: "ann2").json == [])
        #expect(try workspace.docket("questions", "answer", "q", id, "--text", "No.", as: "lead").status == 0)
        #expect(try workspace.docket("questions", "q", "--open", "--json", as: "lead").json == [])
        #expect(try workspace.docket("questions", "q", as: "ann1").output.contains("No."))
        #expect(try workspace.docket("undo", "q", as: "lead").status == 0)
        #expect(try workspace.docket("questions", "q", "--open", "--json", as: "lead").json.array?.count == 1)
        #expect(try workspace.docket("verify", as: "lead").status == 0)
    }

    @Test(
        "What cannot be is refused on one line",
        arguments: [
            (["resolve", "q", "--dry-run"], "lead", 64, "--by-policy"), (["reopen", "q"], "lead", 64, "--rule"),
            (["resolve", "q", "--by-policy"], "ann1", 77, "role lead"),
            (["reopen", "q", "1"], "ann1", 77, "role lead"),
            (["precedents", "q", "1"], "ann1", 77, "role lead"),
            (["questions", "answer", "q", "x", "--text", "y"], "ann1", 77, "role lead"),
            (["questions", "answer", "q", "x", "--text", "y"], "lead", 66, "no question x"),
            (["questions", "ask", "q", "1", "--text", " "], "ann1", 64, "empty"),
            (["conflicts", "q"], "policy", 77, "stands for the rules"),
            (["people", "add", "policy"], "boss", 77, "stands for the rules"),
            (["queue", "configure", "q", "--resolve", "majority:x"], "lead", 64, "2 to 100"),
        ] as [([String], String, Int32, String)])
    func refused(arguments: [String], person: String, status: Int32, text: String) throws {
        let workspace = try Self.decided()
        let outcome = try workspace.prepared(arguments, person).run()
        #expect(outcome.status == status, "\(outcome.errors)")
        #expect(outcome.output.isEmpty)
        #expect(outcome.errors.split(separator: "\n").count == 1)
        #expect(outcome.errors.contains(text), "\(outcome.errors)")
    }
}
