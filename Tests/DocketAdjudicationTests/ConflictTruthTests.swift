import DocketModel
import DocketNotation
import Testing

@testable import DocketAdjudication

/// Two people's answers and the kinds of conflict they make.
struct TruthCase: CustomTestStringConvertible, Sendable {
    var name: String
    var left: Answers
    var right: Answers
    var kinds: [Conflict.Kind]

    init(_ name: String, _ left: Answers, _ right: Answers, _ kinds: Conflict.Kind...) {
        (self.name, self.left, self.right, self.kinds) = (name, left, right, kinds)
    }

    var testDescription: String { name }
}

@Suite("Conflicts between two people")
struct ConflictTruthTests {
    static let preferences: [TruthCase] = [
        TruthCase("the same winner", won("a"), won("a")),
        TruthCase("different winners", won("a"), won("b"), .direction),
        TruthCase("different winners, different strength", won("a", .much), won("b", .slight), .direction),
        TruthCase("a winner and a tie", won("a"), preferred(.tie), .tie),
        TruthCase("a winner and both bad", won("a"), preferred(.bothBad), .tie),
        TruthCase("a tie and both bad", preferred(.tie), preferred(.bothBad), .tie),
        TruthCase("two ties", preferred(.tie), preferred(.tie)),
        TruthCase("a preference and none", won("a"), Answers(flags: ["typo"])),
        TruthCase("the same winner, different strength", won("a", .slight), won("a", .much), .strength),
        TruthCase("the same winner, strength said once", won("a", .slight), won("a")),
        TruthCase("the same ranking", ranked([["a"], ["b"], ["c"]]), ranked([["a"], ["b"], ["c"]])),
        TruthCase(
            "rankings with equals in another order", ranked([["a", "b"], ["c"]]), ranked([["b", "a"], ["c"]])),
        TruthCase(
            "rankings with other tops", ranked([["a"], ["b"], ["c"]]), ranked([["b"], ["a"], ["c"]]), .direction),
        TruthCase(
            "rankings that differ below", ranked([["a"], ["b"], ["c"]]), ranked([["a"], ["c"], ["b"]]), .direction),
        TruthCase(
            "one ranking tells apart what the other does not", ranked([["a"], ["b"], ["c"]]),
            ranked([["a"], ["b", "c"]]),
            .tie),
        TruthCase("a ranking and its top", ranked([["a"], ["b"], ["c"]]), won("a", .much)),
        TruthCase("a ranking and another top", ranked([["a"], ["b"], ["c"]]), won("b"), .direction),
        TruthCase("a ranking with a shared top and a winner", ranked([["a", "b"], ["c"]]), won("a"), .tie),
        TruthCase("a ranking of equals and a tie", ranked([["a", "b", "c"]]), preferred(.tie)),
        TruthCase("a ranking and both bad", ranked([["a"], ["b", "c"]]), preferred(.bothBad), .tie),
        TruthCase("rankings of different suggestions", ranked([["a"], ["b"]]), ranked([["a"], ["c"]])),
    ]

    static let verdicts: [TruthCase] = [
        TruthCase("the same verdict", judged(accept("a")), judged(accept("a"))),
        TruthCase("the same rejection for other reasons", judged(reject("a", reasons: ["wrong"])), judged(reject("a"))),
        TruthCase("accept and reject", judged(accept("a")), judged(reject("a")), .verdict),
        TruthCase("edit and reject", judged(edit("a", "Other words.")), judged(reject("a")), .verdict),
        TruthCase(
            "a small edit and reject", judged(edit("a", longText(replacing: "x"))), judged(reject("a")), .verdict),
        TruthCase("accept and a large edit", judged(accept("a")), judged(edit("a", "Other words.")), .verdict),
        TruthCase(
            "accept and a small edit", judged(accept("a")), judged(edit("a", longText(replacing: "x"))), .minorEdit),
        TruthCase("accept and an edit that changes nothing", judged(accept("a")), judged(edit("a", longText()))),
        TruthCase("the same edit", judged(edit("a", "Other words.")), judged(edit("a", "Other words."))),
        TruthCase("different edits", judged(edit("a", "Other words.")), judged(edit("a", "Quite different.")), .edit),
        TruthCase(
            "edits a word apart", judged(edit("a", longText(replacing: "x"))),
            judged(edit("a", longText(replacing: "y"))),
            .minorEdit),
        TruthCase("different suggestions accepted", judged(accept("a")), judged(accept("b")), .verdict),
        TruthCase("one accepted, another edited", judged(accept("a")), judged(edit("b", "Better.")), .verdict),
        TruthCase("one of two accepted", judged(accept("a"), accept("b")), judged(accept("b"))),
        TruthCase("two overlapping pairs accepted", judged(accept("a"), accept("b")), judged(accept("b"), accept("c"))),
        TruthCase("a rejection and another accepted", judged(reject("a")), judged(accept("b"))),
        TruthCase("different suggestions rejected", judged(reject("a")), judged(reject("b"))),
        TruthCase(
            "each judged by both, the other way round", judged(accept("a"), reject("b")),
            judged(reject("a"), accept("b")), .verdict),
        TruthCase("one accepted, another preferred", judged(accept("a")), won("b"), .verdict),
        TruthCase("one accepted and preferred", judged(accept("a")), won("a")),
        TruthCase("one accepted, and both bad", judged(accept("a")), preferred(.bothBad), .verdict),
        TruthCase(
            "one accepted, another preferred though rejected", judged(accept("b")),
            Answers(judgements: [reject("a")], preference: .win("a", nil))),
        TruthCase("one rejected, and both bad", judged(reject("a")), preferred(.bothBad)),
        TruthCase("one accepted, and a tie", judged(accept("a")), preferred(.tie)),
        TruthCase(
            "the same winner, and each accepts another", Answers(judgements: [accept("a")], preference: .win("c", nil)),
            Answers(judgements: [accept("b")], preference: .win("c", nil)), .verdict),
        TruthCase(
            "each accepts and prefers another", Answers(judgements: [accept("a")], preference: .win("a", nil)),
            Answers(judgements: [accept("b")], preference: .win("b", nil)), .direction, .verdict),
    ]

    static let ratingsAndFlags: [TruthCase] = [
        TruthCase("ratings within tolerance", judged(rated("a", 3)), judged(rated("a", 4))),
        TruthCase("ratings beyond tolerance", judged(rated("a", 2)), judged(rated("a", 4)), .rating),
        TruthCase("ratings of different suggestions", judged(rated("a", 1)), judged(rated("b", 5))),
        TruthCase(
            "a scale of the item", Answers(ratings: ["difficulty": 1]), Answers(ratings: ["difficulty": 2]), .rating),
        TruthCase("a scale that the queue does not ask", Answers(ratings: ["x": 1]), Answers(ratings: ["x": 9])),
        TruthCase("a flag that counts, raised by one", Answers(flags: ["unsafe"]), won("a"), .flag),
        TruthCase("a flag that does not count", Answers(flags: ["typo"]), won("a")),
        TruthCase("the same flag", Answers(flags: ["unsafe"]), Answers(flags: ["unsafe", "typo"])),
        TruthCase(
            "everything at once",
            Answers(
                judgements: [Judgement(suggestion: "a", verdict: .accept, ratings: ["helpfulness": 5]), reject("b")],
                preference: .win("a", .much), flags: []),
            Answers(
                judgements: [Judgement(suggestion: "a", verdict: .reject, ratings: ["helpfulness": 1]), accept("b")],
                preference: .win("b", .much), flags: ["unsafe"]),
            .direction, .verdict, .flag, .rating),
    ]

    static func ranked(_ groups: [[SuggestionID]]) -> Answers { preferred(.ranking(groups)) }

    @Test("have the documented kinds, whoever comes first", arguments: preferences + verdicts + ratingsAndFlags)
    func kinds(_ truth: TruthCase) {
        for answers in [[truth.left, truth.right], [truth.right, truth.left], [truth.left, truth.left, truth.right]] {
            let conflict = Conflict.find(
                item: sampleItem, primaries: decisions(answers), ask: sampleAsk, policy: ConflictPolicy())
            #expect(conflict?.kinds ?? [] == truth.kinds)
            #expect(conflict?.decisions.count ?? answers.count == answers.count)
        }
    }

    @Test("The policy's distance separates small edits from large ones", arguments: [0, 0.01, 0.2, 1.1])
    func minorEditDistance(_ limit: Double) {
        let answers = [judged(accept("a")), judged(edit("a", longText(replacing: "x", "y")))]
        let conflict = Conflict.find(
            item: sampleItem, primaries: decisions(answers), ask: sampleAsk,
            policy: ConflictPolicy(minorEditDistance: limit))
        #expect(conflict?.kinds == [limit > 0.1 ? .minorEdit : .verdict])
    }

    @Test("Three edits may be near and far at once")
    func nearAndFar() {
        let texts: [SourceText] = [longText(replacing: "x"), longText(replacing: "y"), "Other words."]
        let conflict = Conflict.find(
            item: sampleItem, primaries: decisions(texts.map { judged(edit("a", $0)) }), ask: sampleAsk,
            policy: ConflictPolicy())
        #expect(conflict?.kinds == [.edit, .minorEdit])
    }

    @Test("Direction, tie and strength can stand together")
    func threeWays() {
        let answers = [won("a", .slight), won("a", .much), won("b"), preferred(.tie)]
        let conflict = Conflict.find(
            item: sampleItem, primaries: decisions(answers), ask: sampleAsk, policy: ConflictPolicy())
        #expect(conflict?.kinds == [.direction, .tie, .strength])
    }

    @Test("Skips abstain and other occasions do not count")
    func onlyPrimaryAnswers() {
        let others = [
            decision("p1", .skip(reason: "broken")), decision("p2", .answers(won("b")), occasion: .pass),
            decision("p3", .answers(won("b")), occasion: .probe),
        ]
        let all = decisions([won("a")]) + others
        #expect(Conflict.find(item: sampleItem, primaries: all, ask: sampleAsk, policy: ConflictPolicy()) == nil)
    }

    @Test("A lead gets what has a kind the policy sends there; the rest is noted", arguments: Conflict.Kind.allCases)
    func routes(_ kind: Conflict.Kind) {
        let noted: Set<Conflict.Kind> = [.strength, .rating, .minorEdit]
        let policy = ConflictPolicy()
        let alone = Conflict(item: "item", kinds: [kind], decisions: [])
        #expect(policy.route(of: alone) == (noted.contains(kind) ? .noted : .lead))
        let mixed = Conflict(item: "item", kinds: [.flag, kind], decisions: [])
        #expect(policy.route(of: mixed) == .lead)
        #expect(ConflictPolicy(lead: []).route(of: mixed) == .noted)
    }
}
