import DocketModel
import DocketNotation
import DocketStorage

/// A store with one queue in it, and short ways to work in it.
struct Fixture {
    let engine: Engine
    let place: Place
    let store: any Store
    let queue: QueueID = "replies"

    init(
        _ engine: Engine = .sqlite, items: Int = 0, overlap: Overlap = Overlap(1), place: Place? = nil
    ) async throws {
        self.engine = engine
        self.place = try place ?? Place()
        store = try await engine.open(self.place)
        let configuration = QueueConfiguration(name: "replies", overlap: overlap)
        _ = try await store.configure(configuration, guideline: "Be fair.", by: Fixture.author("owner", self.place))
        if items > 0 { _ = try await bring((1...items).map { Self.item($0) }) }
    }

    static func author(_ person: PersonID, _ place: Place) -> Author {
        Author(person: person, clientVersion: "1.0", clientTime: place.clock.now)
    }

    func newID() -> EventID { place.ids.next() }

    func author(_ person: PersonID) -> Author { Self.author(person, place) }

    static func itemID(_ number: Int) -> ItemID {
        let digits = String(number)
        return ItemID("item-" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits)
    }

    static func item(_ number: Int, priority: Int = 0, suggestions: Int = 2) -> Item {
        Item(
            id: itemID(number), context: [Message(role: "user", content: SourceText("Question \(number)"))],
            suggestions: (0..<suggestions).map { ordinal in
                Suggestion(
                    id: Suggestion.defaultID(ordinal), model: "model-\(ordinal)",
                    messages: [Message(role: "assistant", content: SourceText("Answer \(number)/\(ordinal)"))])
            },
            priority: priority)
    }

    @discardableResult
    func bring(
        _ items: [Item], decisions: [Decision] = [], resolutions: [Resolution] = [], isDryRun: Bool = false,
        into queue: QueueID? = nil
    ) async throws -> ImportReceipt {
        let session = try await store.beginImport(
            ImportRequest(
                configuration: QueueConfiguration(name: queue ?? self.queue), guideline: nil, fileName: "file.jsonl",
                format: "native"),
            by: author("owner"))
        var records = items.map { ImportRecord.Content.item($0) }
        records += decisions.map { .decision($0) } + resolutions.map { .resolution($0) }
        try await session.add(records.enumerated().map { ImportRecord($1, line: $0 + 1) })
        return try await session.publish(isDryRun: isDryRun)
    }

    func decision(
        _ id: EventID, _ item: Int, by person: PersonID, accepting suggestion: SuggestionID = "a",
        occasion: Occasion = .primary, supersedes: EventID? = nil
    ) -> Decision {
        place.decision(id, item, by: person, accepting: suggestion, occasion: occasion, supersedes: supersedes)
    }

    func skip(_ id: EventID, _ item: Int, by person: PersonID, supersedes: EventID? = nil) -> Decision {
        place.skip(id, item, by: person, supersedes: supersedes)
    }

    func resolution(_ id: EventID, _ item: Int, by lead: PersonID = "lead") -> Resolution {
        place.resolution(id, item, by: lead)
    }

    func sendBack(_ id: EventID, _ item: Int, to people: [PersonID], by lead: PersonID = "lead") -> SendBack {
        place.sendBack(id, item, to: people, by: lead)
    }

    @discardableResult
    func record(_ decision: Decision) async throws -> Receipt {
        try await store.record(decision, fence: nil, by: author(decision.annotator.id))
    }

    func claim(
        _ person: PersonID, item: Int? = nil, besides: Set<ItemID> = [], minutes: Int64 = 30
    ) async throws -> ClaimAnswer {
        try await store.claim(
            ClaimRequest(
                queue: queue, annotator: person, milliseconds: minutes * 60_000, item: item.map(Self.itemID),
                besides: besides))
    }

    func state(_ item: Int) async throws -> ItemState {
        guard let state = try await store.state(of: Self.itemID(item), in: queue) else {
            throw StoreError.unknownItem(Self.itemID(item), queue)
        }
        return state
    }

    func counts() async throws -> QueueCounts { try await store.counts(of: queue) }

    /// What `verify` finds wrong, as text.
    func problems(against head: JournalHead? = nil) async throws -> [String] {
        try await store.verify(against: head).problems.map {
            "\($0.queue?.rawValue ?? "-") \($0.position ?? 0): \($0.what)"
        }
    }
}

extension ClaimAnswer {
    var item: ItemID? {
        if case .claimed(let item, _) = self { item.id } else { nil }
    }

    var claim: Claim? {
        if case .claimed(_, let claim) = self { claim } else { nil }
    }
}

/// The refusal that an action ends in, or nil.
func refusal(_ action: () async throws -> Void) async throws -> Refusal? {
    do {
        try await action()
        return nil
    } catch StoreError.refused(let refusal) {
        return refusal
    }
}
