import DocketModel
import DocketNotation
import DocketStorage
import Synchronization

/// A store whose first writes end in an error, before or after the store behind it took them.
final class FailingStore: Store {
    private let inner: any Store
    private let failures: Mutex<[Failure]>

    struct Failure: Sendable {
        var error: StoreError
        /// Whether the write was done all the same.
        var isDone: Bool
    }

    init(_ inner: any Store, _ failures: [Failure]) {
        self.inner = inner
        self.failures = Mutex(failures)
    }

    private func write(_ body: () async throws -> Receipt) async throws -> Receipt {
        guard let failure = failures.withLock({ $0.isEmpty ? nil : $0.removeFirst() }) else { return try await body() }
        if failure.isDone { _ = try await body() }
        throw failure.error
    }

    func record(
        _ decision: Decision, fence: Int?, by author: Author, check: @escaping DecisionCheck
    ) async throws -> Receipt {
        try await write { try await inner.record(decision, fence: fence, by: author, check: check) }
    }

    func record(_ resolution: Resolution, by author: Author) async throws -> Receipt {
        try await write { try await inner.record(resolution, by: author) }
    }

    func record(_ sendBack: SendBack, by author: Author) async throws -> Receipt {
        try await write { try await inner.record(sendBack, by: author) }
    }

    // MARK: As the store behind it

    var location: String { inner.location }
    func owner() async throws -> PersonID { try await inner.owner() }
    func people() async throws -> [Person] { try await inner.people() }
    func put(_ person: Person, by author: Author) async throws { try await inner.put(person, by: author) }
    func remove(_ person: PersonID, by author: Author) async throws { try await inner.remove(person, by: author) }
    func queues(includingArchived: Bool) async throws -> [QueueRecord] {
        try await inner.queues(includingArchived: includingArchived)
    }
    func queue(_ id: QueueID) async throws -> QueueRecord { try await inner.queue(id) }
    func queue(_ id: QueueID, asOf position: Int) async throws -> QueueRecord {
        try await inner.queue(id, asOf: position)
    }
    func configure(
        _ configuration: QueueConfiguration, guideline: SourceText?, by author: Author
    ) async throws -> QueueRecord {
        try await inner.configure(configuration, guideline: guideline, by: author)
    }
    func setArchived(_ isArchived: Bool, queue: QueueID, by author: Author) async throws {
        try await inner.setArchived(isArchived, queue: queue, by: author)
    }
    func configurationEvents(of queue: QueueID) async throws -> [StoredEvent] {
        try await inner.configurationEvents(of: queue)
    }
    func guideline(_ digest: Digest) async throws -> SourceText? { try await inner.guideline(digest) }
    func counts(of queue: QueueID) async throws -> QueueCounts { try await inner.counts(of: queue) }
    func progress(
        of annotator: PersonID, in queue: QueueID, since: Timestamp
    ) async throws -> AnnotatorProgress {
        try await inner.progress(of: annotator, in: queue, since: since)
    }
    func item(_ id: ItemID, in queue: QueueID) async throws -> Item? { try await inner.item(id, in: queue) }
    func state(of item: ItemID, in queue: QueueID) async throws -> ItemState? {
        try await inner.state(of: item, in: queue)
    }
    func states(
        in queue: QueueID, filter: ItemFilter, asOf position: Int?, after cursor: ItemCursor?, limit: Int
    ) async throws -> ItemPage {
        try await inner.states(in: queue, filter: filter, asOf: position, after: cursor, limit: limit)
    }
    func beginImport(_ request: ImportRequest, by author: Author) async throws -> any ImportSession {
        try await inner.beginImport(request, by: author)
    }
    func claim(_ request: ClaimRequest) async throws -> ClaimAnswer { try await inner.claim(request) }
    func renew(_ claim: Claim, milliseconds: Int64) async throws -> Claim {
        try await inner.renew(claim, milliseconds: milliseconds)
    }
    func release(_ claim: Claim) async throws { try await inner.release(claim) }
    func grow(_ item: ItemID, in queue: QueueID, to overlap: Int, by author: Author) async throws {
        try await inner.grow(item, in: queue, to: overlap, by: author)
    }
    func assign(
        _ item: ItemID, in queue: QueueID, to person: PersonID, by author: Author
    ) async throws -> AssignmentReceipt {
        try await inner.assign(item, in: queue, to: person, by: author)
    }
    func unassign(
        _ item: ItemID, in queue: QueueID, from person: PersonID, by author: Author
    ) async throws -> AssignmentReceipt {
        try await inner.unassign(item, in: queue, from: person, by: author)
    }
    func assignments(
        in queue: QueueID, of person: PersonID?, after cursor: ItemCursor?, limit: Int
    ) async throws -> AssignmentPage {
        try await inner.assignments(in: queue, of: person, after: cursor, limit: limit)
    }
    func promote(_ decision: EventID, in queue: QueueID, by author: Author) async throws -> Receipt {
        try await inner.promote(decision, in: queue, by: author)
    }
    func redact(_ event: EventID, in queue: QueueID, reason: String, by author: Author) async throws -> Receipt {
        try await inner.redact(event, in: queue, reason: reason, by: author)
    }
    func undo(_ event: EventID?, in queue: QueueID, as id: EventID, by author: Author) async throws -> UndoReceipt {
        try await inner.undo(event, in: queue, as: id, by: author)
    }
    func redo(in queue: QueueID, as id: EventID, by author: Author) async throws -> UndoReceipt {
        try await inner.redo(in: queue, as: id, by: author)
    }
    func events(in queue: QueueID, after position: Int, limit: Int) async throws -> [StoredEvent] {
        try await inner.events(in: queue, after: position, limit: limit)
    }
    func events(about item: ItemID, in queue: QueueID) async throws -> [StoredEvent] {
        try await inner.events(about: item, in: queue)
    }
    func recentActions(of person: PersonID, in queue: QueueID, limit: Int) async throws -> [StoredEvent] {
        try await inner.recentActions(of: person, in: queue, limit: limit)
    }
    func precedents(for item: ItemID, in queue: QueueID, limit: Int) async throws -> [Precedent] {
        try await inner.precedents(for: item, in: queue, limit: limit)
    }
    func reopen(
        _ resolution: EventID, in queue: QueueID, as id: EventID, by author: Author
    ) async throws -> UndoReceipt {
        try await inner.reopen(resolution, in: queue, as: id, by: author)
    }
    func record(_ question: GuidelineQuestion, by author: Author) async throws -> Receipt {
        try await write { try await inner.record(question, by: author) }
    }
    func record(_ answer: GuidelineAnswer, by author: Author) async throws -> Receipt {
        try await write { try await inner.record(answer, by: author) }
    }
    func questions(in queue: QueueID, onlyOpen: Bool) async throws -> [StoredQuestion] {
        try await inner.questions(in: queue, onlyOpen: onlyOpen)
    }
    func inbox(of person: PersonID, in queue: QueueID) async throws -> [SendBack] {
        try await inner.inbox(of: person, in: queue)
    }
    func saveDraft(_ data: [UInt8], of annotator: PersonID, item: ItemID, in queue: QueueID) async throws {
        try await inner.saveDraft(data, of: annotator, item: item, in: queue)
    }
    func draft(of annotator: PersonID, item: ItemID, in queue: QueueID) async throws -> [UInt8]? {
        try await inner.draft(of: annotator, item: item, in: queue)
    }
    func saveRulingDraft(_ data: [UInt8], of adjudicator: PersonID, item: ItemID, in queue: QueueID) async throws {
        try await inner.saveRulingDraft(data, of: adjudicator, item: item, in: queue)
    }
    func rulingDrafts(of adjudicator: PersonID, in queue: QueueID) async throws -> [ItemID: [UInt8]] {
        try await inner.rulingDrafts(of: adjudicator, in: queue)
    }
    func head() async throws -> JournalHead { try await inner.head() }
    func verify(against head: JournalHead?) async throws -> VerificationReport {
        try await inner.verify(against: head)
    }
    func examine(repairing: Bool) async throws -> [Finding] { try await inner.examine(repairing: repairing) }
    func backup(to path: String) async throws -> BackupReceipt { try await inner.backup(to: path) }
    func close() async { await inner.close() }
}
