import DocketNotation
import DocketTestSupport
import Testing

@Suite("Agreement")
struct AgreementTests {
    /// Krippendorff 2011, section C: four observers, twelve units, with missing values.
    private static let krippendorff = """
        item,annotator,label
        1,A,1\n1,B,1\n1,D,1\n2,A,2\n2,B,2\n2,C,3\n2,D,2\n3,A,3\n3,B,3\n3,C,3\n3,D,3\n4,A,3\n4,B,3\n4,C,3\n4,D,3
        5,A,2\n5,B,2\n5,C,2\n5,D,2\n6,A,1\n6,B,2\n6,C,3\n6,D,4\n7,A,4\n7,B,4\n7,C,4\n7,D,4\n8,A,1\n8,B,1\n8,C,2\n8,D,1
        9,A,2\n9,B,2\n9,C,2\n9,D,2\n10,A,\n10,B,5\n10,C,5\n10,D,5\n11,C,1\n11,D,1\n12,B,3

        """

    private static func isNear(_ value: JSONValue?, _ expected: Double) -> Bool {
        value?.double.map { abs($0 - expected) < 0.0005 } ?? false
    }

    @Test("A table of labels is measured without a store, in the shape that is promised")
    func table() throws {
        let workspace = try Workspace()
        try workspace.write(Self.krippendorff, to: "k.csv")
        let outcome = try workspace.docket("agreement", "k.csv", "--json")
        #expect(outcome.status == 0 && outcome.errors.isEmpty)
        let json = try outcome.json
        #expect(["items", "annotators", "decisions", "pairable"].map { json[$0] } == [12, 4, 41, 40])
        #expect(json["missing"] == 1 && json["repeated"] == 0)
        let metrics = try #require(json["metrics"]?.object)
        #expect(
            metrics.keys == [
                "percent_agreement", "krippendorff_alpha_nominal", "krippendorff_alpha_ordinal",
                "krippendorff_alpha_interval", "krippendorff_alpha_ratio", "fleiss_kappa", "scott_pi", "cohen_kappa",
                "cohen_kappa_linear", "cohen_kappa_quadratic", "conger_kappa", "brennan_prediger", "gwet_ac1",
                "gwet_ac2",
            ])
        for (kind, alpha) in [("nominal", 0.743), ("ordinal", 0.815), ("interval", 0.849), ("ratio", 0.797)] {
            #expect(Self.isNear(json["metrics", "krippendorff_alpha_\(kind)", "value"], alpha), "\(kind)")
            #expect(json["metrics", "krippendorff_alpha_\(kind)", "ci95"]?.array?.count == 2)
        }
        #expect(json["metrics", "gwet_ac2", "weights"] == "quadratic")
        let pairs = try #require(json["pairs"]?.array)
        #expect(pairs.count == 6 && pairs[0]["a"] == "A" && pairs[0]["b"] == "B" && pairs[0]["items"] == 9)
        #expect(Self.isNear(pairs[0]["cohen_kappa"], 0.8448))
        #expect(json["classes"]?.array?.map { $0["label"] } == ["1", "2", "3", "4", "5"])
        #expect(workspace.names == ["k.csv"])
        #expect(try workspace.docket("agreement", "-", "--json", input: Self.krippendorff).json == json)
    }

    @Test("For people it is a table of coefficients, classes and pairs, and what is undefined has its reason")
    func report() throws {
        let workspace = try Workspace()
        try workspace.write(Self.krippendorff, to: "k.csv")
        let outcome = try workspace.docket("agreement", "k.csv")
        #expect(outcome.status == 0)
        #expect(outcome.errors == "docket: rows without a label, left out: 1\n")
        let lines = outcome.output.split(separator: "\n")
        #expect(lines[1] == "12\t4\t41\t40\t0")
        #expect(lines.contains("Krippendorff's alpha, nominal\t0.7434\t0.4174\t1.0000\t"))
        #expect(lines.contains("Cohen's kappa\tA\tB\tD\tC"))
        try workspace.write("item,annotator,label\n1,x,good\n1,y,good\n2,x,bad\n2,y,good\n", to: "w.csv")
        let words = try workspace.docket("agreement", "w.csv").output
        #expect(
            words.contains("Krippendorff's alpha, ordinal\t-\t-\t-\tthe labels have no order: --labels declares one\n"))
        #expect(words.contains("Krippendorff's alpha, ratio\t-\t-\t-\tthe labels are not numbers\n"))
        let declared = try workspace.docket("agreement", "w.csv", "--labels", "bad,fair,good", "--json").json
        #expect(declared["metrics", "krippendorff_alpha_ordinal", "value"]?.double != nil)
        #expect(declared["labels"] == ["bad", "fair", "good"])
        #expect(declared["metrics", "brennan_prediger", "value"] == .number(JSONNumber(text: "0.25")))
    }

    @Test("Slices by a column, distances of one's own, other weights, and a bootstrap that a seed repeats")
    func options() throws {
        let workspace = try Workspace()
        var text = "item,annotator,label,language\n"
        for item in 0..<12 {
            for person in ["x", "y"] {
                let label = person == "y" && item % 4 == 0 ? 3 : 1 + item % 2
                text += "\(item),\(person),\(label),\(item < 6 ? "en" : "de")\n"
            }
        }
        try workspace.write(text, to: "l.csv")
        try workspace.write("one,other,distance\n1,2,1\n1,3,4\n2,3,1\n", to: "d.csv")
        let json = try workspace.docket(
            "agreement", "l.csv", "--slice", "language", "--distance", "d.csv", "--weights", "linear", "--bootstrap",
            "50", "--seed", "3", "--json"
        ).json
        #expect(json["slices", "by"] == "language")
        #expect(json["slices", "values"]?.object?.keys == ["de", "en"])
        #expect(json["slices", "values", "de", "items"] == 6)
        #expect(json["slices", "values", "de", "labels"] == ["1", "2", "3"])
        #expect(
            json["metrics", "krippendorff_alpha_given", "value"]
                == json["metrics", "krippendorff_alpha_interval", "value"])
        #expect(json["metrics", "gwet_ac2", "weights"] == "linear")
        #expect(json["interval"] == .object(["method": "bootstrap", "samples": 50, "seed": 3]))
        let again = try workspace.docket(
            "agreement", "l.csv", "--bootstrap", "50", "--seed", "3", "--json"
        ).json
        #expect(again["metrics", "fleiss_kappa"] == json["metrics", "fleiss_kappa"])
        #expect(try workspace.docket("agreement", "l.csv", "--slice", "language").output.contains("\nlanguage: de\n"))
    }

    @Test("What is wrong is one line with the place, and a status of its own")
    func faults() throws {
        let workspace = try Workspace()
        try workspace.write("item,annotator,label\n1,x,a\n1,y\n", to: "short.csv")
        try workspace.write("item,label\n1,a\n", to: "who.csv")
        try workspace.write("item,annotator,label\n1,x,a\n1,y,b\n", to: "l.csv")
        try workspace.write("a,b,c\na,b,1\nb,a,2\n", to: "d.csv")
        let cases: [([String], Int32, String)] = [
            (["short.csv"], 65, "short.csv, line 3: expected 3 cells (item,annotator,label), found 2"),
            (["who.csv"], 65, "who.csv, line 1: there is no column \"annotator\" (or worker, rater, coder)"),
            (["l.csv", "--slice", "language"], 65, "l.csv, line 1: there is no column \"language\""),
            (
                ["l.csv", "--labels", "a"], 65,
                "l.csv: the label \"b\" is not among the declared ones (a): name it in --labels, too"
            ),
            (["l.csv", "--labels", "a,a"], 64, "--labels takes different names"),
            (["l.csv", "--question", "verdict"], 64, "--question goes with a queue"),
            (["l.csv", "--seed", "1"], 64, "--seed goes with --bootstrap"),
            (["l.csv", "--bootstrap", "1"], 64, "--bootstrap takes from 20 to 100000 samples"),
            (["l.csv", "--distance", "d.csv"], 65, "d.csv, line 3: \"b\" and \"a\" have two different distances"),
            (["l.csv", "--distance", "no.csv"], 66, "cannot open no.csv"),
            (["none.csv"], 66, "there is neither a queue nor a file \"none.csv\""),
        ]
        for (arguments, status, message) in cases {
            let outcome = try workspace.prepared(["agreement"] + arguments, "boss").run()
            #expect(outcome.status == status, "\(arguments)")
            #expect(outcome.errors.contains(message), "\(outcome.errors)")
            #expect(outcome.errors.split(separator: "\n").count == 1 && outcome.output.isEmpty)
        }
    }

    @Test("A queue has one block a question, for leads only, and a manifest has the same")
    func queue() throws {
        let workspace = try Fixture.workspace()
        for (person, winners) in [("ann1", ["a", "b"]), ("ann2", ["b", "b"])] {
            let lines = winners.enumerated().map {
                #"{"item":"\#($0 + 1)","preference":{"winner":"\#($1)"},"judgements":[{"suggestion":"\#($1)","verdict":"accept"}]}"#
            }
            #expect(try workspace.docket("decide", "q", as: person, input: lines.joined(separator: "\n")).status == 0)
        }
        #expect(try workspace.docket("agreement", "q", as: "ann1").status == 77)
        let json = try workspace.docket("agreement", "q", "--slice", "model", "--json", as: "lead").json
        let preference = try #require(json["questions", "preference"])
        #expect(preference["items"] == 2 && preference["annotators"] == 2 && preference["decisions"] == 4)
        #expect(preference["metrics", "percent_agreement", "value"]?.double == 0.5)
        #expect(preference["slices", "values"]?.object?.keys == ["model-east, model-west"])
        let verdict = try #require(json["questions", "verdict"])
        #expect(verdict["labels"] == ["accept", "edit", "reject"])
        #expect(verdict["slices", "values"]?.object?.keys == ["model-east", "model-west"])
        #expect(verdict["slices", "values", "model-west", "decisions"] == 3)

        let one = try workspace.docket("agreement", "q", "--question", "preference", "--json", as: "lead").json
        #expect(one["questions"]?.object?.keys == ["preference"])
        let weeks = try workspace.docket("agreement", "q", "--slice", "week", as: "lead").output
        #expect(weeks.hasPrefix("preference\nitems\t") && weeks.contains("\nweek: 2"))
        #expect(try workspace.docket("agreement", "q", "--slice", "colour", as: "lead").status == 64)
        let unknown = try workspace.docket("agreement", "q", "--question", "kindness", as: "lead")
        #expect(unknown.status == 64 && unknown.errors.contains("it asks preference, verdict"))
        let near = try workspace.docket("agreement", "qq", as: "lead")
        #expect(near.status == 66 && near.errors.contains("did you mean \"q\"?"))

        try workspace.docket("export", "q", "--format", "docket", "--output", "o.jsonl", as: "lead")
        let manifest = try JSONParser().parse(try workspace.read("o.jsonl.manifest.json"))
        let whole = try workspace.docket("agreement", "q", "--json", as: "lead").json
        #expect(manifest["agreement"] == whole)
    }
}
