import DocketModel
import DocketNotation
import DocketStorage
import DocketTestSupport
import DocketWorkflow
import Testing

@Suite("What annotators see")
struct VisibilityTests {
    @Test("An item that is served holds none of what would tell")
    func nothingTells() async throws {
        let place = try await Workplace()
        let session = try await place.session("mei")
        guard case .item(let served) = try await session.next(in: try await place.queue()) else {
            Issue.record("no item was served")
            return
        }
        let text = JSONValue.object(served.json(queue: "q")).serializedString
        #expect(!text.contains("secret") && !text.contains("person"), "\(text)")
        #expect(text.contains("text a") && text.contains("Which?"))
    }

    @Test("Where the queue is not blind, models' names are there, and nothing else")
    func notBlind() async throws {
        let place = try await Workplace(blind: [])
        let session = try await place.session("mei")
        guard case .item(let served) = try await session.next(in: try await place.queue()) else {
            Issue.record("no item was served")
            return
        }
        let text = JSONValue.object(served.json(queue: "q")).serializedString
        #expect(text.contains("model-secret"))
        #expect(!text.contains("gold-secret") && !text.contains("judge-secret") && !text.contains("ext-secret"))
    }

    @Test("A history shows an annotator their own events only, a lead all")
    func history() async throws {
        let place = try await Workplace()
        try await place.list([("ana", .lead), ("ann1", .annotator), ("ann2", .annotator)])
        _ = try await place.decide("i1", as: "ann1", Answers(preference: .win("a", nil)))
        _ = try await place.decide("i1", as: "ann2", Answers(preference: .win("b", nil)))
        let queue = try await place.queue()
        #expect(try await place.session("ann1").history(of: "i1", in: queue).map(\.event.actor) == ["ann1"])
        #expect(try await place.session("ana").history(of: "i1", in: queue).map(\.event.actor) == ["ann1", "ann2"])
    }

    @Test("How many conflicts there are is for leads")
    func conflictCounts() async throws {
        let place = try await Workplace()
        try await place.list([("ana", .lead), ("ann1", .annotator), ("ann2", .annotator)])
        _ = try await place.decide("i1", as: "ann1", Answers(preference: .win("a", nil)))
        _ = try await place.decide("i1", as: "ann2", Answers(preference: .win("b", nil)))
        let queue = try await place.queue()
        #expect(try await place.session("ann1").status(of: queue).conflicts == nil)
        #expect(try await place.session("ana").status(of: queue).conflicts == 1)
        let ana = try await place.session("ana")
        let all = ConflictCount(atLeast: 1, isExact: true)
        #expect(try await ana.conflictCount(in: queue, lookingAt: 10) == all)
        #expect(try await ana.conflictCount(in: queue, lookingAt: 1).atLeast == 1)
        await #expect(throws: WorkflowError.self) { try await place.session("ann1").conflicts(in: queue) }
        await #expect(throws: WorkflowError.self) {
            try await place.session("ann1").conflictCount(in: queue, lookingAt: 10)
        }
    }
}

@Suite("What people may do")
struct RightsTests {
    @Test("With nobody listed everyone may do everything")
    func nobodyListed() async throws {
        #expect(try await Workplace().session("anyone").role == .admin)
    }

    @Test("Once somebody is, others are refused, and the founder stays")
    func somebodyListed() async throws {
        let place = try await Workplace()
        try await place.list([("ann1", .annotator)])
        await #expect(throws: WorkflowError.notListed("stranger")) { try await place.session("stranger") }
        #expect(try await place.session("founder").role == .admin)
        await #expect(throws: WorkflowError.self) {
            try await place.session("ann1").put(Person(id: "friend", role: .admin))
        }
    }

    @Test("Nobody decides in another's name")
    func ownName() async throws {
        let place = try await Workplace()
        let session = try await place.session("mei")
        let decision = Decision(
            id: "d", queue: "q", item: "i1", annotator: Annotator(id: "noor"),
            answer: .answers(Answers(preference: .tie)), at: place.time)
        let queue = try await place.queue()
        await #expect(throws: WorkflowError.notYourself("mei", "noor")) {
            try await session.record(decision, fence: nil, in: queue)
        }
    }

    @Test("Who decided an item does not adjudicate it, unless the policy allows it")
    func adjudicator() async throws {
        let place = try await Workplace()
        _ = try await place.decide("i1", as: "mei", Answers(preference: .win("a", nil)))
        _ = try await place.decide("i1", as: "noor", Answers(preference: .win("b", nil)))
        let resolution = { (person: PersonID) in
            Resolution(
                id: EventID("r-\(person)"), queue: "q", item: "i1", adjudicator: person,
                outcome: Answers(preference: .tie), at: place.time)
        }
        var queue = try await place.queue()
        let mei = try await place.session("mei")
        await #expect(throws: WorkflowError.adjudicatorIsAnnotator("i1", "mei")) {
            try await mei.record(resolution("mei"), in: queue)
        }
        queue.configuration.policy.adjudicatorMayBeAnnotator = true
        queue = try await mei.configure(queue.configuration, guideline: nil)
        #expect(try await mei.record(resolution("mei"), in: queue).status == .saved)
    }
}

@Suite("What is recorded is complete and valid")
struct RecordingTests {
    @Test("An unknown suggestion and a missing answer are refused, and nothing is stored")
    func refused() async throws {
        let place = try await Workplace()
        await #expect(throws: WorkflowError.self) {
            try await place.decide("i1", as: "mei", Answers(preference: .win("z", nil)))
        }
        await #expect(throws: WorkflowError.self) { try await place.decide("i1", as: "mei", Answers(flags: ["x"])) }
        await #expect(throws: StoreError.refused(.unknownItem("nope", "q"))) {
            try await place.decide("nope", as: "mei", Answers(preference: .tie))
        }
        #expect(try await place.store.counts(of: "q").decisions == 0)
    }

    @Test("The order that was shown and the guideline go with a decision that does not name them")
    func completed() async throws {
        let place = try await Workplace()
        _ = try await place.decide("i1", as: "mei", Answers(preference: .tie))
        let decision = try #require(try await place.store.state(of: "i1", in: "q")?.primaries.first)
        #expect(
            decision.shown
                == SuggestionOrder.shuffled.arranged(
                    try #require(try await place.store.item("i1", in: "q")), for: "mei"))
    }

    @Test("A resolution goes stale when one of its inputs changes, and the conflict comes back")
    func stale() async throws {
        let place = try await Workplace()
        _ = try await place.decide("i1", as: "mei", Answers(preference: .win("a", nil)))
        _ = try await place.decide("i1", as: "noor", Answers(preference: .win("b", nil)))
        let lead = try await place.session("lea")
        let queue = try await place.queue()
        let resolution = Resolution(
            id: "r", queue: "q", item: "i1", adjudicator: "lea", outcome: Answers(preference: .win("a", nil)),
            at: place.time)
        _ = try await lead.record(resolution, in: queue)
        #expect(try await lead.conflicts(in: queue).isEmpty)
        _ = try await place.session("mei").undo(in: queue)
        _ = try await place.decide("i1", as: "mei", Answers(preference: .tie))
        let open = try await lead.conflicts(in: queue)
        #expect(open.map(\.conflict.kinds) == [[.tie]] && open.first?.stale?.id == "r")
    }

    @Test("What was sent back is served first, as a revision, with the note")
    func inbox() async throws {
        let place = try await Workplace()
        _ = try await place.decide("i1", as: "mei", Answers(preference: .win("a", nil)))
        let lead = try await place.session("lea")
        let queue = try await place.queue()
        _ = try await lead.record(
            SendBack(id: "b", queue: "q", item: "i1", adjudicator: "lea", to: [], note: "look again", at: place.time),
            in: queue)
        guard case .item(let served) = try await place.session("mei").next(in: queue) else {
            Issue.record("nothing was served")
            return
        }
        #expect(served.item.id == "i1" && served.occasion == .revision && served.sentBack?.note == "look again")
        #expect(served.draft?.answers.preference == .win("a", nil))
        guard case .item(let other) = try await place.session("noor").next(in: queue) else { return }
        #expect(other.occasion == .primary)
    }
}

@Suite("Drafts are kept as they were")
struct ReviewDraftTests {
    @Test("A draft reads back equal")
    func roundTrip() {
        let draft = ReviewDraft(
            answers: Answers(
                judgements: [Judgement(suggestion: "a", verdict: .reject, reasons: ["wrong"])], preference: .tie,
                flags: ["f"]),
            comment: "why", unfinishedComment: "why not", edits: ["b": " half a ", "c": "other"])
        #expect(ReviewDraft(data: draft.data) == draft)
        #expect(ReviewDraft().data.isEmpty)
        #expect(ReviewDraft(data: [1, 2, 3]) == nil)
    }

    @Test("A draft as it was stored when there was one text in the editor only is still read")
    func earlierForm() {
        let stored = Array(#"{"flags":["f"],"comment":"why","editing":"b","edited_text":" half a "}"#.utf8)
        let draft = ReviewDraft(data: stored)
        #expect(draft == ReviewDraft(answers: Answers(flags: ["f"]), comment: "why", edits: ["b": " half a "]))
    }
}
