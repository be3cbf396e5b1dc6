import DocketInterchange
import DocketModel
import DocketNotation
import DocketStorage
import DocketTestSupport
import DocketWorkflow

/// A store in a folder of its own, with a queue of pairs that judges, gold and sources have said things about.
struct Workplace {
    let folder: TemporaryFolder
    let store: SQLiteStore
    var time: Timestamp { Timestamp(milliseconds: 1_770_000_000_000) }

    init(overlap: Overlap = Overlap(2), blind: Set<Blindness> = [.models, .annotators]) async throws {
        folder = try TemporaryFolder()
        let now = Timestamp(milliseconds: 1_770_000_000_000)
        store = try await SQLiteStore.open(path: folder.path + "/d.db", owner: "founder", clock: { now })
        let items = (1...3).map { number in
            Item(
                id: ItemID("i\(number)"),
                context: [Message(role: "user", content: "Which?", ext: ["hint": "context-secret"])],
                suggestions: ["a", "b"].map { id in
                    Suggestion(
                        id: SuggestionID(id), origin: id == "a" ? .person : .model, model: "model-secret",
                        messages: [
                            Message(role: "assistant", content: SourceText("text \(id)"), ext: ["x": "message-secret"])
                        ],
                        meta: ["y": "suggestion-secret"], ext: ["z": "ext-secret"])
                },
                assessments: [Assessment(agent: "judge-secret", question: "preference", value: ["a"])],
                gold: ["gold-secret"], meta: ["m": "meta-secret"], source: ["s": "source-secret"],
                ext: ["annotator1": "ext-secret"])
        }
        let configuration = QueueConfiguration(name: "q", overlap: overlap, blind: blind)
        let importing = try await store.beginImport(
            ImportRequest(configuration: configuration, guideline: nil, fileName: "f", format: "docket"),
            by: Author(person: "founder", clientVersion: "t", clientTime: now))
        try await importing.add(items.map { ImportRecord(.item($0), line: 1) })
        _ = try await importing.publish(isDryRun: false)
    }

    /// - Parameter other: a store that stands before this one.
    func session(_ person: PersonID, through other: (any Store)? = nil) async throws -> Session {
        let now = time
        return try await Session(
            store: other ?? store, person: person, clientVersion: "t", now: { now }, makeID: SystemSources.id)
    }

    func queue() async throws -> QueueRecord { try await store.queue("q") }

    func list(_ people: [(PersonID, Role)]) async throws {
        let founder = try await session("founder")
        for (person, role) in people { try await founder.put(Person(id: person, role: role)) }
    }

    @discardableResult
    func decide(
        _ item: ItemID, as person: PersonID, _ answers: Answers, occasion: Occasion = .primary,
        supersedes: EventID? = nil
    ) async throws -> Receipt {
        let session = try await session(person)
        let decision = Decision(
            id: session.newID(), queue: "q", item: item, occasion: occasion, annotator: session.annotator,
            answer: .answers(answers), at: time, supersedes: supersedes)
        return try await session.record(decision, fence: nil, in: try await queue())
    }

    @discardableResult
    func resolve(
        _ item: ItemID, as person: PersonID, _ answers: Answers, id: EventID = "r", inputs: [EventID] = []
    ) async throws -> Receipt {
        try await session(person).record(
            Resolution(
                id: id, queue: "q", item: item, adjudicator: person, inputs: inputs, outcome: answers, at: time),
            in: try await queue())
    }

    @discardableResult
    func sendBack(_ item: ItemID, as person: PersonID, to people: [PersonID]) async throws -> Receipt {
        try await session(person).record(
            SendBack(
                id: "b", queue: "q", item: item, adjudicator: person, to: people, reasonCode: "source",
                note: "look again", at: time),
            in: try await queue())
    }

    func state(_ item: ItemID) async throws -> ItemState {
        guard let state = try await store.state(of: item, in: "q") else { throw StoreError.unknownItem(item, "q") }
        return state
    }

    /// What the queue asks is changed, as by its founder.
    func configure(_ change: (inout QueueConfiguration) -> Void) async throws {
        var configuration = try await queue().configuration
        change(&configuration)
        _ = try await session("founder").configure(configuration, guideline: nil)
    }

    /// What a native export writes, rows and manifest.
    func export(asOf position: Int? = nil) async throws -> [String] {
        let path = folder.path + "/export.jsonl"
        _ = try await session("founder").export(
            try await queue(), ExportRequest(format: .docket, asOf: position, destination: .file(path)))
        return [path, path + ".manifest.json"].map { Surroundings.text(ofFile: $0) ?? "" }
    }
}
