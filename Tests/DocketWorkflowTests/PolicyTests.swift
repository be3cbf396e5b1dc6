import DocketAdjudication
import DocketInterchange
import DocketModel
import DocketNotation
import DocketStorage
import DocketTestSupport
import DocketWorkflow
import Testing

@Suite("A queue's rules")
struct PolicyTests {
    private static let a = Answers(preference: .win("a", nil))
    private static let b = Answers(preference: .win("b", nil))

    /// Item i1: two say a and one b. Item i2: two differ, and the third has not decided.
    private static func split(_ rules: [ResolutionRule] = []) async throws -> Workplace {
        let place = try await Workplace(overlap: Overlap(3))
        for (person, answers) in [("mei", a), ("noor", a), ("oli", b)] as [(PersonID, Answers)] {
            try await place.decide("i1", as: person, answers)
        }
        try await place.decide("i2", as: "mei", a)
        try await place.decide("i2", as: "noor", b)
        if !rules.isEmpty { try await place.configure { $0.policy.resolve = rules } }
        return place
    }

    private static let majority = ResolutionRule(.majority(atLeast: 2))

    @Test("are shown before they settle anything, and settle in the name of the lead who says so")
    func onDemand() async throws {
        let place = try await Self.split()
        let lead = try await place.session("lea")
        #expect(try await lead.policyResolutions(in: try await place.queue()).isEmpty)
        try await place.configure { $0.policy.resolve = [Self.majority] }
        let queue = try await place.queue()
        let preview = try await lead.policyResolutions(in: queue)
        #expect(preview.map(\.item) == ["i1"], "i2 is not complete")
        #expect(preview[0].ruling.outcome == Self.a && preview[0].method == .rule("majority:2"))
        #expect(preview[0].json["inputs"]?.array?.count == 3)
        #expect(try await lead.policyResolutions(in: queue, kinds: [.tie]).isEmpty)
        #expect(try await place.state("i1").resolution == nil)

        #expect(try await lead.apply(preview[0], in: queue).status == .saved)
        let made = try #require(try await place.state("i1").resolution)
        #expect(made.adjudicator == "lea" && made.method == .rule("majority:2") && made.inputs.count == 3)
        #expect(made.reason?.string.contains("a 2, b 1") == true)
        #expect(try await lead.policyResolutions(in: queue).isEmpty)
        _ = try await lead.undo(in: queue)
        #expect(try await lead.policyResolutions(in: queue).map(\.item) == ["i1"])
        #expect(try await place.store.verify(against: nil).problems.isEmpty)
    }

    @Test("What was decided since it was looked at is not settled by what it said then")
    func outdated() async throws {
        let place = try await Self.split([Self.majority])
        let lead = try await place.session("lea")
        let queue = try await place.queue()
        let preview = try #require(try await lead.policyResolutions(in: queue).first)
        let oli = try #require(try await place.state("i1").primaries.last?.id)
        try await place.configure { $0.policy.resolve = [] }
        try await place.decide("i1", as: "oli", Self.a, supersedes: oli)
        await #expect(throws: WorkflowError.notItsDecisions("i1", [oli])) { try await lead.apply(preview, in: queue) }
    }

    @Test("settle by themselves what the last decision completes, in the name of the policy and only once")
    func byItself() async throws {
        let place = try await Self.split([Self.majority])
        #expect(try await place.state("i2").resolution == nil)
        try await place.decide("i2", as: "oli", Self.b)
        let made = try #require(try await place.state("i2").resolution)
        #expect(made.adjudicator == .policy && made.outcome == Self.b && made.inputs.count == 3)
        let queue = try await place.queue()
        let lead = try await place.session("lea")
        #expect(try await lead.conflicts(in: queue).map(\.item) == ["i1"])

        let reopened = try await lead.reopen("i2", in: queue)
        #expect(reopened.target.event.id == made.id)
        #expect(try await lead.conflicts(in: queue).map(\.item).contains("i2"))
        let oli = try #require(try await place.state("i2").primaries.last)
        try await place.decide("i2", as: "oli", Answers(preference: .win("b", .much)), supersedes: oli.id)
        #expect(try await place.state("i2").resolution == nil, "a lead opened it again: it is theirs")
        _ = try await place.session("mei").undo(in: queue)
        await #expect(throws: WorkflowError.notResolved("i2")) { try await lead.reopen("i2", in: queue) }
        #expect(try await place.store.verify(against: nil).problems.isEmpty)
    }

    @Test("A rule's resolution goes stale like others; a lead undoes it by name, or replaces it without naming it")
    func replaced() async throws {
        let place = try await Self.split([Self.majority])
        try await place.decide("i2", as: "oli", Self.b)
        let lead = try await place.session("lea")
        let queue = try await place.queue()
        let first = try #require(try await place.state("i2").resolution?.id)
        #expect(try await lead.undo(first, in: queue).target.event.id == first)
        _ = try await lead.redo(in: queue)
        #expect(try await place.state("i2").resolution?.id == first)
        #expect(try await place.resolve("i2", as: "lea", Self.a).status == .saved)
        #expect(try await place.state("i2").resolution?.method == .human)
        await #expect(throws: WorkflowError.alreadyResolved("i2", by: "lea", "r")) {
            try await place.resolve("i2", as: "ana", Self.b, id: "r2")
        }
        let oli = try #require(try await place.state("i2").primaries.last?.id)
        try await place.decide("i2", as: "oli", Self.a, supersedes: oli)
        let open = try await lead.conflicts(in: queue)
        #expect(open.first { $0.item == "i2" }?.stale?.id == "r")
        #expect(try await !lead.policyResolutions(in: queue).map(\.item).contains("i2"), "a person's ruling went stale")
    }

    @Test("Growth comes first: rules settle what the last annotator leaves")
    func growth() async throws {
        let place = try await Workplace(overlap: Overlap(minimum: 2, maximumUntilAgreement: 3))
        try await place.configure { $0.policy.resolve = [Self.majority] }
        try await place.decide("i1", as: "mei", Self.a)
        try await place.decide("i1", as: "noor", Self.b)
        #expect(try await place.state("i1").overlap == 3)
        #expect(try await place.state("i1").resolution == nil)
        try await place.decide("i1", as: "oli", Self.b)
        #expect(try await place.state("i1").resolution?.outcome == Self.b)
    }

    @Test("Nobody else bears the policy's name, and annotators do not see what it did")
    func rights() async throws {
        let place = try await Self.split([Self.majority])
        await #expect(throws: WorkflowError.reservedName("policy")) { try await place.session("policy") }
        await #expect(throws: WorkflowError.reservedName("policy")) { try await place.list([("policy", .lead)]) }
        try await place.list([("mei", .annotator), ("noor", .annotator), ("oli", .annotator), ("lea", .lead)])
        try await place.decide("i2", as: "oli", Self.b)
        let queue = try await place.queue()
        #expect(try await place.state("i2").resolution != nil)
        let oli = try await place.session("oli")
        #expect(try await oli.history(of: "i2", in: queue).map(\.event.kind) == [.decision])
        await #expect(throws: WorkflowError.self) { try await oli.policyResolutions(in: queue) }
        await #expect(throws: WorkflowError.self) { try await oli.reopen("i2", in: queue) }
        await #expect(throws: WorkflowError.self) { try await oli.items(settledBy: "majority", in: queue) }
        let lea = try await place.session("lea")
        #expect(try await lea.items(settledBy: "majority", in: queue) == ["i2"])
        #expect(try await lea.items(settledBy: "majority:2", in: queue) == ["i2"])
        #expect(try await lea.items(settledBy: "unanimous", in: queue).isEmpty)
    }

    @Test("An item with an open question, or that was sent back, is not settled by a rule and waits behind the others")
    func waiting() async throws {
        let place = try await Self.split()
        try await place.decide("i2", as: "oli", Self.b)
        try await place.configure { $0.policy.resolve = [Self.majority] }
        let lead = try await place.session("lea")
        let queue = try await place.queue()
        let first = try await lead.conflicts(in: queue).map(\.item)
        let asked = try await place.session("mei").ask("Is this one?", about: first[0], in: queue)
        let waiting = try await lead.conflicts(in: queue)
        #expect(waiting.map(\.item) == first.reversed() && waiting[1].isWaiting && !waiting[1].isSentBack)
        #expect(try await lead.policyResolutions(in: queue).map(\.item) == [first[1]])
        _ = try await lead.answer(asked.id, "Yes.", in: queue)
        #expect(try await lead.conflicts(in: queue).map(\.item) == first)
        try await place.sendBack(first[0], as: "lea", to: ["mei"])
        #expect(try await lead.policyResolutions(in: queue).map(\.item) == [first[1]])
    }

    @Test("Decisions that come with an import are settled, too; the native format brings rulings back as they were")
    func imported() async throws {
        let place = try await Workplace()
        try await place.configure { $0.policy.resolve = [ResolutionRule(.strengthMedian)] }
        let lines = [("x", 1), ("y", 3)].map { person, strength in
            #"{"type":"decision","queue":"q","item":"i1","annotator":{"id":"\#(person)"},"preference":{"winner":"a","strength":\#(strength)},"at":"2026-01-01T00:00:00Z"}"#
        }
        let path = try place.folder.write(lines.joined(separator: "\n") + "\n", to: "more.jsonl")
        _ = try await place.session("founder").importFile(path, ImportOptions(queue: "q", format: .docket))
        let made = try #require(try await place.state("i1").resolution)
        #expect(made.adjudicator == .policy && made.outcome.preference == .win("a", .slight))
    }
}

@Suite("Who settles a tie")
struct TieBreakTests {
    private static let a = Answers(preference: .win("a", nil))
    private static let b = Answers(preference: .win("b", nil))

    @Test(
        "is nobody who decided the item: not by claim, by assignment, nor by adjudication; not after a revision either")
    func never() async throws {
        let place = try await Workplace(overlap: Overlap(minimum: 2, maximumUntilAgreement: 3))
        try await place.decide("i1", as: "mei", Self.a)
        try await place.decide("i1", as: "noor", Self.b)
        try await place.sendBack("i1", as: "lea", to: ["noor"])
        try await place.decide("i1", as: "noor", Self.a, occasion: .revision)
        let queue = try await place.queue()
        #expect(try await place.state("i1").overlap == 3)
        for person: PersonID in ["mei", "noor"] {
            let request = ClaimRequest(queue: "q", annotator: person, milliseconds: 60_000, item: "i1")
            #expect(try await place.store.claim(request) == .none)
            let dealt = try await place.store.claim(
                ClaimRequest(queue: "q", annotator: person, milliseconds: 60_000, besides: ["i2", "i3"]))
            #expect(dealt == .none, "\(person) was dealt \(dealt)")
            await #expect(throws: StoreError.refused(.invalid("\(person) has decided item i1 already"))) {
                try await place.session("lea").assign("i1", in: queue, to: person)
            }
            await #expect(throws: WorkflowError.adjudicatorIsAnnotator("i1", person)) {
                try await place.resolve("i1", as: person, Self.a)
            }
            #expect(try await !place.session(person).mayAdjudicate(place.state("i1"), in: queue))
        }
        #expect(try await place.session("lea").assign("i1", in: queue, to: "oli").isNew)
        #expect(try await place.decide("i1", as: "oli", Self.a).status == .saved)
    }

    @Test("A lead who decided an item does not let a rule settle it in their name")
    func byRule() async throws {
        let place = try await Workplace(overlap: Overlap(3))
        for (person, answers) in [("lea", Self.a), ("noor", Self.a), ("oli", Self.b)] as [(PersonID, Answers)] {
            try await place.decide("i1", as: person, answers)
        }
        try await place.configure { $0.policy.resolve = [ResolutionRule(.majority(atLeast: 2))] }
        let queue = try await place.queue()
        let lea = try await place.session("lea")
        let preview = try #require(try await lea.policyResolutions(in: queue).first)
        await #expect(throws: WorkflowError.adjudicatorIsAnnotator("i1", "lea")) {
            try await lea.apply(preview, in: queue)
        }
        #expect(try await place.session("ana").apply(preview, in: queue).status == .saved)
    }
}

@Suite("Questions about the guideline, and precedents")
struct QuestionTests {
    @Test("Leads see and answer all, others see their own with the answer; an empty one is refused")
    func questions() async throws {
        let place = try await Workplace()
        try await place.list([("mei", .annotator), ("noor", .annotator), ("lea", .lead)])
        let queue = try await place.queue()
        let (mei, noor, lea) = (
            try await place.session("mei"), try await place.session("noor"), try await place.session("lea")
        )
        let asked = try await mei.ask("Does irony count?", about: "i1", in: queue).id
        _ = try await noor.ask("And sarcasm?", about: "i1", in: queue)
        #expect(try await lea.questions(in: queue).map(\.question.asker) == ["mei", "noor"])
        #expect(try await mei.questions(in: queue).map(\.question.id) == [asked])
        await #expect(throws: WorkflowError.self) { try await mei.answer(asked, "Yes.", in: queue) }
        await #expect(throws: WorkflowError.nothingSaid("question")) {
            try await mei.ask(" \n", about: "i1", in: queue)
        }
        await #expect(throws: WorkflowError.unknownQuestion("nothing", "q")) {
            try await lea.answer("nothing", "Yes.", in: queue)
        }
        _ = try await lea.answer(asked, "Yes.", in: queue)
        #expect(try await mei.questions(in: queue).first?.answer?.text == "Yes.")
        #expect(try await lea.questions(in: queue, onlyOpen: true).map(\.question.asker) == ["noor"])
        #expect(try await mei.history(of: "i1", in: queue).map(\.event.kind) == [.question, .answer])
        #expect(try await noor.history(of: "i1", in: queue).map(\.event.kind) == [.question])
        #expect(try await lea.history(of: "i1", in: queue).allSatisfy(\.stands))
        _ = try await lea.undo(in: queue)
        #expect(try await lea.questions(in: queue, onlyOpen: true).count == 2)
        _ = try await mei.undo(in: queue)
        #expect(try await mei.questions(in: queue).isEmpty)
    }

    @Test("Precedents are a lead's to see")
    func precedents() async throws {
        let place = try await Workplace()
        try await place.decide("i1", as: "mei", Answers(preference: .tie))
        try await place.resolve("i1", as: "lea", Answers(preference: .tie))
        let queue = try await place.queue()
        let found = try await place.session("lea").precedents(for: "i2", in: queue)
        #expect(found.map(\.item.id) == ["i1"] && found[0].resolution.adjudicator == "lea")
        try await place.list([("mei", .annotator)])
        await #expect(throws: WorkflowError.self) {
            try await place.session("mei").precedents(for: "i2", in: queue)
        }
    }
}

@Suite("What came back")
struct InboxEntryTests {
    private static let a = Answers(preference: .win("a", nil))
    private static let b = Answers(preference: .win("b", nil))

    @Test("shows one's own decision, what changed in the guideline, a lead's ruling, and nothing of others")
    func shown() async throws {
        let place = try await Workplace()
        let founder = try await place.session("founder")
        let configuration = try await place.queue().configuration
        _ = try await founder.configure(configuration, guideline: "Be fair.\nBe short.\nBe kind.\n")
        try await place.decide("i1", as: "mei", Self.a)
        try await place.decide("i1", as: "noor", Self.b)
        try await place.resolve("i1", as: "lea", Answers(preference: .tie))
        try await place.sendBack("i1", as: "lea", to: ["mei", "noor"])
        let before = try await place.session("mei").inboxEntries(in: try await place.queue())
        #expect(before.map(\.guideline) == [nil])
        _ = try await founder.configure(configuration, guideline: "Be fair.\nBe brief.\nBe kind.\nBe quick.\n")
        let entry = try #require(try await place.session("mei").inboxEntries(in: try await place.queue()).first)
        #expect(entry.mine?.answer == .answers(Self.a) && entry.mine?.annotator.id == "mei")
        #expect(entry.ruling == Answers(preference: .tie))
        #expect(
            entry.guideline?.lines == [
                .same("Be fair."), .removed("Be short."), .added("Be brief."), .same("Be kind."), .added("Be quick."),
            ])
        #expect(entry.json["guideline"]?.object?["diff"]?.array?.count == 5)
        let text = JSONValue.object(entry.json).serializedString
        #expect(!text.contains("noor") && entry.sendBack.to == ["mei"])
    }

    @Test("does not tell what a rule made of others' decisions")
    func untold() async throws {
        let place = try await Workplace(overlap: Overlap(3))
        try await place.configure { $0.policy.resolve = [ResolutionRule(.majority(atLeast: 2))] }
        for (person, answers) in [("mei", Self.a), ("noor", Self.b), ("oli", Self.b)] as [(PersonID, Answers)] {
            try await place.decide("i1", as: person, answers)
        }
        #expect(try await place.state("i1").resolution?.method == .rule("majority:2"))
        try await place.sendBack("i1", as: "lea", to: ["mei"])
        #expect(try await place.session("mei").inboxEntries(in: try await place.queue()).map(\.ruling) == [nil])
    }

    @Test("Questions come along in the native format, with their answers, and to the same export")
    func native() async throws {
        let place = try await Workplace()
        let queue = try await place.queue()
        let asked = try await place.session("mei").ask("Does it count?", about: "i1", in: queue)
        _ = try await place.session("mei").ask("And this?", about: "i2", in: queue)
        _ = try await place.session("lea").answer(asked.id, "Yes.", in: queue)
        let exported = try await place.export()[0]
        #expect(exported.split(separator: "\n").count { $0.contains(#""type":"question""#) } == 2)
        let other = try await Workplace()
        let path = try other.folder.write(exported, to: "q.jsonl")
        let report = try await other.session("founder").importFile(path, ImportOptions(queue: "q", format: .docket))
        #expect(report.questions == 3 && report.refused.isEmpty)
        let (there, here) = (try await place.state("i1").questions, try await other.state("i1").questions)
        #expect(here.map(\.question) == there.map(\.question) && here.map(\.answer) == there.map(\.answer))
        #expect(here.first?.answer?.text == "Yes." && here.count == 1)
        #expect(try await other.export()[0] == exported)
        #expect(try await other.store.verify(against: nil).problems.isEmpty)
        let again = try await other.session("founder").importFile(path, ImportOptions(queue: "q", format: .docket))
        #expect(again.questions == 0 && again.unchanged > 0)
    }
}
