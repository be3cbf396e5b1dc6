import DocketModel
import DocketNotation
import DocketStorage
import DocketTestSupport
import DocketWorkflow
import Glibc
import Testing

@Suite("An item on the desk again")
struct OpeningTests {
    private static let a = Answers(preference: .win("a", nil))
    private static let b = Answers(preference: .win("b", nil))

    private func served(
        _ item: ItemID, to person: PersonID, _ occasion: Occasion?, in place: Workplace
    ) async throws -> ServedItem {
        guard
            case .item(let served) = try await place.session(person).open(
                item, in: try await place.queue(), occasion: occasion)
        else { throw StoreError.unknownItem(item, "q") }
        return served
    }

    @Test("After the undo of a revision it is a revision again, with the note, and without a claim")
    func undoneRevision() async throws {
        let place = try await Workplace()
        let first = try await place.decide("i1", as: "mei", Self.a)
        try await place.sendBack("i1", as: "lea", to: ["mei"])
        let revision = try await place.decide("i1", as: "mei", Self.b, occasion: .revision)
        var open = try await served("i1", to: "mei", .revision, in: place)
        #expect(open.existing?.id == revision.id && open.occasion == .revision && open.sentBack == nil)

        _ = try await place.session("mei").undo(in: try await place.queue())
        open = try await served("i1", to: "mei", .revision, in: place)
        #expect(open.existing == nil && open.occasion == .revision && open.claim == nil)
        #expect(open.sentBack?.note == "look again" && open.draft?.answers == Self.a)
        let primary = try await served("i1", to: "mei", .primary, in: place)
        #expect(primary.existing?.id == first.id && primary.occasion == .primary)
    }

    @Test("On an occasion it is opened with the decision of that one, whatever came after")
    func byOccasion() async throws {
        let place = try await Workplace()
        let first = try await place.decide("i1", as: "mei", Self.a)
        let pass = try await place.decide("i1", as: "mei", Self.b, occasion: .pass)
        #expect(try await served("i1", to: "mei", nil, in: place).existing?.id == pass.id)
        #expect(try await served("i1", to: "mei", .primary, in: place).existing?.id == first.id)
        #expect(try await served("i1", to: "mei", .pass, in: place).existing?.id == pass.id)
        let probe = try await served("i1", to: "mei", .probe, in: place)
        #expect(probe.existing == nil && probe.occasion == .probe && probe.claim == nil)
    }

    @Test("Without a decision of one's own a primary one takes a claim")
    func claims() async throws {
        let place = try await Workplace()
        #expect(try await served("i1", to: "mei", .primary, in: place).claim != nil)
        #expect(try await served("i1", to: "noor", nil, in: place).claim != nil)
    }
}

@Suite("What annotators learn of each other")
struct DiscretionTests {
    private static let a = Answers(preference: .win("a", nil))

    @Test("A send-back says why, when and by whom, and not who else was asked", arguments: [true, false])
    func sendBack(asLead: Bool) async throws {
        let place = try await Workplace()
        try await place.list([("lea", .lead), ("ann1", .annotator), ("ann2", .annotator)])
        try await place.decide("i1", as: "ann1", Self.a)
        try await place.decide("i1", as: "ann2", Self.a)
        try await place.sendBack("i1", as: "lea", to: [])
        let queue = try await place.queue()
        let session = try await place.session(asLead ? "lea" : "ann1")
        let history = try await session.history(of: "i1", in: queue)
        let text = JSONValue.array(history.map { .object($0.json) }).serializedString
        #expect(text.contains("ann2") == asLead, "\(text)")
        #expect(text.contains("look again") && text.contains("\"source\"") && text.contains("lea"))
        guard !asLead, case .item(let served) = try await session.next(in: queue) else { return }
        #expect(served.sentBack?.to == ["ann1"])
    }

    @Test(
        "Who has a claim that was lost is told to those who may know",
        arguments: [(true, "ann1", false), (false, "ann1", true), (true, "lea", true)])
    func claimLost(isBlind: Bool, person: String, isTold: Bool) async throws {
        let place = try await Workplace(overlap: Overlap(1), blind: isBlind ? [.models, .annotators] : [])
        try await place.list([("lea", .lead), ("ann1", .annotator), ("ann2", .annotator)])
        let queue = try await place.queue()
        let session = try await place.session(PersonID(person))
        guard case .item(let served) = try await session.open("i1", in: queue), let claim = served.claim else {
            Issue.record("nothing was claimed")
            return
        }
        try await place.store.release(claim)
        try await place.decide("i1", as: "ann2", Self.a)
        await #expect(throws: StoreError.claimLost("i1", holder: isTold ? "ann2" : nil)) {
            try await session.renew(claim, in: queue)
        }
    }

    @Test("A claim that still stands is extended by the queue's time")
    func renews() async throws {
        let place = try await Workplace()
        let queue = try await place.queue()
        let session = try await place.session("mei")
        guard case .item(let served) = try await session.next(in: queue), let claim = served.claim else {
            Issue.record("nothing was claimed")
            return
        }
        #expect(try await session.renew(claim, in: queue).expires == place.time.advanced(byMilliseconds: 30 * 60_000))
    }
}

@Suite("A store that fails in between")
struct FailingStoreTests {
    private static let unknown = StoreError.unknownOutcome("d.db", reason: "power")

    private func record(
        _ failures: [FailingStore.Failure],
        _ line: JSONObject = ["item": "i1", "preference": .object(["winner": "a"])],
        in place: Workplace
    ) async throws -> Receipt {
        let session = try await place.session("mei", through: FailingStore(place.store, failures))
        return try await session.recordDecision(line, in: try await place.queue())
    }

    @Test("A write of unknown fate is repeated under its id, and saved once", arguments: [true, false])
    func repeated(isDone: Bool) async throws {
        let place = try await Workplace()
        let receipt = try await record([.init(error: Self.unknown, isDone: isDone)], in: place)
        #expect(receipt.status == .saved)
        #expect(try await place.state("i1").decisions.map(\.decision.id) == [receipt.id])
    }

    @Test("What was surplus at the first try is said to be")
    func surplus() async throws {
        let place = try await Workplace(overlap: Overlap(1))
        try await place.decide("i1", as: "noor", Answers(preference: .tie))
        #expect(try await record([.init(error: Self.unknown, isDone: true)], in: place).status == .surplus)
    }

    @Test("Where the second try does not tell either, the error names the id to send it with")
    func unsettled() async throws {
        let place = try await Workplace()
        let failures = [
            FailingStore.Failure(error: Self.unknown, isDone: true), .init(error: .diskFull("d.db"), isDone: false),
        ]
        var id: EventID?
        do {
            _ = try await record(failures, in: place)
        } catch WorkflowError.unsettled(let named, let error) {
            id = named
            #expect(error == .diskFull("d.db"))
        }
        let named = try #require(id)
        let again: JSONObject = [
            "id": JSONValue(named.rawValue), "item": "i1", "preference": .object(["winner": "a"]),
        ]
        #expect(try await record([], again, in: place).status == .duplicate)
    }

    @Test("Another failure is not repeated")
    func others() async throws {
        let place = try await Workplace()
        await #expect(throws: StoreError.diskFull("d.db")) {
            try await record([.init(error: .diskFull("d.db"), isDone: false)], in: place)
        }
        #expect(try await place.state("i1").decisions.isEmpty)
    }
}

@Suite("Today")
struct TodayTests {
    @Test("is the day of whoever asks")
    func injected() async throws {
        let place = try await Workplace()
        try await place.decide("i1", as: "mei", Answers(preference: .tie))
        for (shift, count) in [(Int64(-1), 1), (1, 0)] {
            let start = place.time.advanced(byMilliseconds: shift)
            let now = place.time
            let session = try await Session(
                store: place.store, person: "mei", clientVersion: "t", now: { now }, makeID: SystemSources.id,
                startOfDay: { _ in start })
            #expect(try await session.status(of: try await place.queue()).progress.decidedSince == count)
        }
    }

    @Test("began at midnight of the machine's time zone")
    func localMidnight() async {
        // The zone is the process's, so each is set in one of its own.
        await #expect(processExitsWith: .success) {
            setenv("TZ", "EST5EDT,M3.2.0,M11.1.0", 1)
            let start = { (text: String) in Timestamp(text).map { LocalDay.start(of: $0).description } }
            #expect(start("2026-01-15T03:00:00Z") == "2026-01-14T05:00:00.000Z")
            #expect(start("2026-01-15T05:00:00Z") == "2026-01-15T05:00:00.000Z")
            // Summer time begins on the eighth of March 2026, at two.
            #expect(start("2026-03-08T20:00:00Z") == "2026-03-08T05:00:00.000Z")
            #expect(start("2026-03-09T20:00:00Z") == "2026-03-09T04:00:00.000Z")
        }
        await #expect(processExitsWith: .success) {
            setenv("TZ", "NZST-12", 1)
            let start = LocalDay.start(of: Timestamp(milliseconds: 1_770_000_000_000)).milliseconds
            #expect((start + 12 * 3_600_000) % 86_400_000 == 0)
        }
    }
}
