package import DocketModel
package import DocketNotation

/// Where queues, items, decisions and people are kept: one contract for every engine.
///
/// Whatever a method returns after writing is durable: it is on disk when the call returns. A write that throws
/// `StoreError.unknownOutcome` may or may not have happened: repeat it with the same id, which is answered with
/// `duplicate` where it had. Methods may be called from anywhere at any time; they never wait for a person.
///
/// The store keeps facts and enforces slots and histories. Who may do and see what is decided above it.
package protocol Store: Sendable {
    /// The file or address, for messages.
    var location: String { get }

    // MARK: People

    /// Who made the store: its administrator as long as nobody listed says otherwise.
    func owner() async throws -> PersonID
    func people() async throws -> [Person]
    /// Adds a person, or changes the role and cohort of one.
    func put(_ person: Person, by author: Author) async throws
    /// Takes a person off the list; what they decided stays. One who is not listed is no error.
    func remove(_ person: PersonID, by author: Author) async throws

    // MARK: Queues

    /// Queues by name. Those that are archived only on request.
    func queues(includingArchived: Bool) async throws -> [QueueRecord]
    /// - Throws: `StoreError.unknownQueue`.
    func queue(_ id: QueueID) async throws -> QueueRecord
    /// The queue as it was when its journal ended there: the configuration, guideline and hash of that position. Before
    /// the first configuration, that one; behind the end, the present.
    /// - Throws: `StoreError.unknownQueue`.
    func queue(_ id: QueueID, asOf position: Int) async throws -> QueueRecord
    /// Makes a queue, or a new version of its configuration. A version equal to the present one adds nothing.
    /// - Parameter guideline: the guideline's text; nil keeps the present one.
    func configure(_ configuration: QueueConfiguration, guideline: SourceText?, by author: Author) async throws
        -> QueueRecord
    func setArchived(_ isArchived: Bool, queue: QueueID, by author: Author) async throws
    /// The events about the queue itself, in journal order: the versions of its configuration, and archiving.
    func configurationEvents(of queue: QueueID) async throws -> [StoredEvent]
    func guideline(_ digest: Digest) async throws -> SourceText?
    /// Kept up to date by every write; costs the same however large the queue is.
    func counts(of queue: QueueID) async throws -> QueueCounts
    func progress(of annotator: PersonID, in queue: QueueID, since: Timestamp) async throws -> AnnotatorProgress

    // MARK: Items

    /// Nil where there is no such item.
    func item(_ id: ItemID, in queue: QueueID) async throws -> Item?
    /// Everything that stands about one item. Nil where there is no such item.
    func state(of item: ItemID, in queue: QueueID) async throws -> ItemState?
    /// Items in the order they came in, with what stands about them: at most `limit` behind `cursor`.
    /// - Parameter position: what stood when the journal ended there; nil for now.
    func states(in queue: QueueID, filter: ItemFilter, asOf position: Int?, after cursor: ItemCursor?, limit: Int)
        async throws -> ItemPage
    /// Starts taking records in. They are staged in short batches while people go on working and become visible
    /// together by `ImportSession.publish`. One import at a time; a second one waits.
    func beginImport(_ request: ImportRequest, by author: Author) async throws -> any ImportSession

    // MARK: Claims

    /// Deals out an item: the annotator's open claim first, then what is assigned to them, else the next in order.
    func claim(_ request: ClaimRequest) async throws -> ClaimAnswer
    /// Extends a claim that still stands.
    /// - Throws: `StoreError.claimLost` where somebody else has the slot.
    func renew(_ claim: Claim, milliseconds: Int64) async throws -> Claim
    /// Gives a claim back. One that is gone already is no error.
    func release(_ claim: Claim) async throws
    /// Raises an item's k, for another annotator where people disagree, by an event in the journal. An item that has as
    /// many already stays as it is.
    func grow(_ item: ItemID, in queue: QueueID, to overlap: Int, by author: Author) async throws
    /// Keeps a slot of an item for somebody, by an event in the journal: it does not lapse and nobody else is dealt it.
    /// - Throws: `StoreError.refused` where no slot is left, or they have decided the item.
    func assign(_ item: ItemID, in queue: QueueID, to person: PersonID, by author: Author) async throws
        -> AssignmentReceipt
    /// Takes an assignment back. What was decided stays.
    func unassign(_ item: ItemID, in queue: QueueID, from person: PersonID, by author: Author) async throws
        -> AssignmentReceipt
    /// Assignments in the order of items: of one person, or of all.
    func assignments(in queue: QueueID, of person: PersonID?, after cursor: ItemCursor?, limit: Int) async throws
        -> AssignmentPage

    // MARK: Journal

    /// Appends a decision, fills its slot and answers once that is durable; a draft of it goes.
    ///
    /// The event's actor is the decision's annotator. `supersedes` names the decision that stands, or the last event of
    /// its history; after an undo that left nothing standing it may be nil.
    /// - Parameter fence: of the claim it was made under; nil takes a free slot. Where that claim is lost and somebody
    ///   else has its slot, the decision is surplus, even if another slot is free; where its slot is free, or the
    ///   annotator holds a slot of the item by a later claim, the decision takes it. Of a fence that the annotator never
    ///   had, or that is older than their last claim on the item, the slot is not known: it counts as taken where
    ///   anybody else has a slot of the item.
    /// - Parameter check: looks at the item before anything is written, and answers with the decision to record. What it
    ///   throws is thrown as it is, and then nothing was written. Must be quick: others may be waiting.
    /// - Throws: `StoreError.refused`.
    func record(_ decision: Decision, fence: Int?, by author: Author, check: @escaping DecisionCheck) async throws
        -> Receipt
    /// Appends a resolution. Its `supersedes` may be nil also where it replaces one: the store fills it in.
    func record(_ resolution: Resolution, by author: Author) async throws -> Receipt
    func record(_ sendBack: SendBack, by author: Author) async throws -> Receipt
    /// Makes a surplus decision count: k grows where no slot is left.
    /// - Throws: `StoreError.refused` where it is no surplus decision that stands.
    func promote(_ decision: EventID, in queue: QueueID, by author: Author) async throws -> Receipt
    /// Takes the text out of a decision, resolution, send-back, question or answer for good and leaves a tombstone that says who did it and
    /// why. What was redacted does not stand any more. The chain still holds: its hash covers the text's digest.
    /// - Throws: `StoreError.refused` for events of other kinds, or where it is redacted already.
    func redact(_ event: EventID, in queue: QueueID, reason: String, by author: Author) async throws -> Receipt
    /// Takes back the author's last action in the queue (decision, resolution, send-back, question, answer), or that one.
    /// - Parameter id: of the undo itself; repeated with the same id it is answered with `duplicate`.
    /// - Throws: `StoreError.refused(.nothingToUndo)`, or `.superseded` where something was built on it.
    func undo(_ event: EventID?, in queue: QueueID, as id: EventID, by author: Author) async throws -> UndoReceipt
    /// Puts back what the author took back last, unless something new was decided since.
    /// - Parameter id: of the redo itself, as with `undo`.
    func redo(in queue: QueueID, as id: EventID, by author: Author) async throws -> UndoReceipt
    /// Events behind a position in journal order, with their bodies: the feed of changes.
    func events(in queue: QueueID, after position: Int, limit: Int) async throws -> [StoredEvent]
    /// Every event about one item, in journal order.
    func events(about item: ItemID, in queue: QueueID) async throws -> [StoredEvent]
    /// The author's own latest actions that stand, newest first.
    func recentActions(of person: PersonID, in queue: QueueID, limit: Int) async throws -> [StoredEvent]

    // MARK: Adjudication

    /// Resolved items of the queue that are nearest to this one in their words, the nearest first.
    func precedents(for item: ItemID, in queue: QueueID, limit: Int) async throws -> [Precedent]
    /// Takes back a resolution that stands, whoever made it. From then on it is the author's to put back.
    /// - Parameter id: of the undo itself, as with `undo`.
    /// - Throws: `StoreError.refused`, `.superseded` where something was built on it.
    func reopen(_ resolution: EventID, in queue: QueueID, as id: EventID, by author: Author) async throws -> UndoReceipt
    func record(_ question: GuidelineQuestion, by author: Author) async throws -> Receipt
    /// - Throws: `StoreError.refused` where no such question stands.
    func record(_ answer: GuidelineAnswer, by author: Author) async throws -> Receipt
    /// The questions that stand, in the order in which they were asked.
    func questions(in queue: QueueID, onlyOpen: Bool) async throws -> [StoredQuestion]

    /// Send-backs to this person that they have not yet answered with a revision, oldest first.
    func inbox(of person: PersonID, in queue: QueueID) async throws -> [SendBack]

    // MARK: Drafts

    /// Keeps unfinished work: it outlives a crash and an expired claim. Empty data discards it.
    func saveDraft(_ data: [UInt8], of annotator: PersonID, item: ItemID, in queue: QueueID) async throws
    func draft(of annotator: PersonID, item: ItemID, in queue: QueueID) async throws -> [UInt8]?
    /// The same for a ruling that is being composed, beside a decision's: it goes with the resolution that is recorded.
    func saveRulingDraft(_ data: [UInt8], of adjudicator: PersonID, item: ItemID, in queue: QueueID) async throws
    /// All unfinished rulings of a person in a queue.
    func rulingDrafts(of adjudicator: PersonID, in queue: QueueID) async throws -> [ItemID: [UInt8]]

    // MARK: Care

    func head() async throws -> JournalHead
    /// Recomputes chains, digests and projections.
    func verify(against head: JournalHead?) async throws -> VerificationReport
    /// Looks at everything that can go wrong around and inside the store, `verify` included.
    /// - Parameter isRepairing: mend what can be mended. The journal is never changed: what is computed from it is
    ///   computed anew, and only where the journal itself is whole.
    func examine(repairing isRepairing: Bool) async throws -> [Finding]
    /// A complete copy into a new file while people go on working. It is on disk when the call returns; where it fails,
    /// there is no file.
    @discardableResult
    func backup(to path: String) async throws -> BackupReceipt
    func close() async
}

/// What is asked of a decision on this item.
package typealias DecisionCheck = @Sendable (Decision, Item) throws -> Decision

extension Store {
    /// Records a decision as it is.
    package func record(_ decision: Decision, fence: Int?, by author: Author) async throws -> Receipt {
        try await record(decision, fence: fence, by: author) { decision, _ in decision }
    }
}
