import DocketModel
import DocketNotation
import Testing

@testable import DocketInterchange

@Suite("Mappings")
struct MappingTests {
    private static let two = """
        [item]
        id = "id"
        [[context]]
        text = "q"
        [[suggestion]]
        text = "x.text"
        model = { field = "pair", split = "_", part = 1 }
        [[suggestion]]
        text = "y[0]"
        model = { field = "pair", split = "_", part = -1 }
        [[annotator]]
        id = "ann"
        answers = [{ field = "vote", labels = "vote" }, { field = "stars", rating = "stars", optional = true }]
        [labels.vote]
        1 = { preference = { winner = "a" } }
        2 = { preference = { winner = "b" } }
        Tie = { preference = { outcome = "tie" } }
        "" = {}
        """

    private func options(_ toml: String) throws -> ReadOptions {
        ReadOptions(mapping: try Mapping(toml: toml, name: "map.toml"), fallbackQueue: "q")
    }

    @Test(
        "A label means the same written as a number, as a text and with a decimal point",
        arguments: [
            ("1", Preference.win("a", nil)), ("\"1\"", .win("a", nil)), ("1.0", .win("a", nil)), ("\"Tie\"", .tie),
            ("2", .win("b", nil)),
        ])
    func mixedTypes(label: String, preference: Preference) throws {
        let row = #"{"id":7,"q":"?","x":{"text":"one"},"y":["two"],"pair":"m-1_x_m-2","vote":\#(label),"note":[1]}"#
        let results = try read(row, try options(Self.two))
        #expect(results.problems.isEmpty)
        #expect(results.decisions.map { $0.answer.answers?.preference } == [preference])
        let item = try #require(results.items.first)
        #expect(item.id == "7")
        #expect(item.suggestions.map(\.text) == ["one", "two"])
        #expect(item.suggestions.map(\.model) == ["m-1", "m-2"])
        // Fields taken in part, and fields that nothing names, stay.
        #expect(item.ext.keys == ["x", "y", "pair", "note"])
    }

    @Test("A label that says nothing gives no decision")
    func saysNothing() throws {
        let row = #"{"id":7,"q":"?","x":{"text":"one"},"y":["two"],"pair":"a_b","vote":""}"#
        let results = try read(row, try options(Self.two))
        #expect(results.items.count == 1)
        #expect(results.decisions.isEmpty)
        #expect(results.problems.isEmpty)
    }

    @Test(
        "A row that does not fit is refused by line, column and field",
        arguments: [
            (#"{"id":7,"x":{"text":"one"},"y":["two"],"pair":"a_b","vote":1}"#, 1, "q: is missing"),
            (#"{"id":7,"q":"?","x":{"text":"one"},"y":[],"pair":"a_b","vote":1}"#, 41, "y[0]: is missing"),
            (
                #"{"id":7,"q":"?","x":{"text":"one"},"y":["two"],"pair":"a_b","vote":3}"#, 68,
                "vote: \"3\" is not in [labels.vote] (known: , 1, 2, Tie)"
            ),
            (#"{"id":7,"q":"?","x":{"text":"one"},"y":["two"],"pair":"a_b"}"#, 1, "vote: is missing"),
            (
                #"{"id":7,"q":["?"],"x":{"text":"one"},"y":["two"],"pair":"a_b","vote":1}"#, 13,
                "q: expected a string or a number, found an array"
            ),
            (
                #"{"id":7,"q":"?","x":{"text":"one"},"y":["two"],"pair":"a_b","vote":1,"stars":"many"}"#, 78,
                "stars: expected a whole number, found \"many\""
            ),
        ])
    func refusals(row: String, column: Int, reason: String) throws {
        let results = try read(row, try options(Self.two))
        #expect(results.problems == [LineProblem(line: 1, column: column, reason: reason)])
        #expect(results.records.isEmpty)
    }

    @Test(
        "Rows that are decisions: an item comes once, each person's answers, edits, times and other fields with theirs")
    func decisionRows() throws {
        let toml = """
            rows = "decision"
            [[context]]
            text = "source"
            [[suggestion]]
            text = "mt"
            model = "nmt"
            [[annotator]]
            id = { field = "who" }
            at = "when"
            answers = [
              { field = "pe", edit = "a", optional = true }, { field = "score", rating = "adequacy", suggestion = "a" },
              { field = "why", comment = true, optional = true }, { field = "bad", labels = "bad" },
            ]
            [labels.bad]
            true = { flags = ["critical"] }
            false = {}
            """
        let source = """
            {"source":"s","mt":"t","who":"x","when":"2026-01-02T03:04:05Z","pe":"t","score":"71","bad":false,"seconds":4}
            {"source":"s","mt":"t","who":"y","when":1.5,"pe":"u","score":80,"bad":true,"why":"hm"}
            {"source":"s","mt":"t","who":"x","when":null,"score":0,"bad":false}
            {"source":"s2","mt":"t","who":"x","score":0,"bad":"no"}
            """
        let results = try read(source, try options(toml))
        #expect(results.items.count == 1)
        #expect(results.items[0].ext.isEmpty)
        let decisions = results.decisions
        try #require(decisions.count == 3)
        #expect(decisions.map(\.annotator.id) == ["x", "y", "x"])
        #expect(decisions.map { $0.answer.answers?.judgement(of: "a")?.verdict } == [.accept, .edit("u"), nil])
        #expect(
            decisions.map { $0.answer.answers?.judgement(of: "a")?.ratings } == [
                ["adequacy": 71], ["adequacy": 80], ["adequacy": 0],
            ])
        #expect(decisions.map { $0.answer.answers?.flags } == [[], ["critical"], []])
        #expect(decisions.map(\.at.milliseconds) == [1_767_323_045_000, 1500, 0])
        #expect(decisions[1].comment == "hm")
        #expect(decisions[0].ext["seconds"] == 4)
        #expect(decisions[2].supersedes == decisions[0].id)
        #expect(results.problems.map(\.line) == [4])
    }

    @Test(
        "A mapping that is wrong is refused by file, line and key",
        arguments: [
            (
                "[item]\nidd = \"x\"\n[[suggestion]]\ntext = \"x\"\n",
                "map.toml, line 2: item.idd: is not a key that is known here (known: group, id, lang, meta, priority)"
            ),
            ("[item]\nid = \"x\"\n", "map.toml: suggestion: at least one is needed"),
            (
                "[[suggestion]]\ntext = \"x..y\"\n",
                "map.toml, line 2: suggestion[0].text: expected a field such as \"prompt\" or \"meta.scores[0]\", found \"x..y\""
            ),
            (
                "[[suggestion]]\ntext = \"x\"\n[[annotator]]\nid = \"a\"\nanswers = [{ field = \"l\", labels = \"none\" }]\n",
                "map.toml: annotator[0].answers[0].labels: there is no table [labels.none]"
            ),
            (
                "rows = \"decision\"\n[[suggestion]]\ntext = \"x\"\n",
                "map.toml: annotator: rows that are decisions need exactly one, found 0"
            ),
            (
                "rows = \"both\"\n[[suggestion]]\ntext = \"x\"\n",
                "map.toml, line 1: rows: expected \"item\" or \"decision\", found \"both\""
            ),
            (
                "[labels.v]\n1 = { winner = \"a\", preference = 3 }\n[[suggestion]]\ntext = \"x\"\n",
                "map.toml: labels.v.1.preference: expected an object, found a number"
            ),
        ])
    func wrongMappings(toml: String, message: String) {
        let error = #expect(throws: InterchangeError.self) { _ = try Mapping(toml: toml, name: "map.toml") }
        #expect(error?.description == message)
    }

    @Test("TOML that cannot be parsed is refused by line")
    func brokenTOML() {
        let error = #expect(throws: InterchangeError.self) {
            _ = try Mapping(toml: "[item]\nid = \n", name: "map.toml")
        }
        guard case .configuration(_, let line, _)? = error else {
            Issue.record("another error: \(String(describing: error))")
            return
        }
        #expect(line == 2)
    }

    @Test(
        "Paths",
        arguments: [
            ("a", "1"), ("b.c", "2"), ("d[1]", "4"), ("d[0].e", "3"), ("\"f.g\".h", "5"),
        ])
    func paths(path: String, value: String) throws {
        let row = try #require(try JSONParser().parse(#"{"a":1,"b":{"c":2},"d":[{"e":3},4],"f.g":{"h":5}}"#).object)
        #expect(try #require(FieldPath(path)).value(in: row)?.serializedString == value)
    }

    @Test("Texts that are no paths", arguments: ["", ".", "a.", "a..b", "[0]", "a[x]", "a[-1]", "a[0", "\"a"])
    func noPaths(text: String) {
        #expect(FieldPath(text) == nil)
    }
}
