import DocketAdjudication
import DocketModel
import DocketNotation
import DocketStorage
import DocketWorkflow
import Testing

@Suite("What comes back to a lead")
struct OpenConflictTests {
    private static let a = Answers(preference: .win("a", nil))
    private static let b = Answers(preference: .win("b", nil))

    /// Item i1: `mei` and `noor` differ and `lea` ruled; then `noor` changes to what `mei` said. Item i2: they differ.
    private static func agreedSince() async throws -> Workplace {
        let place = try await Workplace()
        let mei = try await place.decide("i1", as: "mei", a)
        let noor = try await place.decide("i1", as: "noor", b)
        try await place.resolve("i1", as: "lea", b, inputs: [mei.id, noor.id])
        try await place.decide("i1", as: "noor", a, supersedes: noor.id)
        try await place.decide("i2", as: "mei", a)
        try await place.decide("i2", as: "noor", b)
        return place
    }

    @Test("A stale resolution comes back also where the decisions agree now, before other conflicts")
    func staleThoughAgreed() async throws {
        let place = try await Self.agreedSince()
        let lead = try await place.session("lea")
        let queue = try await place.queue()
        let open = try await lead.conflicts(in: queue, route: .lead)
        #expect(open.map(\.item) == ["i1", "i2"])
        let stale = try #require(open.first)
        #expect(stale.stale?.id == "r" && stale.conflict.kinds.isEmpty && stale.route == .lead)
        #expect(stale.conflict.decisions.map(\.annotator.id) == ["mei", "noor"])
        #expect(stale.worth.why.contains("decisions that changed"))
        let json = stale.json(in: queue)
        #expect(json["stale"] == true && json["kinds"] == [])
        #expect(try await lead.status(of: queue).conflicts == 2)
    }

    @Test("A stale resolution comes back also where nothing is decided any more")
    func staleAndUndecided() async throws {
        let place = try await Workplace(overlap: Overlap(1))
        try await place.decide("i1", as: "mei", Self.a)
        try await place.resolve("i1", as: "lea", Self.b)
        _ = try await place.session("mei").undo(in: try await place.queue())
        let open = try await place.session("lea").conflicts(in: try await place.queue())
        #expect(open.map(\.item) == ["i1"] && open.first?.conflict.decisions == [])
    }

    @Test("A new resolution settles it again, and undoing what changed makes the old one hold")
    func settled() async throws {
        let place = try await Self.agreedSince()
        let lead = try await place.session("lea")
        let queue = try await place.queue()
        _ = try await place.session("noor").undo(in: queue)
        _ = try await place.session("noor").undo(in: queue)
        #expect(try await lead.conflicts(in: queue).isEmpty)
        try await place.decide("i1", as: "noor", Self.a, supersedes: try await place.state("i1").primaries.last?.id)
        #expect(try await lead.conflicts(in: queue).map(\.item) == ["i1"])
        try await place.resolve("i1", as: "lea", Self.a, id: "r2")
        #expect(try await lead.conflicts(in: queue).isEmpty)
    }

    @Test("Inputs of a resolution are decisions that stand about the item, all that count among them")
    func inputs() async throws {
        let place = try await Workplace()
        let mei = try await place.decide("i1", as: "mei", Self.a).id
        let noor = try await place.decide("i1", as: "noor", Self.b).id
        let elsewhere = try await place.decide("i2", as: "mei", Self.a).id
        await #expect(throws: WorkflowError.notItsDecisions("i1", [elsewhere, "nothing"])) {
            try await place.resolve("i1", as: "lea", Self.a, inputs: [mei, noor, elsewhere, "nothing"])
        }
        await #expect(throws: WorkflowError.inputsLeaveOut("i1", [noor])) {
            try await place.resolve("i1", as: "lea", Self.a, inputs: [mei])
        }
        let newer = try await place.decide("i1", as: "noor", Self.a, supersedes: noor).id
        await #expect(throws: WorkflowError.notItsDecisions("i1", [noor])) {
            try await place.resolve("i1", as: "lea", Self.a, inputs: [mei, noor])
        }
        #expect(try await place.resolve("i1", as: "lea", Self.a, inputs: [mei, newer]).status == .saved)
    }

    @Test("A resolution that is sent again is a duplicate, also when its inputs stand no longer")
    func resentResolution() async throws {
        let place = try await Workplace()
        let mei = try await place.decide("i1", as: "mei", Self.a).id
        let noor = try await place.decide("i1", as: "noor", Self.b).id
        try await place.resolve("i1", as: "lea", Self.a, inputs: [mei, noor])
        try await place.decide("i1", as: "noor", Self.a, supersedes: noor)
        #expect(try await place.resolve("i1", as: "lea", Self.a, inputs: [mei, noor]).status == .duplicate)
    }

    @Test("Who decided an item on any occasion, or as surplus, does not adjudicate it; who skipped it may")
    func adjudicators() async throws {
        let place = try await Workplace()
        try await place.list([("ann1", .annotator), ("ann2", .annotator)])
        for person: PersonID in ["late", "reviser", "skipper", "fresh"] { try await place.list([(person, .lead)]) }
        try await place.decide("i1", as: "ann1", Self.a)
        let queue = try await place.queue()
        let skipper = try await place.session("skipper")
        _ = try await skipper.record(
            Decision(
                id: "s", queue: "q", item: "i1", annotator: skipper.annotator, answer: .skip(reason: "broken"),
                at: place.time), fence: nil, in: queue)
        try await place.decide("i1", as: "ann2", Self.b)
        #expect(try await place.decide("i1", as: "late", Self.a).status == .surplus)
        try await place.decide("i1", as: "reviser", Self.b, occasion: .revision)
        let state = try await place.state("i1")
        for (person, may) in [("late", false), ("reviser", false), ("ann1", false), ("skipper", true), ("fresh", true)]
        {
            let session = try await place.session(PersonID(person))
            #expect(session.mayAdjudicate(state, in: queue) == may, "\(person)")
        }
        await #expect(throws: WorkflowError.adjudicatorIsAnnotator("i1", "late")) {
            try await place.resolve("i1", as: "late", Self.a)
        }
        try await place.configure { $0.policy.adjudicatorMayBeAnnotator = true }
        let allowing = try await place.queue()
        #expect(try await place.session("late").mayAdjudicate(state, in: allowing))
        #expect(try await !place.session("ann1").mayAdjudicate(state, in: allowing))
    }

    @Test("An item goes back only to those who decided it")
    func sendBackTo() async throws {
        let place = try await Workplace()
        try await place.decide("i1", as: "mei", Self.a)
        await #expect(throws: WorkflowError.notItsAnnotators("i1", ["noor"])) {
            try await place.sendBack("i1", as: "lea", to: ["mei", "noor"])
        }
        #expect(try await place.sendBack("i1", as: "lea", to: ["mei"]).status == .saved)
        #expect(try await place.session("mei").inbox(in: try await place.queue()).map(\.item) == ["i1"])
        #expect(try await place.session("noor").inbox(in: try await place.queue()).isEmpty)
    }
}
