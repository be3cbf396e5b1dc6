import DocketAdjudication
import DocketInterchange
import DocketModel
import DocketStorage
import DocketTestSupport
import DocketWorkflow
import Testing

@Suite("Asking until people agree")
struct GrowingOverlapTests {
    private static let a = Answers(preference: .win("a", nil))
    private static let b = Answers(preference: .win("b", nil))
    private static let upToThree = Overlap(minimum: 2, maximumUntilAgreement: 3)

    /// Whether the item would come to somebody who has not seen it.
    private func isOpen(_ item: ItemID, in place: Workplace) async throws -> Bool {
        let stranger = try await place.session("stranger")
        if case .item(let served) = try await stranger.open(item, in: try await place.queue()), let claim = served.claim
        {
            try await place.store.release(claim)
            return true
        }
        return false
    }

    @Test("Two who disagree bring in a third, and no fourth beyond the most")
    func disagreeing() async throws {
        let place = try await Workplace(overlap: Self.upToThree)
        #expect(try await place.decide("i1", as: "mei", Self.a).status == .saved)
        #expect(try await place.state("i1").overlap == 2)
        #expect(try await place.decide("i1", as: "noor", Self.b).status == .saved)
        #expect(try await place.state("i1").overlap == 3)
        #expect(try await isOpen("i1", in: place))
        #expect(try await place.store.counts(of: "q").complete == 0)
        #expect(try await place.decide("i1", as: "oli", Self.b).status == .saved)
        #expect(try await place.state("i1").overlap == 3)
        #expect(try await !isOpen("i1", in: place))
        #expect(try await place.decide("i1", as: "pia", Self.b).status == .surplus)
        #expect(try await place.store.verify(against: nil).problems.isEmpty)
    }

    @Test("Two who agree are enough")
    func agreeing() async throws {
        let place = try await Workplace(overlap: Self.upToThree)
        try await place.decide("i1", as: "mei", Self.a)
        try await place.decide("i1", as: "noor", Self.a)
        #expect(try await place.state("i1").overlap == 2)
        #expect(try await !isOpen("i1", in: place))
        #expect(try await place.store.counts(of: "q").complete == 1)
    }

    @Test("What is only noted brings in nobody")
    func noted() async throws {
        let place = try await Workplace(overlap: Self.upToThree)
        try await place.decide("i1", as: "mei", Answers(preference: .win("a", .slight)))
        try await place.decide("i1", as: "noor", Answers(preference: .win("a", .much)))
        let open = try await place.session("lea").conflicts(in: try await place.queue())
        #expect(open.map(\.route) == [.noted])
        #expect(try await place.state("i1").overlap == 2)
    }

    @Test("A queue with one k never grows")
    func fixed() async throws {
        let place = try await Workplace(overlap: Overlap(2))
        try await place.decide("i1", as: "mei", Self.a)
        try await place.decide("i1", as: "noor", Self.b)
        #expect(try await place.state("i1").overlap == 2)
    }

    @Test("A change of mind, and one put back, count like a decision; an undo does not take the third away")
    func changesOfMind() async throws {
        let place = try await Workplace(overlap: Self.upToThree)
        let queue = try await place.queue()
        try await place.decide("i1", as: "mei", Self.a)
        let noor = try await place.decide("i1", as: "noor", Self.a)
        try await place.decide("i1", as: "noor", Self.b, supersedes: noor.id)
        #expect(try await place.state("i1").overlap == 3)
        _ = try await place.session("noor").undo(in: queue)
        #expect(try await place.state("i1").overlap == 3)

        try await place.decide("i2", as: "mei", Self.a)
        let first = try await place.decide("i2", as: "noor", Self.b, occasion: .revision)
        #expect(first.status == .saved)
        #expect(try await place.state("i2").overlap == 2)
    }

    @Test("Decisions that come with an import call for one more, too")
    func imported() async throws {
        let place = try await Workplace(overlap: Self.upToThree)
        let path = try place.folder.write(
            """
            {"type":"decision","queue":"q","item":"i1","annotator":{"id":"x"},"preference":{"winner":"a"},"at":"2026-01-01T00:00:00Z"}
            {"type":"decision","queue":"q","item":"i1","annotator":{"id":"y"},"preference":{"winner":"b"},"at":"2026-01-01T00:00:00Z"}
            {"type":"decision","queue":"q","item":"i2","annotator":{"id":"x"},"preference":{"winner":"b"},"at":"2026-01-01T00:00:00Z"}

            """, to: "more.jsonl")
        let report = try await place.session("founder").importFile(path, ImportOptions(queue: "q", format: .docket))
        #expect(report.decisions == 3 && report.refused.isEmpty)
        #expect(try await place.state("i1").overlap == 3)
        #expect(try await place.state("i2").overlap == 2)
    }

    @Test("An annotator's history does not tell that one more was asked; a lead's does")
    func untold() async throws {
        let place = try await Workplace(overlap: Self.upToThree)
        try await place.list([("mei", .annotator), ("noor", .annotator), ("lea", .lead)])
        try await place.decide("i1", as: "mei", Self.a)
        try await place.decide("i1", as: "noor", Self.b)
        let queue = try await place.queue()
        #expect(try await place.session("noor").history(of: "i1", in: queue).map(\.event.kind) == [.decision])
        let all = try await place.session("lea").history(of: "i1", in: queue)
        #expect(all.map(\.event.kind) == [.decision, .decision, .growth] && all.allSatisfy(\.stands))
    }
}

@Suite("The same position gives the same export")
struct PositionExportTests {
    @Test("whatever is decided, configured, grown or imported later")
    func reproducible() async throws {
        let place = try await Workplace(overlap: Overlap(minimum: 2, maximumUntilAgreement: 4))
        let (a, b) = (Answers(preference: .win("a", nil)), Answers(preference: .win("b", nil)))
        var then: [(position: Int, files: [String])] = []
        func note() async throws {
            let position = try await place.queue().position
            then.append((position, try await place.export(asOf: position)))
        }
        try await note()
        try await place.decide("i1", as: "mei", a)
        try await note()
        let noor = try await place.decide("i1", as: "noor", b)
        try await note()
        try await place.configure {
            $0.overlap = Overlap(1); $0.title = "another"
        }
        try await note()
        try await place.decide("i1", as: "oli", b)
        try await place.decide("i2", as: "oli", b)
        try await note()
        try await place.configure { $0.policy.lead = [] }
        try await note()
        try await place.resolve("i1", as: "lea", a)
        try await place.configure { configuration in
            configuration.overlap = Overlap(3)
            configuration.ask.flags = [FlagDefinition(name: "unsafe", isConflict: true, excludes: true)]
        }
        try await note()
        try await place.decide("i1", as: "noor", Answers(preference: .tie, flags: ["unsafe"]), supersedes: noor.id)
        try await note()
        try await place.session("founder").setArchived(true, queue: "q")
        try await note()
        for (position, files) in then {
            #expect(try await place.export(asOf: position) == files, "position \(position)")
        }
        #expect(Set(then.map(\.files)).count == then.count)
    }
}
