import DocketModel
import DocketNotation
import Testing

private func item(_ count: Int) -> Item {
    Item(
        id: "i",
        suggestions: (0..<count).map {
            Suggestion(
                id: Suggestion.defaultID($0), messages: [Message(role: "assistant", content: SourceText("text \($0)"))])
        })
}

@Suite("What a queue asks is what a decision must say")
struct AskTests {
    private static let accepted = Judgement(suggestion: "a", verdict: .accept)
    private static let rejected = Judgement(suggestion: "b", verdict: .reject)

    @Test(
        "What is missing",
        arguments: [
            (Ask(verdict: .each), Answers(), 2, ["a verdict on a", "a verdict on b", "a preference"]),
            (Ask(verdict: .each), Answers(judgements: [accepted]), 2, ["a verdict on b", "a preference"]),
            (Ask(verdict: .each), Answers(judgements: [accepted, rejected], preference: .tie), 2, []),
            (Ask(verdict: .each), Answers(judgements: [accepted]), 1, []),
            (Ask(verdict: .one), Answers(preference: .win("a", nil)), 2, ["a verdict on a"]),
            (Ask(verdict: .one), Answers(judgements: [rejected], preference: .win("a", nil)), 2, ["a verdict on a"]),
            (Ask(verdict: .one), Answers(preference: .bothBad), 2, []),
            (Ask(verdict: .one, preference: false), Answers(), 2, ["a verdict"]),
            (Ask(verdict: .no), Answers(), 2, ["a preference"]),
            (Ask(verdict: .no), Answers(), 1, ["a verdict"]),
            (Ask(verdict: .any), Answers(), 2, ["a verdict or a preference"]),
            (Ask(verdict: .any), Answers(), 1, ["a verdict"]),
            (Ask(verdict: .any), Answers(judgements: [accepted]), 2, []),
            (Ask(verdict: .any), Answers(flags: ["x"]), 2, ["a verdict or a preference"]),
            (
                Ask(verdict: .one, preference: false, rejectNeedsReason: true), Answers(judgements: [rejected]), 2,
                ["a reason for rejecting b"]
            ),
            (
                Ask(ratings: [RatingScale(name: "h", isRequired: true), RatingScale(name: "o")]),
                Answers(judgements: [accepted]), 2, ["h of a", "h of b"]
            ),
            (
                Ask(ratings: [RatingScale(name: "fit", subject: .item, isRequired: true)]),
                Answers(judgements: [accepted]),
                1, ["fit"]
            ),
        ] as [(Ask, Answers, Int, [String])])
    func missing(_ ask: Ask, _ answers: Answers, suggestions: Int, expected: [String]) {
        #expect(ask.missing(in: answers, for: item(suggestions)).map(\.description) == expected)
    }

    @Test(
        "What is not known here is a violation",
        arguments: [
            (Answers(judgements: [Judgement(suggestion: "z", verdict: .accept)]), "no suggestion \"z\""),
            (Answers(preference: .win("z", nil)), "no suggestion \"z\""),
            (Answers(preference: .ranking([["a"], ["z"]])), "no suggestion \"z\""),
            (Answers(ratings: ["fit": 9]), "outside 1 to 5"), (Answers(ratings: ["nope": 1]), "no rating \"nope\""),
            (Answers(judgements: [Judgement(suggestion: "a", verdict: nil, ratings: ["fit": 1])]), "no rating \"fit\""),
            (Answers(flags: ["weird"]), "\"weird\""),
        ])
    func violations(_ answers: Answers, named: String) {
        let ask = Ask(ratings: [RatingScale(name: "fit", subject: .item)], flags: [FlagDefinition(name: "unsafe")])
        let found = ask.violations(in: answers, for: item(2))
        #expect(found.count == 1 && found[0].contains(named), "\(found)")
    }

    @Test("An edit equal to its base, byte for byte, is an accept")
    func normalized() {
        let edits = Answers(judgements: [
            Judgement(suggestion: "a", verdict: .edit("text 0")), Judgement(suggestion: "b", verdict: .edit("text 1 ")),
        ])
        let normalized = Ask().normalized(edits, for: item(2))
        #expect(normalized.judgements.map(\.verdict) == [.accept, .edit("text 1 ")])
    }
}

@Suite("A queue's configuration")
struct QueueConfigurationTests {
    private static let toml = """
        name = "assistant-replies"
        title = "Assistant replies"
        guideline = "assistant-replies.md"
        overlap = { min = 2, max = 4, until = "agreement" }
        blind = ["models"]
        order = "given"
        claim_minutes = 20

        [ask]
        verdict = "each"
        preference = true
        strength = ["slightly", "clearly", "much"]
        reasons = { reject = ["wrong"], skip = ["cannot judge"] }
        reasons_required = ["reject"]

        [[ask.rating]]
        name = "helpfulness"
        min = 1
        max = 5
        labels = ["useless", "", "fair", "", "excellent"]

        [[ask.flag]]
        name = "unsafe"
        conflict = true

        [policy]
        lead = ["direction", "tie"]
        adjudicator_may_be_annotator = true
        """

    @Test("TOML reads into it, and what is stored reads back equal")
    func roundTrip() throws {
        let configuration = try QueueConfiguration(json: TOML.parse(Self.toml))
        #expect(configuration.overlap == Overlap(minimum: 2, maximumUntilAgreement: 4))
        #expect(configuration.blind == [.models] && configuration.order == .given && configuration.claimMinutes == 20)
        #expect(configuration.ask.strengthName(.clear) == "clearly" && configuration.ask.rejectNeedsReason)
        #expect(configuration.policy.lead == [.direction, .tie])
        #expect(try QueueConfiguration(json: configuration.json) == configuration)
        #expect(try QueueConfiguration(json: TOML.parse(TOML.text(of: configuration.json))) == configuration)
    }

    @Test(
        "Mistakes are named with their place",
        arguments: [
            ("nome = 1", "nome"), ("overlap = 0", "overlap"), ("overlap = { min = 3, max = 2 }", "overlap"),
            ("blind = [\"nobody\"]", "blind"), ("order = \"random\"", "order"), ("claim_minutes = 0", "claim_minutes"),
            ("[ask]\nverdict = \"some\"", "ask.verdict"),
            ("[ask]\nstrength = [\"a\",\"b\",\"c\",\"d\"]", "ask.strength"),
            ("[[ask.rating]]\nmin = 1", "ask.rating[0].name"),
            ("[[ask.rating]]\nname=\"x\"\nmin = 5\nmax = 1", "ask.rating[0].max"),
            ("[ask]\nverdict=\"no\"\npreference=false", "ask.verdict"), ("[policy]\nlead=[\"sorrow\"]", "policy.lead"),
            ("[policy]\nlead=[\"tie\"]\nnote=[\"tie\"]", "policy.note"),
        ])
    func mistakes(_ toml: String, named: String) {
        let error = #expect(throws: RecordError.self) { try QueueConfiguration(json: TOML.parse(toml), name: "q") }
        #expect(error?.field == named, "\(error.debugDescription)")
    }
}

@Suite("The order of suggestions")
struct SuggestionOrderTests {
    @Test("The same person sees the same order again, and over people each position is as likely")
    func balance() {
        let pair = item(2)
        var firstIsA = 0
        for person in 0..<1000 {
            let order = SuggestionOrder.shuffled.arranged(pair, for: PersonID("p\(person)"))
            #expect(order == SuggestionOrder.shuffled.arranged(pair, for: PersonID("p\(person)")))
            #expect(Set(order) == ["a", "b"])
            if order[0] == "a" { firstIsA += 1 }
        }
        // Binomial with n = 1000: four standard deviations are 63.
        #expect((437...563).contains(firstIsA))
        #expect(SuggestionOrder.given.arranged(item(3), for: "p") == ["a", "b", "c"])
    }
}
