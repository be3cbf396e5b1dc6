import DocketModel
import DocketNotation

/// What people say about the items of queue `replies`, at the place's time.
extension Place {
    func decision(
        _ id: EventID, _ item: Int, by person: PersonID, accepting suggestion: SuggestionID = "a",
        occasion: Occasion = .primary, supersedes: EventID? = nil
    ) -> Decision {
        Decision(
            id: id, queue: "replies", item: Fixture.itemID(item), occasion: occasion,
            annotator: Annotator(id: person),
            answer: .answers(Answers(judgements: [Judgement(suggestion: suggestion, verdict: .accept)])),
            shown: ["b", "a"], guideline: Digest(of: Array("Be fair.".utf8)), at: clock.now, supersedes: supersedes)
    }

    func skip(_ id: EventID, _ item: Int, by person: PersonID, supersedes: EventID? = nil) -> Decision {
        var decision = decision(id, item, by: person, supersedes: supersedes)
        decision.answer = .skip(reason: "cannot judge")
        return decision
    }

    func resolution(_ id: EventID, _ item: Int, by lead: PersonID = "lead") -> Resolution {
        Resolution(
            id: id, queue: "replies", item: Fixture.itemID(item), adjudicator: lead,
            outcome: Answers(preference: .win("a", .clear)), at: clock.now)
    }

    func sendBack(_ id: EventID, _ item: Int, to people: [PersonID], by lead: PersonID = "lead") -> SendBack {
        SendBack(
            id: id, queue: "replies", item: Fixture.itemID(item), adjudicator: lead, to: people, note: "look again",
            at: clock.now)
    }
}
