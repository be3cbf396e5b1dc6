import DocketModel
import DocketNotation
import Testing

@testable import DocketAdjudication

@Suite("Rules that settle conflicts")
struct RuleTests {
    private func ruling(
        _ answers: [Answers], _ rules: [ResolutionRule], beliefs: Beliefs? = nil
    ) throws -> RuleRuling? {
        let policy = ConflictPolicy(resolve: rules)
        let conflict = try #require(
            Conflict.find(
                item: sampleItem, primaries: decisions(answers, on: sampleItem.id), ask: sampleAsk, policy: policy))
        return policy.ruling(on: conflict, item: sampleItem, ask: sampleAsk, beliefs: beliefs)
    }

    private static let split = [won("a"), won("a"), won("b")]

    @Test("no rule settles nothing")
    func none() throws {
        #expect(try ruling(Self.split, []) == nil)
    }

    @Test("a majority is more than half and at least as many as the rule wants")
    func majority() throws {
        let ruled = try #require(try ruling(Self.split, [ResolutionRule(.majority(atLeast: 2))]))
        #expect(ruled.outcome.preference == .win("a", nil))
        #expect(ruled.reason == "more than half say the same, and at least 2: preference: a 2, b 1")
        #expect(ruled.ballots.map(\.camps.first?.people.count) == [2])
        #expect(try ruling(Self.split, [ResolutionRule(.majority(atLeast: 3))]) == nil)
        let even = [won("a"), won("a"), won("b"), won("b")]
        #expect(try ruling(even, [ResolutionRule(.majority(atLeast: 2))]) == nil)
    }

    @Test("a majority is needed on everything that is contested")
    func everything() throws {
        let rules = [ResolutionRule(.majority(atLeast: 2))]
        let answers = [
            Answers(judgements: [accept("b")], preference: .win("a", nil)),
            Answers(judgements: [reject("b")], preference: .win("a", nil)), won("b"),
        ]
        #expect(try ruling(answers, rules) == nil)
    }

    @Test("a flag goes to a lead unless the rule names it")
    func flags() throws {
        let answers = [Answers(preference: .win("a", nil), flags: ["unsafe"]), won("a"), won("a")]
        #expect(try ruling(answers, [ResolutionRule(.majority(atLeast: 2))]) == nil)
        let named = ResolutionRule(.majority(atLeast: 2), kinds: [.flag])
        #expect(try ruling(answers, [named])?.outcome.flags == [])
        let both = answers + [Answers(preference: .win("b", nil))]
        #expect(try ruling(both, [named]) == nil, "the winner is contested, too, and the rule does not name that")
    }

    @Test("what people only shade differently is settled where they are unanimous otherwise")
    func unanimous() throws {
        let rule = ResolutionRule(.unanimous)
        let shaded = [won("a", .slight), won("a", .much), won("a", .much)]
        #expect(try ruling(shaded, [rule])?.outcome.preference == .win("a", .much))
        #expect(try ruling(Self.split, [rule]) == nil)
        #expect(try ruling(Self.split, [ResolutionRule(.unanimous, kinds: Set(Conflict.Kind.allCases))]) == nil)
    }

    @Test("strength by median takes the lower of two in the middle, and nothing but strength")
    func strength() throws {
        let rule = ResolutionRule(.strengthMedian)
        #expect(
            try ruling([won("a", .slight), won("a", .much)], [rule])?.outcome.preference == .win("a", .slight))
        #expect(try ruling([won("a", .slight), won("b", .much)], [rule]) == nil)
        let rated = [
            Answers(judgements: [rated("a", 1)], preference: .win("a", .slight)),
            Answers(judgements: [rated("a", 5)], preference: .win("a", .much)),
        ]
        #expect(try ruling(rated, [rule]) == nil)
    }

    @Test("a posterior settles only what is believed more than it says, and by the side that is believed")
    func posterior() throws {
        func beliefs(_ label: String?, _ probability: Double) -> Beliefs {
            Beliefs([
                .preference: [
                    LabelTable.Unit(item: sampleItem.id.rawValue): Beliefs.Belief(
                        label: label, probability: probability, entropy: 0.3)
                ]
            ])
        }
        let rule = ResolutionRule(.posterior(above: 0.9))
        #expect(try ruling(Self.split, [rule]) == nil, "nothing is believed")
        #expect(try ruling(Self.split, [rule], beliefs: beliefs("b", 0.9)) == nil)
        #expect(try ruling(Self.split, [rule], beliefs: beliefs("b", 0.95))?.outcome.preference == .win("b", nil))
        #expect(try ruling(Self.split, [rule], beliefs: beliefs("tie", 0.95)) == nil, "nobody said so")
    }

    @Test("the first rule that decides is the one that did")
    func order() throws {
        let rules = [ResolutionRule(.strengthMedian), ResolutionRule(.majority(atLeast: 2))]
        #expect(try ruling(Self.split, rules)?.rule == rules[1])
        #expect(try ruling([won("a", .slight), won("a", .much), won("a", .much)], rules)?.rule == rules[0])
    }

    @Test("edits that differ are numbered where votes are told")
    func ballots() throws {
        let answers = [judged(edit("a", "One.")), judged(edit("a", "Another thing.")), judged(edit("a", "One."))]
        let ruled = try #require(try ruling(answers, [ResolutionRule(.majority(atLeast: 2))]))
        #expect(ruled.ballots.map(\.description) == ["verdict:a: edit 1 2, edit 2 1"])
        #expect(ruled.outcome.judgement(of: "a")?.verdict == .edit("One."))
    }
}

@Suite("What is proposed to a lead")
struct ProposalTests {
    private let outlier = Beliefs.Record(votes: 10, expectedRight: 5, contested: 13)
    private let good = Beliefs.Record(votes: 10, expectedRight: 9, contested: 13)

    private func conflict(_ answers: [Answers]) throws -> Conflict {
        try #require(
            Conflict.find(
                item: sampleItem, primaries: decisions(answers, on: sampleItem.id), ask: sampleAsk,
                policy: ConflictPolicy()))
    }

    private func proposal(_ conflict: Conflict, _ beliefs: Beliefs?) -> Proposal {
        Proposal(for: conflict, on: sampleItem, ask: sampleAsk, policy: ConflictPolicy(), beliefs: beliefs)
    }

    @Test("is what more than half say, with their share, where nothing is believed")
    func byVotes() throws {
        let proposal = proposal(try conflict([won("a"), won("a"), won("b")]), nil)
        #expect(proposal.answers.preference == .win("a", nil) && proposal.undecided.isEmpty)
        #expect(abs(proposal.probability - 2.0 / 3) < 1e-12)
        #expect(proposal.why == "preference: a 2, b 1")
        let even = self.proposal(try conflict([won("a"), won("b")]), nil)
        #expect(even.undecided == [.preference] && even.answers.isEmpty && even.probability == 0.5)
    }

    @Test("follows the side that is believed, also against the majority, and keeps everybody's flags")
    func believed() throws {
        let answers = [won("a"), won("a"), Answers(preference: .win("b", .much), flags: ["unsafe"])]
        let conflict = try conflict(answers)
        let people = conflict.decisions.map(\.annotator.id)
        let beliefs = Beliefs(
            [
                .preference: [
                    LabelTable.Unit(item: sampleItem.id.rawValue): .init(label: "b", probability: 0.7, entropy: 0.9)
                ]
            ], records: [people[0]: good, people[1]: outlier, people[2]: good])
        let proposal = proposal(conflict, beliefs)
        #expect(proposal.answers.preference == .win("b", .much))
        #expect(proposal.answers.flags == [], "one of three raised it")
        #expect(proposal.probability == 0.7)
        #expect(proposal.outlier == people[1])
        #expect(proposal.why { _ in "B" }.hasSuffix("; B differs most often here"))
    }

    @Test("An item is worth more with priority, with people who are less known, and when it is read fast")
    func worth() throws {
        let conflict = try conflict([won("a"), won("a"), won("b")])
        let people = conflict.decisions.map(\.annotator.id)
        func worth(
            entropy: Double = 0.9, priority: Int = 0, record: Beliefs.Record? = nil, reading: Int = 60_000
        ) -> Worth {
            let beliefs = Beliefs(
                [
                    .preference: [
                        LabelTable.Unit(item: sampleItem.id.rawValue): .init(
                            label: "a", probability: 0.7, entropy: entropy)
                    ]
                ],
                records: Dictionary(uniqueKeysWithValues: people.map { ($0, record ?? good) }))
            var item = sampleItem
            item.priority = priority
            var read = conflict
            for index in read.decisions.indices { read.decisions[index].readingMilliseconds = reading }
            return PosteriorWorth(beliefs).worth(of: read, on: item, ask: sampleAsk, policy: ConflictPolicy())
        }
        let usual = worth().value
        #expect(usual > 0 && usual < 1)
        #expect(worth(entropy: 0.5).value < usual)
        #expect(worth(priority: 1).value > usual)
        #expect(worth(priority: -1).value < usual)
        #expect(worth(record: outlier).value > usual)
        #expect(worth(record: Beliefs.Record(votes: 10, expectedRight: 9, contested: 13, ruled: 40)).value < usual)
        #expect(worth(reading: 20_000).value > usual)
        #expect(worth(priority: 2).why == "winner split 2 to 1; 12 other conflicts of the same people; priority 2")
    }
}

@Suite("What is believed of a queue")
struct BeliefTests {
    /// Two careful people and one who says the opposite half of the time, on so many items; on the last they differ.
    private func gathering(items: Int) -> (BeliefGathering, last: Conflict) {
        var gathering = BeliefGathering()
        var last = Conflict(item: "none", kinds: [], decisions: [])
        for number in 0..<items {
            let item = ItemID("i\(number)")
            let right: SuggestionID = number.isMultiple(of: 3) ? "a" : "b"
            let careless: SuggestionID = number.isMultiple(of: 2) ? right : right == "a" ? "b" : "a"
            var votes = [("ann", right), ("bob", right), ("cat", careless)]
            if number == items - 1 { votes = [("ann", "a"), ("cat", "b")] }
            let decisions = votes.map { decision(PersonID($0.0), .answers(won($0.1)), on: item) }
            let isContested = Set(votes.map(\.1)).count > 1
            gathering.add(decisions, ruling: nil, isContested: isContested)
            last = Conflict(item: item, kinds: [.direction], decisions: decisions)
        }
        return (gathering, last)
    }

    @Test("nothing in a small queue; in a larger one, the careful ones")
    func careful() throws {
        #expect(gathering(items: 49).0.beliefs == nil)
        let (gathering, last) = gathering(items: 120)
        let beliefs = try #require(gathering.beliefs)
        let belief = try #require(beliefs.belief(.preference, of: last.item))
        #expect(belief.label == "a" && belief.probability > 0.8 && belief.entropy < 0.75)
        #expect(beliefs.outlier(among: ["ann", "bob", "cat"]) == "cat")
        #expect(try #require(beliefs.records["cat"]?.accuracy) < 0.7)
        #expect(try #require(beliefs.records["ann"]?.accuracy) > 0.9)
        let few = beliefs.about(last)
        #expect(few.belief(.preference, of: last.item) == belief)
        #expect(few.belief(.preference, of: "i0") == nil && few.records.count == 2)
    }

    @Test("a ruling is known, and teaches who is right")
    func ruled() throws {
        var (gathering, _) = gathering(items: 120)
        let split = [decision("ann", .answers(won("a")), on: "x"), decision("cat", .answers(won("b")), on: "x")]
        gathering.add(split, ruling: won("b"), isContested: false)
        let beliefs = try #require(gathering.beliefs)
        #expect(try #require(beliefs.belief(.preference, of: "x")).label == "b")
        #expect(beliefs.records["cat"]?.ruled == 1)
    }

    @Test("suggestions with names of their own are no classes")
    func names() {
        var gathering = BeliefGathering()
        for number in 0..<80 {
            let votes = ["ann", "bob"].map {
                decision(PersonID($0), .answers(won(SuggestionID("s\(number)"))), on: ItemID("i\(number)"))
            }
            gathering.add(votes, ruling: nil, isContested: false)
        }
        #expect(gathering.beliefs == nil)
    }
}
