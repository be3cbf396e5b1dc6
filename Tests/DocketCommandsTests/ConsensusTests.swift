import DocketNotation
import DocketTestSupport
import Testing

@Suite("Consensus and ranking")
struct ConsensusTests {
    private static let labels = """
        item,annotator,label
        1,a,yes\n1,b,yes\n1,c,no\n2,a,no\n2,b,no\n2,c,no\n3,a,yes\n3,b,no\n4,a,yes\n4,b,yes\n4,c,yes

        """
    private static let truth = "item,label\n1,yes\n2,no\n3,yes\n9,no\n"

    @Test("One label an item, in the shape that is promised; a tie has none")
    func majority() throws {
        let workspace = try Workspace()
        try workspace.write(Self.labels, to: "l.csv")
        try workspace.write(Self.truth, to: "t.csv")
        let outcome = try workspace.docket("consensus", "l.csv", "--method", "majority", "--json", "--truth", "t.csv")
        #expect(outcome.status == 0 && outcome.errors.isEmpty)
        let json = try outcome.json
        #expect(json["method"] == "majority" && json["iterations"] == 0 && json["log_likelihood"] == .null)
        #expect(json["converged"] == true)
        let rows = try #require(json["labels"]?.array)
        #expect(rows.map { $0["item"] } == ["1", "2", "3", "4"])
        #expect(rows.map { $0["label"] } == ["yes", "no", .null, "yes"])
        #expect(rows.map { $0["tie"] } == [false, false, true, false])
        #expect(rows[2]["probability"]?.double == 0.5)
        let accuracy = try #require(json["accuracy"]?.double)
        #expect(abs(accuracy - 2.5 / 3) < 1e-12)
        #expect(json["accuracy_bounds"]?.array?.compactMap(\.double) == [2 / 3.0, 1])
        #expect(json["f1_of"] == "yes" && json["scored"] == 3)
        #expect(json["annotators"]?.array?.map { $0["annotator"] } == ["a", "b", "c"])
        #expect(workspace.names == ["l.csv", "t.csv"])
        let fromPipe = try workspace.docket(
            "consensus", "-", "--method", "majority", "--json", "--truth", "t.csv", input: Self.labels)
        #expect(try fromPipe.json == json)
    }

    @Test(
        "Comma-separated values and tables say the same",
        arguments: ["wawa", "one-coin", "dawid-skene", "mace", "glad"])
    func formats(_ method: String) throws {
        let workspace = try Workspace()
        try workspace.write(Self.labels, to: "l.csv")
        let json = try workspace.docket("consensus", "l.csv", "--method", method, "--json").json
        let csv = try workspace.docket("consensus", "l.csv", "--method", method, "--csv")
        let lines = csv.output.split(separator: "\n").map(String.init)
        #expect(lines[0] == "item,label,probability" && lines.count == 5)
        for (line, row) in zip(lines.dropFirst(), json["labels"]?.array ?? []) {
            #expect(line.hasPrefix("\(row["item"]?.string ?? ""),\(row["label"]?.string ?? ""),"))
        }
        let report = try workspace.docket("consensus", "l.csv", "--method", method)
        #expect(report.status == 0 && report.output.hasPrefix("method\t\(method)\n"))
        #expect(report.output.contains("\nitem\tlabel\tprobability\n1\tyes\t"))
    }

    @Test("Known answers stay as they are, and ties are broken where that is wanted")
    func known() throws {
        let workspace = try Workspace()
        try workspace.write(Self.labels, to: "l.csv")
        try workspace.write("item,label\n1,maybe\n", to: "g.csv")
        let json = try workspace.docket("consensus", "l.csv", "--method", "majority", "--gold", "g.csv", "--json").json
        let rows = try #require(json["labels"]?.array)
        #expect(rows[0]["label"] == "maybe" && rows[0]["probability"] == 1)
        #expect(rows[2]["label"] == .null)
        // Over all units yes has more.
        let broken = try workspace.docket("consensus", "l.csv", "--method", "majority", "--ties", "prior", "--json")
            .json
        let third = try #require(broken["labels"]?.array?[2])
        #expect(third["label"] == "yes" && third["tie"] == true)
        let steps = try workspace.docket(
            "consensus", "l.csv", "--method", "dawid-skene", "--iterations", "3", "--smoothing", "0.5", "--json"
        ).json
        #expect(steps["iterations"] == 3)
        #expect(
            try workspace.docket("consensus", "l.csv", "--method", "dawid-skene", "--recipe", "vldb17", "--json")
                .json["iterations"] == 20)
    }

    @Test(
        "What does not go together is refused in one line",
        arguments: [
            ["--method", "voting"], ["--method", "majority", "--recipe", "vldb17"],
            ["--method", "dawid-skene", "--recipe", "vldb17", "--smoothing", "1"],
            ["--method", "majority", "--positive", "yes"], ["--method", "majority", "--csv", "--json"],
            ["--method", "glad", "--starts", "3"], ["--method", "wawa", "--iterations", "3"], [],
        ])
    func refused(_ arguments: [String]) throws {
        let workspace = try Workspace()
        try workspace.write(Self.labels, to: "l.csv")
        let outcome = try workspace.prepared(["consensus", "l.csv"] + arguments, "boss").run()
        #expect(outcome.status == 64 && outcome.output.isEmpty)
        #expect(outcome.errors.split(separator: "\n").count == 1)
    }

    @Test("Unknown methods are answered with those there are, and unknown subjects with where queues are listed")
    func unknown() throws {
        let workspace = try Workspace()
        try workspace.write(Self.labels, to: "l.csv")
        let outcome = try workspace.docket("consensus", "l.csv", "--method", "voting")
        for method in ["majority", "wawa", "one-coin", "dawid-skene", "mace", "glad"] {
            #expect(outcome.errors.contains(method))
        }
        for command in [["consensus", "nothing", "--method", "majority"], ["ranking", "nothing"]] {
            let outcome = try workspace.prepared(command, "boss").run()
            #expect(outcome.status == 66 && outcome.errors.contains("neither a queue nor a file"))
        }
    }

    @Test("Models are ranked from a table of votes, in the shape that is promised")
    func ranking() throws {
        let workspace = try Workspace()
        try workspace.write(
            "left,right,winner,count\nx,y,left,3\ny,x,x,2\ny,x,left,2\nx,y,tie,2\nx,y,y,1\n", to: "v.csv")
        let json = try workspace.docket("ranking", "v.csv", "--json", "--reference", "y").json
        #expect(json["connected"] == true && json["votes"] == 10)
        let models = try #require(json["models"]?.array)
        #expect(models.map { $0["model"] } == ["x", "y"])
        #expect(models[1]["strength"] == 0 && models[0]["wins"] == 5 && models[0]["ties"] == 2)
        #expect(models[0]["rank"]?.array?.count == 2 && (models[0]["se"]?.double ?? 0) > 0)
        #expect((json["ties"]?.double ?? 0) > 0 && (json["position_effect"]?.double ?? 0) > 0)
        let without = try workspace.docket("ranking", "v.csv", "--json", "--no-position").json
        #expect(without["position_effect"] == .null && without["position_reason"]?.string?.isEmpty == false)
        let report = try workspace.docket("ranking", "v.csv", "--elo")
        #expect(report.output.hasPrefix("rank\tmodel\tstrength\tse\tElo\twins\tlosses\tties\n1-2\tx\t"))
        let unknown = try workspace.docket("ranking", "v.csv", "--reference", "z")
        #expect(unknown.status == 64 && unknown.errors.contains("x, y"))
    }

    @Test("A table of winners and losers knows no sides, and a model without a loss is said")
    func winners() throws {
        let workspace = try Workspace()
        try workspace.write("winner,loser,count\nx,y,10\ny,z,5\nz,y,5\n", to: "v.csv")
        let json = try workspace.docket("ranking", "v.csv", "--json").json
        #expect(json["connected"] == false && json["reason"]?.string?.contains("never beaten: x") == true)
        #expect(json["position_effect"] == .null && json["ties"] == .null)
    }

    @Test("A queue's gold and rulings are known answers, its models are ranked, and both take a lead")
    func queue() throws {
        let workspace = try Fixture.workspace()
        for (person, winners) in [("ann1", ["b", "a"]), ("ann2", ["b", "b"])] {
            let lines = winners.enumerated().map {
                #"{"item":"\#($0 + 1)","preference":{"winner":"\#($1)"}}"#
            }
            let decided = try workspace.docket("decide", "q", as: person, input: lines.joined(separator: "\n"))
            #expect(decided.status == 0, "\(decided.errors)\(decided.output)")
        }
        for command in [["consensus", "q", "--method", "majority"], ["ranking", "q"]] {
            #expect(try workspace.prepared(command, "ann1").run().status == 77)
        }
        let arguments = ["consensus", "q", "--method", "majority", "--question", "preference", "--json"]
        let json = try workspace.prepared(arguments, "lead").run().json
        #expect(json["question"] == "preference" && json["decisions"] == 4)
        // Both were fooled about item 1; its gold says a. Item 2 is a tie, and its gold b.
        #expect(json["labels"]?.array?.map { $0["label"] } == ["a", "b"])
        #expect(json["labels"]?.array?.map { $0["tie"] } == [false, false])
        let ruling = #"{"item":"2","outcome":{"preference":{"winner":"a"}},"reason":"it sings"}"#
        #expect(try workspace.docket("resolve", "q", as: "lead", input: ruling).status == 0)
        let ruled = try workspace.prepared(arguments, "lead").run().json
        #expect(ruled["labels"]?.array?.map { $0["label"] } == ["a", "a"])

        let ranking = try workspace.docket("ranking", "q", "--json", as: "lead").json
        #expect(ranking["votes"] == 4)
        #expect(ranking["models"]?.array?.map { $0["model"] } == ["model-west", "model-east"])
        #expect(ranking["models"]?.array?.map { $0["wins"] } == [3, 1])
    }
}
