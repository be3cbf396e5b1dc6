import DocketModel
import DocketStorage
import DocketTestSupport
import Testing

/// Random histories of everything people do, over several stores open at once: whatever the order, what the tables say is
/// what the journal says, and k holds.
@Suite("Histories")
struct HistoryTests {
    @Test(
        "replaying the journal gives what the tables hold", arguments: Engine.allCases,
        1...UInt64(Surroundings.rounds(12)))
    func replayEqualsProjection(engine: Engine, seed: UInt64) async throws {
        var history = try await RandomHistory(engine, seed: seed)
        for step in 1...120 {
            try await history.step()
            if step % 40 == 0 { try await history.check() }
        }
    }

    /// Each item is a history of its own; the items of one store share a chain, their people and the queue's versions.
    @Test(
        "two thousand short histories, with everything that people do: replay equals projection",
        arguments: Engine.allCases, Surroundings.seeds(8))
    func manyItems(engine: Engine, seed: UInt64) async throws {
        let place = try Place()
        // Flushing takes the disk's time, and the order of things is the same without.
        let plan = try FaultPlan(folder: try place.makeStoreFolder())
        var history = try await RandomHistory(engine, seed: seed + 1000, items: 250, place: place)
        for _ in 1...2 {
            for _ in 1...500 { try await history.step() }
            try await history.check()
        }
        withExtendedLifetime(plan) {}
    }

    @Test("what stood at a position is what the store said then", arguments: Engine.allCases, 1...UInt64(4))
    func asOf(engine: Engine, seed: UInt64) async throws {
        var history = try await RandomHistory(engine, seed: seed, redacts: false)
        var then: [(position: Int, states: [ItemState])] = []
        for step in 1...60 {
            try await history.step()
            if step % 10 == 0 {
                let position = try await history.fixture.store.queue(history.fixture.queue).position
                then.append((position, try await history.states(asOf: nil)))
            }
        }
        for (position, states) in then {
            let past = try await history.states(asOf: position)
            #expect(past.map(\.item) == states.map(\.item), "seed \(seed), position \(position)")
            #expect(past.map(\.decisions) == states.map(\.decisions), "seed \(seed), position \(position)")
            #expect(past.map(\.resolution) == states.map(\.resolution), "seed \(seed), position \(position)")
            #expect(past.map(\.openSendBacks) == states.map(\.openSendBacks), "seed \(seed), position \(position)")
            #expect(past.map(\.overlap) == states.map(\.overlap), "seed \(seed), position \(position)")
        }
    }
}

/// Does random things, and knows the store's answers only by what the contract promises.
struct RandomHistory {
    let fixture: Fixture
    private let stores: [any Store]
    private let seed: UInt64
    private var random: SeededGenerator
    private var made = 0
    private var items: Int
    private var claims: [Claim] = []
    /// A text that is gone is gone from the past as well.
    private let redacts: Bool
    private let people: [PersonID] = ["ann", "bob", "cid", "lead"]

    init(
        _ engine: Engine, seed: UInt64, items: Int = 6, redacts: Bool = true, place given: Place? = nil
    ) async throws {
        self.seed = seed
        self.items = items
        self.redacts = redacts
        random = SeededGenerator(seed: seed)
        let place = try given ?? Place()
        fixture = try await Fixture(
            engine, items: items, overlap: Overlap(Int.random(in: 1...3, using: &random)), place: place)
        stores = [fixture.store, try await engine.open(place)]
    }

    mutating func step() async throws {
        let store = stores[Int.random(in: 0..<stores.count, using: &random)]
        let person = people[Int.random(in: 0..<people.count, using: &random)]
        let item = Int.random(in: 1...items, using: &random)
        made += 1
        let id = EventID("e\(made)")
        fixture.place.clock.advance(milliseconds: Int64.random(in: 0...600_000, using: &random))
        do {
            switch Int.random(in: 0..<28, using: &random) {
            case 0...4: try await decide(id, item, person, store)
            case 5:
                _ = try await store.record(
                    fixture.skip(id, item, by: person, supersedes: try await live(item, person)), fence: nil,
                    by: fixture.author(person))
            case 6...8:
                _ = try await store.undo(nil, in: fixture.queue, as: fixture.newID(), by: fixture.author(person))
            case 9...10: _ = try await store.redo(in: fixture.queue, as: fixture.newID(), by: fixture.author(person))
            case 11: _ = try await store.record(fixture.resolution(id, item, by: person), by: fixture.author(person))
            case 12:
                _ = try await store.record(
                    fixture.sendBack(id, item, to: ["ann"], by: person), by: fixture.author(person))
            case 13...14:
                if let claim = try await claim(person, store).claim { claims.append(claim) }
            case 16: try await undoOne(of: item, person, store)
            case 17...18: try await decideUnderClaim(id, store)
            case 19: try await giveBackOrRenew(store)
            case 20: try await changeVersion(person, store)
            case 15:
                let overlap = try await fixture.state(item).overlap
                let grown = min(4, overlap + 1)
                try await store.grow(
                    Fixture.itemID(item), in: fixture.queue, to: grown, by: fixture.author(person))
            case 21...22:
                _ = try await store.assign(
                    Fixture.itemID(item), in: fixture.queue, to: person, by: fixture.author("lead"))
            case 23:
                _ = try await store.unassign(
                    Fixture.itemID(item), in: fixture.queue, from: person, by: fixture.author("lead"))
            case 24: try await promote(item, store)
            case 25: try await redact(store)
            default: try await bring(id, person)
            }
        } catch StoreError.refused, StoreError.claimLost {
            // Refusing is an answer; what it must not do is to change anything, which `check` sees.
        }
    }

    private mutating func decide(_ id: EventID, _ item: Int, _ person: PersonID, _ store: any Store) async throws {
        let occasions: [Occasion] = [.primary, .primary, .primary, .revision, .pass]
        let occasion = occasions[Int.random(in: 0..<occasions.count, using: &random)]
        let decision = fixture.decision(
            id, item, by: person, accepting: Bool.random(using: &random) ? "a" : "b", occasion: occasion,
            supersedes: try await live(item, person, occasion))
        _ = try await store.record(decision, fence: nil, by: fixture.author(person))
        #expect(
            try await store.record(decision, fence: nil, by: fixture.author(person)).status == .duplicate,
            "seed \(seed)")
    }

    private func promote(_ item: Int, _ store: any Store) async throws {
        guard let surplus = try await fixture.state(item).decisions.first(where: { $0.standing == .surplus }) else {
            return
        }
        _ = try await store.promote(surplus.decision.id, in: fixture.queue, by: fixture.author("lead"))
        let standing = try await fixture.state(item).decisions.first { $0.decision.id == surplus.decision.id }
        #expect(standing?.standing == .counted, "seed \(seed)")
    }

    private mutating func redact(_ store: any Store) async throws {
        guard redacts else { return }
        let events = try await store.events(in: fixture.queue, after: 0, limit: 10_000)
        let event = events[Int.random(in: 0..<events.count, using: &random)].event
        _ = try await store.redact(event.id, in: fixture.queue, reason: "a name", by: fixture.author("lead"))
        let left = try await store.events(in: fixture.queue, after: event.position - 1, limit: 1)
        #expect(left.first?.event == event && left.first?.body == nil, "seed \(seed)")
    }

    /// An older action of theirs about the item, by its id.
    private mutating func undoOne(of item: Int, _ person: PersonID, _ store: any Store) async throws {
        let events = try await store.events(about: Fixture.itemID(item), in: fixture.queue).map(\.event)
        let mine = events.filter { $0.actor == person && [.decision, .resolution, .sendBack].contains($0.kind) }
        guard let event = mine.randomElement(using: &random) else { return }
        _ = try await store.undo(event.id, in: fixture.queue, as: fixture.newID(), by: fixture.author(person))
    }

    /// A decision under a claim of any age, which may be lost by now.
    private mutating func decideUnderClaim(_ id: EventID, _ store: any Store) async throws {
        guard let claim = claims.randomElement(using: &random) else { return }
        var decision = fixture.decision(id, 1, by: claim.annotator)
        decision.item = claim.item
        _ = try await store.record(decision, fence: claim.fence, by: fixture.author(claim.annotator))
    }

    private mutating func giveBackOrRenew(_ store: any Store) async throws {
        guard let claim = claims.randomElement(using: &random) else { return }
        if Bool.random(using: &random) {
            try await store.release(claim)
        } else {
            _ = try await store.renew(claim, milliseconds: 1_800_000)
        }
    }

    /// Another k for the queue; or it is archived and opened again.
    private mutating func changeVersion(_ person: PersonID, _ store: any Store) async throws {
        let author = fixture.author(person)
        if Bool.random(using: &random) {
            try await store.setArchived(true, queue: fixture.queue, by: author)
            try await store.setArchived(false, queue: fixture.queue, by: author)
        } else {
            let present = try await store.queue(fixture.queue).configuration.overlap.minimum
            let lower = Bool.random(using: &random)
            let configuration = QueueConfiguration(
                name: fixture.queue, overlap: Overlap(lower ? max(1, present - 1) : min(4, present + 1)))
            _ = try await store.configure(configuration, guideline: nil, by: author)
        }
    }

    private func live(_ item: Int, _ person: PersonID, _ occasion: Occasion = .primary) async throws -> EventID? {
        try await fixture.state(item).decisions.map(\.decision)
            .first { $0.annotator.id == person && $0.occasion == occasion }?.id
    }

    private func claim(_ person: PersonID, _ store: any Store) async throws -> ClaimAnswer {
        let answer = try await store.claim(
            ClaimRequest(queue: fixture.queue, annotator: person, milliseconds: 1_800_000))
        if let item = answer.item {
            let mine = try await store.state(of: item, in: fixture.queue)?.decisions.filter {
                $0.decision.annotator.id == person
            }
            #expect(mine == [], "seed \(seed): \(person) was served \(item), which they decided")
        }
        return answer
    }

    private mutating func bring(_ id: EventID, _ person: PersonID) async throws {
        items += 1
        let decision = fixture.decision(id, items, by: person)
        let further = Fixture.item(1, suggestions: Int.random(in: 2...4, using: &random))
        let isDryRun = Bool.random(using: &random)
        let receipt = try await fixture.bring(
            [Fixture.item(items), further], decisions: [decision], isDryRun: isDryRun)
        #expect(receipt.refused.isEmpty, "seed \(seed)")
        if isDryRun { items -= 1 }
    }

    func states(asOf position: Int?) async throws -> [ItemState] {
        try await fixture.store.states(
            in: fixture.queue, filter: .all, asOf: position, after: nil, limit: 1000
        ).states
    }

    func check() async throws {
        let problems = try await fixture.problems()
        #expect(problems == [], "seed \(seed)")
        // Frees what has lapsed.
        if let claim = try await fixture.claim("sweeper").claim { try await fixture.store.release(claim) }
        let states = try await states(asOf: nil)
        let counts = try await fixture.counts()
        #expect(counts.items == items, "seed \(seed)")
        #expect(states.count == items, "seed \(seed)")
        #expect(counts.decisions == states.reduce(0) { $0 + $1.primaries.count }, "seed \(seed)")
        // Who holds a slot beyond what is asked for by now may fill it, and until then the item is not complete.
        let complete = states.count { $0.primaries.count >= $0.overlap }
        let assigned = try await fixture.store.assignments(in: fixture.queue, of: nil, after: nil, limit: 10_000)
        #expect(
            (complete - counts.claimed - assigned.assignments.count...complete).contains(counts.complete),
            "seed \(seed)")
        #expect(counts.resolved == states.count { $0.resolution != nil }, "seed \(seed)")
        for state in states {
            #expect(state.primaries.count <= state.overlap, "seed \(seed)")
            #expect(Set(state.primaries.map(\.annotator.id)).count == state.primaries.count, "seed \(seed)")
        }
        for person in people {
            let decided = states.filter { state in
                state.decisions.contains {
                    $0.decision.annotator.id == person && $0.decision.occasion == .primary
                        && !$0.decision.answer.isSkip
                }
            }
            let progress = try await fixture.store.progress(
                of: person, in: fixture.queue, since: Timestamp(milliseconds: 0))
            #expect(progress.decided == decided.count, "seed \(seed)")
            #expect(progress.decidedSince == decided.count, "seed \(seed)")
            let contributed = try await fixture.store.states(
                in: fixture.queue, filter: .decided(by: person), asOf: nil, after: nil, limit: 1000)
            #expect(
                contributed.states.map(\.item.id)
                    == states.filter { $0.decisions.contains { $0.decision.annotator.id == person } }.map(\.item.id),
                "seed \(seed)")
        }
        let contested = try await fixture.store.states(
            in: fixture.queue, filter: .contested, asOf: nil, after: nil, limit: 1000)
        #expect(
            contested.states == states.filter { $0.primaries.count > 1 || $0.resolution != nil }, "seed \(seed)")
    }
}
