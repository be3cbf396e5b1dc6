import DocketModel
import DocketNotation
import Testing

@testable import DocketAdjudication

/// Several people's answers and what they merge into.
struct MergeCase: CustomTestStringConvertible, Sendable {
    var name: String
    var given: [Answers]
    var merged: Answers
    var undecided: [Question]

    init(_ name: String, _ given: [Answers], _ merged: Answers, undecided: [Question] = []) {
        (self.name, self.given, self.merged, self.undecided) = (name, given, merged, undecided)
    }

    var testDescription: String { name }
}

@Suite("An item's outcome")
struct ItemOutcomeTests {
    static let near = longText(replacing: "x")
    static let nearer = longText(replacing: "y")
    static let between = longText(replacing: "x", "y")

    static let cases: [MergeCase] = [
        MergeCase(
            "strength: the middle one", [won("a", .slight), won("a", .much), won("a", .clear)], won("a", .clear)),
        MergeCase("strength: the lower of two", [won("a", .slight), won("a", .much)], won("a", .slight)),
        MergeCase("strength: of those who said", [won("a"), won("a", .much)], won("a", .much)),
        MergeCase("ratings: the middle one", [1, 2, 5].map { judged(rated("a", $0)) }, judged(rated("a", 2))),
        MergeCase("ratings: the lower of two", [4, 3].map { judged(rated("a", $0)) }, judged(rated("a", 3))),
        MergeCase(
            "ratings of the item", [1, 4, 4].map { Answers(ratings: ["difficulty": $0]) },
            Answers(ratings: ["difficulty": 4])),
        MergeCase("flags: half is enough", [Answers(flags: ["typo"]), Answers()], Answers(flags: ["typo"])),
        MergeCase("flags: less than half is not", [Answers(flags: ["typo"]), Answers(), Answers()], Answers()),
        MergeCase(
            "reasons: most frequent first",
            [["style"], ["wrong", "style"], ["unsafe"]].map { judged(reject("a", reasons: $0)) },
            judged(reject("a", reasons: ["style", "unsafe", "wrong"]))),
        MergeCase(
            "accept and a small edit: the edit", [judged(accept("a")), judged(edit("a", near))], judged(edit("a", near))
        ),
        MergeCase(
            "two accept, one edits a little: accept",
            [judged(accept("a")), judged(edit("a", near)), judged(accept("a"))],
            judged(accept("a"))),
        MergeCase(
            "small edits: the one that most want",
            [near, nearer, near].map { judged(edit("a", $0)) }, judged(edit("a", near))),
        MergeCase(
            "small edits: the one nearest to all",
            [near, longText(replacing: "word0", "y"), between].map { judged(edit("a", $0)) }, judged(edit("a", between))
        ),
        MergeCase(
            "small edits equally near: the one that most want",
            ["z", "x", "y", "z"].map { judged(edit("a", longText(replacing: $0))) },
            judged(edit("a", longText(replacing: "z")))),
        MergeCase(
            "reasons of all who took it, and of nobody else",
            [
                judged(Judgement(suggestion: "a", verdict: .edit(near), reasons: ["style"])),
                judged(Judgement(suggestion: "a", verdict: .accept, reasons: ["fine"])),
                judged(reject("a", reasons: ["wrong"])),
            ],
            judged(Judgement(suggestion: "a", verdict: .edit(near), reasons: ["fine", "style"]))),
        MergeCase(
            "verdicts on different suggestions stand together",
            [judged(accept("a"), reject("b")), judged(accept("a"))],
            judged(accept("a"), reject("b"))),
        MergeCase(
            "a ranking says more than its top", [won("a"), preferred(.ranking([["a"], ["b"], ["c"]]))],
            preferred(.ranking([["a"], ["b"], ["c"]]))),
        MergeCase("winner: the majority's", [won("a", .much), won("b"), won("a", .much)], won("a", .much)),
        MergeCase("winner: no majority", [won("a"), won("b")], Answers(), undecided: [.preference]),
        MergeCase("winner: a third each", [won("a"), won("b"), preferred(.tie)], Answers(), undecided: [.preference]),
        MergeCase(
            "verdict: no majority", [judged(accept("a")), judged(reject("a"))], Answers(), undecided: [.verdict("a")]),
        MergeCase(
            "verdict: the majority's, with its reasons",
            [judged(accept("a")), judged(reject("a", reasons: ["wrong"])), judged(reject("a"))],
            judged(reject("a", reasons: ["wrong"]))),
        MergeCase(
            "large edits: no majority", [judged(edit("a", "One.")), judged(edit("a", "Another thing."))], Answers(),
            undecided: [.verdict("a")]),
        MergeCase(
            "different suggestions taken: neither", [judged(accept("a")), judged(accept("b"))], Answers(),
            undecided: [.verdict(nil)]),
        MergeCase(
            "different suggestions taken: the majority's",
            [judged(accept("a")), judged(accept("b")), judged(accept("b"))],
            judged(accept("b"))),
    ]

    @Test("is merged out of what people said", arguments: cases)
    func merging(_ merge: MergeCase) {
        let made = AnswerMerge(
            item: sampleItem, decisions: decisions(merge.given), ask: sampleAsk, policy: ConflictPolicy())
        #expect(made.answers == merge.merged)
        #expect(made.undecided == merge.undecided)
    }

    private func outcome(
        _ primaries: [Decision], others: [Decision] = [], overlap: Int = 2, resolution: Resolution? = nil,
        policy: ConflictPolicy = ConflictPolicy()
    ) -> ItemOutcome {
        ItemOutcome(
            of: sampleItem, overlap: overlap, primaries: primaries, others: others, resolution: resolution,
            ask: sampleAsk, policy: policy)
    }

    @Test("is incomplete below k, also where people disagree already")
    func incomplete() {
        #expect(outcome([]) == .incomplete(have: 0, need: 2))
        #expect(outcome(decisions([won("a")])) == .incomplete(have: 1, need: 2))
        #expect(outcome(decisions([won("a"), won("b")]), overlap: 3) == .incomplete(have: 2, need: 3))
    }

    @Test("is skipped where nobody answered and somebody skipped")
    func skipped() {
        let skip = decision("p9", .skip(reason: "broken"))
        #expect(outcome([], others: [skip]) == .skipped(by: [skip.id]))
        #expect(outcome([skip]) == .skipped(by: [skip.id]))
        #expect(outcome(decisions([won("a")]), others: [skip]) == .incomplete(have: 1, need: 2))
        let pass = decision("p9", .skip(reason: "broken"), occasion: .pass)
        #expect(outcome([], others: [pass]) == .incomplete(have: 0, need: 2))
    }

    @Test("is in conflict only over kinds that go to a lead")
    func routing() {
        let given = decisions([won("a", .slight), won("a", .much)])
        #expect(outcome(given) == .agreed(won("a", .slight), by: given.map(\.id)))
        guard case .conflict(let conflict) = outcome(given, policy: ConflictPolicy(lead: [.strength])) else {
            Issue.record("a strength conflict that goes to a lead did not block the outcome")
            return
        }
        #expect(conflict.kinds == [.strength])
    }

    @Test("is in conflict over a noted kind too where nothing has a majority")
    func notedWithoutMajority() {
        let policy = ConflictPolicy(lead: [])
        let even = decisions([won("a"), won("b")])
        guard case .conflict(let conflict) = outcome(even, policy: policy) else {
            Issue.record("an even split was taken for agreement")
            return
        }
        #expect(policy.route(of: conflict) == .noted)
        let uneven = decisions([won("a"), won("b"), won("b")])
        #expect(outcome(uneven, policy: policy) == .agreed(won("b"), by: uneven.map(\.id)))
    }

    @Test("is the resolution, until what it rests on changes")
    func resolutions() {
        let given = decisions([won("a"), won("b")])
        func resolution(_ inputs: [EventID]) -> Resolution {
            Resolution(
                id: "r", queue: "queue", item: "item", adjudicator: "lead", inputs: inputs, outcome: won("c"),
                at: Timestamp(milliseconds: 9))
        }
        let ids = given.map(\.id)
        let revision = decision("p0", .answers(won("b")), occasion: .revision)
        let sound = resolution(ids.reversed())
        #expect(outcome(given, resolution: sound) == .resolved(sound))
        #expect(outcome([], resolution: sound) == .stale(sound))
        #expect(outcome(Array(given.dropLast()), resolution: sound) == .stale(sound))
        #expect(outcome(given + [decision("p7", .answers(won("a")))], resolution: sound) == .stale(sound))
        let withRevision = resolution(ids + [revision.id])
        #expect(outcome(given, others: [revision], resolution: withRevision) == .resolved(withRevision))
        #expect(outcome(given, resolution: withRevision) == .stale(withRevision))
        let unfounded = resolution([])
        #expect(outcome(given, resolution: unfounded) == .resolved(unfounded))
    }
}
