import DocketModel
import DocketNotation
import Testing

@testable import DocketInterchange

/// Answers to an item of the suggestions x, y and z, and the lines they must give.
struct TrainingCase: Sendable, CustomTestStringConvertible {
    var name: String
    var answers: Answers
    var lines: [String]
    var leftOut: [LeftOut]

    init(_ name: String, _ answers: Answers, _ lines: [String], _ leftOut: [LeftOut] = []) {
        self.name = name
        self.answers = answers
        self.lines = lines
        self.leftOut = leftOut
    }

    var testDescription: String { name }
}

private func judged(_ verdicts: [(SuggestionID, Verdict)], _ preference: Preference? = nil, flags: Set<String> = [])
    -> Answers
{
    Answers(judgements: verdicts.map { Judgement(suggestion: $0, verdict: $1) }, preference: preference, flags: flags)
}

@Suite("Training exports")
struct TrainingExportTests {
    static let item = Item(
        id: "1", context: [Message(role: "user", content: "q")],
        suggestions: ["x", "y", "z"].enumerated().map { ordinal, text in
            Suggestion(
                id: Suggestion.defaultID(ordinal), messages: [Message(role: "assistant", content: SourceText(text))])
        })

    /// The flat lines, shortened to their sides: `x>y`.
    static let pairCases: [TrainingCase] = [
        TrainingCase("a winner stands over each other", judged([], .win("a", .much)), ["x>y", "x>z"]),
        TrainingCase(
            "edited > chosen > rejected", judged([("b", .edit("Y"))], .win("b", nil)),
            ["Y>y", "Y>x", "y>x", "Y>z", "y>z"]),
        TrainingCase(
            "an edit that changes nothing is an accept", judged([("b", .edit("y"))], .win("b", nil)), ["y>x", "y>z"]),
        TrainingCase(
            "the loser's edit stands over its own original only", judged([("b", .edit("Y"))], .win("a", nil)),
            [
                "Y>y", "x>y", "x>z",
            ]),
        TrainingCase("an edit alone", judged([("a", .edit("X"))]), ["X>x"]),
        TrainingCase(
            "accepted over rejected", judged([("a", .accept), ("b", .reject), ("c", .reject)]), ["x>y", "x>z"]),
        TrainingCase("edited over rejected", judged([("a", .edit("X")), ("b", .reject)]), ["X>x", "X>y", "x>y"]),
        TrainingCase("only accepts", judged([("a", .accept), ("b", .accept)]), [], [.noPreference]),
        TrainingCase("a tie", judged([("a", .accept)], .tie), [], [.tie]),
        TrainingCase("a tie with an edit", judged([("a", .edit("X"))], .tie), ["X>x"], [.tie]),
        TrainingCase("both bad", judged([], .bothBad), [], [.bothBad]),
        TrainingCase("a ranking", judged([], .ranking([["c"], ["a", "b"]])), ["z>x", "z>y"]),
        TrainingCase("a ranking of equals", judged([], .ranking([["c", "a", "b"]])), [], [.tie]),
        TrainingCase(
            "the edit is what the other says", judged([("a", .edit("y"))], .win("a", nil)),
            ["y>x", "x>y", "y>z", "x>z"],
            [
                .equalSides
            ]),
        TrainingCase("a flag that excludes", judged([], .win("a", nil), flags: ["unsafe"]), [], [.flagged]),
    ]

    static let completionCases: [TrainingCase] = [
        TrainingCase("accepted and edited", judged([("a", .accept), ("b", .edit("Y")), ("c", .reject)]), ["x", "Y"]),
        TrainingCase("a winner without a verdict", judged([], .win("a", nil)), [], [.noAccepted]),
    ]

    static let labelCases: [TrainingCase] = [
        TrainingCase("each verdict", judged([("a", .accept), ("b", .edit("Y")), ("c", .reject)]), ["x+", "Y+", "z-"]),
        TrainingCase("both bad", judged([("a", .edit("X"))], .bothBad), ["X+", "y-", "z-"]),
        TrainingCase("a winner without a verdict", judged([], .win("a", nil)), [], [.noVerdict]),
    ]

    private func render(_ answers: Answers, _ options: ExportOptions, item: Item = item) -> RenderedOutcome {
        let row = OutcomeRow(item: item, standing: .decided(answers), decisions: [])
        return OutcomeRenderer(queue: "q", options: options).render(row)
    }

    private func check(_ example: TrainingCase, _ format: ExportFormat, _ short: (JSONObject) -> String) throws {
        let options = ExportOptions(format: format, isFlat: true, excludingFlags: ["unsafe"])
        let rendered = render(example.answers, options)
        let objects = try rendered.lines.map { try #require(try JSONParser().parse($0.bytes).object) }
        #expect(objects.map(short) == example.lines)
        #expect(objects.allSatisfy { $0["prompt"] == "q" })
        #expect(rendered.leftOut == example.leftOut)
    }

    @Test("Pairs", arguments: pairCases)
    func pairs(_ example: TrainingCase) throws {
        try check(example, .trlPreference) { "\($0["chosen"]?.string ?? "")>\($0["rejected"]?.string ?? "")" }
    }

    @Test("Completions", arguments: completionCases)
    func completions(_ example: TrainingCase) throws {
        try check(example, .trlPromptCompletion) { $0["completion"]?.string ?? "" }
    }

    @Test("Labelled completions", arguments: labelCases)
    func labels(_ example: TrainingCase) throws {
        try check(example, .trlUnpaired) { "\($0["completion"]?.string ?? "")\($0["label"] == true ? "+" : "-")" }
    }

    @Test(
        "The lines are these bytes",
        arguments: [
            (
                ExportFormat.trlPreference, false,
                #"{"prompt":[{"role":"user","content":"q"}],"chosen":[{"role":"assistant","content":"x"}],"rejected":[{"role":"assistant","content":"y"}]}"#
            ),
            (.trlPreference, true, #"{"prompt":"q","chosen":"x","rejected":"y"}"#),
            (
                .trlPromptCompletion, false,
                #"{"prompt":[{"role":"user","content":"q"}],"completion":[{"role":"assistant","content":"x"}]}"#
            ),
            (
                .trlUnpaired, false,
                #"{"prompt":[{"role":"user","content":"q"}],"completion":[{"role":"assistant","content":"x"}],"label":true}"#
            ),
            (.hh, false, #"{"chosen":"\n\nHuman: q\n\nAssistant: x","rejected":"\n\nHuman: q\n\nAssistant: y"}"#),
        ])
    func golden(format: ExportFormat, isFlat: Bool, line: String) {
        let rendered = render(judged([("a", .accept)], .win("a", nil)), ExportOptions(format: format, isFlat: isFlat))
        #expect(rendered.lines.first.map { String(decoding: $0.bytes, as: UTF8.self) } == line)
    }

    @Test("The margin is the strength, and is not there where none was given")
    func margin() throws {
        let options = ExportOptions(format: .trlPreference, includesMargin: true)
        let margins = try render(judged([("a", .edit("X"))], .win("a", .clear)), options).lines.map { line in
            try JSONParser().parse(line.bytes)["margin"]
        }
        #expect(margins == [nil, 2, 2, 2, 2])
    }

    @Test(
        "Documents and unknown roles are the user's, joined to the user's message beside them; several messages complete"
    )
    func roles() throws {
        var item = Self.item
        item.context = [
            Message(role: "system", content: "s"), Message(role: "document", content: "d"),
            Message(role: "user", content: "q", ext: ["name": "n"]), Message(role: "assistant", content: "r"),
            Message(role: "critic", content: "c"),
        ]
        item.suggestions[0].messages = [Message(role: "tool", content: "t"), Message(role: "assistant", content: " x")]
        let answers = judged([("a", .edit("X"))])
        let line = try #require(render(answers, ExportOptions(format: .trlPromptCompletion), item: item).lines.first)
        #expect(
            String(decoding: line.bytes, as: UTF8.self)
                == #"{"prompt":[{"role":"system","content":"s"},{"role":"user","content":"d\n\nq"},{"role":"assistant","content":"r"},{"role":"user","content":"c"}],"completion":[{"role":"tool","content":"t"},{"role":"assistant","content":"X"}]}"#
        )
        item.suggestions[0].messages = [Message(role: "assistant", content: " x")]
        let flat = try #require(
            render(judged([("a", .accept)]), ExportOptions(format: .trlPromptCompletion, isFlat: true), item: item)
                .lines.first)
        #expect(
            String(decoding: flat.bytes, as: UTF8.self)
                == #"{"prompt":"s\n\nHuman: d\n\nq\n\nAssistant: r\n\nHuman: c\n\nAssistant:","completion":" x"}"#)
    }

    @Test("A text that is not UTF-8 and an item without a prompt are left out and said so")
    func leftOut() {
        var item = Self.item
        item.suggestions[1].messages[0].content = SourceText(bytes: [0xFF])
        let options = ExportOptions(format: .trlPreference)
        let rendered = render(judged([], .win("a", nil)), options, item: item)
        #expect(rendered.lines.count == 1)
        #expect(rendered.leftOut == [.invalidUTF8])
        item.context = []
        #expect(render(judged([], .win("a", nil)), options, item: item).leftOut == [.noPrompt])
    }

    @Test("What is not decided gives its reason, and per decision each gives its own rows")
    func standing() throws {
        let decisions = [
            decision("d1", .answers(judged([], .win("a", nil)))), decision("d2", .answers(judged([], .win("b", nil)))),
            decision("d3", .skip(reason: "broken")),
        ]
        let row = OutcomeRow(item: Self.item, standing: .leftOut(.conflict), decisions: decisions)
        let whole = OutcomeRenderer(queue: "q", options: ExportOptions(format: .trlPreference)).render(row)
        #expect(whole.lines.isEmpty)
        #expect(whole.leftOut == [.conflict])
        #expect(whole.decisions == ["d1", "d2", "d3"])
        let each = OutcomeRenderer(queue: "q", options: ExportOptions(format: .trlPreference, isPerDecision: true))
            .render(row)
        #expect(each.lines.map(\.decisions) == [["d1"], ["d1"], ["d2"], ["d2"]])
        #expect(each.leftOut == [.skipped])
    }

    private func decision(_ id: EventID, _ answer: Answer) -> Decision {
        Decision(
            id: id, queue: "q", item: "1", annotator: Annotator(id: "z"), answer: answer, at: Timestamp(milliseconds: 0)
        )
    }
}
