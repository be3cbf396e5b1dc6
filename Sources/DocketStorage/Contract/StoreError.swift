package import DocketModel

/// Why a store did not do what it was asked. The description is one line: what, where, what to do.
package enum StoreError: Error, Sendable, Hashable {
    /// `near`: names that are spelt alike.
    case unknownQueue(QueueID, near: [QueueID])
    case unknownItem(ItemID, QueueID)
    case refused(Refusal)
    case claimLost(ItemID, holder: PersonID?)
    /// The store cannot be opened or used: no folder, no permission, a network file system, locked.
    case unavailable(String, reason: String)
    /// The file is no store of Docket's.
    case foreign(String)
    case newer(String, version: Int, known: Int)
    /// It must be brought up to date before it can be read, and was opened for reading only.
    case older(String, version: Int, known: Int)
    case damaged(String, reason: String)
    case readOnly(String)
    case diskFull(String)
    /// An I/O error on reading or writing.
    case inputOutput(String, reason: String)
    /// A commit whose fate is not known: repeat it with the same id.
    case unknownOutcome(String, reason: String)
    case cannotCreate(String, reason: String)
}

/// Why something was not recorded although the store works.
package enum Refusal: Sendable, Hashable {
    /// The annotator has a live decision on this item and occasion; a new one must name it.
    case alreadyDecided(ItemID, existing: EventID)
    /// Something else came after the event that it wants to supersede; `tip` is the last one.
    case notTheLast(EventID, tip: EventID?)
    /// The id is taken by other content.
    case idTaken(EventID)
    case unknownItem(ItemID, QueueID)
    case unknownEvent(EventID)
    case notYours(EventID)
    case nothingToUndo
    case nothingToRedo
    case superseded(EventID, by: EventID)
    /// It says something that the queue or the item does not know.
    case invalid(String)
    case archived(QueueID)
}
