import DocketModel
import DocketNotation
import DocketStorage
import Testing

/// Somebody at work on a store that may fail: repeats what failed, as the contract says, and keeps the receipts.
final class Client {
    /// What to do about an error that is the store's and not the caller's.
    enum Persistence {
        /// Repeat; at the second failure the trouble is over.
        case repeats
        /// Stop, as a program does that is cut off.
        case stops
    }

    struct CutOff: Error {
        var error: StoreError
    }

    struct GaveUp: Error {
        var what: String
        var error: StoreError
    }

    let place: Place
    private let plan: FaultPlan?
    private let persistence: Persistence
    private var opened: (any Store)?
    private(set) var receipts: [Receipt] = []
    let queue: QueueID = "replies"

    init(_ place: Place, plan: FaultPlan? = nil, persistence: Persistence = .repeats) {
        self.place = place
        self.plan = plan
        self.persistence = persistence
    }

    /// Does something, and again where the store fails; what the store refuses goes on to the caller.
    /// - Parameter action: gets whether an earlier try may have succeeded.
    @discardableResult
    func attempt<Value>(
        _ what: String, _ action: (any Store, _ isRepeated: Bool) async throws -> Value
    ) async throws -> Value {
        var tries = 0
        while true {
            do {
                let store = try await store()
                return try await action(store, tries > 0)
            } catch let error as StoreError {
                guard Self.isTrouble(error) else { throw error }
                guard persistence == .repeats else { throw CutOff(error: error) }
                tries += 1
                if tries == 2 { plan?.disarm() }
                if tries == 4 { throw GaveUp(what: what, error: error) }
            }
        }
    }

    private func store() async throws -> any Store {
        if let opened { return opened }
        let store = try await Engine.sqlite.open(place)
        opened = store
        return store
    }

    func close() async {
        await opened?.close()
        opened = nil
    }

    private static func isTrouble(_ error: StoreError) -> Bool {
        switch error {
        case .unavailable, .diskFull, .inputOutput, .unknownOutcome: true
        default: false
        }
    }

    // MARK: What people do

    func author(_ person: PersonID) -> Author { Fixture.author(person, place) }

    private func keep(_ receipt: Receipt) { receipts.append(receipt) }

    func configure(overlap: Overlap) async throws {
        let record = try await attempt("configure") { store, _ in
            try await store.configure(
                QueueConfiguration(name: queue, overlap: overlap), guideline: "Be fair.", by: author("owner"))
        }
        keep(Receipt(id: "configuration", status: .saved, position: record.position, hash: record.hash))
    }

    func bring(_ items: [Item], decisions: [Decision] = []) async throws {
        let records = items.map { ImportRecord.Content.item($0) } + decisions.map { .decision($0) }
        try await attempt("import") { store, _ in
            let session = try await store.beginImport(
                ImportRequest(
                    configuration: QueueConfiguration(name: queue), guideline: nil, fileName: "file.jsonl",
                    format: "native"), by: author("owner"))
            do {
                try await session.add(records.enumerated().map { ImportRecord($1, line: $0 + 1) })
                let receipt = try await session.publish(isDryRun: false)
                #expect(receipt.refused == [])
                if let position = receipt.position, let record = try? await store.queue(queue) {
                    #expect(record.position == position)
                    keep(Receipt(id: "import", status: .saved, position: position, hash: record.hash))
                }
            } catch {
                await session.abandon()
                throw error
            }
        }
    }

    /// Claims the next item, and says under which fence.
    func claim(_ person: PersonID) async throws -> Claim? {
        try await attempt("claim") { store, _ in
            try await store.claim(ClaimRequest(queue: queue, annotator: person, milliseconds: 60_000)).claim
        }
    }

    func decide(_ decision: Decision, fence: Int? = nil) async throws {
        try await keep(
            attempt("decide \(decision.id)") { store, _ in
                try await store.record(decision, fence: fence, by: author(decision.annotator.id))
            })
    }

    func resolve(_ resolution: Resolution) async throws {
        try await keep(
            attempt("resolve") { store, _ in
                try await store.record(resolution, by: author(resolution.adjudicator))
            })
    }

    func sendBack(_ sendBack: SendBack) async throws {
        try await keep(
            attempt("send back") { store, _ in try await store.record(sendBack, by: author(sendBack.adjudicator)) })
    }

    func ask(_ question: GuidelineQuestion) async throws {
        try await keep(attempt("ask") { store, _ in try await store.record(question, by: author(question.asker)) })
    }

    func answer(_ answer: GuidelineAnswer) async throws {
        try await keep(attempt("answer") { store, _ in try await store.record(answer, by: author(answer.person)) })
    }

    func reopen(_ resolution: EventID, as id: EventID, by person: PersonID) async throws {
        try await keep(
            attempt("reopen \(resolution)") { store, _ in
                try await store.reopen(resolution, in: queue, as: id, by: author(person)).receipt
            })
    }

    /// Takes back the last action of a person.
    func undo(as id: EventID, by person: PersonID) async throws {
        try await keep(
            attempt("undo \(id)") { store, _ in
                try await store.undo(nil, in: queue, as: id, by: author(person)).receipt
            })
    }

    func redo(as id: EventID, by person: PersonID) async throws {
        try await keep(
            attempt("redo \(id)") { store, _ in try await store.redo(in: queue, as: id, by: author(person)).receipt })
    }

    func grow(_ item: Int, to overlap: Int) async throws {
        try await attempt("grow") { store, _ in
            try await store.grow(Fixture.itemID(item), in: queue, to: overlap, by: author("lead"))
        }
    }

    func draft(_ bytes: [UInt8], item: Int, by person: PersonID) async throws {
        try await attempt("draft") { store, _ in
            try await store.saveDraft(bytes, of: person, item: Fixture.itemID(item), in: queue)
        }
    }
}
